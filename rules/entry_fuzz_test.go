package rules_test

import (
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"docketwatch/docket"
	"docketwatch/rules"
)

var (
	aDay   = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
	aClock = regexp.MustCompile(`^(?:[01]\d|2[0-3]):[0-5]\d$`)
)

func FuzzReadEntry(f *testing.F) {
	for _, seed := range []string{
		"MOTION to Dismiss filed by Doe. Motion Hearing set for 4/5/2017 02:00 PM. Responses due by 3/9/2017.",
		"ORDER granting in part and denying in part 12 MOTION, 13 MOTION. (Entered: 01/02/2024)",
		"Filed (ECF) Appellants Jane Doe and Richard Roe", "by", "Judge:", "(", "[", "'s", "8/8/88", "set for", "of appell", "due by 4 p.m. (EDT), on June 9, 2025",
		"İ set for 4/5/2017", "\xff by \xff", "REVIEWED AND/OR EDITED", " AND ~Util", "1 - AND ORDER",
	} {
		f.Add(seed, "Doe v. Trump")
	}
	f.Add("REPLY by Doe", "v. ")
	f.Fuzz(func(t *testing.T, text, caseName string) {
		for _, role := range []docket.Role{docket.RoleUnknown, docket.RolePlaintiff} {
			got := rules.ReadEntry(rules.EntrySubject{Text: text, Events: []string{text}, CaseName: caseName, Government: role, Parties: []rules.Party{{Name: caseName, Side: rules.SideAmicus}}})
			if !slices.Contains(rules.DocumentKinds(), got.Kind) {
				t.Errorf("kind %q", got.Kind)
			}
			if !slices.Contains(rules.Sides(), got.FiledBy) {
				t.Errorf("side %q", got.FiledBy)
			}
			for _, d := range got.Dates {
				if !aDay.MatchString(string(d.Date)) || d.Time != "" && !aClock.MatchString(d.Time) || !slices.Contains(rules.DateKinds(), d.What) || d.Status == "" {
					t.Errorf("date %+v", d)
				}
			}
			for _, d := range got.Dispositions {
				if !strings.Contains(squeeze(text), squeeze(d.Motion)) && strings.ToValidUTF8(text, "") == text && isPlain(text) {
					t.Errorf("motion %q is not in the text", d.Motion)
				}
			}
		}
	})
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// isPlain reports whether the text needs no tidying.
func isPlain(s string) bool {
	for _, r := range s {
		if r < ' ' || r > '~' || r == '&' || r == '(' || r == '[' {
			return false
		}
	}
	return true
}

// BenchmarkReadEntry reads entries of every kind. The second figure is per second
// of processor time, which says the same on a busy machine.
func BenchmarkReadEntry(b *testing.B) {
	subjects := benchmarkSubjects(b)
	b.ReportAllocs()
	before, start := cpu(), time.Now()
	n := 0
	for b.Loop() {
		rules.ReadEntry(subjects[n%len(subjects)])
		n++
	}
	b.ReportMetric(float64(n)/time.Since(start).Seconds(), "entries/s")
	b.ReportMetric(float64(n)/(cpu()-before).Seconds(), "entries/cpu-s")
}

func cpu() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
