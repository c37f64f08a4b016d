package courtlistener

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"

	"docketwatch/docket"
	"docketwatch/watcher"
)

// A Resolver is a [watcher.Resolver] that is asked about one entry, about
// several of one docket, or about a stretch of a docket.
type Resolver struct {
	client *Client
	book   Book
	name   string // of the source, in sightings
	refs   map[docket.DocketKey]docket.DocketRef
}

// Name is the source's.
func (r *Resolver) Name() string { return r.name }

// few is how many entries are asked for one by one. For more, the stretch of the
// docket that holds them is read, which shows twenty in one request.
const few = 2

// Settle asks what CourtListener knows of entries of one docket. Of a docket
// that nobody told it of it cannot know ([watcher.ErrCannotKnow]).
func (r *Resolver) Settle(ctx context.Context, entries []docket.Entry) ([]docket.Sighting, error) {
	if _, ok := r.refs[entries[0].Docket]; !ok {
		return nil, watcher.ErrCannotKnow
	}
	if len(entries) > few {
		var days []docket.Date
		for _, e := range entries {
			if day := dayOf(e); day != "" {
				days = append(days, day)
			}
		}
		if len(days) == len(entries) {
			return r.stretch(ctx, Settle, entries[0].Docket, slices.Min(days), slices.Max(days))
		}
	}
	var all []docket.Sighting
	for _, e := range entries {
		got, err := r.One(ctx, e)
		all = append(all, got...)
		if err != nil {
			return all, err
		}
	}
	return all, nil
}

// One asks what CourtListener knows of one entry: its docket text, and the
// free copies of its papers. Every sighting it returns is of that entry, also
// where it shares no key with it; a sighting that was found by day and words
// carries the entry's own sequence number for that reason. None, and no error,
// means that CourtListener has nothing of it yet, or that it cannot be told
// which of several entries it is.
//
// It costs one request once the docket is known, and uses all that the plan
// allows. [*NotAsked] says when to come again.
func (r *Resolver) One(ctx context.Context, e docket.Entry) ([]docket.Sighting, error) {
	ref, ok := r.refs[e.Docket]
	if !ok {
		return nil, fmt.Errorf("settle %s: nobody watches that docket", e.Subject())
	}
	filters, err := filtersOf(e)
	if err != nil {
		return nil, fmt.Errorf("settle %s: %w", e.Subject(), err)
	}
	for again := false; ; again = true {
		found, err := r.entries(ctx, Settle, ref, filters)
		if errors.Is(err, ErrVanished) && !again { // merged into another: look the docket up anew
			if _, err = r.client.resolve(ctx, Settle, r.book, ref); err == nil {
				continue
			}
		}
		c, ok := pick(e, found)
		var field *FieldError
		switch {
		case err != nil && (!ok || !errors.As(err, &field)): // another entry that is damaged is no reason
			return nil, fmt.Errorf("settle %s: %w", e.Subject(), err)
		case !ok:
			return nil, nil
		}
		return []docket.Sighting{adopt(e, c.sighting)}, nil
	}
}

// filtersOf ask for one entry: by its number, or for what has none by the days
// around it, because a feed's day may be the next one.
func filtersOf(e docket.Entry) (query, error) {
	if e.DocumentNumber != "" {
		return query{{"entry_number", e.DocumentNumber}}, nil
	}
	at := dayOf(e)
	if at == "" && !e.FirstSeen.IsZero() {
		at = docket.Date(e.FirstSeen.UTC().Format(time.DateOnly))
	}
	t, err := time.Parse(time.DateOnly, string(at))
	if err != nil {
		return nil, fmt.Errorf("an entry without number and day cannot be asked for")
	}
	return query{{"entry_number__isnull", "true"},
		{"date_filed__gte", t.AddDate(0, 0, -1).Format(time.DateOnly)}, {"date_filed__lte", t.AddDate(0, 0, 1).Format(time.DateOnly)}}, nil
}

// adopt gives a sighting the identity of the entry that it is of, where it has
// none of its own.
func adopt(e docket.Entry, s docket.Sighting) docket.Sighting {
	if s.DocumentNumber == "" && s.PacerDocID == "" && s.SeqNo == "" && s.PartID == "" {
		s.PacerDocID, s.PartID, s.SeqNo = e.PacerDocID, e.PartID, e.SeqNo
		if s.SeqNo != "" {
			s.PacerCaseID = e.PacerCaseID
		}
	}
	return s
}

// Fill reads a stretch of a docket, both days included, the oldest entry first;
// "" is no bound. It is for gaps, and reads as many pages as there are. Where
// the requests run out, what was read comes back together with [*NotAsked].
func (r *Resolver) Fill(ctx context.Context, key docket.DocketKey, from, to docket.Date) ([]docket.Sighting, error) {
	return r.stretch(ctx, Gap, key, from, to)
}

// Numbers reads the entries of a docket from one number to another, both
// included. It is for numbers that no source has shown, and spends as a gap does.
func (r *Resolver) Numbers(ctx context.Context, key docket.DocketKey, first, last int) ([]docket.Sighting, error) {
	if first == last {
		return r.filtered(ctx, Gap, key, query{{"entry_number", fmt.Sprint(first)}})
	}
	return r.filtered(ctx, Gap, key, query{{"entry_number__gte", fmt.Sprint(first)}, {"entry_number__lte", fmt.Sprint(last)}})
}

func (r *Resolver) stretch(ctx context.Context, pr Priority, key docket.DocketKey, from, to docket.Date) ([]docket.Sighting, error) {
	var filters query
	if from != "" {
		filters = append(filters, param{"date_filed__gte", string(from)})
	}
	if to != "" {
		filters = append(filters, param{"date_filed__lte", string(to)})
	}
	return r.filtered(ctx, pr, key, filters)
}

// filtered are all entries of a docket that pass the filters, the oldest first.
func (r *Resolver) filtered(ctx context.Context, pr Priority, key docket.DocketKey, filters query) ([]docket.Sighting, error) {
	ref, ok := r.refs[key]
	if !ok {
		return nil, fmt.Errorf("fill %s: %w", key, watcher.ErrCannotKnow)
	}
	found, err := r.entries(ctx, pr, ref, append(filters, param{"order_by", "id"}))
	if err != nil {
		err = fmt.Errorf("fill %s: %w", key, err)
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return compare(a.entry, b.entry) })
	list := make([]docket.Sighting, len(found))
	for i, c := range found {
		list[i] = c.sighting
	}
	return list, err
}

// compare orders entries as their docket does.
func compare(a, b *Entry) int {
	return cmp.Or(cmp.Compare(a.Filed, b.Filed), cmp.Compare(a.Sequence, b.Sequence), cmp.Compare(a.ID, b.ID))
}

// entries asks every copy of a docket for the entries that pass the filters.
// Copies that share the court's own case id are asked in one request.
func (r *Resolver) entries(ctx context.Context, pr Priority, ref docket.DocketRef, filters query) ([]candidate, error) {
	l, err := r.client.listing(ctx, pr, r.book, ref)
	if err != nil {
		return nil, err
	}
	var found []candidate
	for _, which := range whose(ref.Court, l.Copies) {
		part, err := r.client.read(ctx, pr, slices.Concat(which, filters, query{withoutText}), ref.Key(), l.Copies, r.name)
		found = append(found, part...)
		if err != nil {
			return found, err
		}
	}
	return found, nil
}

// whose are the filters that name the copies of a docket, in as few requests as
// there can be: there is no filter for several ids, but one for the court's.
func whose(court string, copies []Copy) []query {
	if len(copies) == 1 {
		return []query{{{"docket", fmt.Sprint(copies[0].ID)}}}
	}
	var list []query
	asked := make(map[string]bool)
	for _, x := range copies {
		if x.PacerCaseID == "" {
			list = append(list, query{{"docket", fmt.Sprint(x.ID)}})
		} else if !asked[x.PacerCaseID] {
			asked[x.PacerCaseID] = true
			list = append(list, query{{"docket__court", court}, {"docket__pacer_case_id", x.PacerCaseID}})
		}
	}
	return list
}

// read asks for entries through every page.
func (c *Client) read(ctx context.Context, pr Priority, q query, key docket.DocketKey, copies []Copy, source string) ([]candidate, error) {
	p, err := c.list(ctx, pr, "docket-entries", q)
	var found []candidate
	for {
		if err != nil {
			return found, err
		}
		list, bad := p.entries()
		l := look{source: source, seen: c.now(), digest: digestOf(p.body)}
		for i := range list {
			found = append(found, c.place(&list[i], key, copies, l)...)
		}
		if len(bad) > 0 {
			return found, errors.Join(bad...)
		}
		if p.next == "" {
			return found, nil
		}
		p, err = c.following(ctx, pr, p)
	}
}

// place makes a candidate of an entry; none where its docket is no copy of ours.
func (c *Client) place(e *Entry, key docket.DocketKey, copies []Copy, l look) []candidate {
	i := slices.IndexFunc(copies, func(x Copy) bool { return x.ID == e.Docket })
	if i < 0 {
		return nil
	}
	return []candidate{{e, c.sighting(e, placeOf(key, copies[i]), l)}}
}

func digestOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
