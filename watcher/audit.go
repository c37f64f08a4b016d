package watcher

import (
	"context"
	"slices"
	"time"

	"go.uber.org/zap"

	"docketwatch/docket"
)

// An AuditLedger remembers what is known to be missing.
type AuditLedger interface {
	Ledger
	// Audit reads what an audit of these dockets is made over.
	Audit(ctx context.Context, dockets []docket.DocketKey, now time.Time) (docket.Audited, error)
	// Beats are the hours in which a source held something new.
	Beats(ctx context.Context, source string, since time.Time) ([]time.Time, error)
	// Recent are the entries of the dockets that were first seen since, with what
	// is needed to read them.
	Recent(ctx context.Context, dockets []docket.DocketKey, since time.Time) ([]docket.Entry, error)
	// CommitAudit writes what an audit found whole or not at all.
	CommitAudit(ctx context.Context, t docket.AuditTurn) error
}

// A Filler is a source that can be asked for a stretch of a docket, by day or by
// entry number. What it read before an error is good.
type Filler interface {
	Name() string
	Fill(ctx context.Context, key docket.DocketKey, from, to docket.Date) ([]docket.Sighting, error)
	Numbers(ctx context.Context, key docket.DocketKey, first, last int) ([]docket.Sighting, error)
}

// auditRow is the auditor's row among the sources of the ledger.
const auditRow = "audit"

// auditEvery is the time between two audits.
const auditEvery = time.Minute

// AuditorOptions are what an Auditor is made of.
type AuditorOptions struct {
	Ledger    AuditLedger
	Filler    Filler // nil: what is missing is shown, and nobody can be asked
	Sources   []Scheduled
	States    func() []docket.SourceState // as the watching half knows them now
	Watch     *Watch
	Router    Router
	Owner     string
	Now       func() time.Time
	Log       *zap.Logger
	Committed func() // called after an audit that planned something to tell
	Lab       bool   // short pauses, for a laboratory on loopback; silence is not judged there
}

// An Auditor looks at what was seen and asks what was not: numbers that a docket
// must have, stretches that a source may have shown unseen, sources that answer
// and say nothing, papers that were due. It asks another source, closes what can
// be closed, and tells what is worth it.
type Auditor struct {
	o      AuditorOptions
	turner *turner
	state  docket.SourceState
	until  time.Time // nothing is asked before
	beats  map[string]learned
	read   time.Time // when the entries were last searched for what they expect
}

// NewAuditor makes an Auditor; nothing runs yet.
func NewAuditor(o AuditorOptions) *Auditor {
	return &Auditor{o: o, beats: make(map[string]learned),
		turner: &turner{ledger: o.Ledger, watch: o.Watch, router: o.Router, owner: o.Owner, now: o.Now, settles: o.Filler != nil, lab: o.Lab}}
}

// Run audits until ctx is done.
func (a *Auditor) Run(ctx context.Context) error {
	for ctx.Err() == nil {
		if err := a.Step(ctx); err != nil && ctx.Err() == nil {
			a.o.Log.Error("not audited; it is tried again", zap.Error(err))
		}
		timer := time.NewTimer(haste(auditEvery, a.o.Lab))
		select {
		case <-ctx.Done():
		case <-timer.C:
		}
		timer.Stop()
	}
	return nil
}

// An audit is one, under way.
type audit struct {
	docket.Audited
	now      time.Time
	states   []docket.SourceState
	doubts   map[string]string // source to why its good looks are not believed
	complete map[docket.DocketKey]docket.Completeness
	turn     docket.AuditTurn
}

// Step makes one audit, and asks for one thing that is missing.
func (a *Auditor) Step(ctx context.Context) error {
	now := a.o.Now()
	held, err := a.o.Ledger.Claim(ctx, a.o.Owner, []string{auditRow}, now, leaseFor)
	if err != nil || len(held) == 0 { // another process audits
		return err
	}
	a.state = held[0]
	if err := a.audit(ctx, now, false); err != nil {
		return err
	}
	a.state.LastLook, a.state.LastGood, a.state.Next = now, now, now.Add(auditEvery)
	return a.o.Ledger.Mark(ctx, a.o.Owner, []docket.SourceState{a.state}, leaseFor)
}

// Flush tells what waits to be told in lists, for a program that ends now.
func (a *Auditor) Flush(ctx context.Context) error {
	return a.audit(ctx, a.o.Now(), true)
}

// audit reads, judges, commits, and asks.
func (a *Auditor) audit(ctx context.Context, now time.Time, last bool) error {
	au := &audit{now: now, states: a.o.States(), turn: docket.AuditTurn{At: now}}
	var err error
	if au.Audited, err = a.o.Ledger.Audit(ctx, a.dockets(), now); err != nil {
		return err
	}
	if au.doubts, err = a.doubts(ctx, au.states, now); err != nil {
		return err
	}
	au.complete = Completenesses(a.o.Watch.All(), au.Audited, au.states)
	a.lists(au, last)
	a.numbers(au)
	a.gaps(au)
	a.stands(au)
	if err := a.expectations(ctx, au); err != nil {
		return err
	}
	// -- what was found is committed before anything is asked: if we die while
	// asking, the same is asked again --
	if err := a.commit(ctx, au.turn); err != nil || last {
		return err
	}
	return a.ask(ctx, au)
}

func (a *Auditor) commit(ctx context.Context, t docket.AuditTurn) error {
	if len(t.Missing)+len(t.Gaps)+len(t.Fills)+len(t.Stands)+len(t.Expected)+len(t.Listed)+len(t.Plans) == 0 {
		return nil
	}
	if err := a.o.Ledger.CommitAudit(context.WithoutCancel(ctx), t); err != nil {
		return err
	}
	if len(t.Plans) > 0 && a.o.Committed != nil {
		a.o.Committed()
	}
	return nil
}

func (a *Auditor) dockets() []docket.DocketKey {
	var keys []docket.DocketKey
	for _, ref := range a.o.Watch.All() {
		keys = append(keys, ref.Key())
	}
	return keys
}

// lists tells of filings that were found late, once the others that were missed
// with them have had time to be found too.
func (a *Auditor) lists(au *audit, last bool) {
	of := make(map[*docket.Case][]docket.Entry)
	var order []*docket.Case
	for _, e := range au.Waiting {
		c := a.o.Watch.Case(e.Docket)
		if c == nil {
			continue
		}
		if of[c] == nil {
			order = append(order, c)
		}
		of[c] = append(of[c], e)
	}
	for _, c := range order {
		first := of[c][0].FirstSeen
		for _, e := range of[c] {
			if e.FirstSeen.Before(first) {
				first = e.FirstSeen
			}
		}
		if !last && au.now.Sub(first) < haste(foundWait, a.o.Lab) {
			continue
		}
		for list := range slices.Chunk(of[c], foundLines) {
			au.turn.Plans = append(au.turn.Plans, a.turner.router.Plan(foundAlert(c, list, au.now), c.Notify))
		}
		for _, e := range of[c] {
			au.turn.Listed = append(au.turn.Listed, e.ID)
		}
	}
}
