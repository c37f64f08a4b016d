package mailbox

import (
	"encoding/base64"
	"fmt"
	"mime/quotedprintable"
	"strings"
)

const authentic = "Received: from mx.example.org by store.example.org\r\n" +
	"Authentication-Results: mx.example.org; dkim=pass header.d=cand.uscourts.gov; spf=pass smtp.mailfrom=ECF-CAND@cand.uscourts.gov\r\n" +
	"Received: from icmecf101.gtwy.uscourts.gov by mx.example.org\r\n"

// magic is the key to a free look in every notice of the tests; recipient is
// somebody it was sent to.
const (
	magic     = "69077486"
	recipient = "Jane Q. Recipient"
)

// notice is a notice of electronic filing of entry n in the case of Santa Clara,
// as a court's server mails it. what replaces pieces of it, in pairs.
func notice(n int, what ...string) []byte {
	body := fmt.Sprintf(`<p>***NOTE TO PUBLIC ACCESS USERS*** You may view the filed documents once without charge.</p>
<p align=center><strong>U.S. District Court</strong></p><p align=center><strong>California Northern District</strong></p>
<b>Notice of Electronic Filing</b><BR>
The following transaction was entered by Doe, John on 5/1/2025 at 3:10 PM PDT and filed on 4/30/2025 <BR>
<table><tr><td><strong>Case Name:</strong></td><td>County of Santa Clara v. Trump et al</td></tr>
<tr><td><strong>Case Number:</strong></td><td><a href="https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?307001">3:17-cv-00574-WHO</a></td></tr>
<tr><td><strong>Document Number:</strong></td><td><a href="https://ecf.cand.uscourts.gov/doc1/03511500%04[1]d?caseid=307001&amp;de_seq_num=%[2]d&amp;magic_num=%[3]s">%[1]d</a></td></tr></table>
<p><strong>Docket Text:</strong><BR><b>RESPONSE No. %[1]d in opposition – filed by Donald J. Trump. (Doe, John) (Filed on 4/30/2025)</b></p>
<b>3:17-cv-00574-WHO Notice has been electronically mailed to:</b><BR>
%[4]s &nbsp &nbsp jane@recipient.example<BR>
<p>The following document(s) are associated with this transaction:</p>
<strong>Document description:</strong>Main Document <br>
`, n, 100+n, magic, recipient)
	return mailOf("text/html; charset=utf-8", "quoted-printable", strings.NewReplacer(what...).Replace(body),
		fmt.Sprintf("Subject: Activity in Case 3:17-cv-00574-WHO County of Santa Clara v. Trump et al Opposition %d\r\n", n))
}

// plainNotice is one in plain text and base64, of words alone.
func plainNotice(text string) []byte {
	return mailOf("text/plain; charset=windows-1252", "base64", `U.S. District Court
California Northern District

Notice of Electronic Filing

The following transaction was entered on 5/1/2025 at 3:12 PM PDT and filed on 5/1/2025

Case Name:       City and County of San Francisco v. Trump et al
Case Number:     3:17-cv-00485-WHO  https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?306772
Document Number: No document attached

Docket Text:
`+text+`

3:17-cv-00485-WHO Notice has been electronically mailed to:

`+recipient+`     jane@recipient.example
`, "Subject: Activity in Case 3:17-cv-00485-WHO City and County of San Francisco v. Trump et al Order\r\n")
}

// activity is a notice of docket activity from ACMS.
func activity() []byte {
	m := mailOf("text/html; charset=us-ascii", "quoted-printable", `<div>United States Court of Appeals for the Ninth Circuit</div><div>Notice of Docket Activity</div>
<div>The following transaction was entered on 05/01/2025 2:09:13 PM PDT and filed on 05/01/2025</div>
<div>Case Name:&nbsp;County of Santa Clara v. Trump</div>
<div>Case Number: <a href='https://ca9-showdoc.azurewebsites.us/17-17480'>17-17480</a></div>
<div>Docket Text:</div><div>OPENING BRIEF submitted for filing by Appellant Donald J. Trump. [17-17480]</div>
<div>Document: <a href='https://ca9-showdoc.azurewebsites.us/NDA/633c4728-1b4e-f011-8779-`+magic+`'>Opening Brief</a></div>
<div>Notice will be electronically mailed to:</div><div>`+recipient+` jane@recipient.example</div>
`, "Subject: County of Santa Clara v. Trump 17-17480 - 12 - Opening Brief Submitted for Filing\r\n")
	return []byte(strings.NewReplacer("cand.uscourts.gov;", "ca9.fedcourts.us;", "From: ECF-CAND@cand.uscourts.gov", "From: ACMS@ca9.fedcourts.us").Replace(string(m)))
}

// mailOf is a message, as a mail server stores it.
func mailOf(kind, encoding, body, headers string) []byte {
	body = strings.ReplaceAll(body, "\n", "\r\n")
	var b strings.Builder
	b.WriteString("Return-Path: <ecf@cand.uscourts.gov>\r\n" + authentic +
		"Date: Thu, 1 May 2025 15:10:44 -0700\r\nFrom: ECF-CAND@cand.uscourts.gov\r\nTo: jane@recipient.example\r\n" + headers +
		"MIME-Version: 1.0\r\nContent-Type: " + kind + "\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\n")
	switch encoding {
	case "quoted-printable":
		w := quotedprintable.NewWriter(&b)
		_, _ = w.Write([]byte(body)) // to memory
		_ = w.Close()
	case "base64":
		text := base64.StdEncoding.EncodeToString([]byte(body))
		for len(text) > 76 {
			b.WriteString(text[:76] + "\r\n")
			text = text[76:]
		}
		b.WriteString(text + "\r\n")
	default:
		b.WriteString(body)
	}
	return []byte(b.String())
}

// notices are the first n of Santa Clara's.
func notices(from, to int) [][]byte {
	var list [][]byte
	for i := from; i <= to; i++ {
		list = append(list, notice(i))
	}
	return list
}
