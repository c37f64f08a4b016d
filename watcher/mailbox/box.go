package mailbox

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// A box is the mailbox, opened read-only, for as long as one look takes.
type box struct {
	client   *imapclient.Client
	conn     net.Conn
	validity uint32
	next     imap.UID // every message that is there has a lower one
	mail     int64    // bytes of one message
}

// most is how many messages a search may find: more than any mailbox of notices
// holds in a week.
const most = 100_000

// search returns the UIDs that fit, in their order.
func (b *box) search(c *imap.SearchCriteria) ([]imap.UID, error) {
	data, err := b.client.UIDSearch(c, nil).Wait()
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	set, ok := data.All.(imap.UIDSet)
	if !ok && data.All != nil {
		return nil, errors.New("search: the server answered with something else than UIDs")
	}
	var found []imap.UID
	for _, r := range set {
		if r.Start == 0 || r.Stop < r.Start || int64(r.Stop)-int64(r.Start) >= int64(most-len(found)) {
			return nil, fmt.Errorf("search: more than %d messages, or none that can be", most)
		}
		for uid := r.Start; ; uid++ {
			found = append(found, uid)
			if uid == r.Stop {
				break
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

// since are the messages that arrived on a day or after it, by the server's clock.
func (b *box) since(day time.Time) ([]imap.UID, error) {
	return b.search(&imap.SearchCriteria{Since: day})
}

// after are the messages behind a UID, up to those that were there when the
// mailbox was opened.
func (b *box) after(uid imap.UID) ([]imap.UID, error) {
	if b.next <= uid+1 {
		return nil, nil
	}
	found, err := b.search(&imap.SearchCriteria{UID: []imap.UIDSet{{{Start: uid + 1, Stop: b.next - 1}}}})
	return slices.DeleteFunc(found, func(u imap.UID) bool { return u <= uid || u >= b.next }), err
}

// A message is what was fetched of one: its header or all of it.
type message struct {
	arrived time.Time // at the server
	size    int64     // of all of it
	text    []byte
	long    bool // text is only its beginning
}

// headers fetches the headers of messages, bodies all of them; neither marks
// them as seen. Messages that somebody took out meanwhile are missing; kept are
// those that the server holds and will not show.
func (b *box) headers(uids []imap.UID) (found map[imap.UID]message, kept []imap.UID, err error) {
	return b.each(uids, &imap.FetchItemBodySection{Specifier: imap.PartSpecifierHeader, Peek: true})
}

func (b *box) bodies(uids []imap.UID) (found map[imap.UID]message, kept []imap.UID, err error) {
	return b.each(uids, &imap.FetchItemBodySection{Peek: true})
}

// each fetches messages together, and where the server refuses that, one by one:
// one that is damaged in its store must not hide the others for ever.
func (b *box) each(uids []imap.UID, part *imap.FetchItemBodySection) (map[imap.UID]message, []imap.UID, error) {
	found, err := b.fetch(uids, part)
	if !refuses(err) {
		return found, nil, err
	}
	if len(uids) == 1 {
		return nil, uids, nil
	}
	found = make(map[imap.UID]message, len(uids))
	var kept []imap.UID
	for _, uid := range uids {
		one, none, err := b.each([]imap.UID{uid}, part)
		if err != nil {
			return nil, nil, err
		}
		maps.Copy(found, one)
		kept = append(kept, none...)
	}
	return found, kept, nil
}

// refuses reports whether a server said no for good, and not that it is not well.
func refuses(err error) bool {
	var answer *imap.Error
	return errors.As(err, &answer) && answer.Type == imap.StatusResponseTypeNo && !unwell(answer)
}

// unwell: the server may do later what it does not do now (RFC 5530).
func unwell(answer *imap.Error) bool {
	switch answer.Code {
	case imap.ResponseCodeUnavailable, imap.ResponseCodeInUse, imap.ResponseCodeLimit, imap.ResponseCodeServerBug:
		return true
	}
	return false
}

// fetch fetches a part of each of these messages. One that is missing in the
// answer must be gone from the mailbox too: an answer that leaves a message out
// is not a whole one.
func (b *box) fetch(uids []imap.UID, part *imap.FetchItemBodySection) (map[imap.UID]message, error) {
	if len(uids) == 0 {
		return nil, nil
	}
	found := make(map[imap.UID]message, len(uids))
	cmd := b.client.Fetch(imap.UIDSetNum(uids...), &imap.FetchOptions{InternalDate: true, RFC822Size: true, BodySection: []*imap.FetchItemBodySection{part}})
	for data := cmd.Next(); data != nil; data = cmd.Next() {
		uid, m, err := b.read(data)
		if err != nil {
			// The connection broke, and with it the library's reader ends. What is left
			// of the answer must not be drained: that reads where the reader still does.
			_ = b.conn.Close()
			return nil, fmt.Errorf("fetch message %d: %w", uid, err)
		}
		if uid != 0 && m.text != nil {
			found[uid] = m
		}
	}
	if err := cmd.Close(); err != nil {
		return nil, fmt.Errorf("fetch: %w", err)
	}
	missing := slices.DeleteFunc(slices.Clone(uids), func(uid imap.UID) bool { _, ok := found[uid]; return ok })
	if len(missing) == 0 {
		return found, nil
	}
	still, err := b.search(&imap.SearchCriteria{UID: []imap.UIDSet{imap.UIDSetNum(missing...)}})
	if err == nil && len(still) > 0 {
		err = fmt.Errorf("fetch: the server left out %d messages that it holds, the first of them %d", len(still), still[0])
	}
	return found, err
}

// read takes the items of one message as they come.
func (b *box) read(data *imapclient.FetchMessageData) (uid imap.UID, m message, err error) {
	for item := data.Next(); item != nil; item = data.Next() {
		switch item := item.(type) {
		case imapclient.FetchItemDataUID:
			uid = item.UID
		case imapclient.FetchItemDataInternalDate:
			m.arrived = item.Time
		case imapclient.FetchItemDataRFC822Size:
			m.size = item.Size
		case imapclient.FetchItemDataBodySection:
			if m.text = []byte{}; item.Literal == nil { // the server's word for nothing
				continue
			}
			if m.text, err = io.ReadAll(io.LimitReader(item.Literal, b.mail+1)); err != nil {
				return uid, m, err
			}
			if int64(len(m.text)) > b.mail {
				m.text, m.long = m.text[:b.mail], true
			} else if int64(len(m.text)) < item.Literal.Size() {
				return uid, m, io.ErrUnexpectedEOF
			}
		}
	}
	return uid, m, nil
}
