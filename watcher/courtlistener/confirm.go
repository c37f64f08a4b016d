package courtlistener

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"docketwatch/docket"
)

// pagesAtOnce bounds what one docket may cost in one look. What is left waits
// for the next: the mark stands where reading stopped.
const pagesAtOnce = 5

// one reads what changed on one docket, and reports whether it could.
func (w *sweep) one(ctx context.Context, id int64) bool {
	r := w.state.Dockets[id]
	i := slices.IndexFunc(w.ofKey[r.Key], func(x Copy) bool { return x.ID == id })
	if i < 0 {
		return false
	}
	x := w.ofKey[r.Key][i]
	only := r.Want == wantPapers && !r.Read.IsZero() // its turn is another matter
	var err error
	if !only {
		err = w.entries(ctx, r, x)
	}
	if err == nil && r.Want&wantPapers != 0 {
		err = w.papers(ctx, r, x)
	}
	var none *NotAsked
	switch {
	case errors.As(err, &none):
		w.fail(err)
		return false
	case errors.Is(err, ErrVanished): // merged into another: no event, but to be looked up
		w.asked = true
		r.fail(w.now, err)
		w.vanished(ctx, r.Key)
		return false
	case err != nil:
		w.fail(err)
		if ctx.Err() == nil {
			r.fail(w.now, err)
			if r.Fails == 2 { // one is weather
				w.notes = append(w.notes, fmt.Sprintf("CourtListener's docket %d (%s) cannot be read: %v", id, r.Key, err))
			}
		}
		return false
	}
	at := w.now
	if only {
		at = r.Read
	}
	r.done(at)
	w.asked = true
	w.read[id] = true
	return true
}

// vanished makes a docket's listing due: it is looked up at the next look, or
// still in this one.
func (w *sweep) vanished(ctx context.Context, key docket.DocketKey) {
	l := Listing{Copies: w.ofKey[key], Looked: w.now, Again: w.now}
	if err := w.source.book.KeepListing(ctx, key, l); err != nil {
		w.fail(err)
		return
	}
	for _, ref := range w.source.refs {
		if ref.Key() == key && !slices.ContainsFunc(w.open, func(o docket.DocketRef) bool { return o.Key() == key }) {
			w.open = append(w.open, ref)
		}
	}
}

// entries reads the newest page of a docket that was never read, or the pages of
// what changed since: oldest change first, so that the mark can follow. Where it
// stops before the end, it goes on from that page at the next look. The mark
// alone would not do: a docket that is uploaded whole has hundreds of entries of
// one moment.
func (w *sweep) entries(ctx context.Context, r *reading, x Copy) error {
	first, from := r.Read.IsZero(), r.High
	var damaged []error
	p, err := w.firstPage(ctx, r, x)
	for n := 1; ; n++ {
		if err != nil {
			return err
		}
		bad, err := w.entriesOf(&p, r, x)
		if err != nil {
			return err
		}
		damaged = append(damaged, bad...)
		w.asked = true
		r.Rest = p.next
		if first {
			r.Rest = ""
		}
		r.Want &^= wantEntries
		if r.Rest != "" { // also if the budget ends here
			r.Want |= wantEntries
		}
		if r.High.IsZero() { // an empty docket: everything from here on is news
			r.High = w.clock(p.date)
		}
		if r.Docs.IsZero() {
			r.Docs = r.High
		}
		if r.Rest == "" || n == pagesAtOnce {
			break
		}
		p, err = w.source.client.following(ctx, Sweep, p)
		if err != nil {
			return err
		}
	}
	w.damage(r, x, damaged)
	if len(damaged) > 0 && r.Rest == "" && !from.IsZero() {
		r.High = from // the mark stays: what is damaged now may be whole the next time
	}
	return nil
}

// damage tells once of entries that cannot be read, while the rest of their
// docket is.
func (w *sweep) damage(r *reading, x Copy, damaged []error) {
	bad := ""
	if len(damaged) > 0 {
		bad = errors.Join(damaged...).Error()
	}
	if bad != "" && bad != r.Bad {
		w.notes = append(w.notes, fmt.Sprintf("on CourtListener's docket %d (%s) some entries cannot be read: %s", x.ID, r.Key, strings.ReplaceAll(bad, "\n", "; ")))
	}
	r.Bad = bad
}

// firstPage is where reading begins at this look.
func (w *sweep) firstPage(ctx context.Context, r *reading, x Copy) (page, error) {
	which := param{"docket", fmt.Sprint(x.ID)}
	if r.Read.IsZero() {
		return w.source.client.list(ctx, Sweep, "docket-entries", query{which, {"order_by", "-date_modified"}, withoutText})
	}
	if rest := r.Rest; rest != "" {
		r.Rest = "" // if that page is gone, the mark serves at the next look
		p, err := w.source.client.resume(ctx, Sweep, "docket-entries", rest)
		var none *NotAsked
		if errors.As(err, &none) {
			r.Rest = rest
		}
		return p, err
	}
	return w.source.client.list(ctx, Sweep, "docket-entries", query{which, {"order_by", "date_modified"}, {"date_modified__gt", stamp(r.High.Add(-overlap))}, withoutText})
}

// entriesOf takes what is whole of a page, and returns what is wrong with the
// rest. A page of which nothing can be read is an error: its fields have changed.
func (w *sweep) entriesOf(p *page, r *reading, x Copy) (bad []error, err error) {
	list, bad := p.entries()
	if len(list) == 0 && len(bad) > 0 {
		return nil, errors.Join(bad...)
	}
	l := look{source: w.source.name, seen: w.now}
	var found []candidate
	for i := range list {
		found = append(found, w.source.client.place(&list[i], r.Key, []Copy{x}, l)...)
	}
	w.add(p, len(p.results), r.take(found))
	return bad, nil
}

// add keeps what is fresh of an answer, once: a docket may be asked two things.
func (w *sweep) add(p *page, items int, fresh []candidate) {
	w.items += items
	before := len(w.fresh)
	for _, c := range fresh {
		if digest := c.digest(); w.shown[c.entry.ID] != digest {
			w.shown[c.entry.ID] = digest
			w.fresh = append(w.fresh, c)
		}
	}
	if len(w.fresh) > before {
		w.bodies = append(w.bodies, p.body)
	}
}

// clock is a moment by CourtListener's clock; ours where it told none.
func (w *sweep) clock(date time.Time) time.Time {
	if date.IsZero() {
		return w.now
	}
	return date
}

// papers reads the entries of which a paper became free. That does not move the
// entry's own date_modified, so that reading what changed does not show it.
func (w *sweep) papers(ctx context.Context, r *reading, x Copy) error {
	p, err := w.source.client.list(ctx, Sweep, "docket-entries", query{{"docket", fmt.Sprint(x.ID)}, {"recap_documents__is_available", "true"},
		{"recap_documents__date_modified__gt", stamp(r.Docs.Add(-overlap))}, {"order_by", "date_modified"}, withoutText})
	docs := r.Docs
	for n := 1; ; n++ {
		if err != nil {
			return err
		}
		list, bad := p.entries()
		if len(bad) > 0 {
			return errors.Join(bad...)
		}
		var found []candidate
		for i := range list {
			found = append(found, w.source.client.place(&list[i], r.Key, []Copy{x}, look{source: w.source.name, seen: w.now})...)
			for _, d := range list[i].Documents {
				if d.Available && d.Modified.After(docs) {
					docs = d.Modified
				}
			}
		}
		w.add(&p, len(p.results), found)
		if p.next == "" || n == pagesAtOnce { // a hundred at once are an old docket that somebody uploaded
			r.Docs = docs
			r.Want &^= wantPapers
			return nil
		}
		p, err = w.source.client.following(ctx, Sweep, p)
	}
}
