package store_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"docketwatch/docket"
	"docketwatch/store"
)

// FuzzSearch: whatever a person types, the engine is never asked a question that
// it cannot read.
func FuzzSearch(f *testing.F) {
	s, err := store.Open(context.Background(), "sqlite:"+filepath.Join(f.TempDir(), "l.db"), store.Options{Daemon: true, Now: time.Now})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	for _, query := range []string{`ripe`, `"not ripe"`, `AND OR NOT`, `NEAR(a b, 5)`, `text: x`, `"`, `""`, `-`, `- -x`, `*`, `x*`, `^x`, `a" OR "b`, `(`, `'; DROP TABLE entries; --`,
		"\x00", "\xff", `§ 1373`, `“curly”`, `-"a b" c`, `{a b}`, `+`, strings.Repeat("a ", 500)} {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, query string) {
		if _, err := s.Search(t.Context(), query, 5); err != nil && !errors.Is(err, store.ErrNoWords) {
			t.Fatalf("%q: %v", query, err)
		}
	})
}

// BenchmarkSearch searches 100,000 entries.
func BenchmarkSearch(b *testing.B) {
	s, err := store.Open(b.Context(), "sqlite:"+filepath.Join(b.TempDir(), "l.db"), store.Options{Daemon: true, Owner: "bench", Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }() // thrown away
	if _, err := s.Claim(b.Context(), "bench", []string{"src"}, time.Now(), time.Hour); err != nil {
		b.Fatal(err)
	}
	words := strings.Fields("order granting denying motion opposition reply declaration notice appeal preliminary injunction summary judgment hearing stipulation brief amicus ripe standing")
	const entries, batch = 100_000, 5000
	for from := 0; from < entries; from += batch {
		turn := docket.Turn{Source: "src", Owner: "bench", Started: time.Now(), Ended: time.Now(), Outcome: docket.LookOK, State: docket.SourceState{Name: "src", Health: docket.HealthOK}}
		for i := from; i < from+batch; i++ {
			var text strings.Builder
			for j := range 40 {
				text.WriteString(words[(i*7+j*j*13)%len(words)] + " ")
			}
			fmt.Fprintf(&text, "serial%d", i)
			n := docket.Number{Office: "1", Year: 2026, Type: "cv", Serial: i % 100}
			number := fmt.Sprint(i)
			e := docket.Entry{Docket: docket.KeyOf("cand", n), Key: "n:" + number, Keys: []string{"n:" + number}, Number: n.String(), DocumentNumber: number, Text: text.String(), FirstSeen: time.Now(), Told: docket.ToldBaseline}
			turn.Entries = append(turn.Entries, docket.EntryChange{Entry: e, Kind: docket.New, Sighting: docket.Sighting{Source: "src", Court: "cand", Number: n, DocumentNumber: number, Text: e.Text, Digest: number, Seen: time.Now()}})
		}
		if err := s.Commit(b.Context(), turn); err != nil {
			b.Fatal(err)
		}
	}
	for _, query := range []string{"serial77777", "preliminary injunction", `"motion opposition"`, "decl*"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				hits, err := s.Search(b.Context(), query, 20)
				if err != nil || len(hits) == 0 {
					b.Fatal(len(hits), err)
				}
			}
		})
	}
	b.Run("verify", func(b *testing.B) {
		for b.Loop() {
			if v, err := s.Verify(b.Context()); err != nil || len(v.Differs) > 0 {
				b.Fatal(v.Differs, err)
			}
		}
	})
}
