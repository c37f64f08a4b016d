package rules

import (
	"strings"
	"testing"
)

func TestSentencesEndWhereALegalWriterEndsThem(t *testing.T) {
	for name, c := range map[string]struct{ text string }{
		"a case name":                       {"See Texas v. United States, 523 U.S. 296 (1998).|It is not ripe."},
		"a rule":                            {"It fails under Fed. R. Civ. P. 12(b)(1).|The suit is premature."},
		"an abbreviation before a starter":  {"They rely on Fed. R. Civ. P.|The rule says nothing."},
		"id.":                               {"Id. at 9.|The Order is plain.|Id.|The Court agrees."},
		"initials":                          {"William H. Orrick sat.|Donald J. Trump signed."},
		"U.S.C.":                            {"It violates 8 U.S.C. § 1373.|Nothing more."},
		"the United States":                 {"It binds the U.S.|The City is free.|The U.S. Court of Appeals agreed."},
		"an ellipsis that goes on":          {"this... that the Government never said so."},
		"an ellipsis that ends":             {"It was to begin with...|The Court stopped him."},
		"a footnote mark":                   {"The Order says so.1|Nothing was done."},
		"a footnote mark behind a year":     {"The statute dates from 1996.12|Nothing was done."},
		"a decimal":                         {"It costs $1.7 billion."},
		"a closing quotation mark":          {"He said \"no.\"|She said \"yes.\"|They left."},
		"a question":                        {"Why is it not ripe?|Because nothing was done."},
		"a bracket":                         {"(It is not ripe.)|It may be later."},
		"companies and offices":             {"Acme Co. v. Sec'y of Health & Hum. Servs. was different.|It was final."},
		"a numbered heading":                {"I. The Claims Are Not Ripe"},
		"a numbered paragraph":              {"12. Plaintiff resides here.|13. Defendant does not."},
		"docket numbers":                    {"See Dkt. No. 98 at 2.|See also ECF No. 12."},
		"names of months":                   {"It was heard on Apr. 14, 2017.|It was decided on Apr. 25."},
		"Attorney General's abbreviation":   {"The Att'y Gen. Memo. says so.|Nothing else does."},
		"a citation that begins a sentence": {"So the Court held.|Trump v. New York, 592 U.S. 125 (2020).|It is the same here."},
	} {
		text := strings.ReplaceAll(c.text, "|", " ")
		var got []string
		sentences(text, 0, len(text), func(start, end int) { got = append(got, text[start:end]) })
		if strings.Join(got, "|") != c.text {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("See Id. at 9. The U.S.\nNo. 1 v. \"x.\" 2 A.")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		sentences(text, 0, len(text), func(start, end int) {
			if start < last || end <= start || end > len(text) {
				t.Fatalf("%q: %d:%d after %d", text, start, end, last)
			}
			if strings.TrimSpace(text[last:start]) != "" && strings.Trim(text[last:start], " \n") != "" {
				t.Fatalf("%q: %q belongs to no sentence", text, text[last:start])
			}
			last = end
		})
	})
}
