package docketsheet

import "strings"

const (
	wantNDA    = "a notice of docket activity"
	headingNDA = "notice of docket activity"
)

// ParseNDA reads a notice of docket activity, of a court of appeals, from CM/ECF
// or ACMS, as a whole message or only its text. court is the CourtListener or
// PACER id of the court that sent it. What is no such notice, or one without a
// case or a text, is a [*watcher.Refused].
//
// The meaning of the fields is that of email.py in freelawproject/juriscraper.
// Recipients are skipped.
func ParseNDA(body []byte, court string) (*Notice, error) {
	l := openMail(body)
	n := takeApart(l.lines)
	if n.heading != headingNDA {
		return nil, refuseMail(wantNDA, body, l, n)
	}
	if r := incomplete(wantNDA, l, n); r != nil {
		return nil, r
	}
	notice := &Notice{
		CourtID: courtID(court), Appellate: true, ACMS: isACMS(n),
		ContainsAttachments: len(n.papers) > 1 || n.looks > 1, Recipients: []string{},
	}
	shared := n.cases[len(n.cases)-1].paperLink // several cases have one document
	for _, c := range n.cases {
		first(&c.paperLink, shared)
		number, _, _ := strings.Cut(veil(c.number), " ")
		e := NoticeEntry{
			DateFiled: orNil(n.filed), Description: veil(c.text), DocumentNumber: orNil(leadingDigits(c.document)), DocumentURL: orNil(c.paperLink),
			PacerCaseID: orNil(queryArg(c.caseLink, "caseId")), PacerDocID: orNil(paperID(c.paperLink)), PacerMagicNum: orNil(freeLook(c.paperLink)),
		}
		event := quoted(afterNumber(l.subject, number, c.name))
		if notice.ACMS {
			var entry string
			entry, event = acmsSubject(l.subject, number)
			e.DocumentNumber = orNil(entry)
		}
		e.ShortDescription = veil(moreTelling(event, n.papers))
		notice.Dockets = append(notice.Dockets, NoticeDocket{CaseName: noticeCaption(c.name), DocketNumber: number, Entries: []NoticeEntry{e}})
	}
	return notice, nil
}

// isACMS reports whether a notice leads to ACMS's own host.
func isACMS(n noticeText) bool {
	for _, c := range n.cases {
		if strings.Contains(c.caseLink, acmsHost) || strings.Contains(c.paperLink, acmsHost) {
			return true
		}
	}
	return false
}

// freeLook is the key to one free look at a document, of CM/ECF or of ACMS.
func freeLook(link string) string {
	if _, id, ok := strings.Cut(link, "/NDA/"); ok {
		id, _, _ = strings.Cut(id, "?")
		return id
	}
	return queryArg(link, "uid")
}

// moreTelling is the longer of the event in the subject and the description of
// the main document: either may be a mere "Motion" or "Main Document".
func moreTelling(event string, papers []string) string {
	if len(papers) == 0 {
		return event
	}
	if paper := squeeze(strings.ReplaceAll(papers[0], "_", " ")); len(paper) > len(event) {
		return paper
	}
	return event
}
