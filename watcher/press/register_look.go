package press

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"docketwatch/docket"
	"docketwatch/watcher"
)

const (
	mostTexts = 10 // asked for in one look
	mostTries = 3  // to get the text of a document
)

// registerLook is one look at the Federal Register.
type registerLook struct {
	r       *Register
	at      watcher.Cursor
	old     registerState
	docs    []registerDoc // each once, a publication before its filing
	partial *watcher.Partial
	body    []byte      // of the first page of the search
	desk    []byte      // of the inspection list
	today   docket.Date // by the server's clock
}

// published reads everything that the search finds since the overlap began; at
// the first look, the newest page.
func (l *registerLook) published(ctx context.Context) error {
	asked := make(map[string]bool)
	for address, n := l.r.search(minusDays(l.old.Newest, registerOverlap)), 1; address != ""; n++ {
		if n > 1 {
			if err := l.r.wait(ctx); err != nil {
				return err
			}
		}
		asked[address] = true
		res, err := l.r.get(ctx, address, wantRegister)
		var p registerPart
		if err == nil {
			p, err = parseRegister(res.Body, false)
		}
		switch {
		case err != nil && (n == 1 || ctx.Err() != nil):
			return err
		case err != nil:
			l.damage(&watcher.Partial{Of: 1, Why: fmt.Sprintf("page %d: %v", n, err), Cut: true})
			return nil
		case n == 1:
			l.body, l.today = res.Body, dayIn(washington(), answeredAt(res.Header, l.at.Now))
		}
		l.take(p)
		if address = p.next; l.old.Newest == "" {
			return nil
		}
		if address != "" && (!l.r.ours(address) || asked[address] || n == registerPages) {
			l.damage(&watcher.Partial{Of: 1, Why: fmt.Sprintf("what follows page %d is not read: %s", n, beginning(address, 100)), Cut: true})
			return nil
		}
	}
	return nil
}

// inspection reads the desk's list. It has no search: what is kept of it are
// presidential documents, whose text is then read, and titles with a word that
// is looked for. The rest is found, by its text, once it is published.
func (l *registerLook) inspection(ctx context.Context) error {
	if err := l.r.wait(ctx); err != nil {
		return err
	}
	u := l.r.base.JoinPath("public-inspection-documents", "current.json")
	u.RawQuery = "_=" + strconv.FormatInt(l.at.Now.Unix(), 10) // its caches are an hour behind
	res, err := l.r.get(ctx, u.String(), wantInspection)
	if err != nil {
		return err
	}
	p, err := parseRegister(res.Body, true)
	if err != nil {
		return err
	}
	l.desk = res.Body
	p.docs = slices.DeleteFunc(p.docs, func(d registerDoc) bool { return !l.r.wants(d) })
	l.take(p)
	return nil
}

// wants reports whether a filing on inspection is worth keeping.
func (r *Register) wants(d registerDoc) bool {
	if len(r.types) > 0 && !slices.Contains(r.types, d.kind) {
		return false
	}
	if len(r.agencies) > 0 && !slices.ContainsFunc(d.slugs, func(s string) bool { return slices.Contains(r.agencies, s) }) {
		return false
	}
	title := strings.ToLower(d.title)
	return d.kind == "PRESDOCU" || slices.ContainsFunc(r.terms, func(t string) bool { return strings.Contains(title, strings.ToLower(t)) })
}

// take adds what an answer holds and no answer before it did.
func (l *registerLook) take(p registerPart) {
	for _, d := range p.docs {
		if !slices.ContainsFunc(l.docs, func(o registerDoc) bool { return o.number == d.number }) {
			l.docs = append(l.docs, d)
		}
	}
	l.damage(p.partial)
}

// damage adds up what could not be read.
func (l *registerLook) damage(p *watcher.Partial) {
	if p == nil {
		return
	}
	if l.partial == nil {
		l.partial = &watcher.Partial{}
	}
	l.partial.Of += max(p.Of-p.Whole, 1)
	l.partial.Why = strings.TrimPrefix(l.partial.Why+"; "+p.Why, "; ")
	l.partial.Cut = l.partial.Cut || p.Cut
}

// batch says what is new, edited or published. A desk that cannot be read fails
// the look, unless the search has brought news: that is told now.
func (l *registerLook) batch(ctx context.Context, desk error) (watcher.Batch, error) {
	next := registerState{Newest: l.old.Newest, Known: make(map[string]filing)}
	b := watcher.Batch{Items: len(l.docs)}
	texts := 0
	for _, d := range l.docs {
		was, seen := l.old.Known[d.number]
		if d.advance && seen && !was.Advance {
			next.Known[d.number] = was // published already: the desk's list stays up for the day
			continue
		}
		now := filing{Digest: short(d.digest()), Date: d.date, Advance: d.advance, Tries: was.Tries}
		if now.Date == "" {
			now.Date = l.today
		}
		if !d.advance && d.date <= minusDays(l.today, -7) {
			next.Newest = max(next.Newest, d.date)
		}
		fresh := !seen || was.Digest != now.Digest
		if was.Advance && !d.advance {
			now.Tries = 0 // another text, and another address
		}
		text := ""
		switch {
		case l.at.State == nil: // what stands there already is not told: its text is not asked for
			now.Tries = mostTries
		case d.text != "" && now.Tries >= 0 && now.Tries < mostTries && texts < mostTexts && l.r.ours(d.text):
			texts++
			var err error
			if text, err = l.text(ctx, d); err != nil {
				return watcher.Batch{}, err
			}
			if now.Tries++; text != "" {
				now.Tries = -1
			}
		}
		next.Known[d.number] = now
		if l.at.Full || fresh || text != "" {
			b.Releases = append(b.Releases, l.release(d, text))
		}
	}
	for number, f := range l.old.Known { // kept for the overlap even where it is not shown now
		if _, shown := next.Known[number]; !shown && f.Date >= minusDays(l.today, registerKeep) {
			next.Known[number] = f
		}
	}
	return l.close(b, next, desk)
}

// close adds the evidence and the cursor.
func (l *registerLook) close(b watcher.Batch, next registerState, desk error) (watcher.Batch, error) {
	if desk != nil {
		if len(b.Releases) == 0 {
			return watcher.Batch{}, desk
		}
		l.damage(&watcher.Partial{Of: 1, Why: "public inspection: " + desk.Error(), Cut: true})
	}
	whole := append(append(append([]byte{}, l.body...), '\n'), l.desk...)
	if l.partial != nil {
		b.Partial = &watcher.Partial{Whole: b.Items, Of: b.Items + l.partial.Of, Why: l.partial.Why, Cut: l.partial.Cut}
		b.Raw = rawOf(l.r.name, "partial", l.at.Now, whole, whole)
		return b, nil
	}
	state, err := next.encode()
	if err != nil {
		return watcher.Batch{}, err
	}
	b.Next = state
	if len(b.Releases) > 0 {
		b.Raw = rawOf(l.r.name, "changed", l.at.Now, whole, whole)
	} else if !l.at.Full && bytes.Equal(state, l.at.State) {
		return watcher.Batch{}, watcher.ErrNotModified
	}
	return b, nil
}
