package pacer

import (
	"fmt"

	"docketwatch/docket"
	"docketwatch/watcher"
)

// Damaged is the error of a feed of which only a part is whole. Its text is
// that of the [watcher.Partial] it holds: "partial: 357 of 358 items: …".
type Damaged struct{ watcher.Partial }

func (d *Damaged) Error() string { return d.String() }

// open decodes a body, finds its items and proves whose feed it is. cutEarly:
// the body ends before the root, so that nothing can be said of it.
func open(body []byte, court docket.Court) (f feed, cutEarly bool, err error) {
	text := decode(body)
	f, state := scan(text)
	switch {
	case state == notFeed, len(f.items) == 0 && blank(text):
		return f, false, refused(body)
	case state == rootCut:
		return f, true, nil
	}
	return f, false, prove(&f, court, body)
}

func blank(b []byte) bool {
	for _, c := range b {
		if !isSpace(c) {
			return false
		}
	}
	return true
}

// cutBeforeRoot is all that can be said of a body that ends in its prolog.
func cutBeforeRoot() watcher.Partial {
	return watcher.Partial{Cut: true, Why: "cut off before the <rss> root"}
}

// damage collects what is wrong with one feed.
type damage struct {
	bad   int
	first string
}

func (d *damage) add(n int, fault string) {
	if d.bad == 0 {
		d.first = fmt.Sprintf("item %d: %s", n, fault)
	}
	d.bad++
}

// partial is nil for a feed that is whole.
func (d *damage) partial(f *feed) *watcher.Partial {
	if d.bad == 0 && f.ended && f.stray == "" {
		return nil
	}
	p := &watcher.Partial{Whole: len(f.items) - d.bad, Of: len(f.items), Cut: !f.ended, Why: d.first}
	if d.bad > 1 {
		p.Why += fmt.Sprintf(", and %d more", d.bad-1)
	}
	switch {
	case p.Cut && d.bad > 1:
		p.Why = "cut off; " + p.Why
	case p.Cut:
		p.Why = "cut off"
	case d.bad == 0:
		p.Why = f.stray
	}
	return p
}
