package rules

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// noise says how a court, a printer and an extractor spoil a text.
type noise struct {
	numbers    string // line numbers: "", "start", "alone", "block", "inline"
	stamp      string // "", "cand", "ilnd", "mied", "ca4", "ca9", "ca3", "cadc"
	atFoot     bool   // the stamp comes last on the page
	breaks     string // pages: "feed", "offsets", "" (lost)
	foot       string // running foot
	pageNumber bool
	hyphens    bool
	glyphs     bool // ligatures and curly quotation marks
	mojibake   bool
	notes      bool
	contents   bool
	doubled    bool // a blank line between all lines
	layout     bool // wide gaps and indents
	margin     bool // the court's name spliced into the page
	first      int  // page number of the first page
	width      int
	perPage    int
}

func drawNoise(t *rapid.T) noise {
	one := func(name string, list ...string) string { return rapid.SampledFrom(list).Draw(t, name) }
	yes := func(name string) bool { return rapid.Bool().Draw(t, name) }
	n := noise{
		numbers: one("numbers", "", "", "start", "alone", "block", "inline"),
		stamp:   one("stamp", "", "cand", "cand", "ilnd", "mied", "ca4", "ca9", "ca3", "cadc"),
		breaks:  one("breaks", "feed", "feed", "offsets", ""),
		foot:    one("foot", "", "DEFENDANTS' OPPOSITION TO MOTION FOR PRELIMINARY INJUNCTION - %d", "Defs.' Opp. to Mot. for Prelim. Inj.\nNo. 3:17-cv-00485-WHO", "ORDER – %d"),
		atFoot:  yes("stamp at foot"), pageNumber: yes("page number"), hyphens: yes("hyphens"), glyphs: yes("glyphs"), mojibake: yes("mojibake"),
		notes: yes("notes"), contents: yes("contents"), layout: yes("layout"), margin: yes("margin"),
		doubled: rapid.IntRange(0, 4).Draw(t, "doubled") == 0,
		first:   rapid.IntRange(1, 3).Draw(t, "first"),
		width:   rapid.IntRange(52, 96).Draw(t, "width"), perPage: rapid.IntRange(20, 28).Draw(t, "lines"),
	}
	if n.atFoot {
		n.first = 1 // without page breaks, only page 1 at the foot tells that stamps stand there
	}
	if n.glyphs {
		n.mojibake = false
	}
	if n.breaks == "" && n.stamp == "" {
		n.notes = false // nothing tells where a note ends
	}
	return n
}

// planted is a sentence that the reader must find, and the page it begins on.
type planted struct {
	text string
	page int
}

// spoiled is a filing made from clean sentences.
type spoiled struct {
	text    string
	pages   []int
	planted []planted
}

var plantable = []string{
	"No enforcement action has been taken against the County of %s.",
	"The Secretary has not yet designated %s as a sanctuary jurisdiction.",
	"Nothing has been withheld from %s under Section 9 of the Order.",
	"The claims of %s are therefore not ripe for adjudication.",
	"The challenge that %s brings is premature.",
	"No agency has determined that %s is ineligible for any of its grants.",
	"The Order has never been applied to %s or to anybody else.",
	"Because it rests upon contingent future events, the claim of %s is constitutionally unripe.",
	"The relief that %s seeks turns on a chain of discretionary decisions that no official has made.",
	"Further factual development would be needed before a court could say what the directive means for %s.",
	"There is no indication that the Attorney General intends to bring any action against %s.",
	"Until the Department makes a funding decision, nothing that concerns %s is ready for judicial resolution.",
	"Plaintiffs in %s still identify no grant that has been terminated on this ground.",
	"A letter of noncompliance has never been sent to %s, and no list of jurisdictions has been published.",
}

var filler = []string{
	"The Immigration and Nationality Act leaves broad discretion to the Executive.",
	"See Arizona v. United States, 567 U.S. 387, 396 (2012).",
	"The Department administers several grant programs under 34 U.S.C. § 10152.",
	"Congress has provided that officers may share such information, and the statute has stood since 1996.",
	"That is the ordinary reading of the text, as the Ninth Circuit recognized in a well-known decision.",
	"Local officers receive a request from time to time; they answer it or they do not.",
	"The complaint was filed on February 3, 2017, and was amended once.",
	"Id. at 402.",
	"A court reads the words of a regulation together with its structure and history.",
	"In the fiscal year 2016 the program paid some $1.2 million to local law enforcement.",
	"The parties' stipulation of March 1 says nothing of the kind.",
	"Mr. Smith, of the Office of Justice Programs, described the certification at length.",
}

// fillerSentence is a sentence that argues nothing. Two of them are seldom the
// same, as in a real brief.
func fillerSentence(t *rapid.T) string {
	sentence := rapid.SampledFrom(filler).Draw(t, "sentence")
	word := rapid.SampledFrom([]string{"Act", "Guidance", "Manual", "Code", "Report", "Survey", "Register", "Statement"}).Draw(t, "word")
	year := rapid.IntRange(1950, 2017).Draw(t, "year")
	return fmt.Sprintf("In the %s of %d it stood otherwise, and so too on its page %d. ", word, year, rapid.IntRange(40, 999).Draw(t, "page")) + sentence
}

// spoil prints the sentences with all the noise and remembers where each
// planted one begins.
func spoil(t *rapid.T, n noise) spoiled {
	places := []string{"Alameda", "Marin", "Sonoma", "Fresno", "Kings", "Napa", "Solano", "Yolo", "Placer", "Madera"}
	var out spoiled
	var words []printed
	note := 0
	count := rapid.IntRange(3, 7).Draw(t, "planted")
	for i := range count {
		for range rapid.IntRange(4, 22).Draw(t, "filler") {
			words = append(words, printedWords(fillerSentence(t), -1)...)
			if n.notes && rapid.IntRange(0, 14).Draw(t, "note") == 0 && note < 20 {
				note++
				words[len(words)-1].note = note
				words[len(words)-1].text += fmt.Sprint(note)
			}
		}
		words = append(words, printedWords(fmt.Sprintf(plantable[rapid.IntRange(0, len(plantable)-1).Draw(t, "form")], places[i]), i)...)
		out.planted = append(out.planted, planted{text: join(words, i)})
		if rapid.Bool().Draw(t, "paragraph") {
			words[len(words)-1].ends = true
		}
	}
	for range 6 {
		words = append(words, printedWords(fillerSentence(t), -1)...)
	}
	p := printer{noise: n, page: n.first, out: &out, t: t}
	if n.contents {
		p.contents()
	}
	p.body(words)
	out.text = p.b.String()
	return out
}

// printed is one word as it is set.
type printed struct {
	text    string
	planted int // index of the planted sentence it begins; -2 inside one, -1 elsewhere
	note    int // footnote called here
	ends    bool
}

func printedWords(sentence string, planted int) []printed {
	var out []printed
	for i, w := range strings.Fields(sentence) {
		p := printed{text: w, planted: -1}
		if planted >= 0 {
			p.planted = -2
			if i == 0 {
				p.planted = planted
			}
		}
		out = append(out, p)
	}
	return out
}

func join(words []printed, planted int) string {
	var s []string
	in := false
	for _, w := range words {
		if w.planted == planted {
			in = true
		} else if w.planted != -2 {
			in = false
		}
		if in {
			s = append(s, w.text)
		}
	}
	return strings.Join(s, " ")
}
