package rules_test

import (
	"testing"

	"pgregory.net/rapid"

	"docketwatch/docket"
	"docketwatch/rules"
)

func TestCopiesOfOneReleaseShareACluster(t *testing.T) {
	const day = docket.Date("2025-07-24")
	first := rules.Cluster("Justice Department Sues New York City Over “Sanctuary” Policies", day)
	for _, copied := range []string{
		"JUSTICE DEPARTMENT SUES NEW YORK CITY OVER SANCTUARY POLICIES",
		"Justice Department Sues New York City Over &quot;Sanctuary&quot; Policies",
		"Justice Department Sues New York City\r\nOver \u2018Sanctuary\u2019\u00a0Policies",
		"Justice Depart\u00adment Sues New York City \u2014 Over Sanctuary Policies.",
	} {
		if got := rules.Cluster(copied, day); got != first {
			t.Errorf("%q is %q, want %q", copied, got, first)
		}
	}
}

func TestDifferentReleasesHaveDifferentClusters(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range []struct {
		title string
		date  docket.Date
	}{
		{"U.S. Attorney's Office Filed 114 Border-Related Cases This Week", "2025-08-01"},
		{"U.S. Attorney's Office Filed 114 Border-Related Cases This Week", "2025-08-08"},
		{"U.S. Attorney's Office Filed 119 Border-Related Cases This Week", "2025-08-08"},
		{"", "2025-08-08"},
		{"—", "2025-08-08"},
	} {
		key := rules.Cluster(c.title, c.date)
		if seen[key] {
			t.Errorf("%q on %s shares %q with another", c.title, c.date, key)
		}
		seen[key] = true
	}
}

func TestSpaceAroundATitleIsNoPartOfTheCluster(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		title := rapid.String().Draw(t, "title")
		if a, b := rules.Cluster(title, "2025-01-02"), rules.Cluster("  "+title+"\n", "2025-01-02"); a != b {
			t.Fatalf("%q and %q", a, b)
		}
	})
}
