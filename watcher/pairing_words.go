package watcher

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"docketwatch/docket"
	"docketwatch/rules"
)

// mostPaired is how many filings, and how many releases, one message spells out.
const mostPaired = 4

// pairedAlert sets what the government told a court beside what it announced:
// dates, words and links. What the one means for the other is for the reader.
func pairedAlert(group []paired, now time.Time) docket.Alert {
	var filings, releases []paired
	var keys []string
	for _, x := range group {
		if !slices.ContainsFunc(filings, func(o paired) bool { return o.Entry.ID == x.Entry.ID }) {
			filings = append(filings, x)
		}
		if !slices.ContainsFunc(releases, func(o paired) bool { return o.Release.Cluster == x.Release.Cluster }) {
			releases = append(releases, x)
		}
		keys = append(keys, x.Entry.Subject()+"\x00"+x.Release.Cluster)
	}
	slices.Sort(keys)
	slices.SortStableFunc(filings, func(a, b paired) int { return strings.Compare(string(filedOn(a.Entry)), string(filedOn(b.Entry))) })
	slices.SortStableFunc(releases, func(a, b paired) int { return strings.Compare(string(a.Release.Date), string(b.Release.Date)) })
	filing, release := filings[len(filings)-1], releases[len(releases)-1]

	n, _ := docket.ParseNumber(filing.Entry.Number) // what the court printed; else it stands as it is
	a := entryAlert(filing.of, filing.Entry, docket.Sighting{Source: filing.Entry.FirstSource, Court: filing.Entry.Docket.Court(), Number: n, Seen: now})
	a.Kind, a.Number, a.Digest = docket.AlertPaired, filing.Entry.Number, shortDigest(strings.Join(keys, "\n"))
	a.Link, a.PressURL = filing.Denial.Link, release.Release.URL
	a.Title = pairedTitle(filings, releases)
	a.Reason = fmt.Sprintf("a filing of this case says that nothing has been done, and within %d days of it a release announces something that is tied to it", pairWindow)
	var lines []string
	for i, x := range filings {
		if i == mostPaired {
			lines = append(lines, fmt.Sprintf("and %d filings more", len(filings)-i))
			break
		}
		lines = append(lines, fmt.Sprintf("On %s the government told the court: “%s” (%s)", dayWords(filedOn(x.Entry)), inOneLine(x.Denial.Plain), whereIn(x)))
	}
	for i, x := range releases {
		if i == mostPaired {
			lines = append(lines, fmt.Sprintf("and %d releases more; `docketwatch arguments` lists them", len(releases)-i))
			break
		}
		lines = append(lines, fmt.Sprintf("On %s %s announced%s: “%s”", dayWords(x.Release.Date), publisher(x.Release), inBrackets(x.Release.Number), inOneLine(x.act().Quote)))
		if x.Release.Cluster != release.Release.Cluster && x.Release.URL != "" {
			lines = append(lines, x.Release.URL)
		}
		lines = append(lines, x.because())
	}
	a.Body = strings.Join(lines, "\n")
	return a
}

// pairedTitle says what stands beside what, and how long lies between them.
func pairedTitle(filings, releases []paired) string {
	filing, release := filings[len(filings)-1], releases[len(releases)-1]
	what := actionWords[release.act().Value] + actionToward[release.act().Value]
	n := len(aimedAt(release.Found))
	if release.tie.Kind == rules.TieParty {
		what += release.tie.Party
		if n > 1 {
			what += fmt.Sprintf(" and %d more", n-1)
		}
	} else {
		switch n {
		case 0:
			what += "jurisdictions that it does not name"
		case 1:
			what += aimedAt(release.Found)[0] + ", no party"
		default:
			what += fmt.Sprintf("%d jurisdictions, none of them a party", n)
		}
	}
	if n := len(releases) - 1; n > 0 {
		what += fmt.Sprintf("; and %s more", plural(n, "announcement", "announcements"))
	}
	return fmt.Sprintf("No action taken, the government told the court; %s, it announced: %s", apart(filedOn(filing.Entry), release.Release.Date), what)
}

// apart is how long after the filing the release came.
func apart(filed, announced docket.Date) string {
	days := int(dayOf(announced).Sub(dayOf(filed)).Hours()) / 24
	switch {
	case days == 0:
		return "on that day"
	case days < 0:
		return plural(-days, "day", "days") + " before"
	}
	return plural(days, "day", "days") + " later"
}

// act is the first deed that the release tells.
func (x paired) act() docket.PressFinding {
	for _, f := range x.Found {
		if f.What == docket.PressAction && f.Value != string(rules.ActionStatement) {
			return f
		}
	}
	return docket.PressFinding{} // unreachable: without a deed nothing is paired
}

// because says in words how the release is tied to the case, and how it is not.
func (x paired) because() string {
	var named []string
	for _, f := range x.tie.Named {
		name := f.Value
		if f.Kind == string(rules.JurisdictionState) && len(f.Quote) > len(name) && strings.HasPrefix(f.Quote, name) {
			name = inOneLine(f.Quote) // the State's agency
		}
		named = append(named, name)
	}
	who := someOf(named, mostNamed)
	under := strings.Join(x.tie.Laws, "; ")
	switch x.tie.Kind {
	case rules.TieParty:
		return fmt.Sprintf("The release names %s, a party of this case.", x.tie.Party)
	case rules.TieState:
		return fmt.Sprintf("The release does not name %s; of the same State it names %s. Both are about %s.", x.tie.Party, who, under)
	}
	if who == "" {
		return fmt.Sprintf("The release names no jurisdiction; it is about the same law as this case: %s.", under)
	}
	return fmt.Sprintf("The release names no party of this case; it is against other jurisdictions (%s) under the same law: %s.", who, under)
}

// pair is what the ledger keeps.
func (x paired) pair() docket.Pair {
	act := x.act()
	return docket.Pair{
		EntryID: x.Entry.ID, Subject: x.Entry.Subject(), Release: x.Release.Subject(), Case: x.of.Name, Docket: x.Entry.Docket,
		Number: x.Entry.Number, DocumentNumber: x.Entry.DocumentNumber, Filed: filedOn(x.Entry), Denied: x.Denial.Plain, Page: x.Denial.Page, Link: x.Denial.Link,
		Announced: x.Release.Date, By: publisher(x.Release), Title: x.Release.Title, Action: act.Value, Words: act.Quote, ReleaseNumber: x.Release.Number, URL: x.Release.URL,
		Tie: string(x.tie.Kind), Because: x.because(), Laws: x.tie.Laws,
	}
}

// whereIn is the entry and the page, as a person would cite them.
func whereIn(x paired) string {
	where := "entry without number"
	if x.Entry.DocumentNumber != "" {
		where = "No. " + x.Entry.DocumentNumber
	}
	if x.Denial.Attachment > 0 {
		where += fmt.Sprintf("-%d", x.Denial.Attachment)
	}
	if x.Denial.Page > 0 {
		where += fmt.Sprintf(", p. %d", x.Denial.Page)
	}
	return where
}

// filedOn is the court's day of an entry.
func filedOn(e docket.Entry) docket.Date {
	if e.Filed != "" {
		return e.Filed
	}
	return courtDay(e.Docket, e.Entered)
}

// quoted is how many characters of a quotation a message holds; the ledger has
// the whole of it.
const quoted = 450

// inOneLine is a quotation as a message shows it. Titles hold line breaks.
func inOneLine(s string) string { return firstRunes(strings.Join(strings.Fields(s), " "), quoted) }

func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}
