package courtsim

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestEveryPaperIsAValidPDFWithTheCourtsStamps(t *testing.T) {
	list, err := embedded.ReadDir("papers")
	if err != nil || len(list) == 0 {
		t.Fatal(err)
	}
	for _, f := range list {
		name := strings.TrimSuffix(f.Name(), ".txt")
		text := paperText(name)
		pages := pagesOf(text, "")
		if want := strings.Count(text, " Page "); len(pages) != want {
			t.Errorf("%s: %d pages for %d stamps", name, len(pages), want)
		}
		for i, p := range pages {
			if !strings.Contains(p[0], fmt.Sprintf("Page %d of %d", i+1, len(pages))) {
				t.Errorf("%s: page %d begins with %q", name, i+1, p[0])
			}
		}
		checkPDF(t, renderPDF(pages), len(pages))
	}
}

// checkPDF follows the cross-reference table as a reader does.
func checkPDF(t *testing.T, pdf []byte, pages int) {
	t.Helper()
	m := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(pdf)
	if m == nil || !bytes.HasPrefix(pdf, []byte("%PDF-1.4\n")) {
		t.Fatal("no PDF")
	}
	start, _ := strconv.Atoi(string(m[1])) // digits
	table := pdf[start:]
	if !bytes.HasPrefix(table, []byte("xref\n0 ")) {
		t.Fatalf("the table is not at %d", start)
	}
	offsets := regexp.MustCompile(`(?m)^(\d{10}) 00000 n $`).FindAllSubmatch(table, -1)
	if len(offsets) != 3+2*pages {
		t.Fatalf("%d objects for %d pages", len(offsets), pages)
	}
	for i, o := range offsets {
		at, _ := strconv.Atoi(string(o[1])) // digits
		if !bytes.HasPrefix(pdf[at:], []byte(strconv.Itoa(i+1)+" 0 obj\n")) {
			t.Errorf("object %d is not at %d", i+1, at)
		}
	}
	for _, s := range regexp.MustCompile(`(?s)/Length (\d+) >>\nstream\n(.*?)endstream`).FindAllSubmatch(pdf, -1) {
		if n, _ := strconv.Atoi(string(s[1])); n != len(s[2]) {
			t.Errorf("a stream of %d bytes says %d", len(s[2]), n)
		}
	}
}

func TestATextWithoutStampsIsCutAndStamped(t *testing.T) {
	var b strings.Builder
	for i := range 100 {
		fmt.Fprintf(&b, "Line %d of a letter (with \\ and §) that is “short”.\n", i+1)
	}
	b.WriteString(strings.Repeat("word ", 60))
	pages := pagesOf(b.String(), "Case 3:17-cv-00574   Document 5   Filed 03/09/17")
	if len(pages) != 3 || pages[1][0] != "Case 3:17-cv-00574   Document 5   Filed 03/09/17   Page 2 of 3" {
		t.Fatalf("%d pages, the second begins with %q", len(pages), pages[1][0])
	}
	for _, p := range pages {
		for _, line := range p {
			if len([]rune(line)) > lineLength+2 {
				t.Errorf("a line of %d characters", len(line))
			}
		}
	}
	checkPDF(t, renderPDF(pages), 3)
}

func TestAReaderOfPDFReadsThePapers(t *testing.T) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed; the other tests follow the PDF by hand")
	}
	path := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(path, renderPDF(pagesOf(paperText("sc46_opposition"), "")), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), tool, path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(out)), " ")
	for _, want := range []string{"Document 46 Filed 03/09/17 Page 3 of 4", "no enforcement action has been taken against the County, and none is under way", "THE COUNTY'S CHALLENGE IS NOT RIPE"} {
		if !strings.Contains(text, want) {
			t.Errorf("the reader does not find %q", want)
		}
	}
	if n := strings.Count(string(out), "\f"); n != 4 {
		t.Errorf("the reader finds %d pages", n)
	}
}
