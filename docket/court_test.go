package docket_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"docketwatch/docket"
)

func TestTheTableHoldsEveryFederalCourt(t *testing.T) {
	count := map[docket.CourtKind]int{}
	for _, c := range docket.Courts() {
		count[c.Kind]++
	}
	for kind, want := range map[docket.CourtKind]int{
		docket.Supreme: 1, docket.Appellate: 19, docket.Trade: 1, docket.Claims: 1, docket.District: 94, docket.Bankruptcy: 94,
	} {
		if count[kind] != want {
			t.Errorf("%d %s courts, want %d", count[kind], kind, want)
		}
	}
	if len(count) != 6 {
		t.Errorf("kinds: %v", count)
	}
}

func TestEveryRowIsWhole(t *testing.T) {
	ids, citations := map[string]bool{}, map[string]string{}
	for _, c := range docket.Courts() {
		if ids[c.ID] {
			t.Errorf("%s stands twice", c.ID)
		}
		ids[c.ID] = true
		if other, taken := citations[c.Citation]; taken {
			t.Errorf("%s and %s are both %q", c.ID, other, c.Citation)
		}
		citations[c.Citation] = c.ID
		if c.Name == "" || c.Citation == "" || strings.TrimSpace(c.Name) != c.Name {
			t.Errorf("%s: name %q, citation %q", c.ID, c.Name, c.Citation)
		}
		if c.ID != strings.ToLower(c.ID) {
			t.Errorf("%s is not in lower case", c.ID)
		}
		zone, err := time.LoadLocation(c.Zone)
		if err != nil || c.Zone == "" || c.Zone == "UTC" {
			t.Errorf("%s: zone %q: %v", c.ID, c.Zone, err)
			continue
		}
		if c.Location().String() != zone.String() {
			t.Errorf("%s: %s is not %s", c.ID, c.Location(), zone)
		}
		if (c.Kind == docket.Bankruptcy) != strings.HasPrefix(c.Citation, "Bankr. ") {
			t.Errorf("%s is cited %q", c.ID, c.Citation)
		}
	}
}

func TestEveryFeedIsOnItsCourtsOwnHost(t *testing.T) {
	for _, c := range docket.Courts() {
		switch c.Coverage {
		case docket.CoverageNone:
			if c.FeedURL != "" {
				t.Errorf("%s has no feed, and one at %s", c.ID, c.FeedURL)
			}
			continue
		case docket.CoveragePartial:
			if c.Carries == "" {
				t.Errorf("%s carries some types, and none is named", c.ID)
			}
		case docket.CoverageAll, docket.CoverageUnknown:
			if c.Carries != "" {
				t.Errorf("%s: coverage %s, and carries %q", c.ID, c.Coverage, c.Carries)
			}
		default:
			t.Errorf("%s: coverage %q", c.ID, c.Coverage)
		}
		u, err := url.Parse(c.FeedURL)
		if err != nil || u.Scheme != "https" || u.Host != "ecf."+c.PACER+".uscourts.gov" {
			t.Errorf("%s: feed %q: %v", c.ID, c.FeedURL, err)
			continue
		}
		want := "/cgi-bin/rss_outside.pl"
		switch {
		case c.Kind == docket.Appellate:
			want = "/n/beam/servlet/TransportRoom"
		case c.ID == "nyed": // its own software
			want = "/cgi-bin/readyDockets.pl"
		case c.ID == "ared": // its default feed has orders and opinions only
			want = "/cgi-bin/rss_outside4.pl"
		}
		if u.Path != want || (c.Kind == docket.Appellate) != (u.RawQuery == "servlet=RSSGenerator") {
			t.Errorf("%s: feed %s", c.ID, c.FeedURL)
		}
	}
}

// Known to CourtListener in 2023, and from the feeds' own descriptions.
func TestKnownCoverage(t *testing.T) {
	for id, want := range map[string]docket.Coverage{
		"scotus": docket.CoverageNone, "ca1": docket.CoverageNone, "ca7": docket.CoverageNone, "ca9": docket.CoverageNone,
		"alnd": docket.CoverageNone, "mdd": docket.CoverageNone,
		"dcd": docket.CoverageAll, "cacd": docket.CoverageAll, "casd": docket.CoverageAll, "nyed": docket.CoverageAll, "ared": docket.CoverageAll,
		"mad": docket.CoveragePartial, "pawd": docket.CoveragePartial, "ca2": docket.CoveragePartial, "ca4": docket.CoveragePartial,
		"ca10": docket.CoveragePartial, "ca11": docket.CoveragePartial, "cadc": docket.CoveragePartial, "cafc": docket.CoveragePartial,
		// absent from an old list only
		"nywd": docket.CoverageUnknown, "vaed": docket.CoverageUnknown, "ca3": docket.CoverageUnknown,
		"cand": docket.CoverageUnknown, "ilnd": docket.CoverageUnknown,
	} {
		if c, _ := docket.CourtByID(id); c.Coverage != want {
			t.Errorf("%s: %s, want %s", id, c.Coverage, want)
		}
	}
}

func TestCourtsSitInTheirOwnTime(t *testing.T) {
	for id, want := range map[string]string{
		"cand": "America/Los_Angeles", "nysd": "America/New_York", "ilnd": "America/Chicago", "cod": "America/Denver",
		"azd": "America/Phoenix", "arb": "America/Phoenix", "areb": "America/Chicago", "akd": "America/Anchorage", "hid": "Pacific/Honolulu",
		"gud": "Pacific/Guam", "nmid": "Pacific/Saipan", "prd": "America/Puerto_Rico", "vid": "America/St_Thomas",
		"innd": "America/Indiana/Indianapolis", "idd": "America/Boise", "mied": "America/Detroit",
		"kyed": "America/New_York", "kywd": "America/Kentucky/Louisville", "tned": "America/New_York", "tnmd": "America/Chicago",
		"flnd": "America/New_York", "ndd": "America/Chicago", "sdd": "America/Chicago", "nvd": "America/Los_Angeles",
		"nebraskab": "America/Chicago", "ca5": "America/Chicago", "ca6": "America/New_York", "ca8": "America/Chicago",
		"ca9": "America/Los_Angeles", "ca10": "America/Denver", "scotus": "America/New_York", "uscfc": "America/New_York",
	} {
		if c, ok := docket.CourtByID(id); !ok || c.Zone != want {
			t.Errorf("%s: %q, want %s", id, c.Zone, want)
		}
	}
}

func TestACourtIsFoundByEitherId(t *testing.T) {
	for asked, want := range map[string]string{
		"cand": "cand", " CAND ": "cand", "azb": "arb", "arb": "arb", "neb": "nebraskab", "cofc": "uscfc", "uscfc": "uscfc", "ca9": "ca9",
	} {
		if c, ok := docket.CourtByID(asked); !ok || c.ID != want {
			t.Errorf("%q is %q, want %q", asked, c.ID, want)
		}
	}
	for _, unknown := range []string{"", "sdny", "californiad", "ca12"} {
		if c, ok := docket.CourtByID(unknown); ok {
			t.Errorf("%q is %q", unknown, c.ID)
		}
	}
}
