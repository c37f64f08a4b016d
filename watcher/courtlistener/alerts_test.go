package courtlistener

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"docketwatch/courtsim"
	"docketwatch/docket"
)

func TestWhatIsToBeDoneAboutAlerts(t *testing.T) {
	on := func(id, docket int64) DocketAlert { return DocketAlert{ID: id, Docket: docket, On: true} }
	off := func(id, docket int64) DocketAlert { return DocketAlert{ID: id, Docket: docket} }
	for _, c := range []struct {
		name   string
		wanted []int64
		have   []DocketAlert
		most   int
		want   Comparison
	}{
		{"everything is as it should be", []int64{1, 2}, []DocketAlert{on(10, 1), on(11, 2)}, 5, Comparison{On: []int64{1, 2}}},
		{"one is missing", []int64{1, 2}, []DocketAlert{on(10, 1)}, 5, Comparison{On: []int64{1}, Create: []int64{2}}},
		{"one was dropped", []int64{1, 2}, []DocketAlert{on(10, 1), off(11, 2)}, 5, Comparison{On: []int64{1}, Renew: []DocketAlert{off(11, 2)}}},
		{"one that nobody wants is left and counts", []int64{1, 2}, []DocketAlert{on(10, 7), on(11, 1)}, 2, Comparison{On: []int64{1}, Over: []int64{2}, Unwanted: []DocketAlert{on(10, 7)}}},
		{"one that nobody wants and is off does not count", []int64{1}, []DocketAlert{off(10, 7)}, 1, Comparison{Create: []int64{1}}},
		{"the allowance is not enough", []int64{1, 2, 3}, nil, 2, Comparison{Create: []int64{1, 2}, Over: []int64{3}}},
		{"what was dropped comes before what is new", []int64{1, 2}, []DocketAlert{off(10, 2)}, 1, Comparison{Renew: []DocketAlert{off(10, 2)}, Over: []int64{1}}},
		{"members have no limit", []int64{1, 2, 3, 4, 5, 6, 7}, nil, -1, Comparison{Create: []int64{1, 2, 3, 4, 5, 6, 7}}},
		{"no allowance at all", []int64{1}, nil, 0, Comparison{Over: []int64{1}}},
		{"one is wanted twice", []int64{1, 1}, nil, 5, Comparison{Create: []int64{1}}},
		{"nothing is wanted", nil, []DocketAlert{on(10, 1)}, 5, Comparison{Unwanted: []DocketAlert{on(10, 1)}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, Compare(c.wanted, c.have, c.most)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestTheAllowanceOfAlertsIsNeverExceeded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		wanted := rapid.SliceOf(rapid.Int64Range(1, 12)).Draw(t, "wanted")
		most := rapid.IntRange(-1, 8).Draw(t, "most")
		var have []DocketAlert
		on := 0
		for d := int64(1); d <= 12; d++ {
			if rapid.Bool().Draw(t, "has") {
				a := DocketAlert{ID: 100 + d, Docket: d, On: rapid.Bool().Draw(t, "on")}
				on += truth(a.On)
				have = append(have, a)
			}
		}
		x := Compare(wanted, have, most)
		fresh := len(x.Create) + len(x.Renew)
		if most >= 0 && fresh > 0 && on+fresh > most {
			t.Fatalf("%d on, %d more, of %d: %+v", on, fresh, most, x)
		}
		if got, want := len(x.On)+fresh+len(x.Over), len(unique(wanted)); got != want {
			t.Fatalf("%d of %d wanted are accounted for: %+v", got, want, x)
		}
		if len(x.Over) > 0 && most >= 0 && on+fresh < most {
			t.Fatalf("room was left: %+v", x)
		}
	})
}

func TestAlertsAreMadeKeptAndRenewed(t *testing.T) {
	var b strings.Builder
	for _, d := range []string{"A 3:17-cv-00101 1", "B 3:17-cv-00102 2", "C 3:17-cv-00103 3", "D 3:17-cv-00104 4", "E 3:17-cv-00105 5", "F 3:17-cv-00106 6"} {
		code, rest, _ := strings.Cut(d, " ")
		b.WriteString("docket " + code + " cand " + rest + " X v. Y | Case " + code + "\n")
	}
	b.WriteString("at 2017-03-01 10:00\nfile A 1 Complaint\n")
	h := open(t, b.String(), courtsim.CourtListenerOptions{})
	for range 3 { // five requests a minute
		for _, r := range h.source.refs {
			if _, err := h.source.client.listing(t.Context(), Settle, h.ledger, r); err != nil {
				break
			}
		}
		h.clock.Add(2 * time.Minute)
	}
	subscribe := func() Comparison {
		t.Helper()
		h.clock.Add(2 * time.Minute)
		var all Comparison
		for {
			x, err := h.source.Alerts(t.Context())
			var none *NotAsked
			if all.On == nil && all.Create == nil {
				all = x
			}
			if err == nil {
				return all
			}
			if !errors.As(err, &none) {
				t.Fatal(err)
			}
			h.clock.Add(none.Wait)
		}
	}
	x := subscribe()
	if len(x.Create) != 5 || len(x.Over) != 1 || len(x.Renew) != 0 { // a free account has five
		t.Fatalf("at first: %+v", x)
	}
	if x = subscribe(); len(x.On) != 5 || len(x.Create) != 0 || len(x.Over) != 1 {
		t.Fatalf("again: %+v", x)
	}
	if !h.CourtListener().Drop(x.On[2]) {
		t.Fatal("nothing was dropped")
	}
	if y := subscribe(); len(y.On) != 4 || len(y.Renew) != 1 || y.Renew[0].Docket != x.On[2] {
		t.Fatalf("after one was dropped: %+v", y)
	}
	if z := subscribe(); !slices.Equal(z.On, x.On) {
		t.Fatalf("after it was renewed: %+v", z)
	}
}

func TestAnAlertThatCannotBeMadeIsNamed(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{Plan: "tier1"})
	x, err := h.source.client.Subscribe(t.Context(), []int64{99}, -1)
	if err == nil || !strings.Contains(err.Error(), "make a docket alert of docket 99") || !strings.Contains(err.Error(), "Invalid pk") || len(x.Create) != 1 {
		t.Errorf("%+v, %v", x, err)
	}
	h.source.client.writer = nil
	if _, err := h.source.client.Subscribe(t.Context(), []int64{4200001}, -1); err == nil || !strings.Contains(err.Error(), "nothing is written") {
		t.Error(err)
	}
}

func TestAWriterFollowsNoRedirectAndSaysWhoItIs(t *testing.T) {
	var agent string
	c, _, asked := ask(t, noon, func(w http.ResponseWriter, r *http.Request) {
		agent = r.UserAgent()
		http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
	})
	c.writer = NewWriter("docketwatch/test (+desk@example.org)", true)
	if err := c.write(t.Context(), http.MethodPost, "docket-alerts/", map[string]int64{"docket": 1}); err == nil || asked.Load() != 1 || agent != "docketwatch/test (+desk@example.org)" {
		t.Errorf("%v after %d requests by %q", err, asked.Load(), agent)
	}
	c.writer = NewWriter("x", false)
	if err := c.write(t.Context(), http.MethodPost, "docket-alerts/", nil); err == nil || asked.Load() != 1 {
		t.Errorf("an address inside the network was written to: %v", err)
	}
}

func TestUsageIsReadAndComparedWithThePlan(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{Plan: "tier1"})
	h.Step()
	h.mustLook()
	spent := len(h.asked(0))
	uses, err := h.source.Client().Usage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	byRate := make(map[string]Use)
	for _, u := range uses {
		if u.Scope == "user" {
			byRate[u.Rate] = u
		}
	}
	if u := byRate["300/day"]; u.Used != spent || u.Limit != 300 || u.Remaining != 300-spent || !u.ResetAt.Equal(noon.Add(day)) {
		t.Errorf("%+v after %d requests", u, spent)
	}
	left, barred, err := h.source.Client().Left(t.Context())
	if err != nil || !barred.IsZero() || left[day] != 300-spent || left[time.Hour] != 75-spent {
		t.Errorf("%v, %s, %v", left, barred, err)
	}
	if text := Tier1.Contradicts(uses); text != "" {
		t.Error(text)
	}
	if text := Tier2.Contradicts(uses); !strings.Contains(text, "300/day") || !strings.Contains(text, "10/min") {
		t.Errorf("%q", text)
	}
	if _, err := clientOf(t, h.url+"/nothing/", h.clock, newMemory()).Usage(t.Context()); err == nil {
		t.Error("usage of nothing")
	}
}

func TestWhatACourtsFeedCarries(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{})
	for id, want := range map[string]CourtFeed{"cand": {"cand", true, "all"}, "ca9": {"ca9", false, ""}} {
		court, _ := docket.CourtByID(id)
		if got, err := h.source.Client().Feed(t.Context(), court); err != nil || got != want {
			t.Errorf("%+v, %v", got, err)
		}
	}
}

func TestTheEntriesOfAnEventBecomeSightings(t *testing.T) {
	h := open(t, shortScript, courtsim.CourtListenerOptions{})
	h.Step()
	h.mustLook()
	e := parsed(t, map[string]any{"docket": 4200001})
	other := parsed(t, map[string]any{"docket": 77})
	list, unknown, err := h.source.Sightings(t.Context(), []Entry{e, other}, "courtlistener/webhook", noon, "d")
	if err != nil || len(list) != 1 || !slices.Equal(unknown, []int64{77}) {
		t.Fatalf("%+v, %v, %v", list, unknown, err)
	}
	if s := list[0]; s.Source != "courtlistener/webhook" || s.Docket() != "cand/2017-cv-574" || s.PacerCaseID != "307687" || s.Digest != "d" || s.DocumentNumber != "46" {
		t.Errorf("%+v", s)
	}
}
