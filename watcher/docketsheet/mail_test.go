package docketsheet

import (
	"encoding/base64"
	"mime/quotedprintable"
	"strings"
	"testing"
)

// wholeMessage is the notice of nefHTML as a mail server stores it, the plain
// text of another beside it.
func wholeMessage(encoding string) []byte {
	var body strings.Builder
	switch encoding {
	case "quoted-printable":
		w := quotedprintable.NewWriter(&body)
		_, _ = w.Write(nefHTML()) // to memory
		_ = w.Close()
	case "base64":
		text := base64.StdEncoding.EncodeToString(nefHTML())
		for len(text) > 76 {
			body.WriteString(text[:76] + "\r\n")
			text = text[76:]
		}
		body.WriteString(text)
	default:
		body.Write(nefHTML())
	}
	return []byte(`Return-Path: <ecf@example.gov>
Received: from example.gov by example.org; Thu, 9 Mar 2017 23:10:44 +0000
Date: Thu, 9 Mar 2017 15:10:44 -0800
From: ECF-CAND@cand.uscourts.gov
Subject: =?utf-8?Q?Activity_in_Case_3:17-cv-00574-WHO_County_of_Santa_Clara_v._?=
 =?utf-8?Q?Trump_et_al_Opposition/Response_to_Motion?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="outer"

no part
--outer
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain; charset=us-ascii

An older reader of mail sees this.
--inner
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: ` + encoding + `

` + body.String() + `
--inner--
--outer
Content-Type: text/html
Content-Disposition: attachment; filename=order.html

Notice of nothing
--outer--
`)
}

func TestAWholeMessageIsReadInItsRichestForm(t *testing.T) {
	want := wantedNEF().Dockets[0].Entries[0]
	for _, encoding := range []string{"quoted-printable", "base64", "7bit"} {
		for _, message := range [][]byte{
			wholeMessage(encoding),
			[]byte(strings.ReplaceAll(string(wholeMessage(encoding)), "\n", "\r\n")),
			append([]byte("From ecf@example.gov Thu Mar  9 15:10:44 2017\n"), wholeMessage(encoding)...),
		} {
			n, err := ParseNEF(message, "cand")
			if err != nil {
				t.Fatalf("%s: %v", encoding, err)
			}
			e := n.Dockets[0].Entries[0]
			if e.Description != want.Description || *e.DocumentURL != *want.DocumentURL || e.ShortDescription != "Opposition/Response to Motion" {
				t.Errorf("%s: %+v", encoding, e)
			}
		}
	}
}

func TestWhatBreaksTheRulesOfQuotedPrintableIsLeftAsItStands(t *testing.T) {
	for text, want := range map[string]string{
		"a =3D b=\nc":      "a = bc",
		"a=\r\nb= \t\nc":   "abc",
		"1 = 2, =G1 and =": "1 = 2, =G1 and =",
		"=e2=80=99":        "’",
		"":                 "",
	} {
		if got := string(unquote([]byte(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestTextOfAPartIsReadByItsCharset(t *testing.T) {
	const header = "From: a@example.gov\nSubject: x\nContent-Type: text/plain; charset="
	for why, c := range map[string]struct{ mail, want string }{
		"windows-1252 under its own name": {header + "windows-1252\n\nTrump\x92s", "Trump’s"},
		"or under another":                {header + "us-ascii\n\nTrump\x92s", "Trump’s"},
		"UTF-8":                           {header + "utf-8\n\nTrump’s", "Trump’s"},
		"Japanese":                        {header + "shift_jis\n\n\x83g", "ト"},
		"an unknown one":                  {header + "martian\n\nTrump\x92s", "Trump’s"},
		"none":                            {"From: a@example.gov\nSubject: x\n\nTrump\x92s", "Trump’s"},
	} {
		l := openMail([]byte(c.mail))
		if len(l.lines) != 1 || l.lines[0].text != c.want || !l.isMessage {
			t.Errorf("%s: %+v", why, l)
		}
	}
}

func TestASubjectIsReadWhateverItsCharset(t *testing.T) {
	for raw, want := range map[string]string{
		"Trump\x92s motion":               "Trump’s motion",
		"=?utf-8?B?VHJ1bXDigJlz?= motion": "Trump’s motion",
		"=?martian?Q?x?= motion":          "=?martian?Q?x?= motion",
	} {
		l := openMail([]byte("From: a@example.gov\nSubject: " + raw + "\n\nx"))
		if l.subject != want {
			t.Errorf("%q: %q, want %q", raw, l.subject, want)
		}
	}
}

func TestAPageIsNoMessage(t *testing.T) {
	for _, body := range []string{"", "\n\n", "Case Name: Doe v. Roe\n\nx", "<html>a: b</html>", "Subject: one field only\n\nx", "From \n", "From x"} {
		if openMail([]byte(body)).isMessage {
			t.Errorf("%q is read as a message", body)
		}
	}
}

func TestTheEventIsWhatTheSubjectSaysBehindTheCase(t *testing.T) {
	for _, c := range []struct{ subject, number, name, want string }{
		{"Activity in Case 1:21-cv-01456-MN CBV, Inc. v. ChanBond, LLC Letter", "1:21-cv-01456", "CBV, Inc. v. ChanBond, LLC", "Letter"},
		{"Activity in Case 3:17-cv-00574-WHO County of Santa Clara v. Trump et al Order on Motion", "3:17-cv-00574", "County of Santa Clara v. Trump et al", "Order on Motion"},
		{"6:22-bk-13643-SY Request for Notice", "6:22-bk-13643", "Jane Doe", "Request for Notice"},
		{"21-10245-BAH Chapter 13 Jane Doe  Affidavit of Compliance", "21-10245", "Jane Doe", "Affidavit of Compliance"},
		{"Ch-13 1:22-bk-02406-HWV -Jane Quentin Doe Motion to Modify Plan", "1:22-bk-02406", "Jane Quentin Doe and John Doe", "Motion to Modify Plan"},
		{"1:22-bk-02406-HWV Ch-7 Jane Doe Order", "1:22-bk-02406", "Jane Doe", "Order"},
		{"1:23-bk-00456-HWV -Jane Quentin Zimme Hearing Held", "1:23-bk-00456", "Jane Quentin Zimmerman and John Doe", "Hearing Held"},
		{"1:23-bk-00456-HWV Jane Quentin Doe Amended Plan", "1:23-bk-00456", "Jane Quentin Doe and John Doe", "Amended Plan"},
		{"22-1455-ED Doe v. Roe \"Motion\"", "22-1455", "Doe v. Roe", `"Motion"`},
		{"1:22-bk-02406-HWV Chapter closed", "1:22-bk-02406", "Jane Doe", "Chapter closed"},
		{"News of the court", "1:22-bk-02406", "Jane Doe", ""},
		{"", "1:22-bk-02406", "Jane Doe", ""},
	} {
		if got := afterNumber(c.subject, c.number, c.name); got != c.want {
			t.Errorf("%q: %q, want %q", c.subject, got, c.want)
		}
	}
}

func TestTagsThatNeverEndHideNothing(t *testing.T) {
	page := string(nefHTML())
	stamps := strings.Repeat("<TAB>[STAMP]<BR>", 5000)
	n, err := ParseNEF([]byte(strings.Replace(page, "<strong>Docket Text:", stamps+"<strong>Docket Text:", 1)), "cand")
	if err != nil || n.Dockets[0].Entries[0].Description != nefText {
		t.Errorf("%+v, %v", n, err)
	}
}
