package press

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
)

// pageState is the cursor of Page.
type pageState struct {
	validators
	Key      string `json:"key"`                // address and selector that it is of
	Distrust bool   `json:"distrust,omitempty"` // the validators have lied
	Whole    int64  `json:"whole"`              // when the page was last asked for without validators, Unix ms
	Made     int64  `json:"made,omitempty"`     // when the server says that it made what it showed, Unix ms
	Title    string `json:"title"`
	Text     string `json:"text"`           // digest of what is compared
	Digest   string `json:"digest"`         // of the release
	Runes    int    `json:"runes"`          // of the text
	Gone     int    `json:"gone,omitempty"` // the answer with which it vanished: 404 or 410
}

// state reads a cursor. One that cannot be read, or is of another part of
// another page, is that of a first look.
func (p *Page) state(b []byte) pageState {
	var s pageState
	if len(b) == 0 || json.Unmarshal(b, &s) != nil || s.Key != p.key {
		return pageState{Key: p.key}
	}
	return s
}

// failed is a look that got no page. A page that is not there, twice in a row,
// has been taken down: that is news, and its last text is kept.
func (p *Page) failed(err error, old pageState, at watcher.Cursor) (watcher.Batch, error) {
	var status *fetch.StatusError
	if old.Text == "" || !errors.As(err, &status) || status.Status != http.StatusNotFound && status.Status != http.StatusGone {
		return watcher.Batch{}, refusal(wantPage, err)
	}
	if status.Status == old.Gone {
		return watcher.Batch{}, watcher.ErrNotModified
	}
	refused := &watcher.Refused{Want: "the page that was there", Got: "answer " + strconv.Itoa(status.Status), Body: status.Body}
	if !again(at, refused) {
		return watcher.Batch{}, refused
	}
	next := old
	next.validators, next.Gone = validators{}, status.Status
	next.Digest = digest(old.Digest, refused.Got)
	title := fmt.Sprintf("%s (gone: %s)", old.Title, refused.Got)
	return p.told(docket.Release{Title: title, Digest: next.Digest}, next, status.Body, at)
}

// again reports whether the look before this one failed in the same words: what
// is hard to believe is believed the second time.
func again(at watcher.Cursor, refused *watcher.Refused) bool { return at.Why == refused.Error() }

// compare says whether the page changed.
func (p *Page) compare(now pageText, res *fetch.Response, old pageState, at watcher.Cursor, whole bool) (watcher.Batch, error) {
	next := old
	next.validators, next.Made, next.Gone = validatorsOf(res.Header), madeAt(res.Header), 0
	if whole {
		next.Whole = at.Now.UnixMilli()
	}
	next.Text, next.Runes, next.Title = short(digest(now.quiet(), "")), utf8.RuneCountInString(now.text), now.shownTitle()
	changed := next.Text != old.Text || old.Gone != 0
	if changed {
		if doubt := p.doubt(now, next, old); doubt != "" {
			if refused := (&watcher.Refused{Want: "a page to believe", Got: doubt, Body: res.Body}); !again(at, refused) {
				return watcher.Batch{}, refused
			}
		}
		next.Digest = digest(old.Digest, now.quiet())
	}
	note := ""
	if whole && changed && !at.Full && old.Text != "" && old.Gone == 0 && next.validators == old.validators && next.validators != (validators{}) {
		next.Distrust = true
		note = "Its server says “not modified” when it was: from now on the whole page is asked for at every look."
	}
	if changed || at.Full {
		b, err := p.told(docket.Release{Title: next.Title, Body: watcher.PageBody(now.text, now.links), Digest: next.Digest}, next, res.Body, at)
		b.Items, b.Note = 1, note
		return b, err
	}
	state, err := json.Marshal(next)
	if err != nil {
		return watcher.Batch{}, fmt.Errorf("keep the state: %w", err)
	}
	if string(state) == string(at.State) {
		return watcher.Batch{}, watcher.ErrNotModified
	}
	return watcher.Batch{Items: 1, Next: state}, nil
}

// doubt says why a change is not believed at first sight; "" if it is.
func (p *Page) doubt(now pageText, next, old pageState) string {
	switch {
	case old.Text == "":
		return ""
	case next.Made != 0 && next.Made < old.Made: // caches show older copies, and then the newer again
		return "an older copy, made " + time.UnixMilli(next.Made).UTC().Format(time.RFC1123)
	case old.Runes >= 400 && next.Runes < old.Runes/4: // an error shown in the frame of the page
		return fmt.Sprintf("%d letters where %d stood (%s)", next.Runes, old.Runes, next.Text)
	case now.to != "" && !strings.Contains(old.Title, now.to):
		return "the redirect leads to " + now.to
	}
	return ""
}

// madeAt is when the server says that it made its answer, Unix ms: the page's
// own date, or the moment at which a cache took it in; 0 if it does not say.
func madeAt(h http.Header) int64 {
	if t, err := http.ParseTime(h.Get("Last-Modified")); err == nil {
		return t.UnixMilli()
	}
	t, err := http.ParseTime(h.Get("Date"))
	age, bad := strconv.Atoi(strings.TrimSpace(h.Get("Age")))
	if err != nil || bad != nil || age < 0 {
		return 0
	}
	return t.Add(-time.Duration(min(age, 1<<30)) * time.Second).UnixMilli()
}
