package scotus

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/docketsheet"
	"docketwatch/watcher/fetch"
)

// compare makes a batch of what the docket shows and did not show before. The
// date on which the JSON was made is no part of it: it changes every night.
func (s *Source) compare(d *docketsheet.ScotusDocket, res *fetch.Response, was state, at watcher.Cursor, whole, first bool) (watcher.Batch, error) {
	now := make([]known, len(d.Entries))
	for i := range d.Entries {
		now[i] = seen(&d.Entries[i])
	}
	p := pair(was.Known, now)
	if err := s.bereft(was.Known, p, res.Body); err != nil {
		return watcher.Batch{}, err
	}
	next := state{ETag: res.Header.Get("ETag"), Modified: res.Header.Get("Last-Modified"), Distrust: was.Distrust, Asked: was.Asked}
	if whole {
		next.Asked = at.Now.UnixMilli()
	}
	taken := make(map[string]bool, len(was.Known))
	for _, k := range was.Known {
		taken[k.ID] = true
	}
	l := look{source: s, docket: d, at: at, digest: digest(res.Body)}
	var fresh []int
	for i := range now {
		k := &now[i]
		ordinal, old := 0, known{}
		if j := p.of[i]; j >= 0 {
			old, k.ID = was.Known[j], was.Known[j].ID
		} else {
			k.ID, ordinal = name(s.number, k, taken)
			taken[k.ID] = true
		}
		if *k != old || at.Full {
			l.add(i, k, ordinal)
		}
		if *k != old {
			fresh = append(fresh, i)
		}
	}
	next.Known = now
	for j, k := range was.Known {
		if p.paired[j] {
			continue
		}
		if !k.Gone {
			k.Gone = true
			l.remove(&k)
		}
		next.Known = append(next.Known, k)
	}
	b := watcher.Batch{Items: len(d.Entries), Sightings: l.sightings, Whole: true}
	// Those who read a look take it for newest first, as feeds are; a docket
	// begins with the oldest.
	slices.Reverse(b.Sightings)
	if len(fresh) > 0 || len(l.sightings) > 0 && !at.Full { // news, or something gone
		b.Raw = &docket.Raw{Source: s.Name(), At: at.Now, Reason: "changed", Digest: l.digest, Size: len(res.Body), Body: excerpt(res.Body, fresh)}
		if whole && !first && !at.Full && was.vouched(res.Header) && !was.Distrust {
			next.Distrust = true
			b.Note = "Its server says “not modified” when it was: from now on the whole docket is asked for at every look."
		}
	}
	b.Next = next.encode()
	if bytes.Equal(b.Next, at.State) && !at.Full {
		return watcher.Batch{}, watcher.ErrNotModified
	}
	return b, nil
}

// bereft refuses a docket that has lost most of what was on it: clerks take a
// proceeding down, never most of them.
func (s *Source) bereft(was []known, p pairing, body []byte) error {
	standing, gone := 0, 0
	for j, k := range was {
		if !k.Gone {
			standing++
			if !p.paired[j] {
				gone++
			}
		}
	}
	if gone == 0 || len(p.of) > 0 && gone <= max(standing/2, 1) {
		return nil
	}
	return &watcher.Refused{Want: s.want(), Got: fmt.Sprintf("one that lacks %d of its %d proceedings", gone, standing), Body: body}
}

// A look collects what one look has to tell.
type look struct {
	source    *Source
	docket    *docketsheet.ScotusDocket
	at        watcher.Cursor
	digest    string
	sightings []docket.Sighting
}

func (l *look) base(k *known) docket.Sighting {
	return docket.Sighting{
		Source: l.source.Name(), Court: court, Number: l.source.ref.Number, CaseName: l.docket.CaseName,
		SourceID: k.ID, Text: k.Text, Filed: docket.Date(k.Day), DocketURL: page(l.source.number),
		Seen: l.at.Now, Digest: l.digest,
	}
}

// add tells of a proceeding: new, edited, or with other documents.
func (l *look) add(i int, k *known, ordinal int) {
	x := l.base(k)
	x.Ordinal = ordinal
	for n, a := range l.docket.Entries[i].Attachments {
		doc := docket.Document{Attachment: n, Description: a.Description}
		if link := free(a.URL); link != "" {
			doc.URLs = []string{link}
			if n == 0 {
				x.DocumentURL = link
			}
		}
		x.Documents = append(x.Documents, doc)
	}
	l.sightings = append(l.sightings, x)
}

// remove tells that a proceeding is no longer on the docket.
func (l *look) remove(k *known) {
	x := l.base(k)
	x.Standing = docket.StandingRemoved
	l.sightings = append(l.sightings, x)
}

// page is the docket as the court shows it to people.
func page(number string) string {
	return "https://www.supremecourt.gov/search.aspx?filename=/docket/docketfiles/html/public/" + strings.ToLower(number) + ".html"
}

// free is the address of a document, which the court gives to all; its JSON still
// says http. "" for what is no web address.
func free(link *string) string {
	if link == nil {
		return ""
	}
	u, err := url.Parse(*link)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return ""
	}
	if host := strings.ToLower(u.Host); host == "supremecourt.gov" || strings.HasSuffix(host, ".supremecourt.gov") {
		u.Scheme = "https"
	}
	return u.String()
}

// excerpt is the JSON of the proceedings at these places alone, without the
// parties: it holds the addresses of people.
func excerpt(body []byte, places []int) []byte {
	var all struct {
		Number      string            `json:"CaseNumber"`
		Proceedings []json.RawMessage `json:"ProceedingsandOrder"`
	}
	if json.Unmarshal(body, &all) != nil || len(places) > 0 && places[len(places)-1] >= len(all.Proceedings) {
		return body // in another charset: kept as it is
	}
	kept := all
	kept.Proceedings = make([]json.RawMessage, 0, len(places))
	for _, i := range places {
		kept.Proceedings = append(kept.Proceedings, all.Proceedings[i])
	}
	b, err := json.Marshal(kept)
	if err != nil {
		return body // unreachable: it was just read
	}
	return b
}
