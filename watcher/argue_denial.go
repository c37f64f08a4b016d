package watcher

import (
	"slices"
	"strconv"
	"time"

	"docketwatch/docket"
	"docketwatch/rules"
)

// denial finds where a document of the government says, for itself, that nothing
// has been done; nil where it does not.
func (a *Arguer) denial(r docket.Reading, c *docket.Case, paper docket.Paper, at time.Time) *docket.Denial {
	s := scriptOf(paper.Pages)
	found := a.facts.ReadFiling(filingOf(r, c, s)).Findings
	slices.SortStableFunc(found, func(x, y rules.Finding) int { return plainness(x) - plainness(y) })
	for _, x := range found {
		if x.Speaker != rules.SideGovernment || x.Stance != rules.StanceAsserts {
			continue
		}
		sheet := s.sheet(x.Start)
		return &docket.Denial{
			Entry: r.Entry.ID, Attachment: r.Attachment, Tier: string(x.Tier), Quote: x.Quote, Plain: x.Plain, Page: x.Page, Sheet: sheet,
			Start: x.Start, End: x.End, Pattern: x.Pattern, Laws: rules.LawsOf(s.text), Link: paper.URL + "#page=" + strconv.Itoa(sheet), Found: at,
		}
	}
	return nil
}

// plainness puts what says it of enforcement, and says it outright, first.
func plainness(f rules.Finding) int {
	order := 0
	if f.Argument != string(rules.FactPlain) {
		order++
	}
	if f.Tier != rules.TierAlert {
		order += 2
	}
	return order
}

// Tells reports whether findings of this argument are told.
func (a *Arguer) Tells(argument string) bool {
	return len(a.tell) == 0 || slices.Contains(a.tell, argument)
}

// readRelease finds the arguments that a press item reports.
func (a *Arguer) readRelease(r docket.Release, at time.Time) []docket.Finding {
	got := a.reader.ReadFiling(rules.Filing{Text: r.Title + "\n\n" + r.Body, Kind: rules.KindRelease})
	var found []docket.Finding
	for _, x := range got.Findings {
		found = append(found, docket.Finding{
			Subject: r.Subject(), Argument: x.Argument, Tier: string(x.Tier), Stance: string(x.Stance), Speaker: string(x.Speaker), Holder: string(x.Holder),
			Quote: x.Quote, Plain: x.Plain, Start: x.Start, End: x.End, Form: string(x.Form), Pattern: x.Pattern, Kind: string(rules.KindRelease), Found: at,
		})
	}
	return found
}
