package courtlistener

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"docketwatch/docket"
	"docketwatch/watcher"
)

// Letters are pushed events as they were kept.
type Letters interface {
	Letters(ctx context.Context, source string, after int64, limit int) ([]docket.Letter, error)
}

// An Inbox reads the events that CourtListener pushed. They were kept when they
// came; here they are read, in their order. What they say is a hint: the sweep
// and the settling confirm it by asking.
type Inbox struct {
	source  *Source
	letters Letters
}

// Inbox reads the events that were pushed for this source.
func (s *Source) Inbox(l Letters) *Inbox { return &Inbox{source: s, letters: l} }

// Name is the row in the ledger, and the name under which events are kept.
func (b *Inbox) Name() string { return InboxName(b.source.name) }

// InboxName is the name under which the events of a source are kept.
func InboxName(source string) string { return source + "_webhook" }

// Dockets are those of the source.
func (b *Inbox) Dockets() []docket.DocketRef { return b.source.refs }

// inboxCursor is the last letter that was read.
type inboxCursor struct {
	Last int64 `json:"last"`
}

// mostLetters is how many events one look reads.
const mostLetters = 200

// Poll reads what came since the last look. An event that cannot be read is
// named in the note and passed by: the same event again would say the same.
func (b *Inbox) Poll(ctx context.Context, at watcher.Cursor) (watcher.Batch, error) {
	var c inboxCursor
	if len(at.State) > 0 {
		if err := json.Unmarshal(at.State, &c); err != nil {
			return watcher.Batch{}, fmt.Errorf("%s: cursor: %w", b.Name(), err)
		}
	}
	letters, err := b.letters.Letters(ctx, b.Name(), c.Last, mostLetters)
	if err != nil {
		return watcher.Batch{}, err
	}
	if len(letters) == 0 && len(at.State) > 0 && !at.Full {
		return watcher.Batch{}, watcher.ErrNotModified
	}
	batch := watcher.Batch{Items: len(letters)}
	var notes []string
	for _, l := range letters {
		c.Last = l.ID
		note, err := b.read(ctx, l, &batch)
		if err != nil {
			return watcher.Batch{}, err
		}
		if note != "" {
			notes = append(notes, note)
		}
	}
	batch.Note = strings.Join(notes, "; ")
	batch.Next, err = json.Marshal(c)
	return batch, err
}

// read puts one event into the batch. The note says what of it could not be
// used; the error is the ledger's.
func (b *Inbox) read(ctx context.Context, l docket.Letter, batch *watcher.Batch) (note string, err error) {
	e, bad := ParseWebhook(l.Body)
	if bad != nil {
		note = fmt.Sprintf("event %s: %v", l.Key, bad)
	}
	sum := sha256.Sum256(l.Body)
	sightings, _, err := b.source.Sightings(ctx, e.Entries, b.Name(), l.Came, hex.EncodeToString(sum[:]))
	if err != nil {
		return "", err
	}
	batch.Sightings = append(batch.Sightings, sightings...)
	if e.Search != nil {
		batch.Suggested = append(batch.Suggested, suggestions(e.Search)...)
	}
	if e.OldAlerts != nil {
		note = strings.TrimPrefix(note+fmt.Sprintf("; CourtListener drops %d docket alerts of cases long ended and will drop %d more; the daily check renews them",
			len(e.OldAlerts.Disabled), len(e.OldAlerts.Old)), "; ")
	}
	return note, nil
}

// suggestions are the cases that a saved search newly found.
func suggestions(a *SearchAlert) []docket.Suggestion {
	var list []docket.Suggestion
	for _, hit := range a.Results {
		court, known := docket.CourtByID(hit.Court)
		n, err := docket.ParseNumber(hit.Number)
		if !known || err != nil {
			continue // a court or a number that could not be watched
		}
		s := docket.Suggestion{Docket: docket.DocketRef{Court: court.ID, Number: n}, Caption: hit.CaseName,
			Why: fmt.Sprintf("CourtListener's search alert %q found it", a.Name)}
		if strings.HasPrefix(hit.Path, "/") {
			s.Link = "https://www.courtlistener.com" + hit.Path
		}
		list = append(list, s)
	}
	return list
}
