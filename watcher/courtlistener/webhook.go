package courtlistener

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"docketwatch/docket"
)

// EventType is what a webhook event tells of.
type EventType int

// The event types (freelawproject/courtlistener, cl/api/models.py).
const (
	DocketAlertEvent EventType = 1 // new entries on a docket
	SearchAlertEvent EventType = 2
	FetchEvent       EventType = 3 // a purchase from PACER ended
	OldAlertsEvent   EventType = 4 // docket alerts that were or will be switched off
	PrayerEvent      EventType = 5 // a paper that was asked for was given
)

// An Event is one webhook event. One of its parts is set, by its type. It is a
// hint and no record: whoever knows the address can send one, and CourtListener
// sends none while an endpoint is disabled.
type Event struct {
	Type      EventType    `json:"event_type"`
	Version   int          `json:"version"` // 1 or 2; 2 nests the results of searches
	Created   time.Time    `json:"date_created"`
	Ends      string       `json:"deprecation_date,omitempty"` // of this version; "" for none
	Entries   []Entry      `json:"docket_entries,omitempty"`
	Search    *SearchAlert `json:"search,omitempty"`
	Fetch     *Fetch       `json:"fetch,omitempty"`
	OldAlerts *OldAlerts   `json:"old_alerts,omitempty"`
	Prayer    *Prayer      `json:"prayer,omitempty"`
}

// ErrEvent is the sentinel of every body that is no event this program knows.
var ErrEvent = errors.New("not a CourtListener webhook event")

// ParseWebhook reads an event of version 1 or 2. Where entries of a docket alert
// cannot be read, the others come back together with an error that names those.
func ParseWebhook(body []byte) (Event, error) {
	refuse := func(err error) (Event, error) { return Event{}, fmt.Errorf("%w: %w", ErrEvent, err) }
	o, err := objectOf("webhook event", body)
	if err != nil {
		return refuse(fmt.Errorf("%s", kindOf(body)))
	}
	head, payload := o.raw("webhook"), o.raw("payload")
	if err := o.err(); err != nil {
		return refuse(err)
	}
	h, err := objectOf("webhook", head)
	if err != nil {
		return refuse(err)
	}
	e := Event{Type: EventType(h.number("event_type")), Version: int(h.number("version")), Created: h.moment("date_created")}
	if e.Ends = h.scalar("deprecation_date"); e.Ends == "None" { // seen in search alerts
		e.Ends = ""
	}
	if err := h.err(); err != nil {
		return refuse(err)
	}
	if e.Version != 1 && e.Version != 2 {
		return refuse(fmt.Errorf("version %d", e.Version))
	}
	p, err := objectOf("payload", payload)
	if err != nil {
		return refuse(fmt.Errorf("payload: %w", err))
	}
	switch e.Type {
	case DocketAlertEvent:
		e.Entries, err = alertEntries(p)
	case SearchAlertEvent:
		e.Search, err = searchAlert(p)
	case FetchEvent:
		e.Fetch, err = fetchOf(p)
	case OldAlertsEvent:
		e.OldAlerts, err = oldAlerts(p)
	case PrayerEvent:
		e.Prayer = &Prayer{ID: p.id("id"), Document: p.id("recap_document"), Status: int(p.number("status"))}
		err = p.err()
	default:
		return refuse(fmt.Errorf("event type %d", e.Type))
	}
	if err != nil {
		return e, fmt.Errorf("%w: %w", ErrEvent, err)
	}
	return e, nil
}

func alertEntries(p *object) ([]Entry, error) {
	pg := page{results: p.list("results")}
	if err := p.err(); err != nil {
		return nil, err
	}
	list, bad := pg.entries()
	return list, errors.Join(bad...)
}

// A Fetch is the end of a purchase from PACER that was asked for.
type Fetch struct {
	ID       int64  `json:"id"`
	Type     int    `json:"request_type"` // 1 docket, 2 paper, 3 menu of attachments
	Status   int    `json:"status"`       // 2 done, 3 failed, 6 invalid, 7 needs information
	Court    string `json:"court,omitempty"`
	Docket   int64  `json:"docket,omitempty"`         // CourtListener's ids; 0 where null
	Document int64  `json:"recap_document,omitempty"` //
	Message  string `json:"message,omitempty"`
}

func fetchOf(p *object) (*Fetch, error) {
	f := &Fetch{ID: p.id("id"), Type: int(p.number("request_type")), Status: int(p.number("status")), Court: p.scalar("court"),
		Docket: p.number("docket"), Document: p.number("recap_document"), Message: p.scalar("message")}
	return f, p.err()
}

// OldAlerts reports docket alerts on cases that were terminated long ago: those
// that will be switched off unless somebody renews them, and those that were.
type OldAlerts struct {
	Old      []DocketAlert `json:"old_alerts,omitempty"`
	Disabled []DocketAlert `json:"disabled_alerts,omitempty"`
}

func oldAlerts(p *object) (*OldAlerts, error) {
	var o OldAlerts
	for _, part := range []struct {
		name string
		into *[]DocketAlert
	}{{"old_alerts", &o.Old}, {"disabled_alerts", &o.Disabled}} {
		for _, raw := range p.list(part.name) {
			a, err := parseAlert(raw)
			if err != nil {
				return nil, err
			}
			*part.into = append(*part.into, a)
		}
	}
	return &o, p.err()
}

// A Prayer is a paper that was asked for and that somebody gave.
type Prayer struct {
	ID       int64 `json:"id"`
	Document int64 `json:"recap_document"`
	Status   int   `json:"status"` // 2: given
}

// A SearchAlert is what a saved search newly found.
type SearchAlert struct {
	Name    string `json:"name"`
	Query   string `json:"query"`
	Rate    string `json:"rate"` // rt, dly, wly, mly, off
	Results []Hit  `json:"results"`
}

// A Hit is a case that a search found. Versions 1 and 2 differ in what is nested
// below it; what is read here stands in both.
type Hit struct {
	Docket   int64       `json:"docket_id"`
	Court    string      `json:"court_id"`
	Number   string      `json:"docketNumber"`
	CaseName string      `json:"caseName"`
	Filed    docket.Date `json:"dateFiled,omitempty"`
	Path     string      `json:"absolute_url,omitempty"` // on CourtListener's site
}

func searchAlert(p *object) (*SearchAlert, error) {
	alert, err := objectOf("alert", p.raw("alert"))
	if err != nil {
		return nil, fmt.Errorf("alert: %w", err)
	}
	s := &SearchAlert{Name: alert.scalar("name"), Query: alert.scalar("query"), Rate: alert.scalar("rate")}
	for _, raw := range p.list("results") {
		h, err := parseSearchHit(raw)
		if err != nil {
			return nil, err
		}
		s.Results = append(s.Results, h)
	}
	return s, errors.Join(alert.err(), p.err())
}

func parseSearchHit(raw json.RawMessage) (Hit, error) {
	o, err := objectOf("search result", raw)
	if err != nil {
		return Hit{}, fmt.Errorf("search result: %w", err)
	}
	h := Hit{Docket: o.id("docket_id"), Court: o.scalar("court_id"), Number: o.scalar("docketNumber"), CaseName: o.scalar("caseName"), Filed: o.date("dateFiled")}
	for _, name := range []string{"docket_absolute_url", "absolute_url"} { // a docket's own where there is one
		if h.Path == "" && o.has(name) {
			h.Path = o.scalar(name)
		}
	}
	return h, o.err()
}
