package watcher

import (
	"context"
	"errors"
	"slices"
	"time"

	"go.uber.org/zap"

	"docketwatch/docket"
)

// ask asks the other source for one thing that is missing, the stretches of gaps
// first, and commits what came of it. A question that could not be asked counts
// for nothing.
func (a *Auditor) ask(ctx context.Context, au *audit) error {
	if a.o.Filler == nil || au.now.Before(a.until) {
		return nil
	}
	if f, g, ok := dueFill(au); ok {
		return a.fill(ctx, au, f, g)
	}
	due := dueNumbers(au.Missing, au.now)
	// What this audit closed is not asked for.
	due = slices.DeleteFunc(due, func(m docket.Missing) bool {
		return slices.ContainsFunc(au.turn.Missing, func(x docket.Missing) bool {
			return x.Docket == m.Docket && x.Number == m.Number && !x.Closed.IsZero()
		})
	})
	if len(due) == 0 {
		return nil
	}
	key := due[0].Docket
	got, err := a.o.Filler.Numbers(ctx, key, due[0].Number, due[len(due)-1].Number)
	if _, stop, err := a.answered(ctx, key, got, err, au.now); stop || err != nil {
		return err
	}
	t := docket.AuditTurn{At: au.now}
	spread := float64(Jitter(nil).draw(time.Second)) / float64(10*time.Second)
	for _, m := range due {
		for _, x := range au.turn.Missing { // told in this very audit
			if x.Docket == m.Docket && x.Number == m.Number {
				m = x
			}
		}
		shown := slices.ContainsFunc(got, func(s docket.Sighting) bool {
			n, ok := docket.EntryNumber(s.DocumentNumber)
			return ok && n == m.Number
		})
		m = askedFor(m, au.now, spread, a.o.Lab)
		if shown {
			m.Closed, m.How, m.Next = au.now, "found in "+a.o.Filler.Name(), time.Time{}
		}
		t.Missing = append(t.Missing, m)
	}
	return a.commit(ctx, t)
}

// dueFill is the part of a gap that has waited longest to be read.
func dueFill(au *audit) (due docket.Fill, of docket.Gap, ok bool) {
	for _, f := range au.Fills {
		if f.Next.IsZero() || f.Next.After(au.now) || !f.Closed.IsZero() || ok && !f.Next.Before(due.Next) {
			continue
		}
		if slices.ContainsFunc(au.turn.Fills, func(x docket.Fill) bool { return x.Gap == f.Gap && x.Docket == f.Docket }) {
			continue // closed by this audit
		}
		i := slices.IndexFunc(au.Gaps, func(g docket.Gap) bool { return g.ID == f.Gap })
		if i >= 0 {
			due, of, ok = f, au.Gaps[i], true
		}
	}
	return due, of, ok
}

func (a *Auditor) fill(ctx context.Context, au *audit, f docket.Fill, g docket.Gap) error {
	got, err := a.o.Filler.Fill(ctx, f.Docket, courtDay(f.Docket, g.From), courtDay(f.Docket, g.To))
	found, stop, err := a.answered(ctx, f.Docket, got, err, au.now)
	if stop || err != nil {
		return err
	}
	f.Asks, f.Asked, f.Next, f.Found = f.Asks+1, au.now, time.Time{}, f.Found+found
	if f.Asks <= len(fillAsks) {
		wait := haste(fillAsks[f.Asks-1], a.o.Lab)
		f.Next = au.now.Add(wait + Jitter(nil).draw(wait/10))
	}
	return a.commit(ctx, docket.AuditTurn{At: au.now, Fills: []docket.Fill{f}})
}

// answered commits what came, and says whether the question is to be asked
// again as it was: it was cut short, or never asked.
func (a *Auditor) answered(ctx context.Context, key docket.DocketKey, got []docket.Sighting, failure error, now time.Time) (found int, stop bool, err error) {
	if ctx.Err() != nil {
		return 0, true, nil
	}
	if len(got) > 0 {
		if found, err = a.put(ctx, key, got, now); err != nil {
			return 0, true, err
		}
	}
	if failure == nil {
		return found, false, nil
	}
	wait := haste(10*time.Minute, a.o.Lab)
	var waits interface {
		RetryIn() (wait time.Duration, said bool)
	}
	if errors.As(failure, &waits) {
		if said, ok := waits.RetryIn(); ok {
			wait = said
		}
	}
	a.until = now.Add(wait)
	if !notAsked(failure) {
		a.o.Log.Warn("what is missing could not be asked for", zap.String("docket", string(key)), zap.Error(failure))
	}
	return found, true, nil
}

// put merges what was found with the ledger. What is new in it was missed, and is
// told in a list, whatever else it is told with.
func (a *Auditor) put(ctx context.Context, key docket.DocketKey, sightings []docket.Sighting, now time.Time) (found int, err error) {
	t := a.turner
	for i := range sightings {
		sightings[i].Learned = now // whenever its source learned of it: we do now
	}
	for try := 0; ; try++ {
		m := docket.Turn{Source: auditRow, Outcome: docket.LookOK}
		m.Counts.Items, m.Counts.Read = len(sightings), len(sightings)
		watched := t.match(sightings, &m.Counts)
		known, err := t.ledger.Known(ctx, auditRow, []docket.DocketKey{key}, sightingsOf(watched), nil)
		if err != nil {
			return 0, err
		}
		if known.Since[key].IsZero() {
			return 0, nil // never looked at: its first look takes the baseline
		}
		known.Baselined[key] = true
		t.mergeEntries(&m, watched, footing{known: known, lookingBack: true, filling: true})
		m.State = looked(a.state, docket.LookOK, now, now.Add(auditEvery))
		m.State.Name = auditRow
		res := t.commit(ctx, m, now)
		if try < 3 && isStale(res.err) {
			continue
		}
		if res.err == nil && res.alerts > 0 && a.o.Committed != nil {
			a.o.Committed()
		}
		a.state = m.State
		return m.Counts.New + m.Counts.Late + m.Counts.Housekeeping, res.err
	}
}
