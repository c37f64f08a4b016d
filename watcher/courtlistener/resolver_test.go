package courtlistener

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"docketwatch/courtsim"
	"docketwatch/docket"
)

// fromFeed is an entry as the court's own feed announced it.
func fromFeed(h *house, filed courtsim.Filing, seq string) docket.Entry {
	s := docket.Sighting{Court: filed.Court, Number: number(h.t, filed.Number), PacerCaseID: "307687", DocumentNumber: filed.Entry, SeqNo: seq,
		Events: filed.Events, Entered: filed.At}
	return docket.Entry{Docket: s.Docket(), Key: docket.EntryKeys(s)[0], Keys: docket.EntryKeys(s), PacerCaseID: s.PacerCaseID, DocumentNumber: s.DocumentNumber,
		SeqNo: s.SeqNo, Events: s.Events, Entered: s.Entered, FirstSeen: filed.At}
}

// filed is the newest filing of that number in Santa Clara's docket.
func filed(h *house, entry string) courtsim.Filing {
	h.t.Helper()
	list := h.Filed()
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].Case == "Santa Clara v. Trump" && list[i].Entry == entry && list[i].Events[0] != "noise" {
			return list[i]
		}
	}
	h.t.Fatalf("no filing %q", entry)
	return courtsim.Filing{}
}

func settle(h *house, e docket.Entry) docket.Sighting {
	h.t.Helper()
	list, err := h.source.Resolver().One(h.t.Context(), e)
	if err != nil || len(list) > 1 {
		h.t.Fatalf("%+v, %v", list, err)
	}
	if len(list) == 0 {
		return docket.Sighting{}
	}
	return list[0]
}

func TestAFilingIsSettledStepByStep(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{})
	h.Step()
	h.Step()
	e := fromFeed(h, filed(h, "46"), "")
	stub := settle(h, e)
	if stub.Text != "" || stub.Filed != "" || cmp.Diff([]string{"Opposition/Response to Motion"}, stub.Events) != "" || stub.DocumentNumber != "46" {
		t.Errorf("the stub: %+v", stub)
	}
	h.Step()
	text := settle(h, e)
	if !strings.HasPrefix(text.Text, "OPPOSITION/RESPONSE (re 26") || text.Filed != "2017-03-09" || len(text.Documents) != 1 || text.Documents[0].Free() {
		t.Errorf("the text: %+v", text)
	}
	h.Step()
	paper := settle(h, e)
	if len(paper.Documents) != 1 || !paper.Documents[0].Free() || paper.DocumentURL != h.url+"/cl/storage/recap/gov.uscourts.cand.307687/gov.uscourts.cand.307687.46.0.pdf" {
		t.Errorf("the paper: %+v", paper)
	}
	// One request to find the docket, then one each.
	if asked := h.asked(0); len(asked) != 4 || asked[3] != "GET docket-entries/?docket=4200001&entry_number=46&omit=recap_documents__plain_text" {
		t.Errorf("asked %s", strings.Join(asked, "\n"))
	}
}

func TestAnEntryWithoutNumberTakesTheTextOfItsDouble(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{})
	for range 4 {
		h.Step()
	}
	e := fromFeed(h, filed(h, ""), "77")
	if stub := settle(h, e); stub.Text != "" || stub.SeqNo != "77" || len(stub.Events) != 2 {
		t.Errorf("the stub: %+v", stub)
	}
	h.Step()
	s := settle(h, e)
	if !strings.HasPrefix(s.Text, "Minute Entry for proceedings") || s.Filed != "2017-04-14" {
		t.Fatalf("%+v", s)
	}
	if d := cmp.Diff(append(slices.Clone(e.Keys), "x:"+s.SourceID), docket.EntryKeys(s)); d != "" { // it joins the entry that was asked about
		t.Error(d)
	}
	if last := h.asked(0)[2]; last != "GET docket-entries/?docket=4200001&entry_number__isnull=true&date_filed__gte=2017-04-13&date_filed__lte=2017-04-15&omit=recap_documents__plain_text" {
		t.Error(last)
	}
}

func TestAnotherEntryThatIsDamagedIsNoReason(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{Plan: "tier1"})
	for range 5 {
		h.Step()
	}
	e := fromFeed(h, filed(h, ""), "77")
	damaged := func(which string) func([]byte) []byte {
		return func(b []byte) []byte {
			return []byte(strings.Replace(string(b), `"description":"`+which, `"text":"`+which, 1))
		}
	}
	h.spoil = h.rewritten("4200001", damaged("Minute Entry for Motion Hearing")) // the stub; its double is whole
	if s := settle(h, e); s.Text == "" {
		t.Errorf("%+v", s)
	}
	h.spoil = h.rewritten("4200001", func(b []byte) []byte { return []byte(strings.ReplaceAll(string(b), `"entry_number"`, `"number"`)) })
	if list, err := h.source.Resolver().One(t.Context(), e); err == nil || len(list) != 0 || !strings.Contains(err.Error(), "entry_number is missing") {
		t.Errorf("%v, %v", list, err)
	}
}

func TestADocketThatVanishedIsLookedUpAgain(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{})
	h.Step()
	h.Step()
	e := fromFeed(h, filed(h, "46"), "")
	settle(h, e)
	h.clock.Add(time.Minute)
	old, next := h.CourtListener().Vanish("cand", "3:17-cv-00574")
	if s := settle(h, e); s.DocumentNumber != "46" {
		t.Errorf("%+v", s)
	}
	l, err := h.ledger.Listing(t.Context(), e.Docket)
	if err != nil || len(l.Copies) != 1 || l.Copies[0].ID != next || old == next {
		t.Errorf("%+v, %v", l, err)
	}
}

func TestADocketThatIsListedAndCannotBeReadIsAnError(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{Plan: "tier1"})
	h.Step()
	h.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Query().Get("docket") == "" {
			return false
		}
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"docket":["Select a valid choice. That choice is not one of the available choices."]}`))
		return true
	}
	_, err := h.source.Resolver().One(t.Context(), fromFeed(h, filed(h, "26"), ""))
	if !errors.Is(err, ErrVanished) || len(h.asked(0)) != 2 { // looked up, and looked up once more
		t.Errorf("%v after %d look-ups", err, len(h.asked(0)))
	}
}

func TestADocketThatIsHeldTwiceIsAskedOnce(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{Plan: "tier1"})
	first, second := h.CourtListener().Twice("cand", "3:17-cv-00574")
	for range 5 {
		h.Step()
	}
	dockets := make(map[string]bool)
	for _, n := range []string{"26", "46", "98"} {
		from := len(h.asked(0))
		if s := settle(h, fromFeed(h, filed(h, n), "")); s.DocumentNumber != n {
			t.Errorf("%s: %+v", n, s)
		} else {
			dockets[s.DocketURL] = true
		}
		if asked := h.asked(from); asked[len(asked)-1] != "GET docket-entries/?docket__court=cand&docket__pacer_case_id=307687&entry_number="+n+"&omit=recap_documents__plain_text" {
			t.Errorf("asked %s", asked)
		}
	}
	if len(dockets) != 2 {
		t.Errorf("all entries came from one of %d and %d: %v", first, second, dockets)
	}
}

func TestAFreshFilingOfADocketThatIsNotThereYetIsAskedForSoon(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{Plan: "tier1"})
	mad := ref(t, "mad", "1:17-cv-10214")
	h.source = h.build("tier1", []docket.DocketRef{mad})
	for _, c := range []struct {
		after time.Duration
		asked int
	}{{0, 2}, {10 * time.Minute, 2}, {20 * time.Minute, 4}} {
		h.clock.Add(c.after)
		list, err := h.source.Resolver().One(t.Context(), docket.Entry{Docket: mad.Key(), DocumentNumber: "1"})
		if err != nil || len(list) != 0 || len(h.asked(0)) != c.asked {
			t.Errorf("%s later: %v, %v, %d requests", c.after, list, err, len(h.asked(0)))
		}
	}
}

func TestWhoMayBeAsked(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{})
	r := h.source.Resolver()
	if _, err := r.One(t.Context(), docket.Entry{Docket: "mad/2017-cv-10214", DocumentNumber: "1"}); err == nil || !strings.Contains(err.Error(), "nobody watches") {
		t.Error(err)
	}
	if _, err := r.One(t.Context(), docket.Entry{Docket: h.source.refs[0].Key()}); err == nil || !strings.Contains(err.Error(), "without number and day") {
		t.Error(err)
	}
	if _, err := r.Fill(t.Context(), "mad/2017-cv-10214", "", ""); err == nil {
		t.Error("a stretch of an unwatched docket was read")
	}
	if n := len(h.asked(0)); n != 0 {
		t.Errorf("%d requests were made", n)
	}
	for range 5 {
		if _, err := r.One(t.Context(), docket.Entry{Docket: h.source.refs[0].Key(), DocumentNumber: "1"}); err != nil {
			var none *NotAsked
			if !errors.As(err, &none) || none.Wait <= 0 || none.Wait > 62*time.Second {
				t.Error(err)
			}
		}
	}
}

func TestAStretchIsFilledInTheOrderOfTheDocket(t *testing.T) {
	var b strings.Builder
	b.WriteString("docket SC cand 3:17-cv-00574-WHO 307687 County of Santa Clara v. Trump et al | Santa Clara v. Trump\n")
	for i := range 45 {
		fmt.Fprintf(&b, "at 2017-03-%02d 10:%02d\nfile SC %d Declaration in Support\ntext SC %[3]d Declaration No. %[3]d\n", 1+i/3, i%60, i+1)
	}
	h := open(t, b.String(), courtsim.CourtListenerOptions{Plan: "edu"})
	for h.Step() {
	}
	list, err := h.source.Resolver().Fill(t.Context(), h.source.refs[0].Key(), "", "")
	if err != nil || len(list) != 45 {
		t.Fatalf("%d sightings, %v", len(list), err)
	}
	for i, s := range list {
		if s.DocumentNumber != fmt.Sprint(i+1) {
			t.Fatalf("place %d holds No. %s", i+1, s.DocumentNumber)
		}
	}
	if n := len(h.asked(0)); n != 1+3 {
		t.Errorf("%d requests for 45 entries", n)
	}
	some, err := h.source.Resolver().Fill(t.Context(), h.source.refs[0].Key(), "2017-03-02", "2017-03-03")
	if err != nil || len(some) != 6 || some[0].Filed != "2017-03-02" || some[5].Filed != "2017-03-03" {
		t.Errorf("%d sightings, %v", len(some), err)
	}
}

func TestAStretchThatTheBudgetCutsKeepsWhatItRead(t *testing.T) {
	var b strings.Builder
	b.WriteString("docket SC cand 3:17-cv-00574-WHO 307687 County of Santa Clara v. Trump et al | Santa Clara v. Trump\nat 2017-03-01 10:00\n")
	for i := range 150 {
		fmt.Fprintf(&b, "file SC %d Declaration in Support\n", i+1)
	}
	h := open(t, b.String(), courtsim.CourtListenerOptions{})
	h.Step()
	list, err := h.source.Resolver().Fill(t.Context(), h.source.refs[0].Key(), "", "")
	var none *NotAsked
	if !errors.As(err, &none) || len(list) != 4*20 {
		t.Errorf("%d sightings, %v", len(list), err)
	}
}
