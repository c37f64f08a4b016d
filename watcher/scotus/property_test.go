package scotus

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/docketsheet"
	"docketwatch/watcher/fetch"
)

// of is a source as it is when it has an answer; it asks nobody.
func of(t testing.TB, number string) *Source {
	return &Source{ref: refOf(t, "scotus", number), number: number}
}

// take compares a docket with a cursor.
func take(s *Source, body, cursor []byte) (watcher.Batch, error) {
	d, err := docketsheet.ParseScotus(body)
	if err != nil {
		return watcher.Batch{}, err
	}
	was, first := decodeState(cursor)
	return s.compare(d, &fetch.Response{Body: body, Header: make(http.Header)}, was, watcher.Cursor{State: cursor, Now: noon}, false, first)
}

// Whatever clerks do to a docket, all that is on it has been told, under names
// of its own, and nothing is told twice.
func TestWhateverIsOnTheDocketWasTold(t *testing.T) {
	texts := []string{"Petition filed.", "Petition for certiorari filed.", "Petition for certiorari filed by City A.", "Petition for certiorari filed by City B.",
		"Order.", "Order of the Court granting the motion of City A.", "DISTRIBUTED for Conference.", ""}
	rapid.Check(t, func(rt *rapid.T) {
		s := of(t, "24-966")
		told := make(map[string]docket.Sighting) // what a reader of all looks knows, by name
		var cursor []byte
		var lines []line
		for range rapid.IntRange(1, 8).Draw(rt, "looks") {
			for range rapid.IntRange(0, 3).Draw(rt, "changes") {
				l := line{day: fmt.Sprintf("Mar %02d 2025", rapid.IntRange(1, 3).Draw(rt, "day")), text: rapid.SampledFrom(texts).Draw(rt, "text")}
				if rapid.Bool().Draw(rt, "papers") {
					l.papers = []string{fmt.Sprintf("%d/Main Document.pdf", rapid.IntRange(1, 3).Draw(rt, "filing"))}
				}
				at := rapid.IntRange(0, len(lines)).Draw(rt, "place")
				switch kind := rapid.IntRange(0, 2).Draw(rt, "kind"); {
				case kind == 0 || at == len(lines):
					lines = append(lines[:at], append([]line{l}, lines[at:]...)...)
				case kind == 1:
					lines[at] = l
				default:
					lines = append(lines[:at], lines[at+1:]...)
				}
			}
			b, err := take(s, docketOf("24-966 ", "", lines...), cursor)
			if err != nil { // nothing new, or too much gone: the cursor stays, and with it what is known
				continue
			}
			cursor = b.Next
			for _, x := range b.Sightings {
				if was, known := told[x.SourceID]; known && was.Text == x.Text && was.Filed == x.Filed && was.Standing == x.Standing && fmt.Sprint(was.Documents) == fmt.Sprint(x.Documents) {
					rt.Fatalf("told twice: %+v", x)
				}
				told[x.SourceID] = x
			}
			left := make(map[string]int)
			for _, l := range lines {
				left[l.day+l.text+strings.Join(l.papers, "")]++
			}
			for _, x := range told {
				if x.Standing != docket.StandingOpen {
					continue
				}
				paper := ""
				if len(x.Documents) > 0 {
					paper = strings.TrimPrefix(x.DocumentURL, "https://www.supremecourt.gov/DocketPDF/24/24-966/")
				}
				left["Mar "+string(x.Filed[8:])+" 2025"+x.Text+strings.ReplaceAll(paper, "%20", " ")]--
			}
			for what, n := range left {
				if n != 0 {
					rt.Fatalf("%q stands %+d times more on the docket than it was told", what, n)
				}
			}
			if again, err := take(s, docketOf("24-966 ", "", lines...), cursor); err == nil {
				rt.Fatalf("the same docket again: %+v", again)
			}
		}
	})
}

func TestRealDocketsAreToldWhole(t *testing.T) {
	dir := os.Getenv("DOCKETWATCH_CORPUS")
	if dir == "" {
		dir = "../../../shared/corpus"
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no real pages at %s; set DOCKETWATCH_CORPUS to compare with them", dir)
	}
	paths, err := filepath.Glob(filepath.Join(dir, "scotus", "*.compare.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no dockets in %s: %v", dir, err)
	}
	agree, total := 0, 0
	check := func(where, what string, ok bool) {
		total++
		if ok {
			agree++
		} else {
			t.Errorf("%s: %s", where, what)
		}
	}
	for _, path := range paths {
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		number := strings.TrimSuffix(filepath.Base(path), ".compare.json")
		s := of(t, number)
		d, err := docketsheet.ParseScotus(body)
		if err != nil {
			t.Fatal(err)
		}
		b, err := take(s, body, nil)
		if err != nil {
			t.Fatalf("%s: %v", number, err)
		}
		check(number, "it is not the docket asked for", s.prove(d, &fetch.Response{Body: body}, &state{}) == nil)
		check(number, "not every proceeding is told", len(b.Sightings) == len(d.Entries) && b.Items == len(d.Entries))
		for i, x := range b.Sightings {
			e := d.Entries[len(d.Entries)-1-i]
			check(number, "day or words are others: "+x.Text, x.Text == e.Description && e.DateFiled != nil && string(x.Filed) == *e.DateFiled)
			check(number, "documents are missing: "+x.Text, len(x.Documents) == len(e.Attachments))
			for _, doc := range x.Documents {
				check(number, "no free copy: "+doc.Description, doc.Free() && strings.HasPrefix(doc.URLs[0], "https://www.supremecourt.gov/"))
			}
		}
		_, err = take(s, body, b.Next)
		check(number, "it is new again", err != nil)
	}
	t.Logf("%d of %d fields agree", agree, total)
}

func FuzzCompare(f *testing.F) {
	f.Add(docketOf("24-966 ", "", petition), docketOf("24-966 ", "", petition, waiver))
	f.Add(docketOf("24-966 ", "", petition, petition), []byte(`{"CaseNumber":"24-966","ProceedingsandOrder":[{"Date":"x","Links":[{"DocumentUrl":"%"}]}]}`))
	f.Fuzz(func(t *testing.T, one, two []byte) {
		s := of(t, "24-966")
		first, err := take(s, one, nil)
		if err != nil {
			return
		}
		second, err := take(s, two, first.Next)
		if err != nil {
			return
		}
		names := make(map[string]bool)
		for _, x := range second.Sightings {
			if names[x.SourceID] || x.SourceID == "" {
				t.Errorf("%q names two proceedings", x.SourceID)
			}
			names[x.SourceID] = true
		}
		if _, err := take(s, two, second.Next); err == nil {
			t.Error("the same docket again is new")
		}
	})
}

// A docket of 300 proceedings at which nothing is new.
func BenchmarkALookWithoutNews(b *testing.B) {
	var lines []line
	for i := range 300 {
		lines = append(lines, line{fmt.Sprintf("Mar %02d 2025", 1+i%28), fmt.Sprintf("Brief amicus curiae of City No. %d in support of respondents filed.", i), []string{fmt.Sprintf("%d/Main Document.pdf", 352000+i)}})
	}
	s := of(b, "24-966")
	body := docketOf("24-966 ", "", lines...)
	first, err := take(s, body, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if _, err := take(s, body, first.Next); err == nil {
			b.Fatal("the same docket is new")
		}
	}
	b.ReportMetric(float64(len(first.Next)), "cursor-bytes")
}

var _ watcher.Source = (*Source)(nil)
