package docket_test

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"docketwatch/docket"
)

// The forms are those of captured dockets, notices and docket search sites.
func TestParseNumberReadsEveryFormInUse(t *testing.T) {
	for _, c := range []struct{ name, text, key, printed string }{
		{"a district court's own form", "3:17-cv-00574-WHO", "2017-cv-574", "3:17-cv-00574-WHO"},
		{"without initials", "3:17-cv-00574", "2017-cv-574", "3:17-cv-00574"},
		{"without office and zeros", "17-cv-574", "2017-cv-574", "17-cv-00574"},
		{"without office", "17-cv-00574-WHO", "2017-cv-574", "17-cv-00574-WHO"},
		{"unpadded", "2:25-cv-814", "2025-cv-814", "2:25-cv-00814"},
		{"office with a zero", "01:25-cv-01285", "2025-cv-1285", "1:25-cv-01285"},
		{"office zero", "0:25-cv-03798", "2025-cv-3798", "0:25-cv-03798"},
		{"Justia", "3:2017cv00574", "2017-cv-574", "3:17-cv-00574"},
		{"an old order", "No. C 17-00574 WHO", "2017-cv-574", "17-cv-00574-WHO"},
		{"an old order, tight", "C17-4701", "2017-cv-4701", "17-cv-04701"},
		{"Northern Illinois orders", "No. 17 C 5720", "2017-cv-5720", "17-cv-05720"},
		{"Southern New York orders", "18 Civ. 6471 (ER)", "2018-cv-6471", "18-cv-06471-ER"},
		{"Eastern Pennsylvania orders", "CIVIL ACTION NO. 17-3894", "2017-cv-3894", "17-cv-03894"},
		{"criminal order", "Criminal No. 18-224", "2018-cr-224", "18-cr-00224"},
		{"docket sheet heading", "CIVIL DOCKET FOR CASE #: 3:08-cv-00177-SI", "2008-cv-177", "3:08-cv-00177-SI"},
		{"judge in parentheses", "17-cv-00574 (WHO)", "2017-cv-574", "17-cv-00574-WHO"},
		{"judge after a space", "2:17-cv-00497 RAJ", "2017-cv-497", "2:17-cv-00497-RAJ"},
		{"two judges", "1:12-cv-04402-PKC-CLP", "2012-cv-4402", "1:12-cv-04402-PKC-CLP"},
		{"minus signs", "3:17\u2212cv\u221200485\u2212WHO", "2017-cv-485", "3:17-cv-00485-WHO"},
		{"en dashes and capitals", "7:17\u2013CV\u201300426", "2017-cv-426", "7:17-cv-00426"},
		{"no-break space", "Case\u00a0No.\u00a03:17-cv-00574", "2017-cv-574", "3:17-cv-00574"},
		{"a defendant", "1:18-cr-00224-1", "2018-cr-224-d1", "1:18-cr-00224-1"},
		{"a judge and a defendant", "1:18-cr-00224-ABC-12", "2018-cr-224-d12", "1:18-cr-00224-ABC-12"},
		{"a defendant and a judge", "1:18-cr-00224-12-ABC", "2018-cr-224-d12", "1:18-cr-00224-ABC-12"},
		{"a type with a tilde", "5:18-~gr-00001", "2018-~gr-1", "5:18-~gr-00001"},
		{"multidistrict litigation", "MDL No. 2168", "mdl-2168", "MDL No. 2168"},
		{"a multidistrict docket", "2:14-md-02543", "2014-md-2543", "2:14-md-02543"},
		{"an appeal", "17-17478", "2017-17478", "17-17478"},
		{"a short appeal", "22-21", "2022-21", "22-21"},
		{"bankruptcy", "18-00079", "2018-79", "18-00079"},
		{"bankruptcy with a judge", "16-10992-smb", "2016-10992", "16-10992-SMB"},
		{"bankruptcy with an office", "1:18-00079", "2018-79", "1:18-00079"},
		{"a bankruptcy office of letters", "2:18-bk-12345-BB", "2018-bk-12345", "2:18-bk-12345-BB"},
		{"an adversary proceeding", "1:17-ap-01001-abc", "2017-ap-1001", "1:17-ap-01001-ABC"},
		{"the Supreme Court", "24-966 ", "2024-966", "24-966"},
		{"the Supreme Court in words", "No. 24-966", "2024-966", "24-966"},
		{"a capital case", "23-7483 *** CAPITAL CASE ***", "2023-7483", "23-7483"},
		{"an application", "25A169", "2025-a-169", "25A169"},
		{"an original case", "22O141", "2022-o-141", "22O141"},
		{"the last century", "3:77-cv-00123", "1977-cv-123", "3:77-cv-00123"},
		{"a year before the rule of two digits", "1:1955-cv-00012", "1955-cv-12", "1:1955-cv-00012"},
	} {
		t.Run(c.name, func(t *testing.T) {
			n, err := docket.ParseNumber(c.text)
			if err != nil {
				t.Fatal(err)
			}
			if n.Key() != c.key || n.String() != c.printed {
				t.Errorf("%q: key %q, prints %q; want %q, %q", c.text, n.Key(), n.String(), c.key, c.printed)
			}
			if n.Raw != strings.TrimSpace(c.text) {
				t.Errorf("raw text %q is lost: %q", c.text, n.Raw)
			}
		})
	}
}

func TestParseNumberRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":                 "",
		"a name":                  "Santa Clara v. Trump",
		"initials":                "WHO",
		"two numbers":             "3:17-cv-00574, 3:17-cv-00485",
		"two numbers and a word":  "17-17478 and 17-17480",
		"two numbers and a space": "17-17478 17-17480",
		"a date":                  "1-2-3",
		"a citation":              "82 FR 8799, 8801",
		"a serial without end":    "17-cv-12345678901",
		"a year of three digits":  "217-cv-00574",
	} {
		t.Run(name, func(t *testing.T) {
			n, err := docket.ParseNumber(text)
			if !errors.Is(err, docket.ErrNumber) {
				t.Fatalf("%q is read as %+v", text, n)
			}
			if !strings.Contains(err.Error(), text) || n.String() != text || n.Key() != "raw-"+strings.ToLower(text) {
				t.Errorf("the text %q is lost: %v, %q", text, err, n.Key())
			}
		})
	}
}

func TestOfficeAndJudgeAreNotIdentity(t *testing.T) {
	first, _ := docket.ParseNumber("5:17-cv-00574-LHK")
	later, _ := docket.ParseNumber("3:17-cv-00574-WHO")
	if first.Key() != later.Key() {
		t.Errorf("%q and %q are one case", first.Key(), later.Key())
	}
}

func TestCourtTypeYearAndDefendantAreIdentity(t *testing.T) {
	seen := map[docket.DocketKey]string{}
	for _, c := range []struct{ court, number string }{
		{"nyed", "1:25-cv-04084"}, {"ilnd", "1:25-cv-04084"}, {"nyed", "1:25-cr-04084"}, {"nyed", "1:24-cv-04084"},
		{"nyed", "1:25-cr-04084-1"}, {"nyed", "1:25-cr-04084-2"},
	} {
		n, err := docket.ParseNumber(c.number)
		if err != nil {
			t.Fatal(err)
		}
		key := docket.KeyOf(c.court, n)
		if other, taken := seen[key]; taken {
			t.Errorf("%s %s and %s share %s", c.court, c.number, other, key)
		}
		if key.Court() != c.court {
			t.Errorf("court of %s is %s", key, key.Court())
		}
		seen[key] = c.court + " " + c.number
	}
}

func TestTheWholeCaseHasNoDefendant(t *testing.T) {
	n, _ := docket.ParseNumber("1:18-cr-00224-3")
	if n.Case().Key() != "2018-cr-224" || n.Key() != "2018-cr-224-d3" {
		t.Errorf("%s, %s", n.Case().Key(), n.Key())
	}
}

func TestAPrintedNumberParsesToTheSameKey(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := docket.Number{
			Office:    rapid.SampledFrom([]string{"", "0", "1", "3", "A"}).Draw(t, "office"),
			Year:      rapid.IntRange(1900, 2099).Draw(t, "year"),
			Type:      rapid.SampledFrom([]string{"", "cv", "cr", "mc", "~gr", "bk", "ap"}).Draw(t, "type"),
			Serial:    rapid.IntRange(1, 99999).Draw(t, "serial"),
			Initials:  rapid.SliceOfN(rapid.StringMatching(`[A-Z]{2,4}`), 0, 2).Draw(t, "initials"),
			Defendant: rapid.IntRange(0, 40).Draw(t, "defendant"),
		}
		again, err := docket.ParseNumber(n.String())
		if err != nil {
			t.Fatal(err)
		}
		if again.Key() != n.Key() || again.String() != n.String() {
			t.Fatalf("%+v prints %q and is read as %+v", n, n, again)
		}
	})
}

func FuzzParseNumber(f *testing.F) {
	for _, text := range []string{"3:17-cv-00574-WHO", "No. C 17-00574 WHO", "MDL No. 2168", "25A169", "5:18-~gr-00001", "18 Civ. 6471 (ER)", "no.:#case"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, err := docket.ParseNumber(text)
		if err != nil {
			if !errors.Is(err, docket.ErrNumber) {
				t.Errorf("%v is not ErrNumber", err)
			}
			return
		}
		again, err := docket.ParseNumber(n.String())
		if err != nil || again.Key() != n.Key() {
			t.Errorf("%q prints %q, which is read as %q: %v", text, n, again.Key(), err)
		}
	})
}
