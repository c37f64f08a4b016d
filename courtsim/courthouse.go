package courtsim

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"docketwatch/docket"
)

// Options say how a courthouse is opened.
type Options struct {
	Script *Script
	Speed  float64 // beats a second; 1 where zero
	Now    func() time.Time
	// FeedReach is how far back the courts' feeds reach, by the clock of Now, by which
	// they are then made too; zero: they show the newest items whatever their age.
	FeedReach time.Duration

	SlackPace time.Duration // least time between two messages of a channel before Slack answers 429; 0 for none

	Window int // of the newest items that a feed shows; 600 where zero

	CourtListener CourtListenerOptions
}

// A Courthouse serves what the script has released so far.
type Courthouse struct {
	o     Options
	mux   *http.ServeMux
	slack *Slack
	cl    *CourtListener

	mailbox *Mailbox

	mu        sync.Mutex
	next      int // beat
	clock     time.Time
	items     map[string][]item // by PACER id, oldest first
	seq       int               // de_seq_num and document ids, never repeated
	filed     []Filing
	releases  []Release
	pages     []PageEdit // the newest of a name is up
	visits    int        // of pages
	documents []Document // of the Federal Register
	faults    map[string]Fault
	frozen    map[string][]byte        // feeds as they stood when FaultFrozen struck
	scotus    map[string]*scotusDocket // by number
	opened    time.Time                // by the real clock
}

// New opens a courthouse in which nothing has been filed yet but the noise of
// other people's cases: a first look finds something, and nothing to tell.
func New(o Options) *Courthouse {
	if o.Speed <= 0 {
		o.Speed = 1
	}
	if o.Window <= 0 {
		o.Window = window
	}
	h := &Courthouse{o: o, items: make(map[string][]item), faults: make(map[string]Fault), frozen: make(map[string][]byte), seq: 1000, slack: newSlack(o.Now, o.SlackPace),
		scotus: make(map[string]*scotusDocket), opened: o.Now()}
	h.mailbox = newMailbox(o.Now, func() Fault {
		h.mu.Lock()
		defer h.mu.Unlock()
		return h.faults["mailbox"]
	})
	h.clock = o.Script.beats[0].at.Add(-time.Hour)
	for _, d := range o.Script.dockets {
		if d.court != supreme && len(h.items[pacerID(d.court)]) == 0 {
			h.noise(d.court, 3)
		}
	}
	h.releases = opening(h.clock)
	for _, p := range o.Script.pages {
		h.edited(p)
	}
	h.cl = newCourtListener(h)
	h.routes()
	return h
}

func pacerID(court string) string {
	c, _ := docket.CourtByID(court) // scripts name known courts only
	return c.PACER
}

// A Filing is one filing that was released, as the oracle of tests knows it.
type Filing struct {
	Case         string    `json:"case,omitempty"` // as the watcher calls it
	Court        string    `json:"court_id"`
	Number       string    `json:"docket_number"`
	Entry        string    `json:"document_number"`
	Events       []string  `json:"events"`
	At           time.Time `json:"at"`
	Watched      bool      `json:"watched"`
	Housekeeping bool      `json:"housekeeping"`
}

// ToldBy reports whether a message tells of this filing: it names the case, the
// docket, the entry and what it is, and the day where the entry has no number.
// What says that it follows up on such a message, or tells of an edit, does not.
func (f Filing) ToldBy(message string) bool {
	n, _ := docket.ParseNumber(f.Number) // scripts hold good numbers
	court, _ := docket.CourtByID(f.Court)
	needles := []string{f.Case, fmt.Sprintf("%s-%05d", n.Type, n.Serial)}
	if f.Entry != "" {
		needles = append(needles, "No. "+f.Entry+"\n")
	} else {
		needles = append(needles, "entry without number\n", f.At.In(court.Location()).Format("Jan 2, 2006 3:04 PM"))
	}
	for _, e := range f.Events {
		if !strings.HasPrefix(e, "~Util") {
			needles = append(needles, e)
		}
	}
	if f.listedIn(message) {
		return true
	}
	for _, needle := range needles {
		if !strings.Contains(message, needle) {
			return false
		}
	}
	return !strings.Contains(message, "Docket text changed") && !strings.Contains(message, "Follow-up: ")
}

// listedIn reports whether a message that tells of many has a line on this
// filing, below the name of its case and its docket.
func (f Filing) listedIn(message string) bool {
	n, _ := docket.ParseNumber(f.Number) // scripts hold good numbers
	court, _ := docket.CourtByID(f.Court)
	start := "No. " + f.Entry + " · "
	needles := slices.DeleteFunc(slices.Clone(f.Events), func(e string) bool { return strings.HasPrefix(e, "~Util") })
	if f.Entry == "" {
		start = "entry without number · "
		needles = append(needles, f.At.In(court.Location()).Format("Jan 2, 2006 3:04 PM"))
	}
	here := false
	for line := range strings.SplitSeq(message, "\n") {
		isLine := strings.HasPrefix(line, "No. ") || strings.HasPrefix(line, "entry without number · ")
		if !isLine { // a heading
			here = strings.HasPrefix(line, f.Case+" · ") && strings.Contains(line, fmt.Sprintf("%s-%05d", n.Type, n.Serial))
			continue
		}
		if here && strings.HasPrefix(line, start) && !strings.Contains(line, "Follow-up: ") &&
			!slices.ContainsFunc(needles, func(x string) bool { return !strings.Contains(line, x) }) {
			return true
		}
	}
	return false
}

// Run plays the script, a beat every 1/Speed seconds, and returns when it has
// ended or ctx is done.
func (h *Courthouse) Run(ctx context.Context) error {
	ticker := time.NewTicker(time.Duration(float64(time.Second) / h.o.Speed))
	defer ticker.Stop()
	for h.Step() {
		h.cl.Deliver(ctx)
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
	}
	return nil
}

// Step plays the next beat now; false when the script has ended.
func (h *Courthouse) Step() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.next >= len(h.o.Script.beats) {
		h.cl.step() // texts and papers still come in
		return false
	}
	b := h.o.Script.beats[h.next]
	h.next++
	h.clock = b.at
	h.cl.step()
	var filed []item
	for _, f := range b.filings {
		h.noise(f.docket.court, 2)
		filed = append(filed, h.file(f))
	}
	h.notify(filed)
	for _, l := range b.mails {
		h.pretend(l)
	}
	for _, l := range b.scotus {
		h.proceed(l)
	}
	for _, r := range b.releases {
		h.publish(r)
	}
	for _, r := range b.edits {
		h.edit(r)
	}
	for _, p := range b.pages {
		h.edited(p)
	}
	for _, l := range b.documents {
		h.register(l)
	}
	return true
}

// Done reports whether the script has ended.
func (h *Courthouse) Done() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.next >= len(h.o.Script.beats)
}

// Filed is every filing released so far, oldest first.
func (h *Courthouse) Filed() []Filing {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]Filing(nil), h.filed...)
}

// Releases is every press item released so far, oldest first.
func (h *Courthouse) Releases() []Release {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]Release(nil), h.releases...)
}

// Mailbox is the mailbox that the courts send their notices to.
func (h *Courthouse) Mailbox() *Mailbox { return h.mailbox }

// Slack is the simulated Slack.
func (h *Courthouse) Slack() *Slack { return h.slack }

// itemOf is a filing under the latest number of those that never repeat.
func (h *Courthouse) itemOf(f filingLine) item {
	return item{court: f.docket.court, number: f.number, caption: f.docket.caption, caseID: f.docket.caseID, entry: f.entry,
		events: f.events, seq: strconv.Itoa(h.seq), docID: docID(f.docket.court, h.seq), at: h.clock, paper: f.paper, text: f.text}
}

// file puts a filing into its court's feed. The caller holds the lock.
func (h *Courthouse) file(f filingLine) item {
	h.seq++
	it := h.itemOf(f)
	pacer := pacerID(f.docket.court)
	h.items[pacer] = append(h.items[pacer], it)
	h.cl.file(f, it)
	housekeeping := true
	for _, e := range f.events {
		housekeeping = housekeeping && strings.HasPrefix(e, "~Util")
	}
	h.filed = append(h.filed, Filing{Case: f.docket.watchedAs, Court: f.docket.court, Number: f.number, Entry: f.entry, Events: f.events,
		At: h.clock, Watched: f.docket.watchedAs != "", Housekeeping: housekeeping})
	return it
}

// bystanders are other people's cases. Some are near misses on purpose: the
// Santa Clara number in another year, and "sanctuary" in a caption.
var bystanders = []struct{ number, caption string }{
	{"3:16-cv-00574-JST", "Ortega v. Bay Freight, Inc."},
	{"3:17-cv-05813-WHA", "County of Santa Clara et al v. Trump et al"},
	{"4:18-cv-06810-JST", "East Bay Sanctuary Covenant et al v. Trump et al"},
	{"3:17-cr-00485-CRB", "USA v. Delacroix"},
	{"2:16-cv-00497-RSL", "Lindqvist et al v. Harbor Mutual & Co."},
	{"3:17-cv-00584-EMC", "In re: Koko's Bakery"},
}

var bystanderEvents = []string{"Notice of Appearance", "Order", "Motion for Extension of Time", "Stipulation", "Summons Issued", "~Util - Set Deadlines", "Letter"}

// noise files n things in other cases. The caller holds the lock, or is alone.
func (h *Courthouse) noise(court string, n int) {
	for range n {
		h.seq++
		by := bystanders[h.seq%len(bystanders)]
		at := h.clock.Add(-time.Duration(h.seq%50+1) * time.Second)
		h.items[pacerID(court)] = append(h.items[pacerID(court)], item{court: court, number: by.number, caption: by.caption, caseID: strconv.Itoa(200000 + h.seq%len(bystanders)),
			entry: strconv.Itoa(h.seq % 300), events: []string{bystanderEvents[h.seq%len(bystanderEvents)]}, seq: strconv.Itoa(h.seq), docID: docID(court, h.seq), at: at})
		h.filed = append(h.filed, Filing{Court: court, Number: by.number, Events: []string{"noise"}, At: at})
	}
}
