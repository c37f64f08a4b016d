package notify

import (
	"slices"
	"time"

	"docketwatch/docket"
)

// Manners are how a destination wants to be talked to. The zero value sends
// everything by itself and at once.
type Manners struct {
	Quiet  *Quiet
	Digest *Digest
	Burst  Limit // filings of one case that come together are told in one message
	Flood  Limit // messages in a while; what is more is held and told together
}

// A Limit is how many in how long; nothing is limited where Over is 0.
type Limit struct {
	Over   int
	Within time.Duration
}

// A Quiet is a stretch of every day in which nothing is delivered, except the
// kinds of alert and of document that are named. Detecting goes on.
type Quiet struct {
	From, To int // minutes after midnight; To before From: over midnight
	Zone     *time.Location
	Except   []string
}

// Until reports whether it is quiet now, and when it ends. The edges are moments
// on the wall clock of each day, so that a night in which the clocks change has
// one beginning and one end.
func (q *Quiet) Until(now time.Time) (end time.Time, quiet bool) {
	if q == nil {
		return time.Time{}, false
	}
	today := now.In(q.Zone)
	for _, back := range []int{1, 0} {
		y, m, d := today.Year(), today.Month(), today.Day()-back
		begin := docket.AtWall(y, m, d, q.From/60, q.From%60, q.Zone)
		if q.To <= q.From {
			d++
		}
		end = docket.AtWall(y, m, d, q.To/60, q.To%60, q.Zone)
		if !now.Before(begin) && now.Before(end) {
			return end, true
		}
	}
	return time.Time{}, false
}

// exempt reports whether an alert is told in quiet hours all the same.
func (q *Quiet) exempt(a docket.Alert) bool {
	return slices.Contains(q.Except, string(a.Kind)) || a.Document != "" && slices.Contains(q.Except, a.Document)
}

// A Digest is one message at set times of what was found since the last.
type Digest struct {
	Spec string                          // as the user wrote it
	Next func(after time.Time) time.Time // the next time, once for each hour on the wall
	Zone *time.Location
	Skip map[string]bool // cases of which this destination hears nothing
}

// few is how many deliveries that were held are told one by one afterwards.
const few = 3

// settled is how long the brake gathers before it tells: a tenth of its stretch.
func (l Limit) settled() time.Duration { return l.Within / 10 }
