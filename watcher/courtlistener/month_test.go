package courtlistener

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"docketwatch/courtsim"
)

// A month of looks every quarter of an hour at dockets on which two things a
// day happen, with all that is filed and all texts told: what it costs.
func TestWhatAMonthCosts(t *testing.T) {
	for _, dockets := range []int{12, 50} {
		t.Run(fmt.Sprintf("%d dockets", dockets), func(t *testing.T) {
			var b strings.Builder
			for d := range dockets {
				fmt.Fprintf(&b, "docket D%d cand 3:26-cv-%05d-WHO %d A v. B | Case %d\n", d, 1000+d, 400000+d, d)
			}
			const days = 30
			for day := range days {
				for part := range 2 {
					d, n := (day*7+part*5)%dockets, 2*day+part+1
					fmt.Fprintf(&b, "at 2026-03-%02d %02d:20\nfile D%d %d Order @sc98_order\ntext D%[3]d %d ORDER No. %[4]d\n", day+1, 10+7*part, d, n)
				}
			}
			h := open(t, b.String(), courtsim.CourtListenerOptions{})
			var due time.Time
			perDay := make([]int, days)
			texts, papers := make(map[string]bool), make(map[string]bool)
			failed := 0
			for look := range days * 96 {
				if look%48 == 24 { // two beats a day
					h.Step()
				}
				if before := len(h.CourtListener().Asked()); !h.clock.Now().Before(due) {
					batch, err := h.look()
					var none *NotAsked
					switch {
					case err == nil:
					case errors.As(err, &none):
						due = none.Until
					default:
						failed++
					}
					for _, x := range batch.Sightings {
						texts[x.DocumentNumber] = texts[x.DocumentNumber] || x.Text != ""
						papers[x.DocumentNumber] = papers[x.DocumentNumber] || len(x.Documents) > 0 && x.Documents[0].Free()
					}
					perDay[look/96] += len(h.CourtListener().Asked()) - before
				}
				h.clock.Add(15 * time.Minute)
			}
			total, most := 0, 0
			for _, n := range perDay {
				total += n
				most = max(most, n)
			}
			told, free := 0, 0
			for n := range texts {
				if texts[n] {
					told++
				}
				if papers[n] {
					free++
				}
			}
			t.Logf("%d dockets, plan free: %.1f requests a day in a month, %d on the first day, %d at most; %d of %d texts and %d papers told", dockets,
				float64(total)/days, perDay[0], most, told, 2*days, free)
			if most > 62 || failed > 0 {
				t.Errorf("%d requests on one day, %d looks failed", most, failed)
			}
			if average := float64(total) / days; average > 60 {
				t.Errorf("%.1f requests a day", average)
			}
			if told < 2*days-2 || free < 2*days-6 { // the last ones come in after the month
				t.Errorf("%d texts and %d papers of %d", told, free, 2*days)
			}
		})
	}
}
