package notify

import (
	"strings"
	"time"

	"docketwatch/docket"
)

// Place says where an alert happened, from the source's identifiers only:
// "N.D. Cal. 3:17-cv-00574-WHO".
func Place(a docket.Alert) string {
	return strings.TrimSpace(Clean(a.CourtName, 200) + " " + Clean(a.Number, 100))
}

// Headline says which case and which entry: "Santa Clara v. Trump · No. 46".
// An entry without a number says so: court orders by minute entry have none.
func Headline(a docket.Alert) string {
	var parts []string
	if a.Case != "" {
		parts = append(parts, Clean(a.Case, 120))
	}
	switch {
	case a.Entry != "":
		parts = append(parts, "No. "+Clean(a.Entry, 20))
	case ofEntry(a):
		parts = append(parts, "entry without number")
	}
	if len(parts) == 0 {
		return kindWords(a.Kind)
	}
	return strings.Join(parts, " · ")
}

// Title is the alert's title, cut to limit, under a word that keeps it from being
// taken for what it is not: a second piece of news, or a real alert.
func Title(m Message, limit int) string {
	title := Clean(m.Alert.Title, limit)
	if m.FollowUp {
		title = "Follow-up: " + title
	}
	if m.MayRepeat {
		title = "(may repeat) " + title
	}
	if m.Alert.Kind == docket.AlertTest {
		title = "[TEST] " + title
	}
	return title
}

// RuleLine names the user's own rules that fit: "your rule byrne-jag"; "" where
// none does, or where the title says so.
func RuleLine(a docket.Alert) string {
	if len(a.Rules) == 0 || a.Kind == docket.AlertRule {
		return ""
	}
	names := make([]string, len(a.Rules))
	for i, h := range a.Rules {
		names[i] = Clean(h.Rule, 80)
	}
	word := "your rule "
	if len(names) > 1 {
		word = "your rules "
	}
	return Cut(word+strings.Join(names, ", "), 300)
}

// ofEntry reports whether an alert is about one entry of a docket.
func ofEntry(a docket.Alert) bool {
	switch a.Kind {
	case docket.AlertFiling, docket.AlertUpdate, docket.AlertArgument, docket.AlertRule, docket.AlertPaired, docket.AlertSealed, docket.AlertRemoved, docket.AlertRestored:
		return true
	case docket.AlertAmended:
		return a.Case != ""
	}
	return false
}

func kindWords(k docket.AlertKind) string {
	switch k {
	case docket.AlertRelease:
		return "Press release"
	case docket.AlertAmended:
		return "Edited"
	case docket.AlertSuggested:
		return "Cases nobody watches"
	case docket.AlertLate:
		return "Older entries"
	case docket.AlertWatching:
		return "Now watching"
	case docket.AlertGap:
		return "Possible gap"
	case docket.AlertExpected:
		return "Expected and not seen"
	case docket.AlertHealth:
		return "docketwatch itself"
	case docket.AlertDigest:
		return "Digest"
	case docket.AlertTest:
		return "Test"
	}
	return "Alert"
}

// When says when it happened, as the source gave it, where the court sits.
func When(a docket.Alert) string {
	if a.When.IsZero() {
		if ofEntry(a) || a.Kind == docket.AlertAmended || a.Kind == docket.AlertRelease {
			return "source time unknown"
		}
		return ""
	}
	zone, err := time.LoadLocation(a.Zone)
	if err != nil {
		zone = time.UTC
	}
	if a.DayOnly {
		word := "dated "
		if ofEntry(a) {
			word = "filed "
		}
		return word + a.When.In(zone).Format("Jan 2, 2006")
	}
	word := "entered "
	if a.Kind == docket.AlertRelease {
		word = "published "
	}
	return word + a.When.In(zone).Format("Jan 2, 2006 3:04 PM MST")
}
