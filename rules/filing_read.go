package rules

import (
	"docketwatch/docket"
)

// A Filing is the text of one document and what is known of it.
type Filing struct {
	Text       string       // as the extractor gave it
	Pages      []int        // byte offset of each page in Text, where the extractor knows; form feeds end pages too
	Kind       DocumentKind // "" or unknown: worked out from the text
	FiledBy    Side         // "" or unknown: worked out from the text
	Government docket.Role  // of the federal government in this case; "" is worked out from the caption
	Case       string       // name of the case, where known: "Santa Clara v. Trump"
}

// A Form says in what part of a document a finding stands.
type Form string

// The forms.
const (
	FormTOC        Form = "toc"
	FormHeading    Form = "heading"
	FormBody       Form = "body"
	FormFootnote   Form = "footnote"
	FormQuotation  Form = "quotation"
	FormTranscript Form = "transcript"
	FormExhibit    Form = "exhibit"
)

// A Place is where a finding stands. Start and End are byte offsets in
// Filing.Text, and Text[Start:End] is Quote. Page is the one the
// quotation begins on: the court's number where the page is stamped, else
// counted from 1, and 0 where no page is known.
type Place struct {
	Quote      string
	Plain      string // the quotation for reading: without line numbers, stamps and broken words
	Page       int
	Start, End int
	Form       Form
}

// A Finding is one argument in one document: who says it, whose it is, and the
// words.
type Finding struct {
	Argument string // of the closed set
	Tier     Tier
	Stance   Stance
	Speaker  Side // whose words these are: a [Side] or [SidePress]
	Holder   Side // whose argument it is
	Basis    Basis
	Place
	Pattern string  // the pattern that fired
	Also    []Place // other places in the document that say the same, in order, contents page last
}

// A FilingReading is what was found in one document.
type FilingReading struct {
	Kind     DocumentKind
	FiledBy  Side
	Findings []Finding // in the order of the text
}

// ReadFiling says which arguments the document makes, who says them and whose
// they are, each with its quotation. It never fails: text in which nothing can
// be told gives an empty reading.
func (r *Reader) ReadFiling(f Filing) FilingReading { return r.open(f).reading() }

// open makes the document ready to be read.
func (r *Reader) open(f Filing) *document {
	d := &document{reader: r, filing: f}
	d.clean = clean(f.Text, f.Pages)
	d.author = authorOf(d.clean, f)
	d.stream = tokenise(d.clean.text, r.matcher.lexicon)
	return d
}

// reading reads it.
func (d *document) reading() FilingReading {
	d.cut()
	d.scan()
	return FilingReading{Kind: d.author.kind, FiledBy: d.author.filer, Findings: d.gather()}
}
