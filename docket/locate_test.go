package docket_test

import (
	"strings"
	"testing"

	"docketwatch/docket"
)

func TestLocateReadsAddressesAndCitations(t *testing.T) {
	tests := []struct{ text, court, key, caseID, cl string }{
		{"https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?307687", "cand", "", "307687", ""},
		{"https://ecf.nysd.uscourts.gov/cgi-bin/iquery.pl?625371913403797-L_9999_1-0-663150", "nysd", "", "663150", ""},
		{"https://ecf.cand.uscourts.gov/doc1/035115264587?caseid=307687&de_seq_num=140", "cand", "", "307687", ""},
		{"https://ecf.cofc.uscourts.gov/cgi-bin/DktRpt.pl?41234", "uscfc", "", "41234", ""},
		{"https://ecf.ca9.uscourts.gov/n/beam/servlet/TransportRoom?servlet=CaseSummary.jsp&caseNum=17-17480&incOrigDkt=Y", "ca9", "2017-17480", "", ""},
		{"https://www.courtlistener.com/docket/69623767/city-and-county-of-san-francisco-v-donald-j-trump/", "", "", "", "69623767"},
		{"https://www.courtlistener.com/recap/gov.uscourts.cand.307687/", "cand", "", "307687", ""},
		{"https://archive.org/download/gov.uscourts.cand.307687/gov.uscourts.cand.307687.docket.html", "cand", "", "307687", ""},
		{"https://dockets.justia.com/docket/california/candce/3:2017cv00574/307687", "cand", "2017-cv-574", "307687", ""},
		{"https://docs.justia.com/cases/federal/district-courts/washington/wawdce/2:2017cv00497/243742/24", "wawd", "2017-cv-497", "243742", ""},
		{"https://www.supremecourt.gov/search.aspx?filename=/docket/docketfiles/html/public/24-966.html", "scotus", "2024-966", "", ""},
		{"https://www.supremecourt.gov/RSS/Cases/JSON/25a169.json", "scotus", "2025-a-169", "", ""},
		{"cand 3:17-cv-00574-WHO", "cand", "2017-cv-574", "", ""},
		{"3:17-cv-00574 cand", "cand", "2017-cv-574", "", ""},
		{"No. 17-17480 (9th Cir.)", "ca9", "2017-17480", "", ""},
		{"3:17-cv-00574 (N.D. Cal.)", "cand", "2017-cv-574", "", ""},
		{"18-00079 Bankr. N.D. Cal.", "canb", "2018-79", "", ""},
	}
	for _, tt := range tests {
		l, err := docket.Locate(tt.text)
		key := ""
		if !l.Number.IsZero() {
			key = l.Number.Key()
		}
		if err != nil || l.Court != tt.court || key != tt.key || l.PacerCaseID != tt.caseID || l.CourtListenerID != tt.cl {
			t.Errorf("%s: %+v (%s), %v", tt.text, l, key, err)
		}
	}
}

func TestLocateSaysWhatIsMissing(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "not a docket number",
		"3:17-cv-00574":                     "say which court",
		"cand":                              "not a docket number",
		"https://example.org/docket/1":      "names no docket",
		"https://ecf.sdny.uscourts.gov/x":   "names no docket",
		"https://www.courtlistener.com/api": "names no docket",
		"ht!tp://%zz":                       "names no docket",
	} {
		if l, err := docket.Locate(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %+v, %v; want %q", text, l, err, want)
		}
	}
}

func FuzzLocate(f *testing.F) {
	f.Add("https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?307687")
	f.Add("No. 17-17480 (9th Cir.)")
	f.Fuzz(func(t *testing.T, text string) {
		l, err := docket.Locate(text)
		if err == nil && l.Court == "" && l.CourtListenerID == "" {
			t.Errorf("%q is located nowhere: %+v", text, l)
		}
	})
}
