package courtlistener

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"docketwatch/docket"
)

// A place is where an entry stands: our docket, and CourtListener's copy of it.
type place struct {
	court  docket.Court
	number docket.Number
	as     Copy
}

// placeOf makes the place of a docket of ours and a copy of it.
func placeOf(key docket.DocketKey, c Copy) place {
	court, ok := docket.CourtByID(key.Court())
	if !ok {
		court = docket.Court{ID: key.Court(), Zone: "UTC"}
	}
	n, err := docket.ParseNumber(c.Number)
	if err != nil {
		n = docket.Number{Raw: c.Number}
	}
	return place{court, n, c}
}

// A look is what all sightings of one answer share.
type look struct {
	source string
	seen   time.Time
	digest string // SHA-256 (hex) of the answer
}

// sighting puts an entry into the ledger's words. It claims no more than
// CourtListener knows:
//
//   - An entry that only a feed has told of has no docket text; its short text
//     is the court's event, and its date is the day on which the feed showed it,
//     which may be the next one: it is no day of filing.
//   - An entry with docket text names no events: CourtListener's short text may
//     be worded otherwise than the court's own, and is no amendment.
//   - The moment of entering is not known; "(Entered: …)" in a text is a day.
//   - An entry without number, document and sequence number is known by
//     CourtListener's own id, and joined to another source's by day and words.
func (c *Client) sighting(e *Entry, p place, l look) docket.Sighting {
	s := docket.Sighting{
		Source: l.source, Court: p.court.ID, Number: p.number, CaseName: p.as.CaseName, PacerCaseID: p.as.PacerCaseID,
		Text: strings.TrimSpace(e.Text), DocketURL: c.webPage(p.as.URL), Learned: e.Created, Seen: l.seen, Digest: l.digest,
		SourceID: fmt.Sprintf("courtlistener/%d", e.ID),
	}
	main := e.main()
	s.DocumentNumber, s.PacerDocID = numbersOf(e, main, p.court)
	if e.SeqNo != "" && p.as.PacerCaseID != "" { // unique inside the court's case only
		s.SeqNo = e.SeqNo
	}
	if s.Text != "" {
		s.Filed = e.Filed
	} else if main != nil {
		s.Events = events(main.Description)
	}
	s.Documents = c.documents(e.Documents, s.DocumentNumber)
	if main != nil {
		s.DocumentURL = c.webPage(main.Page)
		if main.Sealed {
			s.Standing = docket.StandingSealed
		}
		if i := slices.IndexFunc(s.Documents, func(d docket.Document) bool { return d.Attachment == 0 && d.Free() }); i >= 0 {
			s.DocumentURL = s.Documents[i].URLs[0]
		}
	}
	return s
}

// main is the main document of the entry; nil where CourtListener lists none.
func (e *Entry) main() *Document {
	for i := range e.Documents {
		if d := &e.Documents[i]; d.Type != 2 && d.Attachment == 0 {
			return d
		}
	}
	return nil
}

// longestNumber is how many digits the number of an entry may have. What is
// longer is the id of a document: CourtListener writes it where an appellate
// court gives an entry no number.
const longestNumber = 8

// numbersOf tells the number on the docket sheet from the document's id.
func numbersOf(e *Entry, main *Document, court docket.Court) (number, docID string) {
	if main != nil {
		docID = docIDOf(main.PacerDocID)
	}
	number = e.Number
	if number == "" && main != nil && digitsOnly(main.Number) {
		number = strings.TrimLeft(main.Number, "0")
	}
	switch {
	case court.Kind == docket.Supreme: // its sheets number nothing; what stands there is a row's
		return "", docID
	case len(number) > longestNumber || number == "0":
		if docID == "" && number != "0" {
			docID = docIDOf(strings.Repeat("0", max(11-len(number), 0)) + number)
		}
		return "", docID
	}
	return number, docID
}

// docIDOf sets the fourth digit to 0, which only says whether a menu of
// attachments comes first (juriscraper, get_pacer_doc_id_from_doc1_url). Ids of
// ACMS are of another kind and stay as they are.
func docIDOf(id string) string {
	id = strings.TrimSpace(id)
	if len(id) < 4 || !digitsOnly(id) {
		return id
	}
	return id[:3] + "0" + id[4:]
}

func digitsOnly(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// events parts the short text of a filing with several events, which juriscraper
// joins with " AND ". A text all in capitals is one event that holds the word.
func events(short string) []string {
	short = strings.TrimSpace(short)
	if short == "" {
		return nil
	}
	if strings.ToUpper(short) == short {
		return []string{short}
	}
	return strings.Split(short, " AND ")
}

// documents are the papers of an entry, the main document first.
func (c *Client) documents(papers []Document, number string) []docket.Document {
	var list []docket.Document
	for _, d := range papers {
		if d.Type == 2 && d.Attachment == 0 {
			continue // it could not be told from the main document
		}
		x := docket.Document{Number: number, Attachment: int(d.Attachment), PacerDocID: docIDOf(d.PacerDocID),
			Description: d.Description, Pages: int(d.Pages), Sealed: d.Sealed, URLs: c.free(d)}
		if x.Number == "" && x.PacerDocID == "" && !x.Free() {
			continue // a row that CourtListener makes for an entry without any paper
		}
		list = append(list, x)
	}
	slices.SortStableFunc(list, func(a, b docket.Document) int { return a.Attachment - b.Attachment })
	return list
}

// free are the copies that cost nothing, CourtListener's own first. A sealed
// paper has none, whatever once lay there.
func (c *Client) free(d Document) []string {
	if d.Sealed {
		return nil
	}
	var urls []string
	for _, text := range []string{d.Local, d.Archive} {
		if text == "" {
			continue
		}
		u, err := url.Parse(text)
		if err != nil || u.User != nil || u.Opaque != "" {
			continue
		}
		if u.Scheme == "" && u.Host == "" && text == d.Local {
			u = c.storage.JoinPath(u.Path)
		}
		if u.Host != "" && (u.Scheme == "https" || u.Scheme == c.storage.Scheme) {
			urls = append(urls, u.String())
		}
	}
	return urls
}

// webPage is a page of CourtListener's for a person to open; "" for anything
// that is no path on its site.
func (c *Client) webPage(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") {
		return ""
	}
	u, err := url.Parse(path)
	if err != nil {
		return ""
	}
	u.Scheme, u.Host = c.base.Scheme, c.base.Host
	return u.String()
}
