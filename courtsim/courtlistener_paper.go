package courtsim

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"time"

	"docketwatch/docket"
)

// paperText is the whole of a paper; "" where there is none of that name.
func paperText(name string) string {
	text, err := embedded.ReadFile("papers/" + name + ".txt")
	if err != nil {
		return ""
	}
	return string(text)
}

// servePaper gives a free paper as PDF, or as text where its name ends so.
func (c *CourtListener) servePaper(w http.ResponseWriter, r *http.Request) {
	path := r.PathValue("path")
	c.h.mu.Lock()
	c.enrich()
	var found *clDocument
	for _, d := range c.dockets {
		for _, e := range d.entries {
			for _, x := range e.documents {
				if x.paper != "" && x.path() == strings.TrimSuffix(path, ".txt") {
					found = x
				}
			}
		}
	}
	fault := c.h.faults["storage"]
	var name, stamp string
	if found != nil {
		name, stamp = found.paper, stampOf(found.entry)
	}
	c.h.mu.Unlock()
	if found == nil {
		http.NotFound(w, r)
		return
	}
	body, kind := renderPDF(pagesOf(paperText(name), stamp)), "application/pdf"
	if strings.HasSuffix(path, ".txt") {
		body, kind = []byte(paperText(name)), "text/plain; charset=utf-8"
	}
	if fault.serve(w, r, body) {
		return
	}
	w.Header().Set("Content-Type", kind)
	_, _ = w.Write(body) // the asker hung up: nobody to tell
}

// stampOf is what a court prints on the pages of an entry's papers, without the
// page.
func stampOf(e *clEntry) string {
	t, _ := time.Parse(time.DateOnly, e.filed) // rows hold good days
	n, _ := docket.ParseNumber(e.docket.number)
	return fmt.Sprintf("Case %s   Document %s   Filed %s", n, e.number, t.Format("01/02/06"))
}

const (
	linesOfPage = 45
	lineLength  = 92 // characters of Courier at 9.5 points that a page of letter size holds
)

// pagesOf cuts a text into pages. A text that holds the court's stamps has them
// where its pages begin; another is cut, and stamped.
func pagesOf(text, stamp string) [][]string {
	var pages [][]string
	stamped := strings.HasPrefix(text, "Case ")
	for line := range strings.Lines(strings.TrimSpace(text)) {
		line = strings.TrimLeft(strings.TrimRight(line, " \r\n"), "\f") // papers part their pages as pdftotext does
		isStamp := strings.HasPrefix(line, "Case ") && strings.Contains(line, " Page ")
		if isStamp || len(pages) == 0 || !stamped && len(pages[len(pages)-1]) >= linesOfPage {
			pages = append(pages, nil)
			if !isStamp {
				pages[len(pages)-1] = []string{"", ""} // the stamp goes here
			}
		}
		last := &pages[len(pages)-1]
		*last = append(*last, wrapped(line)...)
		if isStamp {
			*last = append(*last, "")
		}
	}
	if !stamped {
		for i := range pages {
			pages[i][0] = fmt.Sprintf("%s   Page %d of %d", stamp, i+1, len(pages))
		}
	}
	return pages
}

// wrapped breaks a line between words.
func wrapped(line string) (lines []string) {
	for len(line) > lineLength {
		at := strings.LastIndexByte(line[:lineLength], ' ')
		if at <= 0 {
			at = lineLength
		}
		lines = append(lines, strings.TrimRight(line[:at], " "))
		line = strings.TrimLeft(line[at:], " ")
	}
	return append(lines, line)
}

// renderPDF makes a plain PDF 1.4 of pages of lines: one font that every reader
// has, one content stream a page, a cross-reference table that is right.
func renderPDF(pages [][]string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n", len(offsets))
		fmt.Fprintf(&b, format, args...)
		b.WriteString("\nendobj\n")
	}
	b.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	var kids []string
	for i := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", 4+2*i))
	}
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(pages))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>")
	for i, lines := range pages {
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*i)
		var text strings.Builder
		text.WriteString("BT /F1 9.5 Tf 44 752 Td 14 TL\n")
		for _, line := range lines {
			fmt.Fprintf(&text, "(%s) Tj T*\n", literal(line))
		}
		text.WriteString("ET\n")
		object("<< /Length %d >>\nstream\n%sendstream", text.Len(), text.String())
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}

// winAnsi are the characters beyond Latin-1 that papers use.
var winAnsi = strings.NewReplacer("“", "\x93", "”", "\x94", "‘", "\x91", "’", "\x92", "–", "\x96", "—", "\x97", "…", "\x85", "•", "\x95")

// literal is a line as a PDF string holds it.
func literal(line string) string {
	var b strings.Builder
	for _, r := range line {
		switch {
		case r == '(' || r == ')' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < 0x80:
			b.WriteRune(r)
		case r < 0x100:
			b.WriteByte(byte(r))
		default:
			if s := winAnsi.Replace(string(r)); len(s) == 1 {
				b.WriteString(s)
			} else {
				b.WriteByte('?')
			}
		}
	}
	return b.String()
}
