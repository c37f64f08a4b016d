package docket

import "time"

// A Letter is an event that another service pushed to us, as it was kept.
type Letter struct {
	ID   int64     // the ledger's row; later letters have greater ids
	Key  string    // the service's own: the same when it repeats itself
	Came time.Time // when it was kept
	Body []byte
}
