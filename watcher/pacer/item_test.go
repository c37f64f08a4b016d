package pacer

import (
	"bytes"
	"fmt"
	"testing"
	"unicode/utf16"
)

func TestTheItemsOfEveryKindOfCourt(t *testing.T) {
	for _, c := range []struct {
		name, item string
		want       Item
	}{
		{"district, with a document",
			`<item><title>3:17-cv-00574-WHO County of Santa Clara v. Trump &#x26;amp; al</title><link>http://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?307001</link>` +
				`<description>[Motion &#x26;amp; Order] (&#x3C;a href=&#x22;https://ecf.cand.uscourts.gov/doc1/035115000001?caseid=307001&#x26;de_seq_num=140&#x22; &#x3E;46&#x3C;/a&#x3E;)</description>` +
				`<guid isPermaLink="true">https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?307001&#x26;140</guid></item>`,
			Item{Title: "3:17-cv-00574-WHO County of Santa Clara v. Trump & al", Number: "3:17-cv-00574-WHO", Caption: "County of Santa Clara v. Trump & al",
				Link: "http://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?307001", GUID: "https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?307001&140",
				CaseID: "307001", SeqNo: "140", Event: "Motion & Order", Document: "46", DocumentID: "035015000001", DocumentSeq: "140",
				DocumentURL: "https://ecf.cand.uscourts.gov/doc1/035115000001?caseid=307001&de_seq_num=140"}},
		{"district, without a document, behind a nonce",
			`<item><title>1:25-cv-00001 A v. B</title><link>https://ecf.ilnd.uscourts.gov/cgi-bin/iquery.pl?625371913403797-L_9999_1-0-663150</link><description>[Minute Entry] </description></item>`,
			Item{Title: "1:25-cv-00001 A v. B", Number: "1:25-cv-00001", Caption: "A v. B", CaseID: "663150", Event: "Minute Entry",
				Link: "https://ecf.ilnd.uscourts.gov/cgi-bin/iquery.pl?625371913403797-L_9999_1-0-663150"}},
		{"bankruptcy, whose anchor is escaped twice and says only doc",
			`<item><title>16-10992-smb Sun, Inc.          </title><link>https://ecf.nysb.uscourts.gov/cgi-bin/DktRpt.pl?265812</link>` +
				`<description>Type: bk Office: 1 Chapter: 11 Trustee: O&#x26;#039;Brien, Pat [Claim] (&amp;#x3C;a href=&amp;#x27;https://ecf.nysb.uscourts.gov/doc1/126118830418?pdf_header=&amp;#x26;de_seq_num=7&amp;#x26;caseid=265812&amp;#x27;&amp;#x3E;doc&amp;#x3C;/a&amp;#x3E;)</description>` +
				`<guid>https://ecf.nysb.uscourts.gov/cgi-bin/DktRpt.pl?265812-7</guid></item>`,
			Item{Title: "16-10992-smb Sun, Inc.", Number: "16-10992-smb", Caption: "Sun, Inc.", CaseID: "265812", SeqNo: "7",
				Link: "https://ecf.nysb.uscourts.gov/cgi-bin/DktRpt.pl?265812", GUID: "https://ecf.nysb.uscourts.gov/cgi-bin/DktRpt.pl?265812-7",
				Type: "bk", Office: "1", Chapter: "11", Trustee: "O'Brien, Pat", Event: "Claim", DocumentID: "126018830418", DocumentSeq: "7",
				DocumentURL: "https://ecf.nysb.uscourts.gov/doc1/126118830418?pdf_header=&de_seq_num=7&caseid=265812"}},
		{"appellate",
			`<item><title>22-3054 Hall v. Doe</title><link>https://ecf.ca3.uscourts.gov/n/beam/servlet/TransportRoom?servlet=DocketReportFilter.jsp&amp;caseNum=22-3054</link>` +
				`<description>[Order FILED] (&lt;a href='https://ecf.ca3.uscourts.gov/docs1/00309229396'>Document&lt;/a>)</description>` +
				`<guid isPermaLink="true">https://ecf.ca3.uscourts.gov/n/beam/servlet/TransportRoom?servlet=DocketReportFilter.jsp&amp;caseNum=22-3054&amp;partId=3463600</guid></item>`,
			Item{Title: "22-3054 Hall v. Doe", Number: "22-3054", Caption: "Hall v. Doe", PartID: "3463600", Event: "Order FILED",
				Link:       "https://ecf.ca3.uscourts.gov/n/beam/servlet/TransportRoom?servlet=DocketReportFilter.jsp&caseNum=22-3054",
				GUID:       "https://ecf.ca3.uscourts.gov/n/beam/servlet/TransportRoom?servlet=DocketReportFilter.jsp&caseNum=22-3054&partId=3463600",
				DocumentID: "00309229396", DocumentURL: "https://ecf.ca3.uscourts.gov/docs1/00309229396"}},
		{"E.D.N.Y.'s own, in CDATA, with markup in the text",
			`<item><title><![CDATA[1:25-cv-04084-RER-PK USA v. Doe]]></title><author></author><guid>https://ecf.nyed.uscourts.gov/cgi-bin/DktRpt.pl?406590</guid>` +
				`<description><![CDATA[[Motion for [Proposed] Order] USA v. Doe [sic] (<a href="https://ecf.nyed.uscourts.gov/cgi-bin/show_case_doc?90,406590,,,">90</a>)]]></description><link>https://ecf.nyed.uscourts.gov/cgi-bin/DktRpt.pl?406590</link></item>`,
			Item{Title: "1:25-cv-04084-RER-PK USA v. Doe", Number: "1:25-cv-04084-RER-PK", Caption: "USA v. Doe", CaseID: "406590",
				Link: "https://ecf.nyed.uscourts.gov/cgi-bin/DktRpt.pl?406590", GUID: "https://ecf.nyed.uscourts.gov/cgi-bin/DktRpt.pl?406590",
				Event: "Motion for [Proposed] Order", Document: "90", DocumentURL: "https://ecf.nyed.uscourts.gov/cgi-bin/show_case_doc?90,406590,,,"}},
		{"brackets that do not balance", `<item><title>1:25-cv-1 A</title><description>[Motion [sealed] (&lt;a href="https://x.uscourts.gov/doc1/1231">5&lt;/a>)</description></item>`,
			Item{Title: "1:25-cv-1 A", Number: "1:25-cv-1", Caption: "A", Event: "Motion [sealed", Document: "5", DocumentID: "1230", DocumentURL: "https://x.uscourts.gov/doc1/1231"}},
		{"no brackets at all", `<item><title>1:25-cv-1 A</title><description>Order of the court</description></item>`,
			Item{Title: "1:25-cv-1 A", Number: "1:25-cv-1", Caption: "A", Event: "Order of the court"}},
		{"a title without number", `<item><title>SEALED v. SEALED</title></item>`, Item{Title: "SEALED v. SEALED", Caption: "SEALED v. SEALED"}},
		{"a multidistrict number", `<item><title>MDL No. 2168 In re Foo</title></item>`, Item{Title: "MDL No. 2168 In re Foo", Number: "MDL No. 2168", Caption: "In re Foo"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, fault := readItem([]byte(c.item))
			if fault != "" {
				t.Fatal(fault)
			}
			if got != c.want {
				t.Errorf("read\n%+v\nwant\n%+v", got, c.want)
			}
		})
	}
}

func TestTheEventsOfOneFilingAreOne(t *testing.T) {
	item := func(doc, seq, event string) Item {
		return Item{Title: "1:25-cv-1 A v. B", Link: "l", GUID: "g", Date: "d", Document: doc, SeqNo: seq, Event: event}
	}
	show := func(items ...Item) (all []string) {
		for _, f := range merge(items) {
			all = append(all, fmt.Sprintf("%s%v%d", f.Document, f.Events, f.Ordinal))
		}
		return all
	}
	for name, c := range map[string]struct{ got, want []string }{
		"same sequence number":               {show(item("5", "10", "~Util"), item("5", "10", "Order")), []string{"5[~Util Order]0"}},
		"same sequence, one without a link":  {show(item("", "10", "~Util"), item("5", "10", "Order")), []string{"5[~Util Order]0"}},
		"same document":                      {show(item("5", "", "Order"), item("5", "", "Judgment"), item("5", "", "Order")), []string{"5[Order Judgment Order]0"}},
		"two documents of one second":        {show(item("5", "", "Order"), item("6", "", "Order")), []string{"5[Order]0", "6[Order]0"}},
		"two texts of one second":            {show(item("", "", "Order"), item("", "", "Order(Other)")), []string{"[Order]0", "[Order(Other)]0"}},
		"five equal orders of one second":    {show(item("", "", "Order"), item("", "", "Order"), item("", "", "Order"), item("", "", "Order"), item("", "", "Order")), []string{"[Order]0", "[Order]1", "[Order]2", "[Order]3", "[Order]4"}},
		"equal orders with another in among": {show(item("", "", "Order"), item("", "", "X"), item("", "", "Order")), []string{"[Order]0", "[X]0", "[Order]1"}},
	} {
		if fmt.Sprint(c.got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
}

func TestAFilingInTheLedgersWords(t *testing.T) {
	it, fault := readItem([]byte(district(46, 300574, "Order", timeOf(1))))
	if fault != "" {
		t.Fatal(fault)
	}
	it.Number, it.DocumentURL = "1:18-cr-00224-2", "http://ecf.cand.uscourts.gov/doc1/0351?caseid=1&magic_num=99#x"
	s := look{source: "court_rss/cand", court: court("cand"), seen: built, digest: "d"}.sighting(&Filing{Item: it, Events: []string{"Order"}, Ordinal: 1})
	if s.Number.Defendant != 2 || s.Docket() != "cand/2018-cr-224-d2" {
		t.Errorf("docket %s", s.Docket())
	}
	if s.DocumentURL != "https://ecf.cand.uscourts.gov/doc1/0351" || s.DocketURL != "https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?300574" {
		t.Errorf("links %s, %s", s.DocumentURL, s.DocketURL)
	}
	if s.Court != "cand" || s.DocumentNumber != "46" || s.PacerDocID != "035000000046" || s.SeqNo != "138" || s.PacerCaseID != "300574" ||
		!s.Entered.Equal(timeOf(1)) || s.Filed != "" || s.Ordinal != 1 || s.CaseName != "County of Alameda v. Doe et al" {
		t.Errorf("sighting %+v", s)
	}
	odd := look{}.sighting(&Filing{Item: Item{Number: "sealed-7x", Link: "javascript:alert(1)"}})
	if odd.Number.Raw != "sealed-7x" || odd.Number.Serial != 0 || odd.DocketURL != "" {
		t.Errorf("sighting %+v", odd)
	}
}

func TestCaptionsAreCleanedAsJuriscraperDoes(t *testing.T) {
	for caption, want := range map[string]string{
		"USA v. Doe et al":                                    "United States v. Doe",
		"Doe et al vs. U.S.A.":                                "Doe v. United States",
		"Doe v United States of America":                      "Doe v. United States",
		"Sun, Inc., et al., and North State Prison":           "Sun, Inc., and North State Prison",
		"In re: Doe, Debtor":                                  "In re: Doe, Debtor",
		"Doe, Plaintiff-Appellant v. Roe, Defendant/Appellee": "Doe v. Roe",
		"The State v. Doe":                                    "State v. Doe",
		"99 Market # 601; v. Doe":                             "99 Market 601 v. Doe",
		"Doe v. Pet Supplies Plus":                            "Doe v. Pet Supplies Plus",
		"Doe, Pet. v. Roe":                                    "Doe v. Roe",
		"Etta Alder v. Et Albert":                             "Etta Alder v. Et Albert",
		"":                                                    "Unknown Case Title",
		"No. 5 Ranch v. Doe":                                  "5 Ranch v. Doe",
		"O’Brien v. “X”":                                      `O'Brien v. "X"`,
	} {
		if got := cleanCaption(caption); got != want {
			t.Errorf("%q is cleaned to %q, want %q", caption, got, want)
		}
	}
}

func TestDocketNumbersAreTakenApart(t *testing.T) {
	for number, want := range map[string]numberParts{
		"3:17-cv-00574-WHO":     {core: "3:17-cv-00574", office: "3", kind: "cv", assigned: "WHO"},
		"1:12-cv-04402-PKC-CLP": {core: "1:12-cv-04402", office: "1", kind: "cv", assigned: "PKC", referred: "CLP"},
		"1:18-cr-00224-1":       {core: "1:18-cr-00224", office: "1", kind: "cr", defendant: "1"},
		"1:18-cr-00224-ABC-12":  {core: "1:18-cr-00224", office: "1", kind: "cr", assigned: "ABC", defendant: "12"},
		"16-10992-smb":          {core: "16-10992", assigned: "smb"},
		"19-8054":               {core: "19-8054"},
		"5:18-~gr-00001":        {core: "5:18-~gr-00001"},
		"MDL No. 2168":          {core: "MDL No. 2168"},
		"":                      {},
	} {
		if got := splitNumber(number); got != want {
			t.Errorf("%q: %+v, want %+v", number, got, want)
		}
	}
}

func TestEveryEncodingBecomesUTF8(t *testing.T) {
	const head = `<?xml version="1.0" encoding="ISO-8859-1"?>`
	utf16le := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune("<rss>é</rss>")) {
		utf16le = append(utf16le, byte(u), byte(u>>8))
	}
	for _, c := range []struct {
		name string
		body []byte
		want string
	}{
		{"ASCII", []byte("<rss/>"), "<rss/>"},
		{"declared ISO-8859-1, which is windows-1252", []byte(head + "Pe\xf1a \x93x\x94"), head + "Peña “x”"},
		{"UTF-8 without declaration", []byte("<rss>Peña</rss>"), "<rss>Peña</rss>"},
		{"UTF-8 with a byte order mark", []byte("\xef\xbb\xbf<rss>Peña</rss>"), "<rss>Peña</rss>"},
		{"a byte order mark against the declaration", []byte("\xef\xbb\xbf" + head + "Peña"), head + "Peña"},
		{"UTF-16", utf16le, "<rss>é</rss>"},
		{"UTF-16 without mark", utf16le[2:], "<rss>é</rss>"},
		{"no UTF-8 and nothing declared", []byte("<rss>Pe\xf1a</rss>"), "<rss>Peña</rss>"},
		{"declared UTF-8 with a bad byte", []byte(`<?xml encoding="utf-8"?>Pe` + "\xf1a"), `<?xml encoding="utf-8"?>Pe` + "\uFFFDa"},
		{"an encoding nobody knows", []byte(`<?xml encoding="klingon"?>Pe` + "\xf1a"), `<?xml encoding="klingon"?>Peña`},
		{"control characters", []byte("<rss>a\x00b\x1bc\td</rss>"), "<rss>a\uFFFDb\uFFFDc\td</rss>"},
	} {
		if got := decode(c.body); string(got) != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if body := windowOf(1, 3); &decode(body)[0] != &body[0] || !bytes.Equal(decode(body), body) {
		t.Error("plain ASCII was copied")
	}
}

func TestReferencesAreResolvedOnlyWhereTheyEnd(t *testing.T) {
	for text, want := range map[string]string{
		"AT&amp;T":         "AT&T",
		"?a=1&copy=2":      "?a=1&copy=2",
		"P&GT Corp":        "P&GT Corp",
		"&eacute;&#233;":   "éé",
		"&#146;":           "’",
		"&#x0;&#xD800;":    "&#x0;&#xD800;",
		"&nosuch;&;&#;&#x": "&nosuch;&;&#;&#x",
		"&amp;lt;":         "&lt;",
		"R&D; Labs":        "R&D; Labs",
	} {
		if got := unescape(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
