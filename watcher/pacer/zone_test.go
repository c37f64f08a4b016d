package pacer

import (
	"testing"
	"time"
)

func TestCourtDatesAreReadInTheirOwnZone(t *testing.T) {
	for text, want := range map[string]string{
		"Wed, 18 Apr 2018 00:09:55 GMT":          "2018-04-18T00:09:55Z",
		"Fri, 03 Feb 2023 09:05:16 MST":          "2023-02-03T16:05:16Z",
		"Fri, 03 Feb 2023 12:31:34 EST":          "2023-02-03T17:31:34Z",
		"Sat, 12 Jul 2025 12:31:34 EDT":          "2025-07-12T16:31:34Z",
		"Fri, 03 Feb 2023 12:31:34 CST":          "2023-02-03T18:31:34Z",
		"Sat, 12 Jul 2025 12:31:34 CDT":          "2025-07-12T17:31:34Z",
		"Sat, 12 Jul 2025 12:31:34 MDT":          "2025-07-12T18:31:34Z",
		"Fri, 03 Feb 2023 12:31:34 PST":          "2023-02-03T20:31:34Z",
		"Sat, 12 Jul 2025 12:31:34 PDT":          "2025-07-12T19:31:34Z",
		"Fri, 03 Feb 2023 12:31:34 HST":          "2023-02-03T22:31:34Z",
		"Fri, 03 Feb 2023 12:31:34 AKST":         "2023-02-03T21:31:34Z",
		"Sat, 12 Jul 2025 12:31:34 AKDT":         "2025-07-12T20:31:34Z",
		"Fri, 03 Feb 2023 12:31:34 ChST":         "2023-02-03T02:31:34Z",
		"Fri, 03 Feb 2023 12:31:34 AST":          "2023-02-03T16:31:34Z",
		"Fri, 03 Feb 2023 12:31:34 UTC":          "2023-02-03T12:31:34Z",
		"Fri, 03 Feb 2023 12:31:34 -0500":        "2023-02-03T17:31:34Z",
		"Fri, 03 Feb 2023 12:31:34 +05:30":       "2023-02-03T07:01:34Z",
		"03 Feb 2023 12:31 EST":                  "2023-02-03T17:31:00Z",
		"Fri, 3 Feb 23 12:31:34 EST":             "2023-02-03T17:31:34Z",
		"  Fri,  03  February 2023 12:31:34 EST": "2023-02-03T17:31:34Z",
		"":                                       "", // missing
		"yesterday":                              "",
		"Fri, 03 Feb 2023 12:31:34":              "", // without zone
		"Fri, 03 Feb 2023 12:31:34 XYZ":          "", // a zone of no court
		"Fri, 31 Feb 2023 12:31:34 GMT":          "",
		"Fri, 03 Foo 2023 12:31:34 GMT":          "",
		"Fri, 03 Feb 2023 25:31:34 GMT":          "",
		"Fri, 03 Feb 2023 -1:31:34 GMT":          "",
		"Fri, 03 Feb 2023 12:31:34 +99":          "",
		"Fri, 03 Feb 2023 12:31:34 GMT now":      "",
	} {
		got := parseDate(text)
		shown := ""
		if !got.IsZero() {
			shown = got.UTC().Format(time.RFC3339)
		}
		if shown != want {
			t.Errorf("%q is %q, want %q", text, shown, want)
		}
	}
}

func TestTheProcessTimeZoneChangesNothing(t *testing.T) {
	body := []byte(`<rss><channel><link>https://ecf.ca10.uscourts.gov</link><item><title>19-1 A v. B</title>` +
		`<pubDate>Fri, 03 Feb 2023 09:05:16 EST</pubDate></item></channel></rss>`)
	was := time.Local
	t.Cleanup(func() { time.Local = was })
	for _, zone := range []string{"UTC", "America/New_York", "America/Los_Angeles", "Pacific/Guam"} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		time.Local = loc
		got, err := Parse(body, "ca10")
		if err != nil {
			t.Fatal(err)
		}
		if date := *got[0].Entries[0].DateFiled; date != "2023-02-03T09:05:16-05:00" {
			t.Errorf("in a process of %s the date is %s", zone, date)
		}
	}
}
