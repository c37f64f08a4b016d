package rules_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"docketwatch/docket"
	"docketwatch/rules"
)

func ExampleReadRelease() {
	got := rules.ReadRelease(docket.Release{
		Title: "Justice Department Sends Letters to Two Counties Regarding 8 U.S.C. 1373", Date: "2017-11-15",
		Body: "The letters were sent today to Cook County, Illinois, and to Sonoma County. They are to answer by December 8.",
	})
	fmt.Println(got.Action(), got.Aimed()[0], got.Aimed()[1], got.Laws[0].Name, got.Deadlines[0].Date)
	// Output: letter Cook County, IL Sonoma County, CA 8 U.S.C. 1373 2017-12-08
}

// told is a reading in short: "aimed: …; named: …; laws: …; acts: …; until: …".
func told(r rules.PressReading) (aimed, named, laws, acts, until []string) {
	for _, n := range r.Jurisdictions {
		if n.Aimed {
			aimed = append(aimed, n.String())
		} else {
			named = append(named, n.String())
		}
	}
	for _, l := range r.Laws {
		laws = append(laws, l.Name)
	}
	for _, a := range r.Acts {
		acts = append(acts, string(a.Action))
	}
	for _, d := range r.Deadlines {
		until = append(until, string(d.Date))
	}
	return aimed, named, laws, acts, until
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "; ")
}

func TestWhatAReleaseSays(t *testing.T) {
	for name, c := range map[string]struct {
		title, body                     string
		on                              docket.Date
		aimed, named, laws, acts, until string
	}{
		"letters, with a list in one sentence": {
			title: "Department of Justice Sends Letter to Nine Jurisdictions Requiring Proof of Compliance with 8 U.S.C. § 1373", on: "2017-04-21",
			body: "Today the Department sent letters to nine jurisdictions that an Inspector General's report of May 2016 names, and that must show by June 30, 2017, that they comply. " +
				"The letters went to the California Board of State and Community Corrections; the city of Chicago; Clark County, Nevada; Cook County, Illinois; Miami-Dade County, Florida; " +
				"Milwaukee County, Wisconsin; the City of New Orleans; New York City; and Philadelphia, Pennsylvania. Otherwise Edward Byrne Memorial Justice Assistance Grants could be withheld.",
			aimed: "California; Chicago, IL; Clark County, NV; Cook County, IL; Miami-Dade County, FL; Milwaukee County, WI; New Orleans, LA; New York City, NY; Philadelphia, PA",
			laws:  "8 U.S.C. 1373; Byrne JAG", acts: "letter", until: "2017-06-30",
		},
		"a suit against a city": {
			title: "JUSTICE DEPARTMENT SUES NEW YORK CITY OVER “SANCTUARY” POLICIES", on: "2025-07-24",
			body:  "WASHINGTON – The Justice Department today filed a complaint in the Eastern District of New York against the City of New York, its mayor and its Police Commissioner.",
			aimed: "New York City, NY", acts: "suit",
		},
		"a suit against a State and its cities": {
			title: "Justice Department Files Lawsuit Against Minnesota Over Sanctuary Policies", on: "2025-09-29",
			body:  "The United States filed suit against the State of Minnesota, the cities of Minneapolis and St. Paul, and Hennepin County. A like suit is pending in United States v. Illinois.",
			aimed: "Minnesota; Minneapolis, MN; St. Paul, MN; Hennepin County, MN; Illinois", acts: "suit",
		},
		"a list by kinds, a name a line": {
			title: "Justice Department Publishes List of Sanctuary Jurisdictions", on: "2025-08-05",
			body: "The Department today published a list of sanctuary jurisdictions under Executive Order 14287.\n\nSTATES:\n\nCalifornia\nConnecticut\nNew York\nWashington\n\nCOUNTIES:\n\n" +
				"San Diego County, CA\nBaltimore County, MD\n\nCITIES:\n\nBoston, MA\nEast Lansing, MI\nPortland, OR\n\nThe list was made in Washington, D.C.",
			aimed: "California; Connecticut; New York; Washington; San Diego County, CA; Baltimore County, MD; Boston, MA; East Lansing, MI; Portland, OR",
			named: "District of Columbia", laws: "sanctuary list; EO 14287", acts: "list",
		},
		"grants that are taken back": {
			title: "Office of Justice Programs Terminates Grants to Sanctuary Jurisdictions", on: "2025-04-22",
			body:  "The Office of Justice Programs has terminated Byrne JAG and SCAAP awards to Multnomah County and the City of Seattle. Recipients must respond within 30 days.",
			aimed: "Multnomah County, OR; Seattle, WA", laws: "Byrne JAG; SCAAP", acts: "funding_terminated", until: "2025-05-22",
		},
		"conditions for everybody": {
			title: "Attorney General Announces Immigration Compliance Requirements for Edward Byrne Memorial Justice Assistance Grant Programs", on: "2017-07-25",
			body: "Recipients must certify compliance with 8 U.S.C. 1373.", laws: "Byrne JAG; 8 U.S.C. 1373", acts: "funding_conditioned",
		},
		"a threat is no deed": {
			title: "Statement on Sanctuary Cities", on: "2017-04-26",
			body:  "Grants may be withheld from Chicago if it fails to comply. The Department could issue subpoenas, and would sue the State of California.",
			named: "Chicago, IL; California", acts: "statement",
		},
		"subpoenas only threatened, letters sent": {
			title: "Justice Department Demands Documents and Threatens to Subpoena Three Jurisdictions", on: "2018-01-24",
			body:  "The letters, sent to Denver, Burlington, Vermont, and the State of Oregon, ask for documents on 8 U.S.C. 1373. Jurisdictions that do not respond by February 23, 2018 may be subpoenaed.",
			aimed: "Denver, CO; Burlington, VT; Oregon", laws: "8 U.S.C. 1373", acts: "letter", until: "2018-02-23",
		},
		"cities that sue the government": {
			title: "Statement on Suit", on: "2025-02-07",
			body:  "The City and County of San Francisco and Santa Clara County sued the administration over Executive Order 14218. The suit was filed by cities.",
			named: "San Francisco, CA; Santa Clara County, CA", laws: "EO 14218", acts: "statement",
		},
		"courts, newspapers and offices are no jurisdictions": {
			title: "Man Sentenced", on: "2025-02-07",
			body: "The U.S. Attorney for the Northern District of Illinois and the FBI's Boston Field Office told the Chicago Tribune and the New York Times of the University of California.",
			acts: "statement",
		},
		"an agreement is no action against anybody": {
			title: "Justice Department Announces Memorandum of Understanding with Nevada to Collaborate on Immigration Enforcement", on: "2025-09-26",
			named: "Nevada", acts: "statement",
		},
		"what was done before is not announced again": {
			title: "Justice Department Announces Agreement with Nevada on Sanctuary Policies", on: "2025-09-26",
			body:  "On August 5 the Department published a list of sanctuary jurisdictions that named Nevada. In 2017 it sent letters to Chicago. Nevada is removed from the list.",
			named: "Nevada; Chicago, IL", laws: "sanctuary list", acts: "statement",
		},
		"cities of a State are not the State, and a court sits in a city": {
			title: "Justice Department Sues Three New Jersey Cities Over Sanctuary Policies", on: "2025-05-22",
			body:  "The United States filed a complaint in the District of New Jersey in Trenton, New Jersey, against the cities of Newark, Jersey City and Hoboken.",
			aimed: "Newark, NJ; Jersey City, NJ; Hoboken, NJ", acts: "suit",
		},
		"orders by their titles": {
			title: "Protecting American Communities from Criminal Aliens", on: "2025-04-28",
			body: "Within 30 days of the date of this order the Attorney General shall publish a list of States and local jurisdictions.",
			laws: "EO 14287", acts: "statement", until: "2025-05-28",
		},
		"a day of the next year": {
			title: "Justice Department Sends Letter to City of Oakland", on: "2017-12-13", body: "The city is to respond by January 12.",
			aimed: "Oakland, CA", acts: "letter", until: "2018-01-12",
		},
		"a day that is past is no deadline": {
			title: "Justice Department Sends Letter to City of Oakland", on: "2018-03-13", body: "The city was to respond by January 12.",
			aimed: "Oakland, CA", acts: "letter",
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := docket.Release{Title: c.title, Body: c.body, Date: c.on}
			got := rules.ReadRelease(r)
			aimed, named, laws, acts, until := told(got)
			for _, d := range []struct {
				what      string
				want, got []string
			}{{"aimed", list(c.aimed), aimed}, {"named", list(c.named), named}, {"laws", list(c.laws), laws}, {"acts", list(c.acts), acts}, {"until", list(c.until), until}} {
				if diff := cmp.Diff(d.want, d.got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", d.what, diff)
				}
			}
			quotes(t, r, got)
		})
	}
}

// quotes checks that everything found stands where it is said to stand.
func quotes(t interface {
	Helper()
	Errorf(string, ...any)
}, r docket.Release, got rules.PressReading) {
	t.Helper()
	var marks []rules.Mark
	for _, n := range got.Jurisdictions {
		marks = append(marks, n.Mark)
	}
	for _, l := range got.Laws {
		marks = append(marks, l.Mark)
	}
	for _, a := range got.Acts {
		marks = append(marks, a.Mark)
	}
	for _, d := range got.Deadlines {
		marks = append(marks, d.Mark)
	}
	fields := map[string]string{"title": r.Title, "teaser": r.Teaser, "body": r.Body}
	for _, m := range marks {
		text, ok := fields[m.Field]
		if !ok || m.Start < 0 || m.Start > m.End || m.End > len(text) || text[m.Start:m.End] != m.Quote {
			t.Errorf("%+v does not stand in %q", m, text)
		}
	}
}

func TestOnePlaceHasOneName(t *testing.T) {
	for name, ways := range map[string][]string{
		"San Francisco, CA":      {"San Francisco", "City and County of San Francisco", "the City of San Francisco", "San Francisco County, California", "San Francisco, Calif."},
		"Cook County, IL":        {"Cook County", "Cook County, Illinois", "County of Cook", "Cook County, Ill."},
		"Santa Clara County, CA": {"County of Santa Clara", "Santa Clara County", "Santa Clara County, CA", "the County of Santa Clara, California"},
		"New York City, NY":      {"New York City", "the City of New York", "New York, New York", "New York, N.Y."},
		"Illinois":               {"Illinois", "the State of Illinois"},
		"Massachusetts":          {"Commonwealth of Massachusetts", "Massachusetts"},
		"District of Columbia":   {"District of Columbia", "Washington, D.C.", "Washington, DC"},
		"Lawrence, MA":           {"Lawrence, Massachusetts", "the City of Lawrence, Mass."},
	} {
		for _, way := range ways {
			got := rules.ReadRelease(docket.Release{Title: "x", Body: "The Department sent a letter to " + way + " today, and it was read there."})
			if len(got.Jurisdictions) != 1 || got.Jurisdictions[0].String() != name {
				t.Errorf("%q: %v, want %s", way, got.Jurisdictions, name)
			}
		}
	}
}

func TestCapitalsDoNotChangeWhoIsNamed(t *testing.T) {
	for title, want := range map[string]string{
		"JUSTICE DEPARTMENT SUES CITY AND COUNTY OF SAN FRANCISCO":   "San Francisco, CA",
		"JUSTICE DEPARTMENT SENDS LETTER TO COOK COUNTY, ILLINOIS":   "Cook County, IL",
		"UNITED STATES FILES SUIT AGAINST STATE OF ILLINOIS":         "Illinois",
		"JUSTICE DEPARTMENT SUES THE CITY OF BOSTON AND ITS MAYOR":   "Boston, MA",
		"JUSTICE DEPARTMENT SENDS LETTER TO THE COUNTIES OF ALAMEDA": "Alameda County, CA",
	} {
		got := rules.ReadRelease(docket.Release{Title: title})
		if len(got.Jurisdictions) != 1 || got.Jurisdictions[0].String() != want || !got.Jurisdictions[0].Aimed {
			t.Errorf("%s: %v", title, got.Jurisdictions)
		}
	}
}

// Where nothing says which of two places is meant, neither is named for certain.
func TestNewYorkAloneIsUnclear(t *testing.T) {
	got := rules.ReadRelease(docket.Release{Body: "Letters were sent to New Orleans, New York and Philadelphia."})
	i := slices.IndexFunc(got.Jurisdictions, func(n rules.Named) bool { return n.Name == "New York" })
	if i < 0 || got.Jurisdictions[i].Kind != rules.JurisdictionUnclear {
		t.Errorf("%+v", got.Jurisdictions)
	}
}

func TestAStatesAgencyIsTheState(t *testing.T) {
	got := rules.ReadRelease(docket.Release{Body: "A letter was sent to the California Board of State and Community Corrections today."})
	if len(got.Jurisdictions) != 1 || got.Jurisdictions[0].Agency != "California Board of State and Community Corrections" || got.Jurisdictions[0].String() != "California" {
		t.Errorf("%+v", got.Jurisdictions)
	}
}

// The way a list is written does not change who is on it.
func TestAListIsReadHoweverItIsWritten(t *testing.T) {
	places := []string{"Cook County, Illinois", "Albany, New York", "Berkeley, California", "the State of Vermont", "King County, Washington", "Newark, New Jersey", "Middlesex County, New Jersey"}
	names := []string{"Cook County, IL", "Albany, NY", "Berkeley, CA", "Vermont", "King County, WA", "Newark, NJ", "Middlesex County, NJ"}
	rapid.Check(t, func(t *rapid.T) {
		order := rapid.Permutation([]int{0, 1, 2, 3, 4, 5, 6}).Draw(t, "order")[:rapid.IntRange(1, 7).Draw(t, "many")]
		var items, want []string
		for _, i := range order {
			items, want = append(items, places[i]), append(want, names[i])
		}
		body := map[string]string{
			"sentence": "The Department sent letters to " + strings.Join(items, "; ") + ".",
			"commas":   "The Department sent letters to " + strings.Join(items, ", ") + " today.",
			"lines":    "The Department sent letters to the following jurisdictions:\n\n" + strings.Join(items, "\n") + "\n\nThe end of the release.",
			"bullets":  "The Department sent letters to these:\n- " + strings.Join(items, "\n- ") + "\n\nThe end of the release.",
			"entities": "The Department sent letters to " + strings.Join(items, ";&amp;nbsp;") + ".",
		}[rapid.SampledFrom([]string{"sentence", "commas", "lines", "bullets", "entities"}).Draw(t, "way")]
		got, _, _, _, _ := told(rules.ReadRelease(docket.Release{Title: "Letters", Body: body}))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s\n%s", body, diff)
		}
	})
}

func FuzzReadRelease(f *testing.F) {
	f.Add("Justice Department Sues City of Boston", "By June 30, 2017 &amp;amp;nbsp; the City \xff of\u00a0Chicago's Board, D.C. must answer\n\nSTATES:\nNew York\n", "2017-04-21")
	f.Add("", "County of , and Counties of A, B and C within forty-five days https://x.example/Cook County", "")
	f.Fuzz(func(t *testing.T, title, body, on string) {
		r := docket.Release{Title: title, Body: body, Teaser: title, Date: docket.Date(on)}
		got := rules.ReadRelease(r)
		quotes(t, r, got)
		if len(got.Acts) == 0 {
			t.Error("no action, not even a statement")
		}
	})
}

// What is said of the White House's items: their own labels say which are ours.
func TestReadReleaseOnTheWhiteHouseItems(t *testing.T) {
	relevant, found := 0, 0
	for _, item := range whiteHouse(t, "whitehouse/sanctuary_mentions.jsonl") {
		r := docket.Release{Title: item.Title, Body: item.Body, Date: docket.Date(item.Date)}
		got := rules.ReadRelease(r)
		quotes(t, r, got)
		if item.Hint == "relevant" {
			relevant++
			if got.Relevance == docket.Relevant {
				found++
			}
			aimed, named, laws, acts, until := told(got)
			t.Logf("%s %q aimed %v named %v laws %v acts %v until %v", item.Date, item.Title, aimed, named, laws, acts, until)
		}
		if item.Hint == "irrelevant_other_sanctuary" && got.Relevance == docket.Relevant {
			t.Errorf("another sanctuary is told: %q", item.Title)
		}
	}
	if 100*found < 95*relevant {
		t.Errorf("%d of %d relevant items are found", found, relevant)
	}
	t.Logf("%d of %d relevant items found", found, relevant)
}

func TestReadReleaseOnTheReleasesOf2009To2014(t *testing.T) {
	var page struct {
		Results []struct{ Title, Teaser, Body string }
	}
	if err := json.Unmarshal(corpus(t, "doj/api_page.json"), &page); err != nil {
		t.Fatal(err)
	}
	for _, x := range page.Results {
		r := docket.Release{Title: x.Title, Teaser: x.Teaser, Body: x.Body, Date: "2014-01-01"}
		got := rules.ReadRelease(r)
		quotes(t, r, got)
		aimed, named, laws, acts, _ := told(got)
		t.Logf("%q aimed %v named %v laws %v acts %v", x.Title, aimed, named, laws, acts)
	}
}

func BenchmarkReadRelease(b *testing.B) {
	r := docket.Release{Title: "Justice Department Sues a County", Date: "2025-07-24",
		Body: strings.Repeat("The Department sent letters to Cook County, Illinois, and the City of Chicago. They must answer by June 30 under 8 U.S.C. 1373. ", 40)}
	for b.Loop() {
		rules.ReadRelease(r)
	}
}
