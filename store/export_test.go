package store

import (
	"strconv"
	"testing"
)

// Shrink leaves the ledger no free page, as a full disk does; the function it
// returns gives the space back.
func Shrink(s *Store) (space func()) {
	var pages int
	if err := s.write.QueryRow(`PRAGMA page_count`).Scan(&pages); err != nil {
		panic(err)
	}
	limit := func(n int) {
		if _, err := s.write.Exec(`PRAGMA max_page_count = ` + strconv.Itoa(n)); err != nil {
			panic(err)
		}
	}
	limit(pages)
	return func() { limit(1 << 30) }
}

// BreakAttempts makes every write of an attempt row fail.
func BreakAttempts(t *testing.T, s *Store) {
	t.Helper()
	if _, err := s.write.Exec(`CREATE TRIGGER broken BEFORE INSERT ON attempts BEGIN SELECT RAISE(ABORT, 'no attempt'); END`); err != nil {
		t.Fatal(err)
	}
}
