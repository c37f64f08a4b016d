package rules

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// A printer sets words into lines and lines into pages.
type printer struct {
	noise
	b     strings.Builder
	page  int
	lines []string
	notes []string
	out   *spoiled
	t     *rapid.T
	begun bool
}

func (p *printer) contents() {
	p.lines = append(p.lines, "TABLE OF CONTENTS", "", "INTRODUCTION ........................ 2", "I. THE STATUTORY BACKGROUND . . . . . . . . . . . . . 3",
		"II. THE EXECUTIVE ORDER DIRECTS OFFICERS AND LEAVES", "THE LAW AS IT WAS ........................ 4", "CONCLUSION ..................... 9")
	p.flush()
}

func (p *printer) body(words []printed) {
	p.lines = append(p.lines, "ARGUMENT")
	line := ""
	for _, w := range words {
		if line != "" && len(line)+1+len(w.text) > p.width {
			if cut := breakable(w.text); p.hyphens && cut > 0 && len(line)+2+cut <= p.width+4 && w.planted < 0 {
				p.add(line + " " + w.text[:cut] + "-")
				line = w.text[cut:]
				continue
			}
			p.add(line)
			line = ""
		}
		if w.planted >= 0 {
			p.full() // so that the word's page is the page it is printed on
			p.out.planted[w.planted].page = p.page
		}
		if line != "" {
			line += " "
		} else if p.layout {
			line = "    "
		}
		line += w.text
		if w.note > 0 {
			p.notes = append(p.notes, fmt.Sprintf("%d The report of that year says as much, and so does the Department.", w.note))
		}
		if w.ends {
			p.add(line)
			p.blank()
			line = ""
		}
	}
	p.add(line)
	p.flush()
}

// breakable is where the printer may break a word: between two of its letters.
func breakable(word string) int {
	if len(word) < 8 || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") != "" {
		return 0
	}
	return len(word) / 2
}

func (p *printer) add(line string) {
	p.full()
	p.lines = append(p.lines, line)
}

func (p *printer) blank() {
	if len(p.lines) > 0 && len(p.lines)+len(p.notes) < p.perPage-1 {
		p.lines = append(p.lines, "")
	}
}

// full ends the page when the next line finds no room.
func (p *printer) full() {
	if len(p.lines)+len(p.notes) >= p.perPage {
		p.flush()
	}
}

// flush prints the page.
func (p *printer) flush() {
	var page []string
	if p.stamp != "" && !p.atFoot {
		page = append(page, p.stampLine())
		if p.layout {
			page = append(page, "")
		}
	}
	page = append(page, p.numbered()...)
	page = append(page, p.notes...)
	if p.foot != "" {
		foot := p.foot
		if strings.Contains(foot, "%d") {
			foot = fmt.Sprintf(foot, p.page)
		}
		page = append(page, "", foot)
	}
	if p.pageNumber {
		page = append(page, fmt.Sprint(p.page+4))
	}
	if p.stamp != "" && p.atFoot {
		page = append(page, p.stampLine())
	}
	text := strings.Join(page, "\n") + "\n"
	if p.glyphs {
		text = strings.NewReplacer("fi", "ﬁ", "fl", "ﬂ", "'", "’", "-", "‑").Replace(text)
	}
	if p.mojibake {
		text = strings.NewReplacer("'", "â€™", "§", "Â§").Replace(text)
	}
	if p.begun && p.breaks == "feed" {
		p.b.WriteByte('\f')
	}
	if p.breaks == "offsets" {
		p.out.pages = append(p.out.pages, p.b.Len())
	}
	p.begun = true
	p.b.WriteString(text)
	p.page++
	p.lines, p.notes = nil, nil
}

// numbered puts line numbers to the lines of the page.
func (p *printer) numbered() []string {
	var out []string
	lines := p.lines
	if p.margin && p.page > p.first && len(lines) > 10 && p.numbers != "inline" {
		lines = append(append(append([]string{}, lines[:7]...), "United States District Court", "Northern District of California"), lines[7:]...)
	}
	if p.numbers == "block" {
		var block []string
		for i := range lines {
			block = append(block, fmt.Sprint(i+1))
		}
		if len(block) >= 5 && p.layout {
			out = append(out, strings.Join(block, " "))
		} else {
			out = append(out, block...)
		}
	}
	inline := ""
	for i, l := range lines {
		switch p.numbers {
		case "start":
			out = append(out, fmt.Sprintf("%2d  %s", i+1, l))
		case "alone":
			out = append(out, fmt.Sprint(i+1), l)
		case "inline":
			inline += fmt.Sprintf("%d %s ", i+1, l)
		default:
			out = append(out, l)
			if p.doubled && l != "" {
				out = append(out, "")
			}
		}
	}
	if inline != "" {
		out = append(out, strings.Join(strings.Fields(inline), " "))
	}
	return out
}

func (p *printer) stampLine() string {
	gap := " "
	if p.layout {
		gap = "     "
	}
	switch p.stamp {
	case "cand":
		return fmt.Sprintf("Case 3:17-cv-00485-WHO%sDocument 35%sFiled 03/22/17%sPage %d of 31", gap, gap, gap, p.page)
	case "ilnd":
		return fmt.Sprintf("Case: 1:17-cv-05720 Document #: 78 Filed: 09/15/17 Page %d of 41 PageID #:%d", p.page, 1200+p.page)
	case "mied":
		return fmt.Sprintf("2:17-cv-10310-VAR-SDD   Doc # 8   Filed 02/02/17   Pg %d of 33   Pg ID %d", p.page, 60+p.page)
	case "ca4":
		return fmt.Sprintf("Appeal: 17-1351      Doc: 36         Filed: 03/24/2017      Pg: %d of 60", p.page)
	case "ca9":
		return fmt.Sprintf("Case: 17-17478, 12/18/2017, ID: 10693827, DktEntry: 3, Page %d of 47", p.page)
	case "ca3":
		return fmt.Sprintf("Case: 18-2648     Document: 003113048899     Page: %d      Date Filed: 09/28/2018", p.page)
	}
	return fmt.Sprintf("USCA Case #17-5000      Document #1234567            Filed: 03/24/2017      Page %d of 60", p.page)
}
