package courtlistener

import (
	"encoding/json"
	"fmt"
	"time"

	"docketwatch/docket"
)

// An Entry is a docket entry in CourtListener's own shape, the same in REST
// answers and in webhook events. The names of its fields are CourtListener's.
type Entry struct {
	ID        int64       `json:"id"`
	Docket    int64       `json:"docket"`                          // CourtListener's docket id
	Number    string      `json:"entry_number"`                    // "" for null
	Sequence  string      `json:"recap_sequence_number,omitempty"` // "2022-10-11.001"; made anew at every upload
	SeqNo     string      `json:"pacer_sequence_number,omitempty"` // the court's de_seq_num; "" for null
	Filed     docket.Date `json:"date_filed,omitempty"`
	Text      string      `json:"description"` // "" while only a feed has told of the entry
	Created   time.Time   `json:"date_created"`
	Modified  time.Time   `json:"date_modified"`
	Documents []Document  `json:"recap_documents"`
}

// A Document is one of the papers of an entry, as CourtListener has it.
type Document struct {
	ID          int64     `json:"id"`
	Type        int64     `json:"document_type"` // 1 main document, 2 attachment
	Number      string    `json:"document_number"`
	Attachment  int64     `json:"attachment_number,omitempty"`
	PacerDocID  string    `json:"pacer_doc_id,omitempty"`
	Description string    `json:"description,omitempty"` // the short text of a feed, or of the attachment menu
	Pages       int64     `json:"page_count,omitempty"`
	Available   bool      `json:"is_available"`
	Sealed      bool      `json:"is_sealed,omitempty"`
	Local       string    `json:"filepath_local,omitempty"` // below the storage address
	Archive     string    `json:"filepath_ia,omitempty"`    // a whole address
	Page        string    `json:"absolute_url,omitempty"`   // CourtListener's page of it, a path
	Modified    time.Time `json:"date_modified"`
}

// ParseEntry reads a docket entry. What is missing or cannot be read comes back
// as a [*FieldError] that names it.
func ParseEntry(raw []byte) (Entry, error) {
	o, err := objectOf("docket entry", raw)
	if err != nil {
		return Entry{}, fmt.Errorf("docket entry: %w", err)
	}
	e := Entry{ID: o.id("id")}
	if e.ID > 0 {
		o.what = fmt.Sprintf("docket entry %d", e.ID)
	}
	e.Docket = o.id("docket")
	e.Number = wholeNumber(o, "entry_number")
	e.Sequence = o.scalar("recap_sequence_number")
	e.SeqNo = wholeNumber(o, "pacer_sequence_number")
	e.Filed = o.date("date_filed")
	e.Text = o.scalar("description")
	e.Created, e.Modified = o.moment("date_created"), o.moment("date_modified")
	if e.Modified.IsZero() && !o.complained("date_modified") {
		o.complain("date_modified", "is null")
	}
	for _, raw := range o.list("recap_documents") {
		d, err := parseDocument(raw)
		if err != nil {
			o.wrong = append(o.wrong, err.Error())
			continue
		}
		e.Documents = append(e.Documents, d)
	}
	if err := o.err(); err != nil {
		return Entry{}, err
	}
	return e, nil
}

// wholeNumber is a number that may be null, which is not the same as 0.
func wholeNumber(o *object, name string) string {
	before := len(o.wrong)
	text := o.scalar(name)
	if text == "" {
		return ""
	}
	n := o.number(name)
	if len(o.wrong) > before {
		return ""
	}
	return fmt.Sprint(n)
}

func parseDocument(raw json.RawMessage) (Document, error) {
	o, err := objectOf("recap document", raw)
	if err != nil {
		return Document{}, fmt.Errorf("recap document: %w", err)
	}
	d := Document{ID: o.id("id")}
	if d.ID > 0 {
		o.what = fmt.Sprintf("recap document %d", d.ID)
	}
	d.Type = o.number("document_type")
	d.Number = o.scalar("document_number")
	d.Attachment = o.number("attachment_number")
	d.PacerDocID = o.scalar("pacer_doc_id")
	d.Description = o.scalar("description")
	d.Pages = o.number("page_count")
	d.Available, d.Sealed = o.flag("is_available"), o.flag("is_sealed")
	d.Local, d.Archive = o.scalar("filepath_local"), o.scalar("filepath_ia")
	d.Page = o.scalar("absolute_url")
	d.Modified = o.moment("date_modified")
	return d, o.err()
}

// entries reads what of a page is whole, and names what is not.
func (p *page) entries() (list []Entry, bad []error) {
	for _, raw := range p.results {
		e, err := ParseEntry(raw)
		if err != nil {
			bad = append(bad, err)
			continue
		}
		list = append(list, e)
	}
	return list, bad
}
