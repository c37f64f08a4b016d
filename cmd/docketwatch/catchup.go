package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"go.uber.org/zap"

	"docketwatch/docket"
	"docketwatch/store"
)

// Catching up after an older copy of the ledger was put in its place ends when
// every source has been read again, nothing that may have been told waits any
// more, and nothing of the kind has turned up for a while.
const (
	catchUpQuiet = 5 * time.Minute // since the last thing that turned up
	catchUpMost  = 2 * time.Hour   // for a source that cannot be read
)

// catchUp waits for what a restored ledger has to look up again, and tells of
// it in one message for each destination: what was found to be told already,
// what was told now, and what may have been told where nobody can look.
func (d *service) catchUp(ctx context.Context) error {
	open, err := d.store.Restores(ctx, d.now())
	if err != nil {
		return err
	}
	for _, r := range open {
		if !r.Done.IsZero() {
			continue
		}
		d.log.Warn("the ledger is an older copy: what may have been told since is looked up before it is told",
			zap.Time("copy_reaches", r.From), zap.Time("last_told", r.Told), zap.Int64("links_lost", r.Lost))
		if err := d.catchUpOn(ctx, r); err != nil {
			return err
		}
	}
	<-ctx.Done()
	return nil
}

func (d *service) catchUpOn(ctx context.Context, r store.Restore) error {
	began := d.now()
	pause := catchUpQuiet
	if d.lab {
		pause = 3 * time.Second
	}
	tick := time.NewTicker(pause / 10)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		now := d.now()
		list, err := d.store.CaughtUp(ctx, r.ID)
		if err != nil {
			d.log.Error("catching up", zap.Error(err))
			continue
		}
		if waits(list, now.Add(-pause)) || now.Sub(began) < pause || !d.settledSince(ctx, r.Found) && now.Sub(began) < catchUpMost {
			continue
		}
		// -- the process may die before this commit: the next start waits and
		// tells; or after it: the message is in the queue --
		if err := d.store.FinishRestore(ctx, r.ID, d.caughtUpPlans(r, list), now); err != nil {
			d.log.Error("catching up", zap.Error(err))
			continue
		}
		d.log.Info("caught up", zap.Int("deliveries", len(list)))
		d.delivering.Load().WakeAll()
		return nil
	}
}

// caughtUpOnce ends the catching up of a daemon that takes one turn and exits, if
// nothing waits any more.
func (d *service) caughtUpOnce(ctx context.Context) error {
	open, err := d.store.Restores(ctx, d.now())
	if err != nil {
		return err
	}
	for _, r := range open {
		if !r.Done.IsZero() {
			continue
		}
		list, err := d.store.CaughtUp(ctx, r.ID)
		if err != nil {
			return err
		}
		if waits(list, d.now()) || !d.lookedSince(r.Found) {
			continue // the next turn goes on with it
		}
		if err := d.store.FinishRestore(ctx, r.ID, d.caughtUpPlans(r, list), d.now()); err != nil {
			return err
		}
	}
	return d.delivering.Load().Drain(ctx)
}

// waits: something is still to be looked up or told, or turned up since.
func waits(list []store.CaughtUp, since time.Time) bool {
	return slices.ContainsFunc(list, func(x store.CaughtUp) bool {
		return x.Created.After(since) || x.State == docket.Pending || x.State == docket.Sending || x.State == docket.Uncertain
	})
}

// settledSince: every source was read whole since the ledger was restored, and
// no document waits to be read: what it argues may have been told too.
func (d *service) settledSince(ctx context.Context, when time.Time) bool {
	due, _, err := d.store.Wanted(ctx, d.now(), 1)
	return err == nil && len(due) == 0 && d.lookedSince(when)
}

// lookedSince: every source was read whole since the ledger was restored.
func (d *service) lookedSince(when time.Time) bool {
	return !slices.ContainsFunc(d.watching.Load().States(), func(s docket.SourceState) bool { return !s.LastGood.After(when) })
}

// caughtUpPlans is one message for each destination at which something was in
// doubt, and for those that hear of the daemon's own trouble.
func (d *service) caughtUpPlans(r store.Restore, list []store.CaughtUp) []docket.Plan {
	var plans []docket.Plan
	by := make(map[string][]store.CaughtUp)
	var names []string
	for _, x := range list {
		if by[x.Destination] == nil {
			names = append(names, x.Destination)
		}
		by[x.Destination] = append(by[x.Destination], x)
	}
	for _, name := range d.router().Health() {
		if by[name] == nil {
			names = append(names, name)
		}
	}
	for _, name := range names {
		plans = append(plans, docket.Plan{Destinations: []string{name}, Alert: docket.Alert{
			Subject: fmt.Sprintf("restore:%d", ms(r.Told)), Kind: docket.AlertHealth, Digest: fmt.Sprintf("%d-%s", r.ID, name),
			Title: "The ledger was restored from a copy of " + r.From.UTC().Format("Jan 2, 2006 15:04 UTC"),
			Body:  caughtUpText(r, by[name]), Seen: d.now(), Reason: "the ledger itself",
		}})
	}
	return plans
}

func ms(t time.Time) int64 { return t.UnixMilli() }

// caughtUpLines is how many things a message names; the others are counted. A
// section of a Slack message takes 3,000 characters.
const caughtUpLines = 30

// byWeight puts filings before what followed on them.
func byWeight(x store.CaughtUp) int {
	return slices.Index([]docket.AlertKind{docket.AlertFiling, docket.AlertRelease, docket.AlertSealed, docket.AlertRemoved, docket.AlertRestored, docket.AlertAmended,
		docket.AlertLate, docket.AlertArgument}, x.Alert.Kind) & 0xff // what is not named there comes last
}

func caughtUpText(r store.Restore, list []store.CaughtUp) string {
	var found, sent, told []store.CaughtUp
	var dead int
	for _, x := range list {
		switch {
		case x.State == docket.Sent && !x.Sent:
			found = append(found, x)
		case x.State == docket.Sent:
			sent = append(sent, x)
		case x.State == docket.Dropped:
			told = append(told, x)
		default:
			dead++
		}
	}
	slices.SortStableFunc(told, func(a, b store.CaughtUp) int { return byWeight(a) - byWeight(b) })
	var b strings.Builder
	fmt.Fprintf(&b, "What was told after that, up to %s, was not in it.\n", r.Told.UTC().Format("Jan 2, 2006 15:04 UTC"))
	part := func(words string, list []store.CaughtUp, named bool) {
		if len(list) == 0 {
			return
		}
		fmt.Fprintf(&b, "%s: %d\n", words, len(list))
		for i, x := range list {
			if !named || i == caughtUpLines {
				break
			}
			fmt.Fprintf(&b, "- %s\n", caughtUpLine(x.Alert))
		}
		if more := len(list) - caughtUpLines; named && more > 0 {
			fmt.Fprintf(&b, "and %d more; `docketwatch alerts` lists them\n", more)
		}
	}
	part("Found here, and not told again", found, false)
	part("Not found here, and told now", sent, false)
	part("May have been told here before (this destination cannot be searched), and not told again", told, true)
	if dead > 0 {
		fmt.Fprintf(&b, "Held or given up: %d; `docketwatch outbox list` shows them\n", dead)
	}
	if len(list) == 0 {
		b.WriteString("Nothing here was in doubt.\n")
	}
	return strings.TrimSpace(b.String())
}

// caughtUpLine names one alert in one short line. Text of a court is cut here,
// and escaped where it is sent.
func caughtUpLine(a docket.Alert) string {
	words := []string{string(a.Kind)}
	if a.Case != "" {
		words = append(words, oneLine(a.Case))
	}
	if a.Entry != "" {
		words = append(words, "No. "+oneLine(a.Entry))
	}
	title := []rune(oneLine(a.Title))
	return strings.Join(append(words, string(title[:min(len(title), 60)])), " · ")
}
