package press

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"time"

	"docketwatch/docket"
	"docketwatch/watcher"
)

// look is one look at the API, page by page.
type look struct {
	doj *DOJ
	at  watcher.Cursor
	old state

	items   []APIRelease
	raw     []json.RawMessage // beside items
	seen    map[string]bool   // uuids of this look: pages shift while they are read
	partial *watcher.Partial
	gap     *docket.Gap
	note    string
	body    []byte // of page 0, as it came

	newest docket.Date
	cutoff docket.Date
	count  int
	print  string // of page 0
	swept  bool   // read back to the cutoff
}

// read takes page 0 and, if anything there changed or it is time, the pages
// behind it. An error means that nothing at all was proven.
func (l *look) read(ctx context.Context) error {
	outer := ctx
	ctx, stop := context.WithTimeout(ctx, lookLimit)
	defer stop()
	p, res, err := l.doj.page(ctx, 0)
	if err != nil {
		return err
	}
	if len(p.Results) == 0 && p.partial == nil {
		return &watcher.Refused{Want: wantAPI, Got: "a first page without a single release", Body: res.Body}
	}
	l.body, l.count, l.print = res.Body, p.Count, fingerprint(p.Results)
	today := dayIn(washington(), answeredAt(res.Header, l.at.Now))
	l.newest = newestOf(p.Results, today)
	l.cutoff = minusDays(l.newest, overlap)
	if l.old.Newest != "" {
		l.cutoff = min(l.cutoff, l.old.cutoff())
	}
	l.add(p)

	since := l.at.Now.Sub(time.UnixMilli(l.old.Swept))
	l.swept = l.at.Full || l.at.State == nil || l.partial != nil || since < 0 || since >= sweepEvery ||
		l.print != l.old.Print || l.count != l.old.Count || l.old.waiting()
	if !l.swept {
		return nil
	}
	fresh := l.newest != "" && (l.newest >= minusDays(today, staleAfter) || l.newest >= l.old.Newest && l.old.Newest != "")
	if last := lastPage(p); last > 0 && (!newestFirst(p.Results) || !fresh) {
		tail, _, err := l.doj.page(ctx, last)
		if err != nil {
			return fmt.Errorf("page %d: %w", last, err)
		}
		if newestOf(tail.Results, today) > l.newest || !newestFirst(p.Results) {
			l.note = "The API no longer gives the newest releases first: they are read from its last page backwards."
			l.newest = max(l.newest, newestOf(tail.Results, today))
			if l.old.Newest == "" {
				l.cutoff = minusDays(l.newest, overlap)
			}
			l.add(tail)
			l.follow(ctx, tail, last, -1)
			return outer.Err()
		}
	}
	l.follow(ctx, p, 0, 1)
	return outer.Err()
}

// follow reads on behind a page until a whole page is older than the overlap.
// Where the pages or the time give out first, the stretch between is a gap.
func (l *look) follow(ctx context.Context, p apiPage, n, step int) {
	for range mostPages {
		size := len(p.Results)
		if p.partial != nil {
			size = p.partial.Of
		}
		end := step > 0 && size < max(p.PageSize, 1) || step < 0 && n == 0
		if end || allBefore(p.Results, l.cutoff) {
			return
		}
		n += step
		next, _, err := l.doj.page(ctx, n)
		switch {
		case ctx.Err() != nil:
		case err != nil:
			l.stop(n, err.Error())
			return
		case l.add(next) == 0 && len(next.Results) > 0 && step > 0:
			l.stop(n, "it repeats the pages before it")
			return
		}
		if ctx.Err() != nil {
			break
		}
		p = next
	}
	if l.old.Newest != "" && len(l.items) > 0 { // at the first look nothing can have been missed
		l.gap = &docket.Gap{Source: l.doj.name, From: noon(l.cutoff), To: noon(l.items[len(l.items)-1].Date), Opened: l.at.Now,
			Why: fmt.Sprintf("%d releases read, and not back to the last look", len(l.items))}
	}
}

// stop marks a look that could not read all the pages it should.
func (l *look) stop(n int, why string) {
	l.partial = cutShort(l.partial, len(l.items), fmt.Sprintf("page %d: %s", n, why))
}

// add takes what is new in a page and returns how much that was.
func (l *look) add(p apiPage) int {
	fresh := 0
	for i, r := range p.Results {
		if !l.seen[r.UUID] {
			l.seen[r.UUID] = true
			l.items, l.raw = append(l.items, r), append(l.raw, p.raw[i])
			fresh++
		}
	}
	if p.partial == nil {
		return fresh
	}
	if l.partial == nil {
		l.partial = &watcher.Partial{}
	}
	l.partial.Of += p.partial.Of - p.partial.Whole
	l.partial.Why = strings.TrimPrefix(l.partial.Why+"; "+p.partial.Why, "; ")
	l.partial.Cut = l.partial.Cut || p.partial.Cut
	return fresh
}

// batch says what is new, edited, or shown by the feed alone.
func (l *look) batch(ctx context.Context) (watcher.Batch, error) {
	next := l.old.after(l)
	var fresh []json.RawMessage
	b := watcher.Batch{Items: len(l.items), Note: l.note, Gap: l.gap}
	for i, r := range l.items {
		if l.at.Full || l.at.State == nil || l.old.news(r) {
			b.Releases = append(b.Releases, r.seenAs(l.doj.name, l.at.Now))
			fresh = append(fresh, l.raw[i])
		}
	}
	if l.partial != nil {
		b.Partial = &watcher.Partial{Whole: len(l.items), Of: len(l.items) + l.partial.Of, Why: l.partial.Why, Cut: l.partial.Cut}
		b.Raw = rawOf(l.doj.name, "partial", l.at.Now, l.body, l.body)
		return b, nil
	}
	if l.doj.rss != "" {
		releases, note := l.doj.crossCheck(ctx, l, &next)
		b.Releases = append(b.Releases, releases...)
		b.Note = strings.TrimSpace(b.Note + " " + note)
	}
	if err := ctx.Err(); err != nil {
		return watcher.Batch{}, err
	}
	b.Next = next.encode()
	if !l.at.Full && len(b.Releases) == 0 && b.Note == "" && b.Gap == nil && bytes.Equal(b.Next, l.at.State) {
		return watcher.Batch{}, watcher.ErrNotModified
	}
	if len(b.Releases) > 0 {
		news, err := json.Marshal(fresh)
		if err != nil {
			return watcher.Batch{}, fmt.Errorf("keep what is new: %w", err)
		}
		b.Raw = rawOf(l.doj.name, "changed", l.at.Now, l.body, news)
	}
	return b, nil
}

func rawOf(source, reason string, at time.Time, whole, kept []byte) *docket.Raw {
	sum := sha256.Sum256(whole)
	return &docket.Raw{Source: source, At: at, Reason: reason, Digest: hex.EncodeToString(sum[:]), Size: len(whole), Body: kept}
}

// cutShort adds to a partial that more should have come; Of counts what is lost
// and known to be, at least one.
func cutShort(p *watcher.Partial, whole int, why string) *watcher.Partial {
	if p == nil {
		return &watcher.Partial{Whole: whole, Of: whole + 1, Why: why, Cut: true}
	}
	q := *p
	q.Cut, q.Why = true, strings.TrimPrefix(p.Why+"; "+why, "; ")
	return &q
}

func isJSON(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && (strings.Contains(kind, "json") || kind == "text/plain")
}

// answeredAt is the server's clock, or ours where it gives none: the newest
// release is fresh or stale by the clock of the place that published it.
func answeredAt(h http.Header, now time.Time) time.Time {
	if t, err := http.ParseTime(h.Get("Date")); err == nil {
		return t
	}
	return now
}

// newestOf is the newest day on a page that is no later than tomorrow: a release
// dated years ahead by mistake must not hide everything before it.
func newestOf(list []APIRelease, today docket.Date) docket.Date {
	var newest docket.Date
	for _, r := range list {
		if r.Date > newest && r.Date <= minusDays(today, -1) {
			newest = r.Date
		}
	}
	return newest
}

func newestFirst(list []APIRelease) bool {
	for i := 1; i < len(list); i++ {
		if list[i].Date > list[i-1].Date {
			return false
		}
	}
	return true
}

// allBefore is false for an empty page: it says nothing about the next.
func allBefore(list []APIRelease, day docket.Date) bool {
	for _, r := range list {
		if r.appeared() >= day {
			return false
		}
	}
	return len(list) > 0
}

// lastPage is the number of the API's last page, counted from 0.
func lastPage(p apiPage) int {
	if p.PageSize <= 0 || p.Count <= 0 {
		return 0
	}
	return (p.Count - 1) / p.PageSize
}

// fingerprint changes whenever anything on a page does.
func fingerprint(list []APIRelease) string {
	h := sha256.New()
	for _, r := range list {
		_, _ = fmt.Fprintf(h, "%s %s\n", r.UUID, digest(r.Title, r.Body)) // a hash takes everything
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func noon(d docket.Date) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, string(d), washington())
	if err != nil {
		return time.Time{}
	}
	return t.Add(12 * time.Hour).UTC()
}
