package pacer

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"docketwatch/docket"
	"docketwatch/watcher"
)

// read makes a batch of an answer. cut says why its end is missing; "" if it
// came whole. It is pure: the same answer at the same cursor gives the same.
func (s *Source) read(body []byte, cut string, at watcher.Cursor) (watcher.Batch, error) {
	f, early, err := open(body, s.court)
	if err != nil {
		return watcher.Batch{}, because(err, cut)
	}
	b := watcher.Batch{Items: len(f.items), Coverage: f.description}
	if early {
		p := cutBeforeRoot()
		b.Partial, b.Raw = &p, s.raw("partial", body, body, digestOf(body), at)
		return b, nil
	}
	was, err := decodeState(at.State)
	first := err != nil
	now, fresh := survey(&f, &was, at)
	items, harm := pick(&f, fresh, at.Full || first)
	b.Partial = harm.partial(&f)
	if cut != "" {
		if b.Partial == nil {
			b.Partial = &watcher.Partial{Whole: len(f.items), Of: len(f.items)}
		}
		b.Partial.Cut, b.Partial.Why = true, cut
	}
	if len(items) == 0 && b.Partial == nil && !first && was.same(&now) {
		return watcher.Batch{}, watcher.ErrNotModified
	}
	digest := digestOf(body)
	if len(items) > 0 || b.Partial != nil {
		l := look{source: s.Name(), court: s.court, seen: at.Now, digest: digest}
		for _, filing := range merge(items) {
			b.Sightings = append(b.Sightings, l.sighting(&filing))
		}
	}
	if b.Partial != nil {
		b.Raw = s.raw("partial", body, body, digest, at)
		return b, nil
	}
	if slices.Contains(fresh, true) {
		b.Raw = s.raw("changed", excerpt(&f, fresh), body, digest, at)
	}
	if !first {
		if from, why := was.gap(&now); why != "" {
			b.Gap = &docket.Gap{Source: s.Name(), From: from, To: now.oldest, Why: why, Opened: at.Now}
		}
		if was.coverage != now.coverage {
			if b.Gap == nil && watcher.CarriesAll(was.coverage) && !watcher.CarriesAll(now.coverage) {
				b.Gap = &docket.Gap{Source: s.Name(), From: at.Now, Opened: at.Now,
					Why: fmt.Sprintf("the court changed what its feed carries from %q to %q", was.coverage, now.coverage)}
			}
			b.Note = fmt.Sprintf("the court changed what its feed says it carries: it was %q, it is %q", was.coverage, now.coverage)
		}
	}
	next := was.after(&now)
	b.Next = next.encode()
	return b, nil
}

// because adds to a refusal that the page came without its end: what was cut
// away may have been the proof.
func because(err error, cut string) error {
	if cut == "" {
		return err
	}
	return fmt.Errorf("%w (%s)", err, cut)
}

// survey passes over every item without reading it: which are fresh, and what
// stretch of time the feed shows.
func survey(f *feed, was *state, at watcher.Cursor) (now window, fresh []bool) {
	known := make(map[uint64]int, len(was.seen))
	for _, h := range was.seen {
		known[h]++
	}
	now = window{coverage: f.description, seen: make([]uint64, 0, len(f.items))}
	fresh = make([]bool, len(f.items))
	for i := range f.items {
		raw := &f.items[i]
		if raw.fault != "" {
			continue // counted when it is read
		}
		h := itemHash(raw.raw)
		now.seen = append(now.seen, h)
		if known[h] > 0 {
			known[h]--
		} else {
			fresh[i] = true
		}
		now.take(raw.published(), at.Now)
	}
	now.built(parseDate(f.built), at.Now)
	slices.Sort(now.seen)
	return now, fresh
}

// published is the item's time, as far as can be told without reading the item.
func (r *rawItem) published() time.Time {
	date := r.date[bytes.IndexByte(r.date, '>')+1:]
	if bytes.IndexByte(date, '<') < 0 && bytes.IndexByte(date, '&') < 0 {
		return parseDate(string(date))
	}
	return parseDate(content(string(date)))
}

// pick reads the fresh items, and with them every item of the same second: a
// new event of a filing that is known joins it, and equal entries keep their
// ordinals. Damaged items are counted and left out.
func pick(f *feed, fresh []bool, all bool) (items []Item, harm damage) {
	dates := make(map[string]bool)
	for i, is := range fresh {
		if is {
			dates[string(f.items[i].date)] = true
		}
	}
	for i, raw := range f.items {
		if raw.fault == "" && !all && !dates[string(raw.date)] {
			continue
		}
		it, fault := readRaw(raw)
		if fault != "" {
			harm.add(i+1, fault)
			continue
		}
		items = append(items, it)
	}
	return items, harm
}

// excerpt is a feed of the fresh items alone, under the channel's own head.
func excerpt(f *feed, fresh []bool) []byte {
	b := append([]byte(`<?xml version="1.0" encoding="UTF-8"?>`+"\n"), f.head...)
	for i, is := range fresh {
		if is {
			b = append(append(b, f.items[i].raw...), '\n')
		}
	}
	return append(b, "</channel>\n</rss>\n"...)
}

func (s *Source) raw(reason string, keep, whole []byte, digest string, at watcher.Cursor) *docket.Raw {
	return &docket.Raw{Source: s.Name(), At: at.Now, Reason: reason, Digest: digest, Size: len(whole), Body: keep}
}

func digestOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
