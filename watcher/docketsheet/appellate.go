package docketsheet

import "bytes"

// AppellateDocket is a docket of the appellate half of CM/ECF. Newer cases of
// ca2 and ca9 are an [ACMSDocket].
type AppellateDocket struct {
	CourtID        string            `json:"court_id"` // CourtListener id
	DocketNumber   string            `json:"docket_number"`
	PacerCaseID    *string           `json:"pacer_case_id"`
	CaseName       string            `json:"case_name"`
	Panel          []string          `json:"panel"` // initials of the judges
	NatureOfSuit   string            `json:"nature_of_suit"`
	AppealFrom     string            `json:"appeal_from"` // as printed: a court's or an agency's name
	FeeStatus      string            `json:"fee_status"`
	DateFiled      *string           `json:"date_filed"` // the day it was docketed
	DateTerminated *string           `json:"date_terminated"`
	CaseType       string            `json:"case_type_information"` // the levels, joined by ", "
	Originating    *OriginatingCourt `json:"originating_court_information"`
	Parties        []AppellateParty  `json:"parties"`
	Entries        []AppellateEntry  `json:"docket_entries"`
}

// OriginatingCourt is the court or agency an appeal comes from. AlienNumber must
// be shown to nobody: the dictionary keeps it apart so that it can be withheld.
type OriginatingCourt struct {
	CourtID       string  `json:"court_id"` // CourtListener id; "" for agencies
	DocketNumber  *string `json:"docket_number"`
	AssignedTo    string  `json:"assigned_to"` // the judge of the trial
	OrderingJudge string  `json:"ordering_judge"`
	CourtReporter string  `json:"court_reporter"`
	Disposition   string  `json:"disposition"`
	DateFiled     *string `json:"date_filed"`
	DateDisposed  *string `json:"date_disposed"`
	DateJudgment  *string `json:"date_judgment"`     // of the order, judgment or decision appealed from
	DateEOD       *string `json:"date_judgment_eod"` // entered on the docket
	DateNOA       *string `json:"date_filed_noa"`    // notice of appeal
	DateReceived  *string `json:"date_received_coa"` // by the court of appeals
	AlienNumber   string  `json:"RESTRICTED_ALIEN_NUMBER,omitempty"`
}

// An AppellateParty is a party of an appeal. Unparsed are lines between its name
// and its type: aliases, but also numbers of prisoners and aliens. They are for
// no reader.
type AppellateParty struct {
	Party
	Unparsed []string `json:"unparsed,omitempty"`
}

// An AppellateEntry is one line of an appellate docket. Some courts number
// nothing: there the id of the document is its number, as in juriscraper; and an
// entry without number and document is a line of text only.
type AppellateEntry struct {
	DateFiled      *string      `json:"date_filed"`
	DateEntered    *string      `json:"date_entered"` // the day in "[Entered: …]"; many courts print none
	DocumentNumber *string      `json:"document_number"`
	PacerDocID     *string      `json:"pacer_doc_id"`
	PacerSeqNo     *string      `json:"pacer_seq_no"` // shown only where documents can be chosen
	Description    string       `json:"description"`
	PageCount      *int         `json:"page_count,omitempty"`
	FileSize       string       `json:"file_size_str,omitempty"`
	Attachments    []Attachment `json:"attachments,omitempty"` // with the main document as the first
}

const wantAppellate = "an appellate docket"

// ParseAppellate reads a docket of CM/ECF's appellate half (TransportRoom), of
// the courts of appeals, of bankruptcy appellate panels and of the Court of
// Appeals for Veterans Claims. court is the CourtListener or PACER id that was
// asked; the page does not say it. What is no such page is a [*watcher.Refused].
// One that breaks off, or lacks its entries without saying that there are none,
// brings what is whole of it beside a [*Cut]: never take that for the docket.
//
// The meaning of the fields is that of appellate_docket.py in
// freelawproject/juriscraper.
func ParseAppellate(body []byte, court string) (*AppellateDocket, error) {
	if got := altered(body); got != "" {
		return nil, refuseAs(wantAppellate, got, body)
	}
	page := decodePage(body)
	doc, err := sheetTree(page)
	if err != nil {
		return nil, refuseAs(wantAppellate, "unreadable page", body)
	}
	doc.Find(`[class^="recap-"]`).Remove() // what a reader's browser has added to the court's page
	stub, number := appellateStub(doc)
	if stub == nil {
		return nil, refusePage(wantAppellate, body)
	}
	d := &AppellateDocket{
		CourtID: courtID(court), DocketNumber: number, PacerCaseID: appellateCaseID(doc),
		CaseName: appellateName(stub), Panel: panel(doc),
		NatureOfSuit: labelled(stub, "nature of suit"), AppealFrom: orBlank(labelled(stub, "appeal from")),
		FeeStatus: labelled(stub, "fee status"), CaseType: caseType(doc),
		DateFiled: orNil(parseDay(labelled(stub, "docketed"))), DateTerminated: orNil(parseDay(labelled(stub, "termed"))),
		Originating: originatingCourt(doc),
	}
	d.Parties = appellateParties(doc)
	d.Entries = appellateEntries(doc)
	switch n := len(d.Entries); {
	case !endsWhole(page): // the last entry may have lost its end
		d.Entries = d.Entries[:max(0, n-1)]
		return d, &Cut{Missing: "the end of the page", Whole: len(d.Entries)}
	case n == 0 && !bytes.Contains(page, []byte("No docket entries found")):
		return d, &Cut{Missing: "the docket table"}
	}
	return d, nil
}
