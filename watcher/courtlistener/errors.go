package courtlistener

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrVanished is the sentinel of an id that CourtListener knew and does not
// know any more. It deletes duplicates and merges them: this is no event on the
// docket, it is a reason to look the docket up again.
var ErrVanished = errors.New("CourtListener does not know this id any more")

// NotAsked means that no request was made: the plan's are spent, CourtListener
// asked for silence, or nothing is due. It is neither a good look nor a failed
// one. It is an error because a look that was not made must never pass for one
// that found nothing; NotAsked() tells it from the errors of looks that were.
type NotAsked struct {
	Wait  time.Duration
	Until time.Time
	Why   string
}

func (e *NotAsked) Error() string {
	return fmt.Sprintf("CourtListener was not asked: %s; again at %s", e.Why, e.Until.UTC().Format("2006-01-02 15:04:05 MST"))
}

// RetryIn is how long to wait.
func (e *NotAsked) RetryIn() (time.Duration, bool) { return e.Wait, true }

// NotAsked marks the error for who has no name for its type.
func (e *NotAsked) NotAsked() bool { return true }

// UnknownParams is a query that CourtListener refused because it does not know
// a filter. That is a bug of ours, or a change of theirs.
type UnknownParams struct {
	Endpoint string
	Params   []string
}

func (e *UnknownParams) Error() string {
	return fmt.Sprintf("our own bug: CourtListener's %s knows no filter %s", e.Endpoint, strings.Join(e.Params, ", "))
}

// Down is a failure inside the weekly maintenance. It is expected: come back
// when the maintenance is over.
type Down struct {
	Err   error
	Until time.Time
	wait  time.Duration
}

func (e *Down) Error() string {
	return "CourtListener's weekly maintenance, until " + e.Until.UTC().Format("15:04 MST") + ": " + e.Err.Error()
}

func (e *Down) Unwrap() error { return e.Err }

// RetryIn is how long the maintenance still lasts.
func (e *Down) RetryIn() (time.Duration, bool) { return e.wait, true }

// Throttled is a 429. Everybody is silent until the wait is over.
type Throttled struct {
	Wait   time.Duration
	Detail string
	Err    error
}

func (e *Throttled) Error() string {
	return fmt.Sprintf("CourtListener wants silence for %s: %s", e.Wait.Round(time.Second), e.Detail)
}

func (e *Throttled) Unwrap() error { return e.Err }

// RetryIn is how long to wait.
func (e *Throttled) RetryIn() (time.Duration, bool) { return e.Wait, true }

// A FieldError names what an answer lacks or holds in a form that cannot be
// read. Such a thing is never read as zero.
type FieldError struct {
	What   string // "docket entry 2208776613"
	Fields []string
}

func (e *FieldError) Error() string { return e.What + ": " + strings.Join(e.Fields, ", ") }
