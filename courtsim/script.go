// Package courtsim is a simulated courthouse on loopback: court feeds, dockets of
// the Supreme Court, a mailbox that courts send notices to, the Justice
// Department's press API and feed, the White House's feed, the Federal Register,
// the Department of Homeland Security's listing, pages that are edited in place,
// and Slack, driven by a script of what is filed when. The demo, the stories, the fault
// tests and the benchmarks stand on it. It knows nothing of the program it
// tests.
package courtsim

import (
	"bufio"
	"embed"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"docketwatch/docket"
)

//go:embed script/*.txt papers/*.txt
var embedded embed.FS

// A Script is what happens in the courthouse, beat by beat.
type Script struct {
	dockets map[string]*docketLine
	watched []WatchedCase
	pages   []PageEdit // as they stand before the first beat
	beats   []beat
}

// A WatchedCase is a docket that a user of the demo watches.
type WatchedCase struct{ Name, Court, Number string }

// Watched lists the dockets to watch, in the script's order.
func (s *Script) Watched() []WatchedCase { return s.watched }

// codes are the script's names of its dockets, in order.
func (s *Script) codes() []string { return slices.Sorted(maps.Keys(s.dockets)) }

// Beats is how many steps the script has.
func (s *Script) Beats() int { return len(s.beats) }

type docketLine struct {
	code, court, number, caseID, caption, watchedAs string
}

// A beat is a moment and everything that happens at it.
type beat struct {
	at        time.Time
	filings   []filingLine
	releases  []releaseLine
	edits     []releaseLine // releases of the same key that replace an earlier one
	mails     []mailLine    // that are not what they seem
	scotus    []scotusLine
	pages     []PageEdit
	documents []registerLine
}

type filingLine struct {
	docket *docketLine
	number string // shown at that time, where it differs from the docket's
	entry  string // "" for an entry without number
	events []string
	paper  string
	text   string // full docket text; "" where nobody ever brings it in
}

type releaseLine struct {
	key, site, number, component, title, body string
	date                                      string // printed on it, where it differs from the day of the beat
	relevant                                  bool
}

// Script2017 is the litigation of 2017 as public sources tell it: who filed
// what on which day. The words of every entry and paper are ours; numbers and
// hours that no source gives are invented, and marked so in the script.
func Script2017() (*Script, error) {
	f, err := embedded.Open("script/2017.txt")
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // embedded: nothing to lose
	return ParseScript(f)
}

// pacific is where the scripted courts sit; the script's hours are theirs.
func pacific() *time.Location {
	c, _ := docket.CourtByID("cand")
	return c.Location()
}

// ParseScript reads a script. Lines are:
//
//	docket CODE COURT NUMBER CASEID CAPTION | WATCHED AS
//	at 2017-03-09 16:12
//	file CODE ENTRY EVENT + EVENT @paper     (ENTRY "-" for none; CODE=NUMBER shows another number)
//	text CODE ENTRY full docket text         (of the filing above, in the same beat)
//	paper CODE ENTRY NAME                    (the same: its paper, where the file line names none)
//	press SITE KEY COMPONENT | TITLE | BODY  (SITE doj, wh or dhs; "relevant" or "other" leads the line's end)
//	edit …                                   (as press: replaces the item of that key)
//	page NAME | TITLE | TEXT                 (sets or edits a page; " / " parts its paragraphs, "- " begins a list
//	                                         item, [text](address) is a link. NAME alone: the page is taken down.
//	                                         Before the first "at" it stands there when the story begins)
//	fr inspect NUMBER@DATE TYPE relevant AGENCY | TITLE | TEXT
//	fr publish …                             (the same, and | CITATION; NUMBER@DATE#13768 is an executive order)
//	scotus NUMBER | TEXT                     (a proceeding in the Supreme Court, on a docket of the script; more at scotusLine)
//	mail KIND CODE ENTRY EVENT               (a notice of a filing that never was; more at mailLine)
//
// "#" starts a comment. Errors name the line.
func ParseScript(r io.Reader) (*Script, error) {
	s := &Script{dockets: make(map[string]*docketLine)}
	scanner := bufio.NewScanner(r)
	scanner.Buffer(nil, 1<<20)
	for n := 1; scanner.Scan(); n++ {
		line := strings.TrimSpace(scanner.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		if err := s.line(word, strings.TrimSpace(rest)); err != nil {
			return nil, fmt.Errorf("script line %d: %w", n, err)
		}
	}
	if err := scanner.Err(); err != nil {
		return nil, err
	}
	if len(s.beats) == 0 {
		return nil, fmt.Errorf("the script has no beat")
	}
	return s, nil
}

func (s *Script) line(word, rest string) error {
	switch word {
	case "docket":
		return s.docketLine(rest)
	case "at":
		at, err := time.ParseInLocation("2006-01-02 15:04", rest, pacific())
		if err != nil {
			return err
		}
		if len(s.beats) > 0 && at.Before(s.beats[len(s.beats)-1].at) {
			return fmt.Errorf("%s is before the beat above it", rest)
		}
		s.beats = append(s.beats, beat{at: at})
		return nil
	}
	if word == "page" {
		p, err := pageLine(rest)
		if len(s.beats) == 0 {
			s.pages = append(s.pages, p)
		} else {
			b := &s.beats[len(s.beats)-1]
			b.pages = append(b.pages, p)
		}
		return err
	}
	if len(s.beats) == 0 {
		return fmt.Errorf("%q before the first `at`", word)
	}
	b := &s.beats[len(s.beats)-1]
	switch word {
	case "file":
		f, err := s.filingLine(rest)
		b.filings = append(b.filings, f)
		return err
	case "scotus", "scotus-edit":
		l, err := s.scotusLine(word, rest)
		b.scotus = append(b.scotus, l)
		return err
	case "mail":
		l, err := s.mailLine(rest)
		b.mails = append(b.mails, l)
		return err
	case "text", "paper":
		return b.add(word, rest)
	case "press", "edit":
		p, err := pressLine(rest)
		if word == "press" {
			b.releases = append(b.releases, p)
		} else {
			b.edits = append(b.edits, p)
		}
		return err
	case "fr":
		l, err := frLine(rest)
		b.documents = append(b.documents, l)
		return err
	}
	return fmt.Errorf("unknown word %q", word)
}

func (s *Script) docketLine(rest string) error {
	head, watchedAs, _ := strings.Cut(rest, "|")
	f := strings.Fields(head)
	if len(f) < 5 {
		return fmt.Errorf("docket wants CODE COURT NUMBER CASEID CAPTION")
	}
	d := &docketLine{code: f[0], court: f[1], number: f[2], caseID: f[3], caption: strings.Join(f[4:], " "), watchedAs: strings.TrimSpace(watchedAs)}
	if _, ok := docket.CourtByID(d.court); !ok {
		return fmt.Errorf("unknown court %q", d.court)
	}
	s.dockets[d.code] = d
	if d.watchedAs != "" {
		s.watched = append(s.watched, WatchedCase{Name: d.watchedAs, Court: d.court, Number: d.number})
	}
	return nil
}

func (s *Script) filingLine(rest string) (filingLine, error) {
	code, rest, _ := strings.Cut(rest, " ")
	code, number, _ := strings.Cut(code, "=")
	d := s.dockets[code]
	if d == nil {
		return filingLine{}, fmt.Errorf("no docket %q", code)
	}
	if d.court == supreme {
		return filingLine{}, fmt.Errorf("%s is in the Supreme Court: write scotus", code)
	}
	if number == "" {
		number = d.number
	}
	entry, what, ok := strings.Cut(strings.TrimSpace(rest), " ")
	if !ok {
		return filingLine{}, fmt.Errorf("file wants CODE ENTRY EVENT")
	}
	if entry == "-" {
		entry = ""
	}
	what, paper, _ := strings.Cut(what, "@")
	f := filingLine{docket: d, number: number, entry: entry, paper: strings.TrimSpace(paper)}
	for event := range strings.SplitSeq(what, " + ") {
		f.events = append(f.events, strings.TrimSpace(event))
	}
	return f, nil
}

// add gives the latest filing of a beat that is meant its text or its paper.
func (b *beat) add(word, rest string) error {
	f := strings.SplitN(rest, " ", 3)
	if len(f) != 3 || strings.TrimSpace(f[2]) == "" {
		return fmt.Errorf("%s wants CODE ENTRY and words", word)
	}
	for i := len(b.filings) - 1; i >= 0; i-- {
		x := &b.filings[i]
		if x.docket.code != f[0] || x.entry != strings.TrimPrefix(f[1], "-") {
			continue
		}
		if word == "text" {
			x.text = strings.TrimSpace(f[2])
		} else {
			x.paper = strings.TrimSpace(f[2])
		}
		return nil
	}
	return fmt.Errorf("no filing %s %s in this beat", f[0], f[1])
}

func pressLine(rest string) (releaseLine, error) {
	parts := strings.SplitN(rest, "|", 3)
	f := strings.Fields(parts[0])
	if len(parts) != 3 || len(f) < 4 {
		return releaseLine{}, fmt.Errorf("press wants SITE KEY relevant|other COMPONENT | TITLE | BODY")
	}
	p := releaseLine{site: f[0], key: f[1], relevant: f[2] == "relevant", component: strings.Join(f[3:], " "),
		title: strings.TrimSpace(parts[1]), body: strings.TrimSpace(parts[2])}
	if key, date, ok := strings.Cut(p.key, "@"); ok {
		p.key, p.date = key, date
	}
	if key, number, ok := strings.Cut(p.key, "#"); ok {
		p.key, p.number = key, number
	}
	return p, nil
}
