package mailbox

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"docketwatch/docket"
	"docketwatch/watcher/docketsheet"
)

// rewritten is what was read of one docket in a notice, as a notice that can be
// read again: it is kept as evidence in place of the mail, which holds the key to
// a free look and everybody it was sent to.
func rewritten(n *docketsheet.Notice, d *docketsheet.NoticeDocket, o docketsheet.Origin) []byte {
	var b bytes.Buffer
	heading := "Notice of Electronic Filing"
	if n.Appellate {
		heading = "Notice of Docket Activity"
	}
	court, known := docket.CourtByID(o.Court)
	b.WriteString(heading + "\n\nThe following transaction was ")
	if !o.Entered.IsZero() && known {
		b.WriteString(o.Entered.In(court.Location()).Format("entered on 1/2/2006 at 3:04:05 PM and "))
	}
	for i := range d.Entries {
		e := &d.Entries[i]
		fmt.Fprintf(&b, "filed on %s\n\nCase Name: %s\nCase Number: %s", printed(value(e.DateFiled)), d.CaseName, number(d))
		if known {
			b.WriteString(" " + docketLink(court, value(e.PacerCaseID)))
		}
		fmt.Fprintf(&b, "\nDocument Number: %s\n", value(e.DocumentNumber))
		if link := plain(value(e.DocumentURL)); link != "" {
			b.WriteString(link)
			if seq := value(e.PacerSeqNo); seq != "" {
				b.WriteString("?caseid=" + value(e.PacerCaseID) + "&de_seq_num=" + seq)
			}
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "\nDocket Text:\n%s\n\nNotice sent via: (left out)\n", e.Description)
	}
	return b.Bytes()
}

// docketLink is the address of a docket, as notices write it.
func docketLink(court docket.Court, id string) string {
	host := "https://ecf." + court.PACER + ".uscourts.gov"
	if court.Kind == docket.Appellate {
		return host + "/n/beam/servlet/TransportRoom?servlet=DocketReportFilter.jsp&caseId=" + id
	}
	return host + "/cgi-bin/DktRpt.pl?" + id
}

// printed is a day as notices print it.
func printed(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.Format("1/2/2006")
}

// maxEvidence is far more than the words of any notice.
const maxEvidence = 64 << 10

// withoutRecipients is what is left of a refused mail, in which no address and no
// key stands any more, up to the names of those it was sent to.
func withoutRecipients(body []byte) []byte {
	body = body[:min(len(body), maxEvidence)]
	lower := bytes.ToLower(body)
	for _, words := range []string{"electronically mailed", "notice has been", "notice will be", "notice sent via", "case participants listed below", "delivered by other means"} {
		if i := bytes.Index(lower, []byte(words)); i >= 0 {
			body, lower = body[:i], lower[:i]
		}
	}
	return []byte(strings.ToValidUTF8(string(body), ""))
}
