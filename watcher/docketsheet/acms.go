package docketsheet

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"docketwatch/watcher"
)

// ACMSDocket is a docket of ACMS, the courts' newer system: cases of ca2 and ca9
// since about 2022.
type ACMSDocket struct {
	CourtID      string           `json:"court_id"` // CourtListener id
	DocketNumber string           `json:"docket_number"`
	PacerCaseID  string           `json:"pacer_case_id"` // a GUID
	CaseName     string           `json:"case_name"`     // as printed
	DateFiled    *string          `json:"date_filed"`    // the day it was opened
	AppealFrom   string           `json:"appeal_from"`
	FeeStatus    string           `json:"fee_status"`
	CaseType     string           `json:"case_type_information"` // the levels, joined by ", "
	Originating  *ACMSOrigin      `json:"originating_court_information"`
	Parties      []AppellateParty `json:"parties"`
	Entries      []ACMSEntry      `json:"docket_entries"`
}

// ACMSOrigin is the court or agency an appeal comes from, in ACMS's own words.
// AlienNumber must be shown to nobody, as in [OriginatingCourt].
type ACMSOrigin struct {
	Name        string `json:"name,omitempty"` // of the district where there is one, else of the court or agency
	Identifier  string `json:"identifier,omitempty"`
	AlienNumber string `json:"RESTRICTED_ALIEN_NUMBER,omitempty"`
}

// An ACMSEntry is one line of an ACMS docket. Its identity is PacerDocID: text
// and number may both stand there twice, and the text changes in place.
type ACMSEntry struct {
	DocumentNumber *int64  `json:"document_number"`
	PacerDocID     string  `json:"pacer_doc_id"`          // a GUID
	DateFiled      *string `json:"date_filed"`            // a day
	DateEntered    *string `json:"date_entered"`          // from "[Entered: …]", in the court's zone: "2023-10-02T11:17:00"
	DateEdited     *string `json:"date_edited,omitempty"` // from "[Edited: …]", the same
	Description    string  `json:"description"`
	HTML           string  `json:"description_html"`
	PageCount      int     `json:"page_count"` // of all documents; 0 where there is none, or none to be seen
}

// acmsPage is what ACMS answers, as far as it is read.
type acmsPage struct {
	Case *struct {
		ID          string `json:"caseId"`
		Number      string `json:"caseNumber"`
		Name        string `json:"name"`
		Opened      string `json:"caseOpened"`
		AlienNumber string `json:"aNumber"`
		Parties     string `json:"partyAttorneyList"`
		Court       struct {
			Name       string `json:"name"`
			Identifier string `json:"identifier"`
		} `json:"court"`
		District   string `json:"districtCourtName"`
		Type       string `json:"caseType"`
		SubType    string `json:"caseSubType"`
		SubSubType string `json:"caseSubSubType"`
		Fee        string `json:"feeStatus"`
	} `json:"caseDetails"`
	Docket *struct {
		Entries []struct {
			Number  *int64 `json:"entryNumber"`
			ID      string `json:"docketEntryId"`
			EndDate string `json:"endDate"`
			Text    string `json:"docketEntryText"`
			Pages   int    `json:"pageCount"`
		} `json:"docketEntries"`
	} `json:"docketInfo"`
}

const wantACMS = "an ACMS docket"

// ParseACMS reads the JSON of one case. court is the CourtListener or PACER id
// that was asked. What is no such JSON, or only the beginning of one, is a
// [*watcher.Refused]; so is a case without its list of entries, because an empty
// list is said and not left out.
//
// The meaning of the fields is that of acms_docket.py in
// freelawproject/juriscraper.
func ParseACMS(body []byte, court string) (*ACMSDocket, error) {
	var page acmsPage
	if err := json.Unmarshal(decodePage(body), &page); err != nil {
		return nil, refuseJSON(wantACMS, body, err)
	}
	if page.Case == nil || page.Case.Number == "" || page.Docket == nil || page.Docket.Entries == nil {
		return nil, refuseAs(wantACMS, "JSON of another kind", body)
	}
	c := page.Case
	d := &ACMSDocket{
		CourtID: courtID(court), DocketNumber: strings.TrimSpace(c.Number), PacerCaseID: c.ID, CaseName: squeeze(c.Name),
		DateFiled: orNil(parseDay(c.Opened)), AppealFrom: squeeze(c.Court.Name), FeeStatus: squeeze(c.Fee),
		CaseType: joined(c.Type, c.SubType, c.SubSubType), Entries: make([]ACMSEntry, len(page.Docket.Entries)),
	}
	origin := ACMSOrigin{Name: squeeze(c.District), Identifier: squeeze(c.Court.Identifier), AlienNumber: squeeze(c.AlienNumber)}
	first(&origin.Name, d.AppealFrom)
	if origin != (ACMSOrigin{}) {
		d.Originating = &origin
	}
	var err error
	if d.Parties, err = acmsParties(c.Parties); err != nil {
		return nil, fmt.Errorf("read the parties of %s: %w", d.DocketNumber, err)
	}
	for i, e := range page.Docket.Entries {
		text := fragmentText(e.Text)
		d.Entries[i] = ACMSEntry{
			DocumentNumber: e.Number, PacerDocID: e.ID, DateFiled: orNil(parseDay(e.EndDate)), Description: text, HTML: e.Text, PageCount: e.Pages,
			DateEntered: orNil(parseTime(mark(text, "[Entered: "))), DateEdited: orNil(parseTime(mark(text, "[Edited: "))),
		}
	}
	return d, nil
}

// refuseJSON says what is wrong with a body that should have been JSON.
func refuseJSON(want string, body []byte, err error) *watcher.Refused {
	var shape *json.UnmarshalTypeError
	r := refuse(want, body)
	switch {
	case errors.As(err, &shape):
		r.Got = "JSON of another shape: " + shape.Value
		if shape.Field != "" {
			r.Got += " in place of " + shape.Field
		}
	case r.Got == "JSON":
		r.Got = "damaged JSON: " + err.Error()
	}
	return r
}

// parseTime reads "10/05/2023 03:56 PM", with or without seconds, and gives it
// without a zone, as it is printed; "" where it is something else.
func parseTime(s string) string {
	for _, layout := range []string{"1/2/2006 3:04 PM", "1/2/2006 3:04:05 PM"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format("2006-01-02T15:04:05")
		}
	}
	return ""
}

// joined are those of the words that are not empty, with commas between.
func joined(words ...string) string {
	var kept []string
	for _, w := range words {
		if w = squeeze(w); w != "" {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, ", ")
}
