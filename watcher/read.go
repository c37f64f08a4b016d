package watcher

import (
	"context"
	"errors"
	"time"

	"go.uber.org/zap"

	"docketwatch/docket"
)

// Papers fetches a document from the first of its free copies that answers,
// keeps it, and reads it page by page. An [*Illegible] says why there is no
// text to be had; every other error is worth another try.
type Papers interface {
	Read(ctx context.Context, d docket.Document) (docket.Paper, error)
}

// Illegible means that a document was had and holds no text that can be read.
type Illegible struct {
	Reason string       // "encrypted", "scanned images without text"
	Paper  docket.Paper // what is known of the file
}

func (e *Illegible) Error() string { return e.Reason }

// ReaderOptions are what a Reader is made of.
type ReaderOptions struct {
	Ledger    ReadLedger
	Papers    Papers
	Arguer    *Arguer // finds what documents argue
	Rulebook  *Rulebook
	Watch     *Watch
	Router    Router
	Now       func() time.Time
	Log       *zap.Logger
	Committed func() // called after a try that planned something to tell
	Lab       bool   // short pauses, for a laboratory on loopback
	Jitter    Jitter // nil: random
}

// A Reader reads the free documents of told entries. It runs beside everything
// else: a document that is slow, hostile or gone delays no alert.
type Reader struct{ o ReaderOptions }

// NewReader makes a Reader; nothing runs yet.
func NewReader(o ReaderOptions) *Reader { return &Reader{o: o} }

// readPause is the longest a reader sleeps.
const readPause = 15 * time.Second

// tries are the pauses after each failed try; after the last, the document is
// given up, and taken up again when another copy appears.
var tries = []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 6 * time.Hour, 24 * time.Hour, 48 * time.Hour}

// Run reads until ctx is done.
func (r *Reader) Run(ctx context.Context) error {
	for ctx.Err() == nil {
		wait, err := r.Step(ctx)
		if err != nil && ctx.Err() == nil {
			r.o.Log.Error("documents not read; they are tried again", zap.Error(err))
			wait = readPause
		}
		timer := time.NewTimer(min(max(wait, 0), readPause))
		select {
		case <-ctx.Done():
		case <-timer.C:
		}
		timer.Stop()
	}
	return nil
}

// Step reads one document that is due and says how long there is none.
func (r *Reader) Step(ctx context.Context) (time.Duration, error) {
	now := r.o.Now()
	due, next, err := r.o.Ledger.Wanted(ctx, now, 1)
	if err != nil {
		return 0, err
	}
	if len(due) == 0 {
		if next.IsZero() {
			return haste(readPause, r.o.Lab), nil
		}
		return next.Sub(now), nil
	}
	turn := r.read(ctx, due[0])
	if ctx.Err() != nil { // told to stop while reading: this was no try
		return 0, nil
	}
	turn.At = r.o.Now()
	// -- the process may die here: the document is read again, and its alerts
	// have the same digests, so nothing is told twice --
	if err := r.o.Ledger.CommitRead(ctx, turn); err != nil {
		return 0, err
	}
	if len(turn.Plans) > 0 && r.o.Committed != nil {
		r.o.Committed()
	}
	return 0, nil
}

// read tries one document.
func (r *Reader) read(ctx context.Context, reading docket.Reading) docket.ReadTurn {
	turn := docket.ReadTurn{Reading: reading}
	d, ok := reading.Document()
	if !ok || !d.Free() {
		turn.State, turn.Why = docket.ReadingUnreachable, "the entry no longer names a free copy"
		return turn
	}
	paper, err := r.o.Papers.Read(ctx, d)
	var illegible *Illegible
	log := r.o.Log.With(zap.String("entry", reading.Entry.Subject()), zap.Int("attachment", reading.Attachment))
	switch {
	case err == nil:
		turn.State, turn.Paper = docket.ReadingDone, paper
		log.Info("document read", zap.Int("pages", len(paper.Pages)), zap.String("reader", paper.Reader))
		r.tell(&turn, paperWords(paper))
		r.argue(&turn)
	case errors.As(err, &illegible):
		turn.State, turn.Why, turn.Paper = docket.ReadingIllegible, illegible.Reason, illegible.Paper
		log.Warn("document cannot be read", zap.String("why", illegible.Reason))
		r.tell(&turn, "PDF, its text cannot be read: "+illegible.Reason)
	case reading.Tries < len(tries):
		turn.State, turn.Why = docket.ReadingWanted, err.Error()
		wait := haste(tries[reading.Tries], r.o.Lab)
		turn.Next = r.o.Now().Add(wait + r.o.Jitter.draw(wait/10))
		log.Warn("document not had; it is tried again", zap.Error(err), zap.Time("next", turn.Next))
	default:
		turn.State, turn.Why = docket.ReadingUnreachable, err.Error()
		log.Warn("document given up", zap.Error(err))
	}
	return turn
}

// paperWords says what was read: "PDF, 4 pages".
func paperWords(p docket.Paper) string {
	if unpaged(p.Pages) {
		return "PDF, read from pictures of its pages"
	}
	return "PDF, " + plural(len(p.Pages), "page", "pages")
}

// base is what every alert on the entry says.
func (r *Reader) base(c *docket.Case, e docket.Entry) docket.Alert {
	n, _ := docket.ParseNumber(e.Number) // what the court printed; else it stands as it is
	s := docket.Sighting{Source: e.FirstSource, Court: e.Docket.Court(), Number: n, Seen: e.FirstSeen}
	a := updateAlert(c, docket.EntryChange{Entry: e, Sighting: s, Gained: docket.Gained{Document: true}})
	a.Number = e.Number
	return a
}

// tell edits the message of the entry with what came of its main document.
func (r *Reader) tell(turn *docket.ReadTurn, what string) {
	e := turn.Reading.Entry
	c := r.o.Watch.Case(e.Docket)
	if c == nil || turn.Reading.Attachment != 0 || e.Told != docket.ToldYes {
		return
	}
	a := r.base(c, e)
	a.Paper, a.EditOnly = what, true
	a.Digest = shortDigest(a.Digest + turn.Paper.Digest + what)
	a.Reason = "document read: " + what
	hits := urgent(r.o.Rulebook.Entry(c, e, r.o.Now()))
	turn.Plans = append(turn.Plans, r.o.Router.Plan(because(a, hits), hearers(c.Notify, hits)))
}
