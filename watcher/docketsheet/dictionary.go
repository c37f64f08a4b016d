package docketsheet

// The dictionary below is the one juriscraper made the common language of the
// RECAP ecosystem; the names are its own. A null is a field the page did not
// show. Dates are "2006-01-02" where the page prints a day, RFC 3339 where it
// prints a time.

// A Party is one party of a case, with its counsel.
type Party struct {
	Name           string        `json:"name"`
	Type           string        `json:"type"` // one name for each: "Plaintiff", "Third Party Defendant"
	DateTerminated *string       `json:"date_terminated"`
	ExtraInfo      string        `json:"extra_info"`
	Attorneys      []Attorney    `json:"attorneys"`
	Criminal       *CriminalData `json:"criminal_data,omitempty"`
}

// An Attorney is counsel for one party. Contact is the printed block, a line a line.
type Attorney struct {
	Name    string   `json:"name"`
	Contact string   `json:"contact"`
	Roles   []string `json:"roles"`
}

// CriminalData are the counts a criminal defendant faces.
type CriminalData struct {
	Counts                 []Count `json:"counts"`
	Complaints             []Count `json:"complaints"`
	HighestLevelOpening    string  `json:"highest_offense_level_opening"`
	HighestLevelTerminated string  `json:"highest_offense_level_terminated"`
}

// A Count is one count or complaint; Status is "" for complaints.
type Count struct {
	Name        string `json:"name"`
	Disposition string `json:"disposition"`
	Status      string `json:"status,omitempty"` // "pending", "terminated"
}

// An Attachment is a document filed under an entry's main document.
type Attachment struct {
	Number      int     `json:"attachment_number"`
	Description string  `json:"description"`
	PageCount   *int    `json:"page_count,omitempty"`
	FileSize    string  `json:"file_size_str,omitempty"` // as printed: "1.2 mb"
	FileBytes   *int    `json:"file_size_bytes,omitempty"`
	PacerDocID  *string `json:"pacer_doc_id"`
	PacerSeqNo  *string `json:"pacer_seq_no,omitempty"`
}

// Federal are the parts of a district docket number.
type Federal struct {
	Office    *string `json:"federal_dn_office_code"`
	CaseType  *string `json:"federal_dn_case_type"`
	Assigned  *string `json:"federal_dn_judge_initials_assigned"`
	Referred  *string `json:"federal_dn_judge_initials_referred"`
	Defendant *string `json:"federal_defendant_number"`
}
