package docketsheet

import (
	"slices"
	"strings"
)

// Notice is a notice that a court mails about one filing: of electronic filing
// (NEF) from district and bankruptcy courts, of docket activity (NDA) from
// courts of appeals.
type Notice struct {
	CourtID             string         `json:"court_id"` // CourtListener id
	Appellate           bool           `json:"appellate"`
	ACMS                bool           `json:"acms"`
	ContainsAttachments bool           `json:"contains_attachments"`
	Recipients          []string       `json:"email_recipients"` // always empty: they are nobody's business
	Dockets             []NoticeDocket `json:"dockets"`
}

// NoticeDocket is one of the cases that the filing was made in.
type NoticeDocket struct {
	CaseName     string  `json:"case_name"`
	DateFiled    *string `json:"date_filed"` // null: a notice does not say when the case began
	DocketNumber string  `json:"docket_number"`
	Federal
	Entries []NoticeEntry `json:"docket_entries"` // one
}

// A NoticeEntry is the entry that the filing made on one docket.
//
// DocumentURL and PacerMagicNum are a free look, which whoever opens the address
// first uses up: they must never be shown, posted or logged. No other field
// holds them.
type NoticeEntry struct {
	DateFiled        *string `json:"date_filed"`
	Description      string  `json:"description"`
	ShortDescription string  `json:"short_description"` // the event, from the subject or the document's own description; "" in a bare NEF
	DocumentNumber   *string `json:"document_number"`
	DocumentURL      *string `json:"document_url"`
	PacerCaseID      *string `json:"pacer_case_id"`
	PacerDocID       *string `json:"pacer_doc_id"`
	PacerSeqNo       *string `json:"pacer_seq_no"`
	PacerMagicNum    *string `json:"pacer_magic_num"`
}

// acmsHost is in the name of every host of ACMS: ca9-showdoc.azurewebsites.us.
const acmsHost = "-showdoc."

// A noticeText is a notice taken apart, in its own words.
type noticeText struct {
	heading string // the kind, in lower case: "notice of electronic filing"
	filed   string // "2017-03-09"; "" where none is printed
	cases   []noticeCase
	told    int             // how many of the cases have their text
	numbers map[string]bool // of the cases as printed, in lower case
	noted   int             // how many of them
	papers  []string        // descriptions of the documents; the first is the main one
	looks   int             // links to documents in ACMS
}

type noticeCase struct {
	name, number, document, text string
	caseLink, paperLink          string
}

// takeApart reads the lines of a notice: labels with their values, and between
// "Docket Text:" and the list of recipients the text of the entry. From that
// list on it reads nothing but how many documents there are.
func takeApart(lines []line) noticeText {
	n := noticeText{numbers: make(map[string]bool)}
	var head, text []string
	var pending *string // the label stood alone: its value is in the next line
	inText := false
	for _, l := range lines {
		if inText {
			if !n.endsText(l) {
				text = append(text, l.text)
				continue
			}
			inText = false
			n.giveText(strings.Join(text, " "))
			text = nil
		}
		if len(n.cases) == 0 {
			n.readHead(l.text)
			head = append(head, l.text)
		}
		name, value := noticeLabel(l.text)
		if name == "docket text" && len(n.cases) > 0 {
			inText, pending = true, nil
			n.noteNumbers()
			text = append(text, value)
			continue
		}
		if name != "" {
			pending = n.field(name, value)
		} else if pending != nil && value != "" {
			*pending, pending = value, nil
		}
		n.takeLinks(l.links)
	}
	if inText {
		n.giveText(strings.Join(beforeAddresses(text), " "))
	}
	n.filed = filedOn(strings.Join(head, " "))
	return n
}

// noticeLabel splits a line into its label, in lower case, and the rest; a line
// without a known label is all rest.
func noticeLabel(text string) (name, value string) {
	label, value, found := strings.Cut(text, ":")
	label = strings.ToLower(squeeze(label))
	if found && slices.Contains([]string{"case name", "case number", "document number", "document(s)", "docket text", "document description", "filer"}, label) {
		return label, squeeze(value)
	}
	return "", squeeze(text)
}

// field takes a labelled value. It returns where to put the value if it was
// not in the line.
func (n *noticeText) field(name, value string) *string {
	if name == "document description" {
		n.papers = append(n.papers, value)
		return nil
	}
	switch {
	case name == "case name", len(n.cases) == 0:
		n.cases = append(n.cases, noticeCase{})
	case name == "case number" && n.last().number != "": // one name for several
		n.cases = append(n.cases, noticeCase{name: n.last().name})
	}
	var to *string
	switch name {
	case "case name":
		to = &n.last().name
	case "case number":
		to = &n.last().number
	case "document number", "document(s)":
		to = &n.last().document
	default:
		return nil
	}
	if *to = value; value != "" {
		return nil
	}
	return to
}

func (n *noticeText) last() *noticeCase { return &n.cases[len(n.cases)-1] }

// takeLinks keeps the links of a notice by what they lead to. Those in the text
// of the entry are not among them.
func (n *noticeText) takeLinks(links []string) {
	for _, link := range links {
		if len(n.cases) == 0 {
			return
		}
		c := n.last()
		switch {
		case strings.Contains(link, "/NDA/"):
			n.looks++
			first(&c.paperLink, link)
		case docID(link) != "", paperID(link) != "":
			first(&c.paperLink, link)
		case strings.Contains(link, "DktRpt.pl"), strings.Contains(link, "servlet="), strings.Contains(link, acmsHost):
			first(&c.caseLink, link)
		}
	}
}

// giveText gives the text to the cases that wait for one: several cases share
// what stands below the last of them.
func (n *noticeText) giveText(text string) {
	if text = squeeze(text); text == "" {
		return
	}
	for ; n.told < len(n.cases); n.told++ {
		n.cases[n.told].text = text
	}
}

// noteNumbers keeps the numbers of the cases, by which the end of a text is
// known.
func (n *noticeText) noteNumbers() {
	for ; n.noted < len(n.cases); n.noted++ {
		number, _, _ := strings.Cut(strings.ToLower(n.cases[n.noted].number), " ")
		n.numbers[number] = true
	}
}

// readHead finds the heading, in what stands above the first case.
func (n *noticeText) readHead(text string) {
	text = strings.ToLower(text)
	for _, heading := range []string{headingNEF, headingNDA, "notice of electronic claims filing"} {
		if strings.HasSuffix(text, heading) {
			n.heading = heading
		}
	}
}

// endsText reports whether the text of the entry is over: the list of
// recipients begins, often behind the number of the case, that of documents, or
// the link of ACMS to the document.
func (n *noticeText) endsText(l line) bool {
	t := strings.ToLower(l.text)
	for _, start := range []string{"the following document(s) are associated", "case participants listed below", "notice sent via", "notice will be stored"} {
		if strings.HasPrefix(t, start) {
			return true
		}
	}
	if strings.Contains(t, "electronically mailed to:") {
		return true
	}
	if strings.Contains(n.last().caseLink, acmsHost) &&
		(strings.HasPrefix(t, "document:") || slices.ContainsFunc(l.links, func(link string) bool { return strings.Contains(link, "/NDA/") })) {
		return true
	}
	number, rest, _ := strings.Cut(t, " ")
	return n.numbers[number] && strings.Contains(rest, "notice") && (strings.Contains(rest, "mailed") || strings.Contains(rest, "delivered"))
}

// beforeAddresses are the lines up to the first that holds an address of mail.
// They are all there is to go by where a notice is cut off, or says in words of
// its own that its recipients follow.
func beforeAddresses(lines []string) []string {
	for i, s := range lines {
		if strings.Contains(s, "@") {
			return lines[:i]
		}
	}
	return lines
}

// filedOn is the day in "… was entered on 4/19/2021 at 1:33 PM PDT and filed on
// 4/19/2021".
func filedOn(head string) string {
	head = squeeze(head)
	i := strings.LastIndex(head, "filed on ")
	if i < 0 {
		return ""
	}
	return parseDay(head[i+len("filed on "):])
}
