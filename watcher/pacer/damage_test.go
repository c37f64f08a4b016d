package pacer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"docketwatch/docket"
	"docketwatch/watcher"
)

// parsed is what Parse gives: each filing as text, and the damage.
func parsed(t testing.TB, body []byte, court string) (filings []string, p *watcher.Partial) {
	t.Helper()
	dockets, err := Parse(body, court)
	var d *Damaged
	if err != nil {
		if !errors.As(err, &d) {
			t.Fatalf("%v in %.300q", err, body)
		}
		p = &d.Partial
		if err.Error() != p.String() {
			t.Fatalf("the error says %q, not %q", err, p)
		}
	}
	for _, d := range dockets {
		raw, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		filings = append(filings, string(raw))
	}
	return filings, p
}

// damages are what can befall one item; each costs it, and only it.
var damages = []struct {
	name   string
	damage func(item string) string
}{
	{"a stray end tag", func(s string) string { return strings.Replace(s, "v. Doe", "v.</b> Doe", 1) }},
	{"a stray start tag", func(s string) string { return strings.Replace(s, "v. Doe", "v. <b> Doe", 1) }},
	{"a raw <", func(s string) string { return strings.Replace(s, "v. Doe", "v. < Doe", 1) }},
	{"a raw < before a digit", func(s string) string { return strings.Replace(s, "v. Doe", "v. <3 Doe", 1) }},
	{"a raw ]]>", func(s string) string { return strings.Replace(s, "v. Doe", "v. ]]> Doe", 1) }},
	{"a character that XML forbids", func(s string) string { return strings.Replace(s, "v. Doe", "v. &#x0; Doe", 1) }},
	{"half a surrogate", func(s string) string { return strings.Replace(s, "v. Doe", "v. &#xD800; Doe", 1) }},
	{"no </item>", func(s string) string { return strings.Replace(s, "</item>", "", 1) }},
	{"half an </item>", func(s string) string { return strings.Replace(s, "</item>", "</item", 1) }},
	{"no <item>", func(s string) string { return strings.Replace(s, "<item>", "", 1) }},
	{"no </title>", func(s string) string { return strings.Replace(s, "</title>", "", 1) }},
	{"a CDATA section without end", func(s string) string { return strings.Replace(s, "<title>", "<title><![CDATA[", 1) }},
	{"a comment without end", func(s string) string { return strings.Replace(s, "<title>", "<!-- <title>", 1) }},
	{"a quote without end", func(s string) string { return strings.Replace(s, `"true"`, `"true`, 1) }},
	{"an item in an item", func(s string) string { return strings.Replace(s, "<title>", "<item><title>", 1) }},
	{"nothing in it", func(string) string { return "<item></item>" }},
	{"nothing at all", func(string) string { return "<item/>" }},
	{"tags nested deep", func(s string) string {
		return strings.Replace(s, "<title>", strings.Repeat("<b>", 500)+strings.Repeat("</b>", 500)+"<title>", 1)
	}},
	{"its end cut off inside a tag", func(s string) string { return s[:len(s)/2] }},
}

func TestOneDamagedItemCostsOnlyItself(t *testing.T) {
	for _, d := range damages {
		for place := range 5 {
			t.Run(fmt.Sprintf("%s in item %d of 5", d.name, place+1), func(t *testing.T) {
				var whole, broken []string
				for n := range 5 {
					item := numbered(n + 1)
					broken = append(broken, item)
					if n == place {
						broken[n] = d.damage(item)
						continue
					}
					whole = append(whole, item)
				}
				want, p := parsed(t, feedOf(built, whole...), "cand")
				if p != nil {
					t.Fatal(p)
				}
				got, p := parsed(t, feedOf(built, broken...), "cand")
				if d.name == "an item in an item" { // the inner one is whole; the outer is not
					if p == nil || len(got) != 5 {
						t.Fatalf("%d filings, %v", len(got), p)
					}
					return
				}
				if strings.Join(got, "\n") != strings.Join(want, "\n") {
					t.Errorf("the others changed:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
				if p == nil || p.Whole != 4 || p.Of != 5 || p.Cut {
					t.Errorf("damage told as %v (cut: %v)", p, p != nil && p.Cut)
				}
			})
		}
	}
}

// A CDATA section or comment may hold anything; it is not an item.
func TestMarkupInAClosedSectionIsText(t *testing.T) {
	item := strings.Replace(numbered(1), "County of Alameda v. Doe et al", "<![CDATA[A </item><item> & B v. C]]>", 1)
	item = strings.Replace(item, "<title>", "<!-- <item><title>x</title></item> --><title>", 1)
	body := feedOf(built, "<!-- "+numbered(9)+" -->", item, numbered(2))
	dockets, err := Parse(body, "cand")
	if err != nil || len(dockets) != 2 {
		t.Fatalf("%d filings, %v", len(dockets), err)
	}
	if got := dockets[0].CaseName; got != "A </item><item> & B v. C" {
		t.Errorf("case name %q", got)
	}
}

func TestAFeedCutAnywhereKeepsWhatCameWhole(t *testing.T) {
	feeds := map[string][]byte{"cand generated": generated(7, 120), "cand window": windowOf(1, 9)}
	if haveCorpus() {
		for name, body := range captures(t) {
			feeds[courtOfCapture(name)+" "+name] = body
		}
	}
	for name, body := range feeds {
		t.Run(name, func(t *testing.T) {
			id, _, _ := strings.Cut(name, " ")
			end := strings.LastIndex(string(body), "</rss>") + len("</rss>")
			c := court(id)
			f, _, err := open(body, c)
			if err != nil {
				t.Fatal(err)
			}
			wholeItems, _ := readAll(&f)
			for i := range 1000 {
				at := 1 + i*(end-1)/1000
				if i >= 990 {
					at = end - (1000 - i)
				}
				cutAt(t, body[:at], c, wholeItems)
			}
		})
	}
}

func readAll(f *feed) (items []Item, p *watcher.Partial) {
	items, harm := pick(f, nil, true)
	for i := range items {
		items[i].Published = items[i].Published.UTC() // zones of one name are not one pointer
	}
	return items, harm.partial(f)
}

func cutAt(t *testing.T, body []byte, court docket.Court, whole []Item) {
	t.Helper()
	f, early, err := open(body, court)
	if err != nil {
		t.Fatalf("cut at %d: %v", len(body), err)
	}
	ends := bytes.Count(body, []byte("</item>"))
	if early {
		_, err := Parse(body, court.ID)
		if err == nil || err.Error() != "partial: 0 of 0 items: cut off before the <rss> root" {
			t.Fatalf("cut at %d: %v", len(body), err)
		}
		return
	}
	// Each item is read by itself, so the last three tell of all before them.
	skip := max(0, ends-3)
	all := len(f.items)
	f.items = f.items[skip:]
	items, p := readAll(&f)
	if !slices.Equal(items, whole[skip:ends]) {
		t.Fatalf("cut at %d: of %d items that came whole, the last were not read, or read otherwise", len(body), ends)
	}
	if p == nil || !p.Cut || p.Whole != ends-skip || all > ends+1 {
		t.Fatalf("cut at %d: %d of %d items, told as %v", len(body), ends, all, p)
	}
}

func TestRandomDamageNeverTakesMoreThanWhatItHit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "items")
		hit := rapid.IntRange(0, n-1).Draw(t, "hit")
		damage := rapid.SampledFrom(damages).Draw(t, "damage")
		items := make([]string, n)
		for i := range items {
			items[i] = numbered(i + 1)
		}
		items[hit] = damage.damage(items[hit])
		dockets, err := Parse(feedOf(built, items...), "cand")
		if err == nil {
			t.Fatalf("%s was not noticed", damage.name)
		}
		if len(dockets) < n-1 {
			t.Fatalf("%s in one of %d items left %d", damage.name, n, len(dockets))
		}
	})
}

// Damage of every item must not cost more than reading them: a hostile feed of
// a million openings is scanned once.
func TestHostileFeedsAreScannedInLinearTime(t *testing.T) {
	for _, piece := range []string{"<item>", "<item", "<!--", "<![CDATA[", "</item>", "<title>", "<title ", "<image>", "<", "<!", "<item><![CDATA[", "<item><!--", "<pubDate>"} {
		body := []byte("<rss><channel><link>https://ecf.cand.uscourts.gov</link>" + strings.Repeat(piece, 100_000))
		if _, err := Parse(body, "cand"); err == nil {
			t.Errorf("%q over and over passed for a whole feed", piece)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(windowOf(1, 3))
	f.Add(feedOf(built, damages[0].damage(numbered(1)), numbered(2)))
	f.Add([]byte(`<rss><channel><link>https://ecf.nyed.uscourts.gov</link><item><title><![CDATA[1:17-cr-00554-MKB USA v. Doe]]></title><description><![CDATA[[Order] USA v. Doe ]]></description></item></channel></rss>`))
	f.Add([]byte("\xff\xfe<\x00r\x00s\x00s\x00>\x00"))
	f.Fuzz(func(t *testing.T, body []byte) {
		dockets, err := Parse(body, "")
		var d *Damaged
		var r *watcher.Refused
		if err != nil && !errors.As(err, &d) && !errors.As(err, &r) {
			t.Fatalf("an error of no known kind: %v", err)
		}
		if r != nil && len(dockets) > 0 {
			t.Fatal("a refused page gave filings")
		}
		if d != nil && (d.Whole > d.Of || d.Whole < 0) {
			t.Fatal(d)
		}
		s := &Source{court: court("cand")}
		batch, err := s.read(body, "", watcher.Cursor{Now: built})
		if err == nil && batch.Partial == nil {
			if _, err := decodeState(batch.Next); err != nil {
				t.Fatal(err)
			}
			if _, err := s.read(body, "", watcher.Cursor{State: batch.Next, Now: built}); !errors.Is(err, watcher.ErrNotModified) {
				t.Fatalf("the same body again: %v", err)
			}
		}
	})
}
