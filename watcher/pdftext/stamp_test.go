package pdftext

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestThePageIsTheOneOnTheCourtsStamp(t *testing.T) {
	for _, c := range []struct {
		name, page string
		want       int
	}{
		{"district court", "Case 3:17-cv-00574-WHO   Document 98   Filed 04/25/17   Page 2 of 49\nORDER", 2},
		{"district court with PageID and number sign", "Case 1:25-cv-01350-JJM-PAS     Document 12     Filed 03/01/25     Page 5 of 20 PageID #: 1234", 5},
		{"Michigan's PageID", "Case 2:18-cv-10225-MAG-DRG ECF No. 12 filed 02/01/18    PageID.123    Page 7 of 30", 7},
		{"California Central's PageID", "Case 2:17-cv-07215-R-JC Document 73 Filed 06/25/18 Page 3 of 11 Page ID #:1510", 3},
		{"stamp run together", "Case3:17-cv-00574-WHO Document98 Filed04/25/17 Page2 of49", 2},
		{"stamp broken over lines", "Case 3:17-cv-00574-WHO Document 98 Filed 04/25/17\nPage 12 of 49\nORDER", 12},
		{"PageID on its own line", "Case 1:18-cv-06471-ER Document 69 Filed 12/14/18 Page 4 of 49\nPageID #: 1190\nOPINION", 4},
		{"attachment", "Case 1:18-cv-06471-ER Document 69-3 Filed 12/14/18 Page 2 of 9", 2},
		{"stamp at the foot", "ORDER\nIT IS SO ORDERED.\nCase 3:17-cv-00485-WHO   Document 36   Filed 02/27/17   Page 28 of 38", 28},
		{"bankruptcy court", "18-23538-shl   Doc 5237   Filed 08/30/19   Entered 08/30/19 16:20:11   Main Document\nPg 5 of 20", 5},
		{"bankruptcy court with Case", "Case 18-00079   Doc 12   Filed 01/03/18   Entered 01/03/18 12:34:56   Desc Main Document   Page 6 of 20", 6},
		{"First Circuit", "Case: 19-1838   Document: 00117523711   Page: 9   Date Filed: 12/02/2019   Entry ID: 6301234", 9},
		{"Second Circuit", "Case 19-267, Document 60, 05/25/2019, 2312345, Page5 of 47", 5},
		{"Third Circuit", "Case: 18-2648   Document: 003113010213   Page: 15   Date Filed: 08/30/2018", 15},
		{"Fourth Circuit", "USCA4 Appeal: 19-1952   Doc: 22   Filed: 10/21/2019   Pg: 5 of 47", 5},
		{"Fifth Circuit", "Case: 17-50762   Document: 00514169999   Page: 3   Date Filed: 09/25/2017", 3},
		{"Sixth Circuit", "Case: 18-1234   Document: 12   Filed: 05/01/2018   Page: 5", 5},
		{"Seventh Circuit, which says how many pages there are", "Case: 17-2991   Document: 12   Filed: 10/12/2017   Pages: 47", 0},
		{"Eighth Circuit", "Appellate Case: 14-3253   Page: 1   Date Filed: 01/14/2015 Entry ID: 4234486", 1},
		{"Ninth Circuit", "Case: 17-17480, 12/18/2017, ID: 10694567, DktEntry: 3, Page 5 of 47", 5},
		{"Ninth Circuit since 2023", "Case: 25-1677, 03/21/2025, DktEntry: 12.1, Page 8 of 47", 8},
		{"Tenth Circuit", "Appellate Case: 21-1234   Document: 010110612345   Date Filed: 12/01/2021   Page: 4", 4},
		{"Eleventh Circuit", "USCA11 Case: 21-12355   Date Filed: 07/13/2021   Page: 1 of 2", 1},
		{"D.C. Circuit", "USCA Case #16-1062   Document #1600692   Filed: 02/24/2016   Page 3 of 3", 3},
		{"Federal Circuit", "Case: 17-2229   Document: 12   Page: 5   Filed: 01/01/2018", 5},
		{"no stamp", "UNITED STATES DISTRICT COURT\nPage 3 of 9", 0},
		{"a page that is cited", "See Case No. 3:17-cv-00574-WHO, Dkt. 98 at 5 (page 5 of 49).", 0},
		{"a page past the last", "Case 3:17-cv-00574-WHO Document 98 Filed 04/25/17 Page 50 of 49", 0},
		{"nothing", "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := StampPage(c.page); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
}

func TestTheDocumentsOwnStampRunsThroughIt(t *testing.T) {
	const (
		appeal  = "Case: 17-17480, 12/18/2017, ID: 10694567, DktEntry: 3, Page %n of 3\n"
		exhibit = "Case 3:17-cv-00574-WHO Document 98 Filed 04/25/17 Page %n of 49\n"
	)
	at := func(stamp, n string) string { return strings.Replace(stamp, "%n", n, 1) }
	for _, c := range []struct {
		name  string
		pages []string
		want  []int
	}{
		{"exhibits with older stamps above the document's own", []string{
			at(appeal, "1"), at(exhibit, "40") + at(appeal, "2"), at(exhibit, "41") + at(appeal, "3")}, []int{1, 2, 3}},
		{"one page of an exhibit: the stamp that begins with the document", []string{at(exhibit, "40") + at(appeal, "1")}, []int{1}},
		{"a page without a stamp", []string{at(appeal, "1"), "blank", at(appeal, "3")}, []int{1, 0, 3}},
		{"no stamps at all", []string{"a", "b"}, []int{0, 0}},
		{"no pages", nil, []int{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, StampPages(c.pages)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAPageOfStampsAloneIsBare(t *testing.T) {
	for page, want := range map[string]bool{
		"": true,
		"Case 3:17-cv-00574-WHO Document 98 Filed 04/25/17 Page 2 of 49":                        true,
		"Case 3:17-cv-00574-WHO Document 98 Filed 04/25/17\nPage 2 of 49 PageID 12":             true,
		"Case 3:17-cv-00574-WHO Document 98 Filed 04/25/17 Page 2 of 49\nEXHIBIT A":             false,
		"Case: 17-17480, 12/18/2017, ID: 10694567, DktEntry: 3, Page 5 of 47\n\n":               true,
		"USCA4 Appeal: 19-1952 Doc: 22 Filed: 10/21/2019 Pg: 5 of 47\nPageID #: 123\n\nExhibit": false,
	} {
		if got := bare([]string{page}); got != want {
			t.Errorf("%q: got %v", page, got)
		}
	}
}

func FuzzStampPages(f *testing.F) {
	f.Add("Case 3:17-cv-00574-WHO Document 98 Filed 04/25/17\nPage 12 of 49\fCase: 17-17480, 12/18/2017, ID: 1069, DktEntry: 3, Page 5 of 47")
	f.Fuzz(func(t *testing.T, text string) {
		pages := strings.Split(text, "\f")
		numbers := StampPages(pages)
		if len(numbers) != len(pages) {
			t.Fatalf("%d numbers for %d pages", len(numbers), len(pages))
		}
		for i, page := range pages {
			if n := numbers[i]; n < 0 || n > 99999 || (n == 0) != (StampPage(page) == 0) {
				t.Errorf("page %q: %d, alone %d", page, n, StampPage(page))
			}
		}
	})
}

func TestATextIsPartedWhereItsPagesBegin(t *testing.T) {
	stamp := func(n string) string {
		return "Case 3:17-cv-00574-WHO Document 98 Filed 04/25/17 Page " + n + " of 3\n"
	}
	older := "Case 3:16-cv-00001 Document 7 Filed 01/02/16 Page 40 of 49\n"
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"form feeds", "a\fb", []string{"a", "b"}},
		{"stamps", stamp("1") + "a\n" + stamp("2") + "b\n", []string{stamp("1") + "a\n", stamp("2") + "b\n"}},
		{"words before the first stamp belong to its page", "a\n" + stamp("1") + "b\n" + stamp("2"), []string{"a\n" + stamp("1") + "b\n", stamp("2")}},
		{"an exhibit's older stamp parts nothing", stamp("1") + stamp("2") + older + "c", []string{stamp("1"), stamp("2") + older + "c"}},
		{"neither", "a\nb", []string{"a\nb"}},
		{"nothing", "", []string{""}},
	} {
		if diff := cmp.Diff(c.want, Divide(c.text)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}
