package press

import (
	"time"

	"docketwatch/docket"
	"docketwatch/watcher"
)

// APIPage is one page of the Justice Department's News API.
type APIPage struct {
	Count    int          `json:"count"` // of all releases there are
	Page     int          `json:"page"`  // from 0
	PageSize int          `json:"pagesize"`
	Results  []APIRelease `json:"results"`
}

// APIRelease is one record of the API, in its own field names; text is plain.
type APIRelease struct {
	UUID        string          `json:"uuid"`
	VUUID       string          `json:"vuuid,omitempty"`
	Title       string          `json:"title"`
	URL         string          `json:"url"`
	Date        docket.Date     `json:"date"` // in Washington
	Created     time.Time       `json:"created,omitzero"`
	Changed     time.Time       `json:"changed,omitzero"`
	Components  []string        `json:"components"`
	Topics      []string        `json:"topics"`
	Number      string          `json:"number,omitempty"`
	Teaser      string          `json:"teaser,omitempty"`
	Body        string          `json:"body"`
	Attachments []APIAttachment `json:"attachments,omitempty"`
}

// APIAttachment names a file; the API gives no address of it.
type APIAttachment struct {
	ID          string `json:"id,omitempty"`
	UUID        string `json:"uuid,omitempty"`
	Description string `json:"description,omitempty"`
}

// FeedPage is an RSS or Atom feed.
type FeedPage struct {
	Type  string     `json:"type"` // "rss" or "atom"
	Title string     `json:"title"`
	Items []FeedItem `json:"items"`
}

// FeedItem is one item or entry; text is plain.
type FeedItem struct {
	Key        string      `json:"key"` // guid or id, else the link
	Title      string      `json:"title"`
	URL        string      `json:"url"`
	Date       docket.Date `json:"date,omitempty"`     // the day printed
	Published  time.Time   `json:"published,omitzero"` // where more than a day is printed
	Categories []string    `json:"categories,omitempty"`
	Teaser     string      `json:"teaser,omitempty"`
	Body       string      `json:"body,omitempty"`
}

// Incomplete is the error of a page of which only some items are whole; these
// are returned beside it. Its text is "partial: 357 of 358 items: …".
type Incomplete struct{ watcher.Partial }

func (e *Incomplete) Error() string { return e.String() }

// ParseAPI reads a captured page of the API. A page that is something else is a
// [*watcher.Refused]; one that is damaged brings [*Incomplete] and what is whole.
func ParseAPI(body []byte) (APIPage, error) {
	p, err := parseAPI(body)
	return p.APIPage, incomplete(p.partial, err)
}

// ParseFeed reads a captured RSS or Atom feed, with errors as [ParseAPI].
func ParseFeed(body []byte) (FeedPage, error) {
	p, err := parseFeed(body, "")
	return p.FeedPage, incomplete(p.partial, err)
}

func incomplete(p *watcher.Partial, err error) error {
	if err == nil && p != nil {
		return &Incomplete{*p}
	}
	return err
}
