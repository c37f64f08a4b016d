package notify

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"docketwatch/docket"
)

// Summarize makes the digest of what was found since the last one. Everything is
// counted; what is too long to be listed is cut with a count, longest lists
// first. looks is how often the sources were looked at; caseOf names the case of
// a docket, "" for one that nobody watches any more.
func Summarize(f docket.DigestFacts, d Digest, looks int64, caseOf func(docket.DocketKey) string) docket.Alert {
	s := summary{facts: f, d: d, looks: looks, caseOf: caseOf, cases: make(map[string]*caseNews)}
	for _, a := range f.Alerts {
		s.take(a)
	}
	s.review()
	a := docket.Alert{Kind: docket.AlertDigest, Title: s.title(), Seen: f.Until, Reason: "your digest, since " + f.Since.In(d.Zone).Format("Jan 2, 3:04 PM MST")}
	a.Parts = fitParts(append(s.parts(), s.watching()))
	a.Body = partsText(a.Parts)
	return a
}

// summary holds one digest while it is made.
type summary struct {
	facts  docket.DigestFacts
	d      Digest
	looks  int64
	caseOf func(docket.DocketKey) string

	order     []string
	cases     map[string]*caseNews
	press     []docket.Line
	suggested []docket.Line
	filings   int
	arguments int
	others    int
}

// caseNews is what was found in one case.
type caseNews struct {
	head   string
	counts map[docket.AlertKind]int
	sheet  sheet
	review []docket.Line
}

func (s *summary) of(name, head string) *caseNews {
	c := s.cases[name]
	if c == nil {
		c = &caseNews{head: head, counts: make(map[docket.AlertKind]int)}
		s.cases[name] = c
		s.order = append(s.order, name)
	}
	return c
}

// take counts one alert where it belongs.
func (s *summary) take(a docket.Alert) {
	switch {
	case a.Case != "" && s.d.Skip[a.Case]:
		return
	case a.Case != "":
		c := s.of(a.Case, Clean(a.Case, 120))
		if a.Kind == docket.AlertUpdate { // of a filing before the last digest: no news
			c.sheet.merge(a)
			return
		}
		c.counts[a.Kind]++
		c.sheet.add(a)
		switch a.Kind {
		case docket.AlertFiling:
			s.filings++
		case docket.AlertArgument:
			s.arguments++
		default:
			s.others++
		}
	case a.Kind == docket.AlertSuggested:
		s.suggested = append(s.suggested, lineOf(a))
	case a.Kind == docket.AlertRelease, a.Kind == docket.AlertAmended:
		s.press = append(s.press, lineOf(a))
	}
}

// review adds the findings that were too uncertain for an alert.
func (s *summary) review() {
	for _, f := range s.facts.Review {
		name := s.caseOf(f.Docket)
		if name == "" || s.d.Skip[name] {
			continue
		}
		number := "entry without number"
		if f.DocumentNumber != "" {
			number = "No. " + Clean(f.DocumentNumber, 20)
		}
		page := ""
		if f.Page > 0 {
			page = fmt.Sprintf(", p. %d", f.Page)
		}
		text := fmt.Sprintf("to review: %s · %s %s %s%s: “%s”", number, speakers[f.Speaker], f.Stance, strings.ReplaceAll(f.Argument, "_", " "), page, Clean(f.Plain, 160))
		c := s.of(name, Clean(name, 120))
		c.review = append(c.review, docket.Line{Text: strings.Join(strings.Fields(text), " "), Word: number, Link: f.Link})
	}
}

var speakers = map[string]string{"government": "the government", "challenger": "the challenger", "court": "the court", "amicus": "an amicus"}

func (s *summary) title() string {
	var parts []string
	if s.filings > 0 {
		parts = append(parts, countWords(s.filings, "new entry", "new entries"))
	}
	if s.arguments > 0 {
		parts = append(parts, countWords(s.arguments, "paper with arguments", "papers with arguments"))
	}
	if n := len(s.press); n > 0 {
		parts = append(parts, countWords(n, "press item", "press items"))
	}
	if n := len(s.order); n > 0 && len(parts) > 0 {
		parts[len(parts)-1] += " (" + countWords(n, "case", "cases") + ")"
	}
	if len(parts) == 0 && (s.others > 0 || len(s.order) > 0 || len(s.suggested) > 0) {
		return "Digest: no new entries"
	}
	if len(parts) == 0 {
		return "Digest: nothing new"
	}
	return "Digest: " + strings.Join(parts, ", ")
}

// kindCounts are the kinds as they are counted, in this order.
var kindCounts = []struct {
	kind      docket.AlertKind
	one, many string
}{
	{docket.AlertFiling, "new entry", "new entries"}, {docket.AlertArgument, "paper with arguments", "papers with arguments"},
	{docket.AlertAmended, "edit", "edits"}, {docket.AlertSealed, "entry sealed", "entries sealed"}, {docket.AlertRemoved, "entry removed", "entries removed"},
	{docket.AlertRestored, "entry open again", "entries open again"}, {docket.AlertLate, "list of older entries", "lists of older entries"},
}

func (s *summary) parts() []docket.Part {
	var parts []docket.Part
	for _, name := range s.order {
		c := s.cases[name]
		var counts []string
		known := 0
		for _, k := range kindCounts {
			if n := c.counts[k.kind]; n > 0 {
				known += n
				counts = append(counts, countWords(n, k.one, k.many))
			}
		}
		all := 0
		for _, n := range c.counts {
			all += n
		}
		if more := all - known; more > 0 {
			counts = append(counts, fmt.Sprintf("%d more", more))
		}
		if n := len(c.review); n > 0 {
			counts = append(counts, fmt.Sprintf("%d to review", n))
		}
		p := docket.Part{Head: c.head + ": " + strings.Join(counts, ", ")}
		for _, k := range c.sheet.order {
			for _, l := range c.sheet.entries[k] {
				if len(c.sheet.order) > 1 { // the same number may stand on the docket of the appeal
					l.Text = strings.TrimPrefix(c.sheet.heads[k], c.head+" · ") + ": " + l.Text
				}
				p.Lines = append(p.Lines, l.Line)
			}
		}
		p.Lines = append(p.Lines, c.review...)
		parts = append(parts, p)
	}
	for _, other := range []struct {
		head  string
		lines []docket.Line
	}{{"Press: " + countWords(len(s.press), "item", "items"), s.press}, {"Cases nobody watches", s.suggested}} {
		if len(other.lines) > 0 {
			parts = append(parts, docket.Part{Head: other.head, Lines: other.lines})
		}
	}
	return parts
}

// watching is the last part: what was not told, what may be missing, and the
// proof that somebody looked. It is never cut.
func (s *summary) watching() docket.Part {
	p := docket.Part{Head: "The watching itself"}
	say := func(format string, args ...any) {
		p.Lines = append(p.Lines, docket.Line{Text: fmt.Sprintf(format, args...)})
	}
	s.untold(say)
	f := s.facts
	if f.Held+f.Dead+f.Dropped > 0 {
		say("not delivered here: %d held, %d given up, %d dropped; `docketwatch outbox` lists them", f.Held, f.Dead, f.Dropped)
	}
	for i, g := range f.Gaps {
		if i == 3 {
			say("and %s more; `docketwatch status` lists them", countWords(len(f.Gaps)-i, "gap", "gaps"))
			break
		}
		say("open gap: %s from %s to %s", g.Source, s.clock(g.From), s.clock(g.To))
	}
	var good time.Time
	var failing []string
	for _, x := range f.Sources {
		if x.LastGood.After(good) {
			good = x.LastGood
		}
		if x.Failures > 0 {
			failing = append(failing, x.Name)
		}
	}
	if n := len(failing); n > 0 {
		say("%s not be read at the last look: %s", map[bool]string{true: "one source could", false: fmt.Sprintf("%d sources could", n)}[n == 1],
			strings.Join(failing[:min(n, 5)], ", "))
	}
	word := ""
	if len(s.order)+len(s.press)+len(s.suggested) == 0 {
		word = "nothing new; "
	}
	last := "never a good look"
	if !good.IsZero() {
		last = "last good look " + s.clock(good)
	}
	say("%s%s looked at %s since the last digest, %s", word, countWords(len(f.Sources), "source", "sources"), countWords(int(s.looks), "time", "times"), last)
	return p
}

// untold says how many entries were kept and not told, by case for those that a
// rule of the user's muted.
func (s *summary) untold(say func(string, ...any)) {
	muted, clerk := make(map[string]int), 0
	kinds := make(map[string]map[string]int)
	var names []string
	for _, u := range s.facts.Untold {
		name := s.caseOf(u.Docket)
		switch {
		case name == "" || s.d.Skip[name]:
		case u.Told == docket.ToldHousekeeping:
			clerk += u.Count
		default:
			if kinds[name] == nil {
				kinds[name] = make(map[string]int)
				names = append(names, name)
			}
			muted[name] += u.Count
			kinds[name][u.Kind] += u.Count
		}
	}
	slices.Sort(names)
	for i, name := range names {
		if i == 5 {
			rest := 0
			for _, n := range names[i:] {
				rest += muted[n]
			}
			say("and %d more muted in %s", rest, countWords(len(names)-i, "other case", "other cases"))
			break
		}
		var of []string
		for kind, n := range kinds[name] {
			of = append(of, fmt.Sprintf("%d %s", n, strings.ReplaceAll(kind, "_", " ")))
		}
		slices.Sort(of)
		say("muted in %s: %d (%s)", Clean(name, 60), muted[name], strings.Join(of, ", "))
	}
	if clerk > 0 {
		say("kept quiet: %s", countWords(clerk, "clerk's event", "clerk's events"))
	}
}

func (s *summary) clock(t time.Time) string { return t.In(s.d.Zone).Format("Jan 2, 3:04 PM MST") }

// fitParts cuts the longest lists until the whole can be read in one piece. Every
// list that is cut says by how much.
func fitParts(parts []docket.Part) []docket.Part {
	full := slices.Clone(parts)
	room := make([]int, len(parts))
	for i := range parts {
		room[i] = min(len(parts[i].Lines), groupLines)
	}
	last := len(parts) - 1
	for {
		out := make([]docket.Part, len(full))
		for i, p := range full {
			out[i] = docket.Part{Head: p.Head, Lines: p.Lines[:room[i]:room[i]]}
			if more := len(p.Lines) - room[i]; more > 0 {
				out[i].Lines = append(out[i].Lines, docket.Line{Text: fmt.Sprintf("and %d more; `docketwatch alerts` lists them", more)})
			}
		}
		text := partsText(out)
		if utf8.RuneCountInString(text) <= groupRunes && strings.Count(text, "\n") < groupLines {
			return out
		}
		longest := -1
		for i := range room[:last] {
			if room[i] > 0 && (longest < 0 || room[i] > room[longest]) {
				longest = i
			}
		}
		if longest < 0 {
			return foldParts(out)
		}
		room[longest]--
	}
}

// foldParts is for more cases than fit: their heads say what was found, and those
// beyond are counted.
func foldParts(parts []docket.Part) []docket.Part {
	last := parts[len(parts)-1]
	heads := docket.Part{Head: "What was found"}
	for i, p := range parts[:len(parts)-1] {
		runes := utf8.RuneCountInString(partsText([]docket.Part{heads, last}))
		if runes+utf8.RuneCountInString(p.Head) > groupRunes-60 || len(heads.Lines)+len(last.Lines) > groupLines-4 {
			heads.Lines = append(heads.Lines, docket.Line{Text: fmt.Sprintf("and %d more", len(parts)-1-i)})
			break
		}
		heads.Lines = append(heads.Lines, docket.Line{Text: p.Head})
	}
	return []docket.Part{heads, last}
}
