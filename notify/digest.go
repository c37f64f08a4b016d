package notify

import (
	"context"
	"time"

	"go.uber.org/zap"

	"docketwatch/docket"
)

// digest queues the destination's digest when its time has come. After a
// downtime one digest tells of all of it; no time is told twice, because the mark
// moves in the transaction that queues the digest.
func (w *worker) digest(ctx context.Context, now time.Time) {
	d := w.Manners.Digest
	if d == nil || w.d.o.Journal == nil || w.mark != nil && now.Before(w.mark.Next) && w.mark.Spec == d.Spec {
		return
	}
	if err := w.digestDue(context.WithoutCancel(ctx), d, now); err != nil && ctx.Err() == nil {
		w.log.Error("digest not made; it is tried again", zap.Error(err))
	}
}

func (w *worker) digestDue(ctx context.Context, d *Digest, now time.Time) error {
	journal := w.d.o.Journal
	m, known, err := journal.DigestMark(ctx, w.Name)
	if err != nil {
		return err
	}
	switch {
	case !known: // the first one tells of what comes from now on
		facts, err := journal.Facts(ctx, w.Name, now, now)
		if err != nil {
			return err
		}
		m = docket.DigestMark{Spec: d.Spec, Next: d.Next(now), Last: now, Looks: facts.Looks}
		if err := journal.KeepDigestMark(ctx, w.Name, m); err != nil {
			return err
		}
	case m.Spec != d.Spec: // another time was asked for; what was not told yet is told then
		m.Spec, m.Next = d.Spec, d.Next(now)
		if err := journal.KeepDigestMark(ctx, w.Name, m); err != nil {
			return err
		}
	case !now.Before(m.Next):
		facts, err := journal.Facts(ctx, w.Name, m.Last, now)
		if err != nil {
			return err
		}
		a := Summarize(facts, *d, facts.Looks-m.Looks, w.d.o.CaseOf)
		a.Subject, a.Digest = "digest:"+w.Name, m.Next.In(d.Zone).Format("2006-01-02 15:04")
		m = docket.DigestMark{Spec: d.Spec, Next: d.Next(now), Last: now, Looks: facts.Looks}
		// -- the process may die before the commit: the next start makes it anew;
		// or after it: it waits in the queue, and its time has passed --
		if err := journal.CommitDigest(ctx, docket.Plan{Alert: a, Destinations: []string{w.Name}}, m, now); err != nil {
			return err
		}
		w.log.Info("digest made", zap.String("title", a.Title), zap.Time("next", m.Next))
	}
	w.mark = &m
	return nil
}
