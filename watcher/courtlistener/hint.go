package courtlistener

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// hintIDs is how many dockets one call names; an address has its limits. Where
// there are more, the least recently read are asked for.
const hintIDs = 100

// hint asks the search index for the newest papers of all dockets in one call.
// It is cheap and it is not trusted: the index holds papers and not entries, it
// lags, and it is cached. What it shows changed is read from the docket itself;
// what it does not show, the dockets' turns find.
func (w *sweep) hint(ctx context.Context) {
	ids := w.ready(func(*reading) bool { return true })
	if len(ids) == 0 || w.now.Sub(w.state.Hinted) < w.source.pace.hint {
		return
	}
	ids = ids[:min(len(ids), hintIDs)]
	slices.Sort(ids)
	terms := make([]string, len(ids))
	for i, id := range ids {
		terms[i] = fmt.Sprintf("docket_id:%d", id)
	}
	shown, err := w.ask(ctx, query{{"type", "rd"}, {"q", strings.Join(terms, " OR ")}, {"order_by", "entry_date_filed desc"}})
	var none *NotAsked
	if errors.As(err, &none) {
		w.stopped = err
		return
	}
	w.state.Hinted = w.now // also after a failure: it is only a hint
	if err != nil {
		w.fail(err)
		if w.state.Unhinted++; w.state.Unhinted == tries {
			w.notes = append(w.notes, "CourtListener's search cannot be asked; every docket waits for its turn: "+err.Error())
		}
		return
	}
	w.asked, w.state.Unhinted = true, 0
	for _, h := range shown {
		w.point(h)
	}
	w.state.Hints = make(map[int64]string)
	for _, h := range shown {
		w.state.Hints[h.ID] = h.digest()
	}
}

// ask is the call itself: the newest page, and no more.
func (w *sweep) ask(ctx context.Context, q query) ([]hit, error) {
	p, err := w.source.client.list(ctx, Sweep, "search", q)
	if err != nil {
		return nil, err
	}
	hits := make([]hit, len(p.results))
	for i, raw := range p.results {
		if hits[i], err = parseHit(raw); err != nil {
			return nil, err
		}
	}
	return hits, nil
}

// point marks the docket of a hit that is not as it was.
func (w *sweep) point(h hit) {
	r := w.state.Dockets[h.Docket]
	was, known := w.state.Hints[h.ID]
	switch {
	case r == nil, w.state.Hints == nil, was == h.digest():
		return
	case !known:
		if _, seen := r.Seen[h.Entry]; !seen {
			r.Want |= wantEntries
		}
	default:
		text, available, _ := strings.Cut(was, "/")
		if now, free, _ := strings.Cut(h.digest(), "/"); text != now {
			r.Want |= wantEntries
		} else if free != available && h.Available {
			r.Want |= wantPapers
		}
	}
}

// A hit is one paper in the search index.
type hit struct {
	ID, Docket, Entry  int64
	Text, Short, Local string
	Available          bool
}

// digest is of the words and, behind a slash, of what is free.
func (h hit) digest() string {
	return digestOf([]byte(h.Text + "\x00" + h.Short))[:12] + "/" + digestOf(fmt.Appendf(nil, "%v %s", h.Available, h.Local))[:4]
}

func parseHit(raw json.RawMessage) (hit, error) {
	o, err := objectOf("search result", raw)
	if err != nil {
		return hit{}, fmt.Errorf("search result: %w", err)
	}
	h := hit{ID: o.id("id"), Docket: o.id("docket_id"), Entry: o.number("docket_entry_id"), Text: o.scalar("description"), Short: o.scalar("short_description"),
		Local: o.scalar("filepath_local"), Available: o.flag("is_available")}
	return h, o.err()
}
