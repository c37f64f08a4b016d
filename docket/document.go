package docket

// A Document is one paper filed under an entry: the main document or an
// attachment of it. What a source does not say is zero.
type Document struct {
	Number      string   `json:"document_number"`             // of its entry: "46"
	Attachment  int      `json:"attachment_number,omitempty"` // 0 for the main document
	PacerDocID  string   `json:"pacer_doc_id,omitempty"`      // normalised: fourth digit 0
	Description string   `json:"description,omitempty"`       // as the court prints it
	Pages       int      `json:"page_count,omitempty"`
	Sealed      bool     `json:"is_sealed,omitempty"`
	URLs        []string `json:"urls,omitempty"` // free copies, the surest first; the court's own page is not among them
	Text        string   `json:"-"`              // plain text where the source has it; pages are parted by form feeds if it knows them
}

// Free reports whether a copy can be had without paying.
func (d Document) Free() bool { return len(d.URLs) > 0 }
