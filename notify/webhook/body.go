package webhook

import (
	"strings"
	"time"

	"docketwatch/docket"
	"docketwatch/notify"
)

// Schema names the shape of the body. Fields may be added under the same name;
// none is taken away or given another meaning without another number.
const Schema = "docketwatch.alert/1"

// A body is what docs/webhook.schema.json describes. Text of courts and press
// offices is free of control and direction marks and cut to the lengths there;
// it is still theirs: a receiver escapes it wherever it shows it.
type body struct {
	Type      string `json:"type"`   // "alert.filing"
	Schema    string `json:"schema"` // Schema
	Timestamp string `json:"timestamp"`
	Data      data   `json:"data"`
}

type data struct {
	DeliveryID string   `json:"delivery_id"`
	Kind       string   `json:"kind"`
	Subject    string   `json:"subject"`
	Case       string   `json:"case,omitempty"`
	CourtID    string   `json:"court_id,omitempty"`
	Court      string   `json:"court,omitempty"`
	Number     string   `json:"docket_number,omitempty"`
	Entry      string   `json:"document_number,omitempty"`
	Labels     []string `json:"labels,omitempty"`
	Title      string   `json:"title"`
	Document   string   `json:"document_kind,omitempty"`
	FiledBy    string   `json:"filed_by,omitempty"`
	Body       string   `json:"body,omitempty"`
	Link       string   `json:"link,omitempty"`
	DocketURL  string   `json:"docket_url,omitempty"`
	When       string   `json:"when,omitempty"` // RFC 3339 in the court's zone; a date alone where no time is known
	Zone       string   `json:"zone,omitempty"`
	Source     string   `json:"source,omitempty"`
	Seen       string   `json:"seen,omitempty"`
	Reason     string   `json:"reason"`
	Paper      string   `json:"paper,omitempty"`
	Awaiting   string   `json:"awaiting,omitempty"`
	Thread     string   `json:"thread,omitempty"`
	FollowUp   bool     `json:"follow_up"`
	MayRepeat  bool     `json:"may_repeat"`
	Text       string   `json:"text"` // the whole alert as a person would read it
}

// Lengths in runes.
const (
	short = 300
	line  = 1000
	long  = 20000
)

func bodyOf(m notify.Message) body {
	a := m.Alert
	d := data{
		DeliveryID: m.PublicID, Kind: string(a.Kind), Subject: notify.Clean(a.Subject, short), Case: notify.Clean(a.Case, short),
		CourtID: a.Court, Court: notify.Clean(a.CourtName, short), Number: notify.Clean(a.Number, short), Entry: notify.Clean(a.Entry, short),
		Title: notify.Clean(a.Title, line), Document: a.Document, FiledBy: notify.Clean(a.FiledBy, short), Body: notify.Lines(a.Body, long),
		Link: notify.Link(a.Link), DocketURL: notify.Link(a.DocketURL), Zone: a.Zone, Source: notify.Clean(a.Source, short),
		Reason: notify.Clean(a.Reason, line), Paper: notify.Clean(a.Paper, short), Awaiting: notify.Clean(a.Awaiting, short),
		Thread: notify.Clean(m.Thread, short), FollowUp: m.FollowUp, MayRepeat: m.MayRepeat,
	}
	for _, label := range a.Labels[:min(len(a.Labels), 50)] {
		if label = notify.Clean(label, short); label != "" {
			d.Labels = append(d.Labels, label)
		}
	}
	if !a.When.IsZero() {
		d.When = when(a)
	}
	if !a.Seen.IsZero() {
		d.Seen = a.Seen.UTC().Format(time.RFC3339)
	}
	if m.Plain { // refused in full
		d.Body, d.Labels = notify.Lines(a.Body, short), nil
	}
	t := notify.Tell(m, 3000)
	d.Text = strings.Join(append([]string{t.Headline}, t.Lines()...), "\n")
	return body{Type: "alert." + string(a.Kind), Schema: Schema, Timestamp: stampOf(a), Data: d}
}

// stampOf is when the event came to be known. It is part of what is signed, so
// that it is the same at every attempt.
func stampOf(a docket.Alert) string {
	if a.Seen.IsZero() {
		return time.Unix(0, 0).UTC().Format(time.RFC3339)
	}
	return a.Seen.UTC().Format(time.RFC3339)
}

func when(a docket.Alert) string {
	zone, err := time.LoadLocation(a.Zone)
	if err != nil {
		zone = time.UTC
	}
	if a.DayOnly {
		return a.When.In(zone).Format(time.DateOnly)
	}
	return a.When.In(zone).Format(time.RFC3339)
}
