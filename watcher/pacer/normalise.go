package pacer

import (
	"net/url"
	"strings"
	"time"

	"docketwatch/docket"
)

// look is what all sightings of one look share.
type look struct {
	source string
	court  docket.Court
	seen   time.Time
	digest string // of the body as it came
}

// sighting puts a filing into the ledger's words. The court is the one that was
// asked. A docket number that cannot be read keeps its text, so that the entry
// is still somewhere to be found.
func (l look) sighting(f *Filing) docket.Sighting {
	number, err := docket.ParseNumber(f.Number)
	if err != nil {
		number = docket.Number{Raw: f.Number}
	}
	return docket.Sighting{
		Source: l.source, Court: l.court.ID, Number: number, CaseName: f.Caption, PacerCaseID: f.CaseID,
		DocumentNumber: f.Document, PacerDocID: f.DocumentID, SeqNo: f.SeqNo, PartID: f.PartID,
		Ordinal: f.Ordinal, Events: f.Events, Entered: f.Published,
		DocumentURL: documentURL(f.DocumentURL), DocketURL: plainURL(f.Link),
		Seen: l.seen, Digest: l.digest,
	}
}

// plainURL is an address a person can open: https where the judiciary's hosts
// are named, and nothing but http or https anywhere; "" for anything else.
func plainURL(link string) string {
	if link == "" {
		return ""
	}
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return ""
	}
	if strings.HasSuffix(strings.ToLower(u.Hostname()), ".uscourts.gov") && u.Port() == "" {
		u.Scheme = "https"
	}
	u.Fragment = ""
	return u.String()
}

// documentURL is the document's address without what a search left in it. The
// id alone opens a document, but nyed's address is all query.
func documentURL(link string) string {
	if path, _, ok := strings.Cut(link, "?"); ok && (strings.Contains(path, "/doc1/") || strings.Contains(path, "/docs1/")) {
		link = path
	}
	return plainURL(link)
}
