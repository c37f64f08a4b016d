package rules

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// plainWords makes two readings of one sentence comparable.
func plainWords(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("‑", "-", "’", "'").Replace(text)), " ")
}

// Quotations are exact in every case, and pages right wherever they are known.
func TestNoisyFilingsAreQuotedExactlyWithTheirPage(t *testing.T) {
	r := builtin(t)
	sentences, found, whole, paged, right := 0, 0, 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		n := drawNoise(t)
		s := spoil(t, n)
		got := r.ReadFiling(Filing{Text: s.text, Pages: s.pages, FiledBy: SideGovernment, Kind: KindOpposition})
		var places []Place
		var plains []string
		for _, f := range got.Findings {
			for _, p := range append([]Place{f.Place}, f.Also...) {
				if p.Start < 0 || p.End > len(s.text) || s.text[p.Start:p.End] != p.Quote {
					t.Fatalf("%+v: %d:%d is not %q", n, p.Start, p.End, p.Quote)
				}
				if f.Argument == "ripeness" {
					places = append(places, p)
					plains = append(plains, plainWords(p.Plain))
				}
			}
		}
		for _, want := range s.planted {
			sentences++
			at := -1
			for i, plain := range plains {
				if key := county(want.text); strings.Contains(plain, key) {
					at = i
				}
			}
			if at < 0 {
				continue
			}
			found++
			if plains[at] == plainWords(want.text) {
				whole++
			}
			if n.stamp == "" && n.breaks == "" {
				continue
			}
			paged++
			page := want.page
			if n.stamp == "" {
				page = want.page - n.first + 1
			}
			if places[at].Page == page {
				right++
			}
		}
	})
	t.Logf("%d planted sentences: %d found, %d of them whole; %d of %d pages right", sentences, found, whole, right, paged)
	if 100*found < 98*sentences || 100*whole < 95*found || 100*right < 98*paged {
		t.Errorf("found %d of %d, whole %d, pages %d of %d", found, sentences, whole, right, paged)
	}
}

// county is the name by which a planted sentence is known.
func county(text string) string {
	for _, name := range []string{"Alameda", "Marin", "Sonoma", "Fresno", "Kings", "Napa", "Solano", "Yolo", "Placer", "Madera"} {
		if strings.Contains(text, name) {
			return name
		}
	}
	return "?"
}
