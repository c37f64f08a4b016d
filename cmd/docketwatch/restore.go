package main

import (
	"errors"

	"docketwatch/store"
)

// restoreSteps says what to do about a ledger that cannot be used as it is; ""
// for every other error.
func restoreSteps(err error) string {
	switch {
	case errors.Is(err, store.ErrCorrupt), errors.Is(err, store.ErrGone):
		return `To restore a backup (docs/operations.md says more):
  1. stop docketwatch;
  2. move what is left of the ledger away, the -wal and -shm beside it too, and keep it; leave the .mark where it is;
  3. docketwatch verify --backup YOUR-BACKUP, then copy it to where the ledger was;
  4. start docketwatch. It sees that it is an older copy, looks up what it may have told since, and says so in one message.
Without a backup: move the .mark away as well. A new ledger begins, which tells nothing of what is already in the feeds.
`
	case errors.Is(err, store.ErrForeign):
		return "The .mark beside the ledger is of another one: put that one back, or move the .mark away if this is the ledger you want.\n"
	}
	return ""
}
