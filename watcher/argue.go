package watcher

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"docketwatch/docket"
	"docketwatch/rules"
)

// An Arguer finds what documents argue, and says which of it is told.
type Arguer struct {
	reader *rules.Reader
	facts  *rules.Reader // finds where nothing is said to have been done
	titles map[string]string
	tell   []string // names of arguments; empty means all of them
}

// NewArguer compiles the arguments. Only those named by tell are told; all of
// them are found and kept.
func NewArguer(arguments []rules.Argument, tell []string) (*Arguer, error) {
	r, err := rules.NewReader(arguments)
	if err != nil {
		return nil, err
	}
	facts, err := rules.NewReader(rules.Denials(arguments))
	if err != nil {
		return nil, err
	}
	a := &Arguer{reader: r, facts: facts, titles: make(map[string]string), tell: tell}
	for _, x := range arguments {
		a.titles[x.Name] = x.Title
	}
	return a, nil
}

// A script is the text of a document, and where each of its pages begins.
type script struct {
	text   string
	starts []int
}

// unpaged reports whether nobody knows where a document's pages begin.
func unpaged(pages []docket.Page) bool { return len(pages) == 1 && pages[0].Number == 0 }

// scriptOf joins pages with form feeds, as extractors do.
func scriptOf(pages []docket.Page) script {
	var b strings.Builder
	var s script
	for i, p := range pages {
		if i > 0 {
			b.WriteByte('\f')
		}
		s.starts = append(s.starts, b.Len())
		b.WriteString(p.Text)
	}
	s.text = b.String()
	return s
}

// sheet is the number, from 1, of the page of the file that holds an offset.
func (s script) sheet(at int) int {
	i, exact := slices.BinarySearch(s.starts, at)
	if exact {
		return i + 1
	}
	return i
}

// filingOf is a document as the rules read it. The docket entry says what the
// main document is and whose; an attachment may be another side's paper, and has
// to say it itself.
func filingOf(r docket.Reading, c *docket.Case, s script) rules.Filing {
	f := rules.Filing{Text: s.text, Pages: s.starts, Government: c.Government, Case: r.Entry.CaseName}
	if r.Attachment == 0 {
		f.Kind, f.FiledBy = rules.DocumentKind(r.Entry.Kind), rules.Side(r.Entry.FiledBy)
	}
	return f
}

// read finds the arguments of one document, and the user's rules that fit it.
func (a *Arguer) read(r docket.Reading, c *docket.Case, pages []docket.Page, book *Rulebook, at time.Time) ([]docket.Finding, []docket.RuleHit) {
	s := scriptOf(pages)
	f := filingOf(r, c, s)
	facts := rules.Facts{Case: c.Name, Court: r.Entry.Docket.Court(), Labels: c.Labels}
	if f.Kind != "" && f.Kind != rules.KindUnknown {
		facts.Kinds = factsOf(c, r.Entry).Kinds
	}
	var set *rules.RuleSet
	if book != nil {
		set = book.Rules
	}
	got, fitting := a.reader.ReadFilingWith(f, set, facts)
	var found []docket.Finding
	for _, x := range got.Findings {
		sheet := s.sheet(x.Start)
		if unpaged(pages) {
			x.Page, sheet = 0, 0
		}
		found = append(found, docket.Finding{
			Subject: r.Entry.Subject(), Entry: r.Entry.ID, Attachment: r.Attachment,
			Argument: x.Argument, Tier: string(x.Tier), Stance: string(x.Stance), Speaker: string(x.Speaker), Holder: string(x.Holder),
			Quote: x.Quote, Plain: x.Plain, Page: x.Page, Sheet: sheet, Start: x.Start, End: x.End, Form: string(x.Form), Pattern: x.Pattern,
			Kind: string(got.Kind), FiledBy: string(got.FiledBy), Found: at,
		})
	}
	if book == nil {
		return found, nil
	}
	hits := book.hitsOf(fitting, rules.WhereDocument, r.Entry.Subject(), at)
	for i := range hits {
		hits[i].Entry, hits[i].Attachment = r.Entry.ID, r.Attachment
		switch {
		case unpaged(pages):
			hits[i].Page = 0
		case hits[i].Quote != "":
			hits[i].Sheet = s.sheet(hits[i].Start)
		}
	}
	return found, hits
}

// mostTold is how many arguments one message spells out.
const mostTold = 6

// alert tells what a document argues: one message, each argument once, with its
// words and its page. False where nothing is worth one.
func (a *Arguer) alert(base docket.Alert, found []docket.Finding, paper docket.Paper) (docket.Alert, bool) {
	worth := a.worth(found)
	if len(worth) == 0 {
		return docket.Alert{}, false
	}
	base.Kind, base.Reason, base.Awaiting, base.Paper, base.EditOnly = docket.AlertArgument, "read in the document, word for word", "", "", false
	base.Digest = shortDigest(paper.Digest + "\x00" + worth[0].Argument) // the same file filed twice argues once
	base.Title = a.headline(worth[0])
	if n := worth[0].Attachment; n > 0 {
		base.Title = fmt.Sprintf("Attachment %d: %s", n, base.Title)
	}
	if n := len(worth) - 1; n > 0 {
		base.Title += "; and " + plural(n, "argument more", "arguments more")
	}
	var lines []string
	for i, f := range worth {
		if i == mostTold {
			lines = append(lines, fmt.Sprintf("and %d more; `docketwatch arguments` lists them", len(worth)-i))
			break
		}
		lines = append(lines, fmt.Sprintf("%s: “%s”%s", a.headline(f), f.Plain, onPage(f)))
	}
	base.Body = strings.Join(lines, "\n")
	if base.Link = paper.URL; worth[0].Sheet > 0 {
		base.Link += "#page=" + strconv.Itoa(worth[0].Sheet)
	}
	return base, true
}

// worth are the findings that are told: of tier alert, spoken by a party or the
// court for itself, each argument once, ripeness before all.
func (a *Arguer) worth(found []docket.Finding) []docket.Finding {
	var list []docket.Finding
	for _, f := range found {
		told := f.Tier == string(rules.TierAlert) && f.Stance != string(rules.StanceRecites) && f.Stance != string(rules.StanceNeutral) &&
			(len(a.tell) == 0 || slices.Contains(a.tell, f.Argument))
		again := slices.ContainsFunc(list, func(x docket.Finding) bool {
			return x.Argument == f.Argument && x.Stance == f.Stance && x.Speaker == f.Speaker
		})
		if told && !again {
			list = append(list, f)
		}
	}
	slices.SortStableFunc(list, func(x, y docket.Finding) int { return rank(x) - rank(y) })
	return list
}

// rank puts first what this program watches for first of all.
func rank(f docket.Finding) int {
	if f.Argument == "ripeness" {
		return 0
	}
	return 1
}

// headline says in words who does what with which argument.
func (a *Arguer) headline(f docket.Finding) string {
	who := map[string]string{"government": "The government", "challenger": "The challenger", "court": "The court", "amicus": "An amicus",
		"plaintiff": "The plaintiff", "defendant": "The defendant", "intervenor": "An intervenor"}[f.Speaker]
	if who == "" {
		who = "The paper"
	}
	does := map[string]string{"asserts": "argues", "opposes": "opposes", "accepts": "accepts", "rejects": "rejects"}[f.Stance]
	return fmt.Sprintf("%s %s: %s", who, does, strings.ToLower(a.titles[f.Argument][:1])+a.titles[f.Argument][1:])
}

func onPage(f docket.Finding) string {
	if f.Page == 0 {
		return ""
	}
	return " p. " + strconv.Itoa(f.Page)
}
