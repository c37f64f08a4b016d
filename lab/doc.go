// Package lab plays months of the daemon's life in seconds, in one process: its
// own rooms as they are, over a real SQLite ledger, with the clock, the network,
// the courts, CourtListener and Slack simulated, and with faults and crashes at
// every step that matters. Everything follows from a seed, so a run that breaks
// a promise can be played again.
//
// What is simulated: time (nothing sleeps), the network (requests go straight
// into the handlers of courtsim), chance. What is real: sources, turns, merging,
// ledger, settling, reading's ledger, delivering, rendering, the hook.
//
// A crash is the end of a goroutine at a step: nothing after it runs, and the
// next life begins from what the ledger holds. That the ledger itself survives
// the loss of power is SQLite's promise, and the tests that kill a real process
// are in cmd/docketwatch.
package lab
