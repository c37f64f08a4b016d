package rules

import (
	"fmt"
	"slices"

	"docketwatch/docket"
)

// Distances are in bytes of [wording].
const (
	company = 300 // within which an immigration term makes "sanctuary city" ours
	reach   = 200 // within which a deed makes it news
	beside  = 250 // within which two phrases belong together
	lead    = 900 // the part of a body that says what it is about
)

// Press grades a press item against the watched matter, the federal government
// and sanctuary jurisdictions, and says which words decided.
//
// One strong phrase is enough in the title; in the body it must come with a
// deed: a suit, a grant, a list, a letter, an order. Without one it is a
// mention, as in speeches and lists of achievements. Medium phrases need one
// another, close together. Where there is no body to ask, the title is believed.
func Press(r docket.Release) (docket.Relevance, string) {
	title, body := wording(r.Title), wording(r.Teaser+"\n"+r.Body)
	if why := inTitle(title, body); why != "" {
		return docket.Relevant, why
	}
	if why := inBody(title, body); why != "" {
		return docket.Relevant, why
	}
	if hit, _ := ours(body, ""); hit != "" {
		return docket.MentionOnly, quote(hit, "in the body, in passing")
	}
	if hit := mediumPair(body); hit != "" {
		return docket.MentionOnly, hit + " in the body, in passing"
	}
	return docket.Irrelevant, ""
}

// inTitle says which words of the title make the item relevant; "" for none.
func inTitle(title, body string) string {
	if hit := cited(title); hit != "" {
		return quote(hit, "in the title")
	}
	if hit, _ := ours(title, body); hit != "" {
		return quote(hit, "in the title")
	}
	if len(body) < company && !otherSanctuary.MatchString(title) && !otherCompany.MatchString(body) { // a headline, a teaser
		if hit := sanctuary.pattern.FindString(title); hit != "" {
			return quote(hit, "in the title")
		}
	}
	if hit := mediumPair(title); hit != "" {
		return hit + " in the title"
	}
	return ""
}

// inBody says which words of the body make the item relevant; "" for none.
func inBody(title, body string) string {
	if hit := cited(body); hit != "" {
		return quote(hit, "in the body")
	}
	if hit, deed := ours(body, ""); deed != "" {
		return quote(hit, fmt.Sprintf("beside %q in the body", deed))
	}
	head := body
	if len(head) > lead {
		head = head[:lead]
	}
	if hit := mediumPair(title + ". " + head); hit != "" {
		return hit + " in the opening"
	}
	return ""
}

// cited is a statute, order or paper that is named and can be no other.
func cited(text string) string {
	for _, c := range citations {
		for _, at := range c.in(text) {
			return text[at[0]:at[1]]
		}
	}
	for _, at := range bare1373.in(text) {
		if near := around(text, at, company); immigration.MatchString(near) || sanctuary.pattern.MatchString(near) {
			return text[at[0]:at[1]]
		}
	}
	return ""
}

// ours finds "sanctuary city" and its kin in immigration company, and a deed
// beside it. It prefers a hit with a deed; deed is "" where no hit has one.
func ours(text, elsewhere string) (hit, deed string) {
	for _, at := range sanctuary.in(text) {
		if !inCompany(text, at, elsewhere) {
			continue
		}
		if hit == "" {
			hit = text[at[0]:at[1]]
		}
		if deed = deeds.FindString(around(text, at, reach)); deed != "" {
			return text[at[0]:at[1]], deed
		}
	}
	return hit, ""
}

// inCompany reports whether the sanctuary at this place is one from immigration
// law: such a term stands near, or stands anywhere while nothing near speaks of
// another kind of sanctuary.
func inCompany(text string, at []int, elsewhere string) bool {
	tight, near := around(text, at, company/3), around(text, at, company)
	switch {
	case otherSanctuary.MatchString(tight):
		return false
	case otherCompany.MatchString(tight) && !immigration.MatchString(tight):
		return false
	case immigration.MatchString(near):
		return true
	}
	return !otherCompany.MatchString(near) && (immigration.MatchString(text) || immigration.MatchString(elsewhere))
}

// mediumPair finds a bound phrase in immigration company with a bound or weak
// phrase of another kind beside it, and quotes both.
func mediumPair(text string) string {
	for _, b := range bound {
		for _, at := range b.in(text) {
			near := around(text, at, beside)
			if !immigration.MatchString(near) {
				continue
			}
			for _, other := range slices.Concat(bound, weak) {
				if hit := other.pattern.FindString(near); hit != "" && other.kind != b.kind {
					return fmt.Sprintf("%q with %q", text[at[0]:at[1]], hit)
				}
			}
		}
	}
	return ""
}

// around is the text within so many bytes of the hit.
func around(text string, at []int, reach int) string {
	return text[max(0, at[0]-reach):min(len(text), at[1]+reach)]
}

func quote(hit, where string) string { return fmt.Sprintf("%q %s", hit, where) }
