package watcher

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"go.uber.org/zap"

	"docketwatch/docket"
	"docketwatch/rules"
)

// A PairLedger holds both halves of what is paired.
type PairLedger interface {
	// Unpaired returns the denials and the releases with an action that lie no
	// more than so many days apart, of which one came in since then.
	Unpaired(ctx context.Context, since time.Time, days int) ([]docket.Candidate, error)
	// Captions are the dockets' case names as their courts print them.
	Captions(ctx context.Context) (map[docket.DocketKey]string, error)
	// CommitPairs keeps pairs and what they tell; what it holds already is told
	// no second time. It returns how many messages were queued.
	CommitPairs(ctx context.Context, t docket.PairTurn) (int, error)
}

const (
	// pairWindow is how many days may lie between the filing and the release.
	pairWindow = 60
	// pairSince is how far back a pass looks for what came in. Every pass looks
	// at it again, so that nothing is lost to a process that died between a
	// commit and its pairing.
	pairSince = 30 * 24 * time.Hour
	// pairPause is the longest a pairer sleeps.
	pairPause = time.Minute
)

// PairerOptions are what a Pairer is made of.
type PairerOptions struct {
	Ledger    PairLedger
	Watch     *Watch
	Router    Router
	Now       func() time.Time
	Log       *zap.Logger
	Committed func() // called after a pass that queued something
	Lab       bool   // short pauses, for a laboratory on loopback
}

// A Pairer sets filings that say that nothing has been done beside releases that
// announce something. It looks at the ledger and at nothing else, after either
// half has come in: which comes first makes no difference.
type Pairer struct {
	o    PairerOptions
	wake chan struct{}
	mu   sync.Mutex // one pass at a time
}

// NewPairer makes a Pairer; nothing runs yet.
func NewPairer(o PairerOptions) *Pairer {
	if o.Committed == nil {
		o.Committed = func() {}
	}
	return &Pairer{o: o, wake: make(chan struct{}, 1)}
}

// Wake tells the pairer that the ledger may hold something new.
func (p *Pairer) Wake() {
	select {
	case p.wake <- struct{}{}:
	default: // it is awake already
	}
}

// Run pairs until ctx is done.
func (p *Pairer) Run(ctx context.Context) error {
	for ctx.Err() == nil {
		if _, err := p.Step(ctx); err != nil && ctx.Err() == nil {
			p.o.Log.Error("filings and releases not paired; they are looked at again", zap.Error(err))
		}
		timer := time.NewTimer(haste(pairPause, p.o.Lab))
		select {
		case <-ctx.Done():
		case <-p.wake:
		case <-timer.C:
		}
		timer.Stop()
	}
	return nil
}

// Step makes one pass over the ledger and returns how many messages it queued.
func (p *Pairer) Step(ctx context.Context) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.o.Now()
	found, err := p.o.Ledger.Unpaired(ctx, now.Add(-pairSince), pairWindow+1) // the ledger does not know every court's midnight
	if err != nil || len(found) == 0 {
		return 0, err
	}
	captions, err := p.o.Ledger.Captions(ctx)
	if err != nil {
		return 0, err
	}
	turn := docket.PairTurn{At: now, Told: p.tell(p.judge(found, captions))}
	if len(turn.Told) == 0 {
		return 0, nil
	}
	// -- the process may die here: the next pass finds the same pairs --
	queued, err := p.o.Ledger.CommitPairs(ctx, turn)
	if err != nil {
		return 0, err
	}
	if queued > 0 {
		p.o.Log.Info("paired", zap.Int("messages", queued))
		p.o.Committed()
	}
	return queued, nil
}

// paired is a candidate that belongs together.
type paired struct {
	docket.Candidate
	of  *docket.Case
	tie rules.Tie
}

// judge keeps the candidates of watched cases that something ties. A paper with
// attachments counts once, by its main document.
func (p *Pairer) judge(found []docket.Candidate, captions map[docket.DocketKey]string) []paired {
	var list []paired
	challengers := make(map[*docket.Case][]rules.Jurisdiction)
	for _, x := range found {
		c := p.o.Watch.Case(x.Entry.Docket)
		if c == nil || daysApart(filedOn(x.Entry), x.Release.Date) > pairWindow || slices.ContainsFunc(list, func(o paired) bool {
			return o.Entry.ID == x.Entry.ID && o.Release.Cluster == x.Release.Cluster
		}) {
			continue
		}
		if _, ok := challengers[c]; !ok {
			challengers[c] = challengersOf(c, captions)
		}
		laws := rules.LawsOf(append(slices.Clone(c.Labels), x.Denial.Laws...)...)
		tie, ok := rules.TieOf(challengers[c], laws, x.Found)
		if tie.Kind == rules.TieLaw && x.Release.Date < filedOn(x.Entry) {
			continue // what had been done to others was known when the paper was filed, and it does not speak of them
		}
		if ok {
			list = append(list, paired{x, c, tie})
		}
	}
	return list
}

func daysApart(a, b docket.Date) int {
	days := int(dayOf(a).Sub(dayOf(b)).Hours()) / 24
	return max(days, -days)
}

// tell makes messages of the pairs: filings of one case that stand beside the
// same releases share one.
func (p *Pairer) tell(list []paired) []docket.ToldPairs {
	releases := make(map[int64][]string) // of each entry
	for _, x := range list {
		releases[x.Entry.ID] = append(releases[x.Entry.ID], x.Release.Cluster)
	}
	groups := make(map[string][]paired)
	var order []string
	for _, x := range list {
		key := x.of.Name + "\x00" + strings.Join(releases[x.Entry.ID], "\x00")
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], x)
	}
	var told []docket.ToldPairs
	for _, key := range order {
		group := groups[key]
		t := docket.ToldPairs{Plan: p.o.Router.Plan(pairedAlert(group, p.o.Now()), group[0].of.Notify)}
		for _, x := range group {
			t.Pairs = append(t.Pairs, x.pair())
		}
		told = append(told, t)
	}
	return told
}
