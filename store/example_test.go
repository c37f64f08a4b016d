package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"docketwatch/docket"
	"docketwatch/store"
)

// An alert is told once: the ledger refuses the same subject, kind and digest.
func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "ledger-")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }() // an example leaves nothing behind
	s, err := store.Open(ctx, "sqlite:"+filepath.Join(dir, "ledger.db"), store.Options{Daemon: true, Now: time.Now})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = s.Close() }() // nothing left to write
	alert := docket.Alert{Subject: "entry:cand/2017-cv-574#n:46", Kind: docket.AlertFiling, Title: "Opposition/Response to Motion"}
	for range 3 {
		if err := s.Enqueue(ctx, []docket.Plan{{Alert: alert, Destinations: []string{"newsroom"}}}, time.Now()); err != nil {
			fmt.Println(err)
		}
	}
	queue, err := s.QueueCounts(ctx)
	fmt.Println(queue.Pending, err)
	// Output: 1 <nil>
}
