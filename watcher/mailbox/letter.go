package mailbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/mail"
	"net/url"
	"strings"
	"time"

	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/docketsheet"
)

// A letter is what came of one mail of a court. Without sightings and without a
// fault it was no notice of a filing.
type letter struct {
	sightings []docket.Sighting
	evidence  []byte
	fault     string // why a notice could not be read; it quotes nothing of it
	digest    string // SHA-256 (hex) of the mail as it came
}

// letter reads a mail. A notice that breaks the reader costs nobody else's.
func (s *Source) letter(head, m message, seen time.Time) (x letter) {
	defer func() {
		if p := recover(); p != nil {
			x = letter{fault: "the reader broke down on it", digest: digest(m.text)}
		}
	}()
	x.digest = digest(m.text)
	if m.long {
		x.fault = "too large for a notice"
		return x
	}
	origin := docketsheet.OriginOf(m.text)
	switch {
	case !origin.Readable:
		x.fault = "nothing in it can be read"
		return x
	case !origin.Notice:
		return x
	}
	read := docketsheet.ParseNEF
	if origin.Appellate {
		read = docketsheet.ParseNDA
	}
	n, err := read(m.text, origin.Court)
	if err != nil {
		x.fault = "it cannot be read"
		var refused *watcher.Refused
		if errors.As(err, &refused) {
			x.fault, x.evidence = refused.Got, withoutRecipients(refused.Body)
		}
		return x
	}
	if origin.Court == "" {
		x.fault = "it leads to no court that is known"
		for i := range n.Dockets {
			x.evidence = append(x.evidence, rewritten(n, &n.Dockets[i], origin)...)
		}
		return x
	}
	for i := range n.Dockets {
		d := &n.Dockets[i]
		for j := range d.Entries {
			sighting := s.sighting(d, &d.Entries[j], origin)
			sighting.Seen, sighting.Digest = seen, x.digest
			if sighting.Entered.IsZero() { // a court of appeals that prints no hour: it mails at once
				sighting.Entered = sent(head).UTC()
			}
			x.sightings = append(x.sightings, sighting)
			if s.watches(sighting) {
				x.evidence = append(x.evidence, rewritten(n, d, origin)...)
			}
		}
	}
	return x
}

// sent is when a mail says it was written, or else when it arrived.
func sent(head message) time.Time {
	for _, f := range fieldsOf(head.text) {
		if f.name == "date" {
			if at, err := mail.ParseDate(f.value); err == nil {
				return at
			}
		}
	}
	return head.arrived
}

// sighting puts an entry into the ledger's words.
func (s *Source) sighting(d *docketsheet.NoticeDocket, e *docketsheet.NoticeEntry, o docketsheet.Origin) docket.Sighting {
	x := docket.Sighting{
		Source: s.Name(), Court: o.Court, Number: number(d), CaseName: d.CaseName, PacerCaseID: value(e.PacerCaseID),
		DocumentNumber: value(e.DocumentNumber), PacerDocID: value(e.PacerDocID), SeqNo: value(e.PacerSeqNo),
		Text: e.Description, Entered: o.Entered.UTC(), Filed: docket.Date(value(e.DateFiled)),
		DocumentURL: plain(value(e.DocumentURL)),
	}
	if e.ShortDescription != "" {
		x.Events = []string{e.ShortDescription}
	}
	if court, ok := docket.CourtByID(o.Court); ok && x.PacerCaseID != "" && court.Kind != docket.Appellate {
		x.DocketURL = "https://ecf." + court.PACER + ".uscourts.gov/cgi-bin/DktRpt.pl?" + x.PacerCaseID
	}
	if x.DocumentNumber == "" && x.PacerDocID == "" && x.SeqNo == "" {
		// Words alone. A desk may get the notice twice, for two of its people, in two
		// mails of which only the words are the same.
		x.SourceID = "notice/" + digest([]byte(string(x.Filed) + "\x00" + o.Entered.UTC().Format(time.RFC3339) + "\x00" + x.Text))[:16]
	}
	return x
}

// number is the docket number with the judges' initials and the defendant's
// number, which the notice prints behind it.
func number(d *docketsheet.NoticeDocket) docket.Number {
	text := d.DocketNumber
	for _, part := range []*string{d.Assigned, d.Referred, d.Defendant} {
		if part != nil && *part != "" {
			text += "-" + *part
		}
	}
	if n, err := docket.ParseNumber(text); err == nil {
		return n
	}
	n, err := docket.ParseNumber(d.DocketNumber)
	if err != nil {
		return docket.Number{Raw: d.DocketNumber} // so that the entry is still somewhere to be found
	}
	return n
}

// plain is the address of a document without the key to the free look, which
// stands in its query, or is all of its path in ACMS. Only what opens the court's
// own page of the document is left; "" for anything else.
func plain(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	host := strings.ToLower(u.Hostname())
	if !strings.HasPrefix(host, "ecf.") || !strings.HasSuffix(host, ".uscourts.gov") {
		return ""
	}
	path, id, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	if path != "doc1" && path != "docs1" || id == "" || strings.Trim(id, "0123456789") != "" {
		return ""
	}
	return "https://" + host + "/" + path + "/" + id
}

// watches reports whether a docket is among the watched ones.
func (s *Source) watches(x docket.Sighting) bool {
	for _, ref := range s.refs {
		if key := ref.Key(); key == x.Docket() || key == docket.KeyOf(x.Court, x.Number.Case()) {
			return true
		}
	}
	return false
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// joined puts pieces of evidence one behind the other, on pages of their own.
func joined(pieces [][]byte) []byte { return bytes.Join(pieces, []byte("\f\n")) }
