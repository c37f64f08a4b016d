package docketsheet

import (
	"strings"

	"docketwatch/watcher"
)

const (
	wantNEF    = "a notice of electronic filing"
	headingNEF = "notice of electronic filing"
)

// ParseNEF reads a notice of electronic filing, of a district or bankruptcy
// court, as a whole message or only its text, HTML or plain. court is the
// CourtListener or PACER id of the court that sent it. What is no such notice, or
// one without a case or a text, is a [*watcher.Refused].
//
// The meaning of the fields is that of email.py in freelawproject/juriscraper.
// Recipients are skipped.
func ParseNEF(body []byte, court string) (*Notice, error) {
	l := openMail(body)
	n := takeApart(l.lines)
	if n.heading != headingNEF {
		return nil, refuseMail(wantNEF, body, l, n)
	}
	if r := incomplete(wantNEF, l, n); r != nil {
		return nil, r
	}
	notice := &Notice{CourtID: courtID(court), ContainsAttachments: len(n.papers) > 1, Recipients: []string{}}
	for _, c := range n.cases {
		if strings.Contains(c.text, "(Attachments:") {
			notice.ContainsAttachments = true
		}
		printed, _, _ := strings.Cut(veil(c.number), " ")
		number, parts := leadingNumber(printed, isBankruptcy(notice.CourtID))
		d := NoticeDocket{CaseName: noticeCaption(c.name), DocketNumber: number, Federal: parts}
		d.Entries = []NoticeEntry{{
			DateFiled: orNil(n.filed), Description: veil(attachmentNumbers(c.text)), ShortDescription: veil(afterNumber(l.subject, number, c.name)),
			DocumentNumber: orNil(leadingDigits(c.document)), DocumentURL: orNil(c.paperLink), PacerCaseID: orNil(nefCaseID(c)),
			PacerDocID: orNil(docID(c.paperLink)), PacerSeqNo: orNil(queryArg(c.paperLink, "de_seq_num")), PacerMagicNum: orNil(queryArg(c.paperLink, "magic_num")),
		}}
		notice.Dockets = append(notice.Dockets, d)
	}
	return notice, nil
}

// attachmentNumbers writes "(Attachments: # (1) Exhibit A" as the dictionary
// does, "(Attachments: (1) Exhibit A": the sign stands where a docket has a link.
func attachmentNumbers(text string) string {
	before, list, found := strings.Cut(text, "(Attachments:")
	if !found {
		return text
	}
	return before + "(Attachments:" + strings.ReplaceAll(list, "# (", "(")
}

// leadingDigits is the number in "460(No document attached)"; "" in "No document
// attached".
func leadingDigits(s string) string {
	return s[:len(s)-len(strings.TrimLeft(s, "0123456789"))]
}

// nefCaseID is PACER's number of the case, in the link to the document or to
// the docket. A link of a session ends with it: DktRpt.pl?123-L_1_0-364265.
func nefCaseID(c noticeCase) string {
	if id := queryArg(c.paperLink, "caseid"); id != "" {
		return id
	}
	_, id, _ := strings.Cut(c.caseLink, "DktRpt.pl?")
	id = id[strings.LastIndexByte(id, '-')+1:]
	if !allDigits(id) {
		return ""
	}
	return id
}

// leadingNumber takes apart what is known to be a number: "3:17-cv-00574-WHO"
// is "3:17-cv-00574" and its parts. One of another form is all number, whatever
// it holds: 12345-17 of the Tax Court is not 45-17.
func leadingNumber(printed string, bankruptcy bool) (number string, parts Federal) {
	if n, parts := findNumber([]string{printed}, bankruptcy); n != nil && strings.HasPrefix(printed, *n) {
		return *n, parts
	}
	return printed, Federal{}
}

// noticeCaption names a case that the notice gives no name.
func noticeCaption(name string) string {
	if name = sheetCaseName(name); name == "" {
		return unknownCase
	}
	return veil(name)
}

// incomplete refuses a notice of the right kind that lacks what makes it one.
func incomplete(want string, l letter, n noticeText) *watcher.Refused {
	got := ""
	switch {
	case len(n.cases) == 0 || n.cases[0].number == "":
		got = "notice that names no case"
	case n.cases[len(n.cases)-1].text == "":
		got = "notice without docket text"
	default:
		return nil
	}
	return refuseAs(want, got, evidence(l))
}
