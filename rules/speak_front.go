package rules

import (
	"strings"

	"docketwatch/docket"
)

// front is what the first page and the signature of a document show.
type front struct {
	head, tail []string // lines of the first page and of the end, made plain
	court      string   // "UNITED STATES DISTRICT COURT": "" where no caption is seen
	title      string   // in capitals
	kind       DocumentKind
	appellant  string   // "plaintiff" or "defendant", from "Defendants-Appellants"
	turns      []string // labels of a transcript's first turns
	feet       []string // running heads and feet
	strangers  bool     // the caption names two parties, and neither is federal
}

const (
	headLines = 70
	tailLines = 45
)

func frontOf(c *cleaned) front {
	f := front{feet: c.heads}
	for i := range c.lines {
		l := &c.lines[i]
		if l.kind == lineBlank || l.kind == lineDropped || l.kind == lineTOC || l.kind == lineTOCEnd {
			continue
		}
		if l.kind == lineTurn && len(f.turns) < 4 {
			label, _ := turnLabel(c.raw(l))
			f.turns = append(f.turns, label)
		}
		if len(f.head) < headLines {
			f.head = append(f.head, c.plain(l))
		} else if len(f.turns) > 2 || i > 4*headLines {
			break
		}
	}
	for i := len(c.lines) - 1; i >= 0 && len(f.tail) < tailLines; i-- {
		if k := c.lines[i].kind; k != lineBlank && k != lineDropped {
			f.tail = append(f.tail, c.plain(&c.lines[i]))
		}
	}
	for i, j := 0, len(f.tail)-1; i < j; i, j = i+1, j-1 {
		f.tail[i], f.tail[j] = f.tail[j], f.tail[i]
	}
	f.readCourt()
	f.readTitle()
	f.readAppeal()
	f.strangers = f.court != "" && f.readStrangers()
	return f
}

func (f *front) readCourt() {
	for _, l := range f.head {
		upper := strings.ToUpper(l)
		if strings.Contains(upper, "COURT") && (strings.Contains(upper, "UNITED STATES") || strings.Contains(upper, "DISTRICT COURT") || strings.Contains(upper, "COURT OF APPEALS") || strings.Contains(upper, "SUPREME COURT OF THE")) && styleOf(l) == styleCapitals {
			f.court = upper
			return
		}
		if strings.HasPrefix(upper, "UNITED STATES DISTRICT COURT") || strings.HasPrefix(upper, "UNITED STATES COURT OF APPEALS") || strings.HasPrefix(upper, "SUPREME COURT OF THE UNITED STATES") {
			if len(upper) < 70 {
				f.court = upper
				return
			}
		}
	}
}

// readTitle finds the line that says what the paper is. A title is printed in
// capitals and may run over some lines; a date or a rule may stand behind it.
func (f *front) readTitle() {
	for i, l := range f.head {
		title := capitals(l)
		if title == "" && i < 12 && f.court == "" && styleOf(l) == styleTitle && len(l) < 120 && !strings.ContainsAny(l[len(l)-1:], ".;?") { // a sentence full of names is no title
			title = strings.ToUpper(l)
		}
		if number, _ := enumerated(l); number || title == "" || strings.TrimSpace(title) == "TABLE OF CONTENTS" {
			continue
		}
		if _, kind := titleKind(title); kind == KindUnknown {
			continue
		}
		for j := i + 1; j < len(f.head) && j < i+4 && styleOf(f.head[j-1]) == styleCapitals; j++ {
			next := capitals(f.head[j])
			if number, _ := enumerated(f.head[j]); number || next == "" || tableTitle(next) || strings.TrimSpace(next) == "INTRODUCTION" {
				break
			}
			title += " " + next
		}
		before := ""
		if i > 0 && styleOf(f.head[i-1]) == styleCapitals && !strings.Contains(f.head[i-1], "COURT") && !strings.Contains(f.head[i-1], "DISTRICT OF") {
			before = strings.ToUpper(f.head[i-1]) + " "
		}
		_, f.kind = titleKind(title)
		f.title = before + title
		return
	}
}

// capitals is the part of the line that is printed in capitals from its
// beginning, "" when it is no more than a word or two.
func capitals(l string) string {
	end := 0
	for from := 0; from < len(l); {
		to := strings.IndexByte(l[from:], ' ')
		if to < 0 {
			to = len(l)
		} else {
			to += from
		}
		word := l[from:to]
		if word != strings.ToUpper(word) {
			break
		}
		end, from = to, to+1
	}
	if letters(l[:end]) < 5 {
		return ""
	}
	return l[:end]
}

// readAppeal finds who appeals: "Defendants-Appellants".
func (f *front) readAppeal() {
	for _, l := range f.head {
		upper := strings.ReplaceAll(strings.ReplaceAll(strings.ToUpper(l), " ", ""), "–", "-")
		switch {
		case strings.Contains(upper, "DEFENDANTS-APPELLANT"), strings.Contains(upper, "DEFENDANT-APPELLANT"), strings.Contains(upper, "PLAINTIFFS-APPELLEE"), strings.Contains(upper, "PLAINTIFF-APPELLEE"):
			f.appellant = "defendant"
			return
		case strings.Contains(upper, "PLAINTIFFS-APPELLANT"), strings.Contains(upper, "PLAINTIFF-APPELLANT"), strings.Contains(upper, "DEFENDANTS-APPELLEE"), strings.Contains(upper, "DEFENDANT-APPELLEE"):
			f.appellant = "plaintiff"
			return
		}
	}
	left, right, ok := f.caption()
	if !ok || !strings.Contains(left, "APPELLANT") && !strings.Contains(left, "PETITIONER") && !strings.Contains(left, "APPLICANT") {
		return
	}
	switch { // "Trump, petitioner v. New York": an officer appeals as a defendant, who else appeals against one as a plaintiff
	case sues(left), federal(right) && !federal(left):
		f.appellant = "plaintiff"
	case federal(left):
		f.appellant = "defendant"
	}
}

// federalParty are words in the name of a party that is the federal government.
var federalParty = []string{
	"UNITED STATES OF AMERICA", "UNITED STATES,", "TRUMP", "BIDEN", "OBAMA", "SESSIONS", "BARR", "GARLAND", "BONDI", "NOEM", "WHITAKER", "KELLY, ",
	"U.S. DEPARTMENT", "UNITED STATES DEPARTMENT", "DEPARTMENT OF HOMELAND", "DEPARTMENT OF JUSTICE", "DEP'T OF HOMELAND", "DEPARTMENT OF COMMERCE",
	"SECRETARY OF HOMELAND", "SECRETARY OF HEALTH", "SECRETARY OF THE", "ATTORNEY GENERAL OF THE UNITED STATES", "PRESIDENT OF THE UNITED STATES",
	"INTERNAL REVENUE SERVICE", "ENVIRONMENTAL PROTECTION AGENCY", "OFFICE OF MANAGEMENT AND BUDGET", "DEPARTMENT OF TRANSPORTATION",
	"DEPARTMENT OF HOUSING", "DEPARTMENT OF HEALTH", "IMMIGRATION AND CUSTOMS", "FEDERAL EMERGENCY MANAGEMENT", "UNITED STATES",
}

func federal(name string) bool {
	for _, word := range federalParty {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// role is what the federal government is in the case, from the name of the case
// and the caption.
func (f *front) role(caseName string) docket.Role {
	if left, right, ok := versus(strings.ToUpper(caseName)); ok {
		if role := roleFrom(left, right); role != docket.RoleUnknown {
			return role
		}
	}
	left, right, ok := f.caption()
	if !ok {
		return docket.RoleUnknown
	}
	return roleFrom(left, right)
}

// roleFrom is the role that the two halves of a case's name give. The United
// States sues in its own name; where an officer or an agency stands first, it
// appeals as the defendant it was.
func roleFrom(left, right string) docket.Role {
	switch {
	case sues(left):
		return docket.RolePlaintiff
	case federal(right), federal(left):
		return docket.RoleDefendant
	}
	return docket.RoleUnknown
}

// otherStates are names in which the United States is no party.
var otherStates = strings.NewReplacer("OF THE UNITED STATES", "", "UNITED STATES DEPARTMENT", "DEPARTMENT OF HOMELAND", "UNITED STATES ATTORNEY", "", "UNITED STATES DISTRICT", "")

func sues(name string) bool { return strings.Contains(otherStates.Replace(name), "UNITED STATES") }

// readStrangers reports whether the caption names two parties of whom neither
// is federal.
func (f *front) readStrangers() bool {
	left, right, ok := f.caption()
	return ok && letters(left) > 3 && letters(right) > 3 && roleFrom(left, right) == docket.RoleUnknown
}

// caption is what stands before and behind the "v." of the first page, in
// capitals. The name of the court is no part of it.
func (f *front) caption() (left, right string, ok bool) {
	for i, l := range f.head {
		before, after, found := versus(strings.ToUpper(l))
		if !found {
			continue
		}
		for j := i - 1; j >= 0 && j >= i-6 && !strings.Contains(strings.ToUpper(f.head[j]), "COURT") && !strings.Contains(strings.ToUpper(f.head[j]), "ATTORNEY"); j-- {
			before = strings.ToUpper(f.head[j]) + " " + before
		}
		if letters(after) < 4 {
			for j := i + 1; j < len(f.head) && j <= i+9; j++ {
				next := strings.ToUpper(f.head[j])
				if _, kind := titleKind(capitals(f.head[j])); kind != KindUnknown || len(next) > 110 {
					break
				}
				after += " " + next
				if strings.Contains(next, "DEFENDANT") || strings.Contains(next, "RESPONDENT") {
					break
				}
			}
		}
		return before, after, true
	}
	return "", "", false
}

func versus(text string) (left, right string, ok bool) {
	if strings.TrimSpace(text) == "V." || strings.TrimSpace(text) == "VS." {
		return "", "", true
	}
	for _, v := range [...]string{" V. ", " VS. ", " VERSUS ", " V "} {
		if left, right, ok := strings.Cut(text, v); ok {
			return left, right, true
		}
	}
	if rest, ok := strings.CutPrefix(text, "V. "); ok {
		return "", rest, true
	}
	return "", "", false
}
