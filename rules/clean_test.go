package rules

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestStampsAreKnownByTheirParts(t *testing.T) {
	for _, c := range []struct {
		line string
		page int // -1: no stamp
	}{
		{"Case 3:17-cv-00574-WHO   Document 98   Filed 04/25/17   Page 2 of 49", 2},
		{"Case: 1:17-cv-05720 Document #: 78 Filed: 09/15/17 Page 1 of 41 PageID #:1234", 1},
		{"Case 1:25-cv-00039-JJM-PAS     Document 68     Filed 02/03/25     Page 12 of 22 PageID #: 5123", 12},
		{"2:17-cv-10310-VAR-SDD Doc # 8 Filed 02/02/17 Pg 3 of 33 Pg ID 62", 3},
		{"3:25-cv-01234-MGL     Date Filed 02/12/25    Entry Number 1     Page 3 of 40", 3},
		{"Appeal: 17-1351 Doc: 36 Filed: 03/24/2017 Pg: 8 of 60", 8},
		{"USCA4 Appeal: 25-1234      Doc: 12         Filed: 03/10/2025      Pg: 3 of 60", 3},
		{"Case: 17-17478, 12/18/2017, ID: 10693827, DktEntry: 3, Page 8 of 47", 8},
		{"Case: 17-2991 Document: 003112345678 Page: 8 Date Filed: 03/24/2017", 8},
		{"Case: 25-1138     Document: 00118259999     Page: 18      Date Filed: 03/24/2025      Entry ID: 6702222", 18},
		{"USCA Case #17-5000 Document #1234567 Filed: 03/24/2017 Page 8 of 60", 8},
		{"Case 17-3894, Document 36, 03/24/2017, 1234567, Page8 of 60", 8},
		{"Appellate Case: 17-1234     Document: 01019876543     Date Filed: 03/24/2017     Page: 8", 8},
		{"Case: 17-2991      Document: 36            Filed: 03/24/2017      Pages: 60", 0},
		{"Case 3:17\u2011cv\u201100574\u2011WHO Document 98 Filed 04/25/17 Page 2 of 49", 2},
		{"See Dkt. No. 98 at 2, and Page 4 of Document 12.", -1},
		{"The docket number is 3:17-cv-00574-WHO, and the order is on page 2.", -1},
		{"Case No. 3:17-cv-00574-WHO", -1},
		{"Dated: March 9, 2017", -1},
	} {
		start, end, page, ok := findStamp(c.line)
		if !ok {
			page = -1
		}
		if page != c.page || ok && (start != 0 || end != len(c.line)) {
			t.Errorf("%q: page %d, from %d to %d of %d; want page %d", c.line, page, start, end, len(c.line), c.page)
		}
	}
}

func TestCleaningOneThingAtATime(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"a word broken at a line end is joined":         {"the adminis-\ntration of it", "the administration of it\n"},
		"a compound keeps its hyphen":                   {"a pre-\nenforcement challenge", "a pre-enforcement challenge\n"},
		"a soft hyphen joins":                           {"the adminis\u00ad\ntration", "the administration\n"},
		"ligatures and curly marks are made plain":      {"the ﬁrst “reﬂection” isn’t", "the first \"reflection\" isn't\n"},
		"a non-breaking hyphen is a hyphen":             {"pre\u2011enforcement", "pre-enforcement\n"},
		"mojibake is undone":                            {"the Countyâ€™s claim under Â§ 1373", "the County's claim under § 1373\n"},
		"bytes of Windows-1252 are read":                {"the County\x92s claim", "the County's claim\n"},
		"a sentence runs on across a stamp":             {"by virtue of\n\nORDER - 4\n\nCase 2:17-cv-00141-JLR Document 52 Filed 02/03/17 Page 5 of 7\n\ntheir roles", "by virtue of their roles\n"},
		"a stamp inside a line goes":                    {"no action Case 3:17-cv-00574-WHO Document 98 Filed 04/25/17 Page 2 of 49 was taken", "no action was taken\n"},
		"numbers on their own lines go":                 {"1\nThe Order has\n2\nnot been applied\n3\nto the County.", "The Order has not been applied to the County.\n"},
		"numbers at line starts go":                     {"12 The Order has\n13 not been applied\n14 to the County", "The Order has not been applied to the County\n"},
		"a section number at a line start stays":        {"under Section\n9 of the Order and\nalso under Section\n10 of it", "under Section 9 of the Order and also under Section 10 of it\n"},
		"a title number stays":                          {"as 8 U.S.C. 1373 and 34 U.S.C. 10152 have it", "as 8 U.S.C. 1373 and 34 U.S.C. 10152 have it\n"},
		"a spliced margin goes":                         {"the Counties have Northern District of California United States District Court shown it", "the Counties have shown it\n"},
		"a blank line ends a paragraph":                 {"It was done.\n\nIt was not.", "It was done.\nIt was not.\n"},
		"a blank line in mid sentence does not":         {"It was\n\nnot done.", "It was not done.\n"},
		"runs of space are one":                         {"It   was\t not  done.", "It was not done.\n"},
		"numbers in mid sentence go when they are many": {inlineNumbers, inlineClean},
	} {
		if got := clean(c.text, nil).text; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

const inlineNumbers = "1 The Government raises several 2 grounds in its motion to dismiss these consolidated actions, 3 among them that the Counties lack standing to bring their claims under Section 9 of the Order 4 and that the Court is without power to hear an attack on it, pre- 5 enforcement or otherwise, and it relies on the memorandum of the 6 Attorney General for all of them, which came after the hearing 7 had ended and the order had been entered."

const inlineClean = "The Government raises several grounds in its motion to dismiss these consolidated actions, among them that the Counties lack standing to bring their claims under Section 9 of the Order and that the Court is without power to hear an attack on it, pre-enforcement or otherwise, and it relies on the memorandum of the Attorney General for all of them, which came after the hearing had ended and the order had been entered.\n"

func TestFootnotesAreLiftedOutOfTheSentence(t *testing.T) {
	text := "The Order directs officers to\nact, and it leaves the law as it\nwas.1 It has not been\n1 The Order was published at 82 Fed. Reg. 8799.\n\fapplied to the County."
	got := clean(text, nil).text
	want := "The Order directs officers to act, and it leaves the law as it was.1 It has not been applied to the County.\n1 The Order was published at 82 Fed. Reg. 8799.\n"
	if got != want {
		t.Errorf("%q", got)
	}
}

func TestPagesAreCountedAndNumbered(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		pages []int
		want  int // page of "HERE"
	}{
		"form feeds":                        {"one\ftwo\fHERE", nil, 3},
		"a blank page between form feeds":   {"one\f\fHERE", nil, 3},
		"offsets":                           {"onetwoHERE", []int{0, 3, 6}, 3},
		"a blank page at one offset":        {"oneHERE", []int{0, 3, 3}, 3},
		"offsets and form feeds say one":    {"one\ftwo\fHERE", []int{0, 4, 8}, 3},
		"nothing":                           {"one HERE", nil, 0},
		"a stamp":                           {"Case 3:17-cv-00574-WHO Document 98 Filed 04/25/17 Page 7 of 49\nHERE", nil, 7},
		"before the first stamp":            {"HERE\nCase 3:17-cv-00574-WHO Document 98 Filed 04/25/17 Page 7 of 49\ntext", nil, 6},
		"a page whose stamp was lost":       {"Case 3:17-cv-00574-WHO Document 98 Filed 04/25/17 Page 7 of 49\ntext\fHERE", nil, 8},
		"two stamps, the court's first":     {"Case 3:17-cv-00574-WHO Document 98-2 Filed 04/25/17 Page 7 of 49\nCase 2:17-cv-00141-JLR Document 52 Filed 02/03/17 Page 5 of 7\nHERE", nil, 7},
		"stamps at the foot, no form feeds": {strings.Repeat("many words of text ", 20) + "\nCase 3:17-cv-00574-WHO Document 98 Filed 04/25/17 Page 1 of 2\nHERE\nCase 3:17-cv-00574-WHO Document 98 Filed 04/25/17 Page 2 of 2", nil, 2},
	} {
		if got := clean(c.text, c.pages).pageAt(strings.Index(c.text, "HERE")); got != c.want {
			t.Errorf("%s: page %d, want %d", name, got, c.want)
		}
	}
}

// backward checks the way back: offsets stay inside the original and grow, in
// the running text and again in the notes behind it.
func backward(t interface{ Fatalf(string, ...any) }, text string, c *cleaned) {
	last := 0
	for i := range c.text {
		start, end := c.back.start(i), c.back.end(i+1)
		if start < 0 || end > len(text) || start > end {
			t.Fatalf("clean byte %d leads to %d:%d of %d", i, start, end, len(text))
		}
		if start < last && !c.inNotes(i) {
			t.Fatalf("clean byte %d leads to %d, the one before it to %d", i, start, last)
		}
		last = start
		if i < len(c.text)-1 && c.text[i] > ' ' && c.text[i] < 0x7f && end-start == 1 && text[start] > ' ' && text[start] < 0x7f && text[start] != '`' && c.text[i] != text[start] {
			t.Fatalf("clean byte %q leads to %q", c.text[i], text[start])
		}
	}
}

// inNotes reports whether the footnotes have begun at the clean offset.
func (c *cleaned) inNotes(at int) bool {
	for _, b := range c.blocks {
		if b.form == FormFootnote {
			return at >= b.start-1
		}
	}
	return false
}

func TestTheWayBackGrows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := spoil(t, drawNoise(t))
		backward(t, s.text, clean(s.text, s.pages))
	})
}

func FuzzClean(f *testing.F) {
	f.Add("1 The Order\n2 is not\n3 ripe.", 4)
	f.Add("Case 3:17-cv-00574-WHO Document 98 Filed 04/25/17 Page 2 of 49\nI. HEADING ........ 4\nno\u00ad\n\ftext.1\n1 Note", 20)
	f.Add("MR. READLER: Nothing â€™ has-\n been\x92 ﬁled.\nTHE COURT: Why?", 0)
	f.Add(inlineNumbers, 100)
	f.Fuzz(func(t *testing.T, text string, page int) {
		c := clean(text, []int{0, page})
		backward(t, text, c)
		if utf8.ValidString(text) && !utf8.ValidString(c.text) {
			t.Fatalf("%q became %q", text, c.text)
		}
		for i, b := range c.blocks {
			if b.start > b.end || b.end > len(c.text) || i > 0 && b.start < c.blocks[i-1].end {
				t.Fatalf("block %d is %d:%d of %d", i, b.start, b.end, len(c.text))
			}
		}
		if strings.Contains(strings.TrimRight(c.text, "\n"), "\n\n\n") {
			t.Fatalf("empty blocks in %q", c.text)
		}
	})
}

func FuzzReadFiling(f *testing.F) {
	r := builtin(f)
	f.Add("The suit is premature: no action has been taken against the County.", "government", "")
	f.Add("He said, it's not ripe. \"Not\" ripe? (Opp. at 9).", "", "transcript")
	f.Add("TABLE OF CONTENTS\nI. NOT RIPE ...... 3\nv.\nTHE COURT: Is it ripe?\nMR. X: No.", "court", "order")
	f.Fuzz(func(t *testing.T, text, side, kind string) {
		got := r.ReadFiling(Filing{Text: text, FiledBy: Side(side), Kind: DocumentKind(kind), Pages: []int{0, len(text) / 2}})
		for _, found := range got.Findings {
			for _, p := range append([]Place{found.Place}, found.Also...) {
				if p.Start < 0 || p.End > len(text) || text[p.Start:p.End] != p.Quote {
					t.Fatalf("%d:%d is not %q", p.Start, p.End, p.Quote)
				}
			}
		}
	})
}
