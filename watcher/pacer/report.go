package pacer

import (
	"fmt"
	"slices"
	"strings"

	"docketwatch/docket"
)

// A Docket is one filing in the dictionary that juriscraper made the common
// language of the RECAP ecosystem: a docket with a single entry. The fields a
// feed cannot fill are there, empty, as its readers expect.
type Docket struct {
	CourtID      string  `json:"court_id"`
	PacerCaseID  *string `json:"pacer_case_id"`
	DocketNumber string  `json:"docket_number"`
	CaseName     string  `json:"case_name"`

	Office    *string `json:"federal_dn_office_code"`
	CaseType  *string `json:"federal_dn_case_type"`
	Assigned  *string `json:"federal_dn_judge_initials_assigned"`
	Referred  *string `json:"federal_dn_judge_initials_referred"`
	Defendant *string `json:"federal_defendant_number"`

	BankruptcyOffice string `json:"office"`
	Type             string `json:"type"`
	Chapter          string `json:"chapter"`
	Trustee          string `json:"trustee_str"`

	Entries []Entry `json:"docket_entries"`

	DateFiled      *string  `json:"date_filed"`
	DateTerminated *string  `json:"date_terminated"`
	DateConverted  *string  `json:"date_converted"`
	DateDischarged *string  `json:"date_discharged"`
	AssignedTo     string   `json:"assigned_to_str"`
	ReferredTo     string   `json:"referred_to_str"`
	Cause          string   `json:"cause"`
	NatureOfSuit   string   `json:"nature_of_suit"`
	JuryDemand     string   `json:"jury_demand"`
	Demand         string   `json:"demand"`
	Jurisdiction   string   `json:"jurisdiction"`
	Parties        []string `json:"parties"`
}

// An Entry is the entry of a [Docket].
type Entry struct {
	DateFiled        *string `json:"date_filed"` // the time entered, RFC 3339, in the zone the feed prints; null where unknown
	DocumentNumber   *string `json:"document_number"`
	Description      string  `json:"description"`
	ShortDescription string  `json:"short_description"` // events in order of the alphabet, joined with " AND "
	PacerDocID       string  `json:"pacer_doc_id"`
	PacerSeqNo       *string `json:"pacer_seq_no"`
}

// Parse reads a captured feed. court is a CourtListener or PACER id; the feed
// must be that court's. Without it the feed says itself whose it is.
//
// A page that is no feed is a [*watcher.Refused]. A damaged feed gives what is
// whole in it together with a [*Damaged].
func Parse(body []byte, court string) ([]Docket, error) {
	c, known := docket.CourtByID(court)
	if court != "" && !known {
		return nil, fmt.Errorf("unknown court id %q", court)
	}
	if court == "" {
		c = courtOf(body)
	}
	f, early, err := open(body, c)
	if err != nil {
		return nil, err
	}
	if early {
		return nil, &Damaged{cutBeforeRoot()}
	}
	var harm damage
	items := make([]Item, 0, len(f.items))
	for n, raw := range f.items {
		it, fault := readRaw(raw)
		if fault != "" {
			harm.add(n+1, fault)
			continue
		}
		items = append(items, it)
	}
	filings := merge(items)
	dockets := make([]Docket, len(filings))
	for i := range filings {
		dockets[i] = report(&filings[i], c)
	}
	if p := harm.partial(&f); p != nil {
		return dockets, &Damaged{*p}
	}
	return dockets, nil
}

func readRaw(raw rawItem) (Item, string) {
	if raw.fault != "" {
		return Item{}, raw.fault
	}
	return readItem(raw.raw)
}

// courtOf is the court that a feed names by its host; a feed of a court that is
// not in the table keeps the host's own word.
func courtOf(body []byte) docket.Court {
	f, _ := scan(decode(body))
	host := hostOf(f.link)
	id := strings.TrimSuffix(host, ".uscourts.gov")
	id = id[strings.LastIndexByte(id, '.')+1:]
	if c, ok := docket.CourtByID(id); ok {
		return c
	}
	return docket.Court{ID: id, PACER: id}
}

func report(f *Filing, court docket.Court) Docket {
	number := splitNumber(f.Number) // the report points into it, and into the filing
	d := Docket{
		CourtID: court.ID, PacerCaseID: orNull(&f.CaseID), DocketNumber: number.core, CaseName: cleanCaption(f.Caption),
		Office: orNull(&number.office), CaseType: orNull(&number.kind),
		Assigned: orNull(&number.assigned), Referred: orNull(&number.referred), Defendant: orNull(&number.defendant),
		BankruptcyOffice: f.Office, Type: f.Type, Chapter: f.Chapter, Trustee: f.Trustee,
	}
	e := Entry{
		DocumentNumber: orNull(&f.Document), ShortDescription: joinEvents(f.Events),
		PacerDocID: f.DocumentID, PacerSeqNo: orNull(&f.DocumentSeq),
	}
	if f.Document == "" && strings.Contains(f.DocumentURL, "/docs1/") {
		e.DocumentNumber = orNull(&f.DocumentID) // appellate entries without a number go by their document's id
	}
	if !f.Published.IsZero() {
		printed := f.Published.Format("2006-01-02T15:04:05-07:00")
		e.DateFiled = &printed
	}
	d.Entries = []Entry{e}
	return d
}

func joinEvents(events []string) string {
	if len(events) == 1 {
		return events[0]
	}
	return strings.Join(slices.Sorted(slices.Values(events)), " AND ")
}

func orNull(s *string) *string {
	if *s == "" {
		return nil
	}
	return s
}
