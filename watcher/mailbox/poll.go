package mailbox

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"

	"docketwatch/docket"
	"docketwatch/watcher"
)

// window is how far a first look reads back, and one after the server has
// numbered its messages anew: then nothing tells what was read before, and the
// ledger knows notices by what they are of.
const window = 7 * 24 * time.Hour

// restateAfter is how long a cursor may be left as it is while nothing comes.
const restateAfter = time.Hour

// Poll looks at the mailbox once.
//
// The connection is cut when the time is up, and whoever waits for the server
// hears of it at once. The IMAP library can miss that: a server that lists its
// capabilities with a parenthesis keeps its reader busy for ever. Such a look is
// left to itself, and there is no other until it ends.
func (s *Source) Poll(ctx context.Context, at watcher.Cursor) (watcher.Batch, error) {
	if !s.busy.CompareAndSwap(false, true) {
		return watcher.Batch{}, fmt.Errorf("%s: an earlier look never ended; only a restart ends it", s.where())
	}
	ctx, cancel := context.WithTimeoutCause(ctx, s.limits.total, fmt.Errorf("it took longer than %s", s.limits.total))
	defer cancel()
	var b watcher.Batch
	var err error
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("%s: the reader broke down: %v", s.where(), p)
			}
			s.busy.Store(false)
		}()
		b, err = s.visit(ctx, at)
	}()
	select {
	case <-ended:
		return b, err
	case <-ctx.Done():
	}
	timer := time.NewTimer(s.limits.grace)
	defer timer.Stop()
	select {
	case <-ended:
		return b, err
	case <-timer.C:
		return watcher.Batch{}, fmt.Errorf("%s: %w", s.where(), context.Cause(ctx))
	}
}

// visit takes a look on a connection of its own.
func (s *Source) visit(ctx context.Context, at watcher.Cursor) (watcher.Batch, error) {
	b, shut, err := s.open(ctx)
	if err != nil {
		return watcher.Batch{}, fmt.Errorf("%s: %w", s.where(), err)
	}
	defer shut()
	l := s.begin(b, at)
	if err := l.take(); err != nil {
		return watcher.Batch{}, fmt.Errorf("%s: %w", s.where(), s.because(ctx, err))
	}
	_ = b.client.Logout().Wait() // a courtesy: all that was wanted is there
	return l.batch()
}

// A look is one look at the mailbox.
type look struct {
	source *Source
	box    *box
	at     watcher.Cursor
	was    state
	next   state
	fresh  bool // nothing tells what was read before
	again  bool // the window is read, though what is in it may be known
	gap    *docket.Gap

	items     int
	known     imap.UID // messages up to it were counted at an earlier look
	sightings []docket.Sighting
	evidence  [][]byte
	digests   []byte // of the mails, one after the other
	faults    []string
	whole     int  // notices that could be read
	doubt     bool // some mail says that it is a court's, and nobody vouches for it
}

// begin compares the mailbox with the cursor.
func (s *Source) begin(b *box, at watcher.Cursor) *look {
	was, first := decodeState(at.State)
	l := &look{source: s, box: b, at: at, was: was, fresh: first || was.Validity != b.validity || b.next <= was.UID}
	l.next = state{Validity: b.validity, UID: b.next - 1, At: at.Now.UnixMilli(), Trust: s.trust.key(), Tally: was.Tally}
	l.again = l.fresh || at.Full || was.Trust != l.next.Trust
	if !l.fresh {
		l.known = was.UID
	}
	from := at.Now.Add(-window)
	if l.fresh && !first && was.at().Before(from) {
		l.gap = &docket.Gap{Source: s.Name(), From: was.at(), To: from, Opened: at.Now,
			Why: "the mail server numbered its messages anew, and only a week of mail is read again"}
	}
	return l
}

// take finds the messages to look at and reads them.
func (l *look) take() error {
	uids, err := l.uids()
	if err != nil {
		return err
	}
	l.items = len(uids)
	for chunk := range slices.Chunk(uids, 200) {
		heads, kept, err := l.box.headers(chunk)
		if err != nil {
			return err
		}
		l.withheld(kept)
		believed := l.judge(chunk, heads)
		for few := range slices.Chunk(believed, 16) {
			mails, kept, err := l.box.bodies(few)
			if err != nil {
				return err
			}
			l.withheld(kept)
			for _, uid := range few {
				if m, there := mails[uid]; there { // else somebody took it out meanwhile
					l.read(uid, heads[uid], m)
				}
			}
		}
	}
	return nil
}

// uids are the messages to look at: what is new, or the whole window and what is
// new, where what was read before is to be read again.
func (l *look) uids() ([]imap.UID, error) {
	var uids []imap.UID
	if l.again {
		// The server compares days on its own clock, which may be a day behind.
		recent, err := l.box.since(l.at.Now.Add(-window - 24*time.Hour))
		if err != nil {
			return nil, err
		}
		uids = slices.DeleteFunc(recent, func(u imap.UID) bool { return u >= l.box.next })
	}
	if !l.fresh {
		newer, err := l.box.after(l.was.UID)
		if err != nil {
			return nil, err
		}
		uids = append(uids, newer...)
		slices.Sort(uids)
		uids = slices.Compact(uids)
	}
	if limit := l.source.limits.mails; !l.again && len(uids) > limit { // the next look reads on
		uids = uids[:limit]
		l.next.UID = uids[limit-1]
	}
	return uids, nil
}

// judge counts mail that is not read, and returns what is.
func (l *look) judge(uids []imap.UID, heads map[imap.UID]message) (believed []imap.UID) {
	for _, uid := range uids {
		head, there := heads[uid]
		if !there {
			continue
		}
		switch l.source.trust.judge(fieldsOf(head.text)) {
		case foreign:
			l.count(uid, &l.next.Tally.Foreign)
		case unproven:
			l.doubt = true
			l.count(uid, &l.next.Tally.Unproven)
		case proven:
			if head.size > l.box.mail {
				l.fault(uid, fmt.Sprintf("message %d: too large for a notice, %d bytes", uid, head.size))
				continue
			}
			believed = append(believed, uid)
		}
	}
	return believed
}

// count counts a mail that no earlier look has counted.
func (l *look) count(uid imap.UID, n *int) {
	if uid > l.known {
		*n++
	}
}

// withheld counts messages that the server will not show.
func (l *look) withheld(uids []imap.UID) {
	for _, uid := range uids {
		l.fault(uid, fmt.Sprintf("message %d: the server does not show it", uid))
	}
}

func (l *look) fault(uid imap.UID, what string) {
	l.faults = append(l.faults, what)
	l.count(uid, &l.next.Tally.Unread)
}

// read reads one mail of a court.
func (l *look) read(uid imap.UID, head, m message) {
	x := l.source.letter(head, m, l.at.Now)
	l.digests = append(l.digests, x.digest...)
	switch {
	case x.fault != "":
		l.fault(uid, "notice "+x.digest[:8]+": "+x.fault)
	case len(x.sightings) == 0:
		l.count(uid, &l.next.Tally.Other)
	default:
		l.whole++
		l.count(uid, &l.next.Tally.Notices)
		l.sightings = append(l.sightings, x.sightings...)
	}
	if len(x.evidence) > 0 {
		l.evidence = append(l.evidence, x.evidence)
	}
}

// batch is what the look has to tell.
func (l *look) batch() (watcher.Batch, error) {
	s := l.source
	since := l.at.Now.Sub(l.was.at())
	if l.items == 0 && !l.again && l.was.UID == l.next.UID && since >= 0 && since < restateAfter {
		return watcher.Batch{}, watcher.ErrNotModified
	}
	b := watcher.Batch{Items: l.items, Sightings: l.sightings, Next: l.next.encode(), Gap: l.gap, Coverage: l.next.Tally.String()}
	slices.Reverse(b.Sightings) // those who read a look take it for newest first
	if len(l.faults) > 0 {
		b.Partial = &watcher.Partial{Whole: l.whole, Of: l.whole + len(l.faults), Why: l.faults[0], Final: true}
		for _, more := range l.faults[1:min(len(l.faults), 5)] {
			b.Partial.Why += "; " + more
		}
		if more := len(l.faults) - 5; more > 0 {
			b.Partial.Why += fmt.Sprintf("; and %d more", more)
		}
	}
	b.Raw = l.raw()
	if l.doubt {
		b.Note = fmt.Sprintf("Mail that says it is from a court is not read, because no Authentication-Results of %s vouches for it. "+
			"Where the court's own mail is meant, auth_server names the wrong server.", cmp.Or(s.trust.server, "none"))
	}
	return b, nil
}

// raw is the evidence of a look: what was read of notices of watched dockets, and
// what is left of those that could not be read once addresses are taken out.
func (l *look) raw() *docket.Raw {
	if len(l.evidence) == 0 && len(l.faults) == 0 {
		return nil
	}
	r := &docket.Raw{Source: l.source.Name(), At: l.at.Now, Reason: "changed", Digest: digest(l.digests), Body: joined(l.evidence)}
	if r.Size = len(r.Body); len(l.faults) > 0 {
		r.Reason = "partial"
	}
	return r
}
