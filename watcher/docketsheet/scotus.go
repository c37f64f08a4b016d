package docketsheet

import (
	"encoding/json"
	"strings"
)

// ScotusDocket is a docket of the Supreme Court. Its entries stand in the
// court's own order, which is not that of their dates: one can be put in
// anywhere.
type ScotusDocket struct {
	DocketNumber     string        `json:"docket_number"` // "24-966", "25A169"
	CapitalCase      bool          `json:"capital_case"`
	CaseName         string        `json:"case_name"`  // as printed: "Jane Doe, Petitioner v. John Doe"
	DateFiled        *string       `json:"date_filed"` // the day it was docketed
	Links            string        `json:"links"`      // numbers of linked cases, as printed
	LowerCourt       string        `json:"lower_court"`
	LowerNumbersRaw  string        `json:"lower_court_case_numbers_raw"`
	LowerNumbers     []string      `json:"lower_court_case_numbers"`
	LowerDecision    *string       `json:"lower_court_decision_date"`
	RehearingDenied  *string       `json:"lower_court_rehearing_denied_date"`
	Discretionary    *string       `json:"discretionary_court_decision"`
	QuestionsPresent *string       `json:"questions_presented"` // an address
	Parties          []ScotusParty `json:"parties"`
	Entries          []ScotusEntry `json:"docket_entries"`
}

// A ScotusParty is one party and all its attorneys. Type is the side the court
// lists it on: "Petitioner", "Respondent", "Other".
type ScotusParty struct {
	Type      string           `json:"type"`
	Name      string           `json:"name"`
	Attorneys []ScotusAttorney `json:"attorneys"`
}

// A ScotusAttorney is an attorney, or a party without one.
type ScotusAttorney struct {
	Name            string  `json:"name"`
	CounselOfRecord bool    `json:"is_counsel_of_record"`
	Title           *string `json:"title"` // mostly the office or the firm
	Phone           *string `json:"phone"`
	Address         string  `json:"address"` // a line a line
	City            *string `json:"city"`
	State           *string `json:"state"`
	Zip             *string `json:"zip"`
	Email           *string `json:"email"`
}

// A ScotusEntry is one proceeding or order. DocumentNumber is the number of the
// filing in the addresses of its documents; orders have none.
type ScotusEntry struct {
	DateFiled      *string            `json:"date_filed"`
	DocumentNumber *int64             `json:"document_number"`
	Description    string             `json:"description"`
	HTML           string             `json:"description_html"`
	Attachments    []ScotusAttachment `json:"attachments"`
}

// A ScotusAttachment is one document of a filing, free to all.
type ScotusAttachment struct {
	Description    string  `json:"description"`
	URL            *string `json:"document_url"`
	DocumentNumber *int64  `json:"document_number"` // of its filing
}

// scotusPage is what the court publishes, as far as it is read.
type scotusPage struct {
	Number        string `json:"CaseNumber"`
	Capital       bool   `json:"bCapitalCase"`
	Petitioning   string `json:"PetitionerTitle"`
	Responding    string `json:"RespondentTitle"`
	Docketed      string `json:"DocketedDate"`
	Links         string `json:"Links"`
	LowerCourt    string `json:"LowerCourt"`
	LowerNumbers  string `json:"LowerCourtCaseNumbers"`
	Decision      string `json:"LowerCourtDecision"`
	Rehearing     string `json:"LowerCourtRehearingDenied"`
	Discretionary string `json:"DiscretionaryCourtDecision"`
	Questions     string `json:"QPLink"`
	Proceedings   []struct {
		Date  string `json:"Date"`
		Text  string `json:"Text"`
		Links []struct {
			Description string  `json:"Description"`
			URL         *string `json:"DocumentUrl"`
		} `json:"Links"`
	} `json:"ProceedingsandOrder"`
	Petitioner []scotusCounsel `json:"Petitioner"`
	Respondent []scotusCounsel `json:"Respondent"`
	Other      []scotusCounsel `json:"Other"`
}

type scotusCounsel struct {
	Name    string  `json:"Attorney"`
	Record  bool    `json:"IsCounselofRecord"`
	Title   *string `json:"Title"`
	Phone   *string `json:"Phone"`
	Address string  `json:"Address"`
	City    *string `json:"City"`
	State   *string `json:"State"`
	Zip     *string `json:"Zip"`
	Email   *string `json:"Email"`
	Party   string  `json:"PartyName"`
}

const (
	wantScotus  = "a Supreme Court docket"
	capitalCase = "*** CAPITAL CASE ***"
	scotusSite  = "https://www.supremecourt.gov"
)

// ParseScotus reads the JSON that the court publishes of one case
// (/RSS/Cases/JSON/24-966.json). What is no such JSON, or only the beginning of
// one, is a [*watcher.Refused].
//
// The meaning of the fields is that of scotus_docket_report.py in
// freelawproject/juriscraper.
func ParseScotus(body []byte) (*ScotusDocket, error) {
	var page scotusPage
	if err := json.Unmarshal(decodePage(body), &page); err != nil {
		return nil, refuseJSON(wantScotus, body, err)
	}
	number := strings.TrimSpace(strings.ReplaceAll(page.Number, capitalCase, ""))
	if number == "" || page.Proceedings == nil {
		return nil, refuseAs(wantScotus, "JSON of another kind", body)
	}
	d := &ScotusDocket{
		DocketNumber: number, CapitalCase: page.Capital || strings.Contains(page.Number, capitalCase), CaseName: squeeze(page.Petitioning),
		DateFiled: orNil(scotusDay(page.Docketed)), Links: squeeze(strings.TrimPrefix(squeeze(page.Links), "Linked with")),
		LowerCourt: squeeze(page.LowerCourt), LowerNumbersRaw: squeeze(page.LowerNumbers), LowerNumbers: lowerNumbers(page.LowerNumbers),
		LowerDecision: orNil(scotusDay(page.Decision)), RehearingDenied: orNil(scotusDay(page.Rehearing)),
		Discretionary: orNil(scotusDay(page.Discretionary)), QuestionsPresent: scotusAddress(page.Questions),
		Entries: make([]ScotusEntry, len(page.Proceedings)),
	}
	if other := squeeze(page.Responding); other != "" {
		d.CaseName += " v. " + other
	}
	d.Parties = scotusParties("Other", scotusParties("Respondent", scotusParties("Petitioner", []ScotusParty{}, page.Petitioner), page.Respondent), page.Other)
	for i, p := range page.Proceedings {
		e := ScotusEntry{DateFiled: orNil(scotusDay(p.Date)), Description: fragmentText(p.Text), HTML: p.Text, Attachments: make([]ScotusAttachment, len(p.Links))}
		for j, link := range p.Links {
			if e.DocumentNumber == nil && link.URL != nil {
				e.DocumentNumber = filingNumber(*link.URL)
			}
			e.Attachments[j] = ScotusAttachment{Description: squeeze(link.Description), URL: link.URL}
		}
		for j := range e.Attachments {
			e.Attachments[j].DocumentNumber = e.DocumentNumber
		}
		d.Entries[i] = e
	}
	return d, nil
}
