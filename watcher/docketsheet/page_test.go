package docketsheet

import "testing"

func TestDatesAreReadAsCourtsPrintThem(t *testing.T) {
	reads(t, parseDay, map[string]string{
		"03/09/2017":              "2017-03-09",
		"3/9/17":                  "2017-03-09",
		" \u00a0\u00a009/27/2017": "2017-09-27",
		"06/01/1968":              "1968-06-01",
		"06/01/68":                "1968-06-01",
		"01–23–2017":              "2017-01-23",
		"2017-01-23":              "2017-01-23",
		"12/08/2017 11:05 AM":     "2017-12-08",
		"02/30/2017":              "",
		"13/01/2017":              "",
		"12/2017":                 "",
		"12/01/201":               "",
		"Date Filed":              "",
		"":                        "",
		"//":                      "",
		"123456789/1/2017":        "",
	})
}

func TestTheFourthDigitOfADocumentIDIsZero(t *testing.T) {
	reads(t, docID, map[string]string{
		"/doc1/01712427473": "01702427473",
		"https://ecf.nysd.uscourts.gov/doc1/127122264358?caseid=492165&de_seq_num=10": "127022264358",
		"https://ecf.ca6.uscourts.gov/docs1/00609219058":                              "00609219058",
		"/doc1/850142225":                            "850042225",
		"/cgi-bin/show_case_doc?90,406590,,,":        "",
		"https://ecf.nysd.uscourts.gov/doc1/":        "",
		"https://ecf.nysd.uscourts.gov/doc1/12x":     "",
		"https://ecf.nysd.uscourts.gov/doc1/123456x": "",
		"": "",
	})
}

func TestTheCallThatOpensADocumentIsRead(t *testing.T) {
	got, ok := parseDLS("goDLS('/doc1/01712427473','56121','69','','','1','77910494','');return(false);")
	if want := (dls{"/doc1/01712427473", "56121", "69", "77910494"}); !ok || got != want {
		t.Errorf("got %+v %v, want %+v", got, ok, want)
	}
	got, ok = parseDLS("goDLS('/doc1/03303140067','189730','8','','1','1','')") // as before 2010
	if want := (dls{"/doc1/03303140067", "189730", "8", ""}); !ok || got != want {
		t.Errorf("got %+v %v, want %+v", got, ok, want)
	}
	for _, s := range []string{"", "goDLS(", "goDLS('a','b", "select_all(this)", "goDLS('a','b')"} {
		if got, ok := parseDLS(s); ok {
			t.Errorf("parseDLS(%q) = %+v", s, got)
		}
	}
}

func TestArgumentsOfAddressesAreFoundByTheirWholeName(t *testing.T) {
	const address = "/cgi-bin/show_doc.pl?caseid=56121&de_seq_num=69&x_caseid=7&magic_num=77910494"
	for name, want := range map[string]string{"caseid": "56121", "de_seq_num": "69", "magic_num": "77910494", "seq_num": "", "hdr": ""} {
		if got := queryArg(address, name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
}

func TestEachByteIsReadInTheCharsetItFits(t *testing.T) {
	for _, c := range []struct{ why, page, want string }{
		{"plain ASCII is left alone", "Plaintiff's motion", "Plaintiff's motion"},
		{"UTF-8 is left alone", "Plaintiff’s motion – Peña", "Plaintiff’s motion – Peña"},
		{"windows-1252 is what courts paste", "Plaintiff\x92s motion \x96 Pe\xf1a", "Plaintiff’s motion – Peña"},
		{"both on one page", "Peña and Pe\xf1a \x93sealed\x94", "Peña and Peña “sealed”"},
		{"a byte order mark is no text", "\xef\xbb\xbfOrder", "Order"},
		{"UTF-16", "\xff\xfeO\x00r\x00d\x00e\x00r\x00", "Order"},
	} {
		if got := string(decodePage([]byte(c.page))); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}

func TestWhiteSpaceOfAnyKindIsOneSpace(t *testing.T) {
	if got := tidy(" James \u00a0 Edgar\tBoddy\n    , Jr.  "); got != "James Edgar Boddy, Jr." {
		t.Errorf("got %q", got)
	}
}
