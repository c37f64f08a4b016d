package press

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"docketwatch/docket"
)

func TestTitlesAreOneCleanLine(t *testing.T) {
	for in, want := range map[string]string{
		"Letters to 29 Jurisdictions \r\nRegarding 8 U.S.C. 1373":        "Letters to 29 Jurisdictions Regarding 8 U.S.C. 1373",
		"Compliance with 8 U.S.C. §\u00a01373":                           "Compliance with 8 U.S.C. § 1373",
		"Compliance with 8 U.S.C. §&amp;nbsp;1373":                       "Compliance with 8 U.S.C. § 1373",
		"Smith &amp;amp; Sons":                                           "Smith & Sons",
		"Smith & Sons":                                                   "Smith & Sons",
		"The Attorney General&#039;s Remarks":                            "The Attorney General's Remarks",
		"Biden-\u2060Harris":                                             "Biden-Harris",
		"sanc\u00adtuary\u200b cities":                                   "sanctuary cities",
		"\x00\x07 ALL CAPS \t":                                           "ALL CAPS",
		"\uff33\uff21\uff2e\uff23\uff34\uff35\uff21\uff32\uff39 cities…": "SANCTUARY cities...",
		"The President\u0092s Task Force \u0096 2009":                    "The President’s Task Force – 2009",
		"": "",
	} {
		if got := cleanTitle(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestTextKeepsParagraphsListsAndTables(t *testing.T) {
	for name, c := range map[string][2]string{
		"paragraphs":                 {"<p>One <b>bold</b> word.</p>\n<p>Two.</p>", "One bold word.\n\nTwo."},
		"a word split by a tag":      {"sanc<em>tuary</em>", "sanctuary"},
		"lines":                      {"<p>City of X<br/>County of Y</p>", "City of X\nCounty of Y"},
		"a list":                     {"<p>Letters went to:</p><ul><li><p>Chicago</p></li><li>Cook County</li></ul>End", "Letters went to:\n\n- Chicago\n- Cook County\n\nEnd"},
		"a table":                    {"<table><tr><th>State</th><th>City</th></tr><tr><td><p>Illinois</p></td><td>Chicago</td></tr></table>", "State | City\nIllinois | Chicago"},
		"no script, no style":        {"a<script>alert(1)</script><style>p{}</style> b", "a b"},
		"entities once":              {"8 U.S.C. &sect;&nbsp;1373 &amp;lt;b&gt;", "8 U.S.C. § 1373 &lt;b>"},
		"plain text as it is":        {"one\n two", "one two"},
		"nothing":                    {"<p>\u00a0</p>\n<div></div>", ""},
		"headings and divs":          {"<h2>Head</h2><div>a</div><div>b</div>", "Head\n\na\nb"},
		"space around inline markup": {"<p>the <a href='x'>order</a> , and<strong> more</strong></p>", "the order , and more"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := plainText(c[0]); got != c[1] {
				t.Errorf("got %q, want %q", got, c[1])
			}
		})
	}
}

func TestAbsurdlyDeepMarkupLosesNoWord(t *testing.T) {
	if got := plainText(strings.Repeat("<div>", 5000) + "sanctuary" + strings.Repeat("</div>", 5000)); !strings.Contains(got, "sanctuary") {
		t.Errorf("the word is lost: %.80q", got)
	}
}

func TestEveryWordOfPlainParagraphsSurvives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zA-Z0-9§.]{1,8}`), 1, 20).Draw(t, "words")
		tags := []string{"p", "div", "li", "td", "span", "blockquote"}
		var b strings.Builder
		for _, w := range words {
			tag := rapid.SampledFrom(tags).Draw(t, "tag")
			b.WriteString("<" + tag + ">" + w + " </" + tag + ">")
		}
		got := strings.Fields(strings.NewReplacer("- ", "", "| ", "").Replace(plainText(b.String()) + " "))
		if strings.Join(got, " ") != strings.Join(words, " ") {
			t.Fatalf("%q: got %q, want %q", b.String(), got, words)
		}
	})
}

func TestMomentsAreReadInEveryFormTheyHaveHad(t *testing.T) {
	want := time.Date(2025, 2, 5, 17, 37, 10, 0, time.UTC)
	for _, in := range []string{
		"1738777030", " 1738777030\n", "<time datetime=\"2025-02-05T12:37:10-05:00\">1738777030</time>\n",
		"<time datetime=\"yesterday\">1738777030</time>", "<time>1738777030</time>", "2025-02-05T17:37:10Z",
	} {
		if got := moment(in); !got.Equal(want) {
			t.Errorf("%q: %s", in, got)
		}
	}
	for _, in := range []string{"", "null", "soon", "0", "-5", "<time", "99999999999999999999", "1e9", "253402300800000"} {
		if got := moment(in); !got.IsZero() {
			t.Errorf("%q: %s", in, got)
		}
	}
}

func TestADayIsTheDayInWashington(t *testing.T) {
	if _, err := time.LoadLocation("America/New_York"); err != nil {
		t.Fatal(err)
	}
	for epoch, want := range map[string]docket.Date{"1492747200": "2017-04-21", "1368676800": "2013-05-16", "1485752400": "2017-01-30", "2017-04-21": "2017-04-21", "1492732800": "2017-04-21"} {
		if got := dayOf(moment(epoch)); got != want {
			t.Errorf("%s: %s, want %s", epoch, got, want)
		}
	}
}
