package docketsheet

import (
	"bytes"

	"docketwatch/docket"
)

// A Docket is a docket report (DktRpt.pl) of a district or bankruptcy court, of
// the Court of International Trade or of the Judicial Panel on Multidistrict
// Litigation. A text is "" and a date null where the sheet does not print it.
type Docket struct {
	CourtID        string  `json:"court_id"`
	Number         *string `json:"docket_number"` // "3:17-cv-00574", without judges
	CaseName       string  `json:"case_name"`
	PacerCaseID    *string `json:"pacer_case_id,omitempty"` // from the links of the entries
	DateFiled      *string `json:"date_filed"`
	DateTerminated *string `json:"date_terminated"`
	DateConverted  *string `json:"date_converted"`
	DateDischarged *string `json:"date_discharged"`
	AssignedTo     string  `json:"assigned_to_str"`
	ReferredTo     string  `json:"referred_to_str"`
	Cause          string  `json:"cause"`
	NatureOfSuit   string  `json:"nature_of_suit"`
	JuryDemand     string  `json:"jury_demand"`
	Demand         string  `json:"demand"`
	Jurisdiction   string  `json:"jurisdiction"`
	MDLStatus      string  `json:"mdl_status"`
	// OrderedBy is the date that the first column prints and the entries are
	// sorted by: "date_filed", or "date_entered", which then stands in
	// DateFiled too, for the sheet shows no other. Null without entries.
	OrderedBy *string `json:"ordered_by"`
	Federal
	Parties []Party `json:"parties"`
	Entries []Entry `json:"docket_entries"`
	// Unlisted are the rows that the dictionary leaves out: without a date, or
	// with a word such as "doc" where the number stands. Nothing filed is lost.
	Unlisted []Entry `json:"unlisted_entries,omitempty"`
}

// An Entry is one line of a docket. Numbers repeat on real dockets, and an
// entry may have none.
type Entry struct {
	DateFiled   *string `json:"date_filed"`
	DateEntered *string `json:"date_entered"`
	Number      *string `json:"document_number"`
	PacerDocID  *string `json:"pacer_doc_id"` // null where the document is sealed, or there is none
	PacerSeqNo  *string `json:"pacer_seq_no"`
	Description string  `json:"description"`
	// Short is the event's name; only history reports print it.
	Short       string       `json:"short_description,omitempty"`
	PageCount   *int         `json:"page_count,omitempty"`
	FileSize    string       `json:"file_size_str,omitempty"` // of the main document, as printed: "1.0 MB"
	FileBytes   *int         `json:"file_size_bytes,omitempty"`
	Attachments []Attachment `json:"attachments,omitempty"` // only reports with "view multiple documents" list them
}

// Panel is the id of the Judicial Panel on Multidistrict Litigation. It prints
// docket reports as districts do, but is no court with a feed.
const Panel = "jpml"

const wantDocket = "a docket"

// ParseDocket reads a docket report; court is the CourtListener or PACER id of
// the court that was asked. Bytes may be UTF-8, windows-1252 or both.
//
// A page that is no docket report is a [*watcher.Refused]. One that breaks off
// brings what is whole of it beside a [*Cut]: never take that for the docket.
func ParseDocket(body []byte, court string) (*Docket, error) {
	if got := altered(body); got != "" {
		return nil, refuseAs(wantDocket, got, body)
	}
	page := decodePage(body)
	start, found := findDocketTable(page)
	top := page
	if found {
		top = page[:start]
	}
	d := &Docket{CourtID: courtID(court), Parties: []Party{}, Entries: []Entry{}}
	tree, err := sheetTree(top)
	if err != nil && !found {
		return nil, refuseAs(wantDocket, "page that nests too deep", body)
	}
	h := &sheetHead{court: d.CourtID}
	if err == nil {
		h.read(tree)
		h.fill(d)
	}
	switch {
	case len(h.values) == 0 && d.Number == nil, len(h.values) == 0 && !found:
		return nil, refuse(wantDocket, body)
	case found:
		return d, readEntries(d, page[start:], h.multiDocs)
	case h.noEntries: // the sheet says so itself
		return d, nil
	}
	return d, &Cut{Missing: "the docket table"}
}

// courtID is the id by which the dictionary knows a court.
func courtID(court string) string {
	if c, ok := docket.CourtByID(court); ok {
		return c.ID
	}
	return court
}

// altered says what changed the page after the court sent it, "" for nothing:
// extensions of browsers put scripts of their own first, or rewrite names
// (ERROR_STRINGS in juriscraper's pacer/reports.py).
func altered(page []byte) string {
	const name = "page altered by a browser extension"
	// One extension writes Drumpf for Trump, all over the page.
	if bytes.Contains(page, []byte("Drumpf")) && !bytes.Contains(page, []byte("Trump")) {
		return name
	}
	for {
		i := bytes.Index(page, []byte("<script"))
		if i < 0 {
			return ""
		}
		script, rest, _ := bytes.Cut(page[i:], []byte("</script"))
		if bytes.Contains(script, []byte("MetaMask")) && bytes.Contains(script, []byte("web3")) || bytes.Contains(script, []byte("CloudMask")) {
			return name
		}
		page = rest
	}
}
