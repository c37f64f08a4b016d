package rules

import (
	"strings"

	"docketwatch/docket"
)

// SidePress speaks in releases, newspapers and summaries. It files nothing, and
// so is no member of [Sides].
const SidePress Side = "press"

// A Basis says from what the speaker of a finding was known.
type Basis string

// The bases, the surest first.
const (
	BasisGiven    Basis = "given"    // by who called: the docket entry's filer
	BasisDocument Basis = "document" // its title, counsel, signature, footer
	BasisTurn     Basis = "turn"     // the transcript names who speaks
	BasisWording  Basis = "wording"  // only the sentence's own words tell
	BasisPresumed Basis = "presumed" // nothing tells: whose argument it usually is
)

// author is what is known of a document before its sentences are read.
type author struct {
	kind    DocumentKind
	filer   Side            // who filed the paper
	voice   Side            // whose words it holds: the filer's, unless it is an exhibit; unknown where nothing tells
	basis   Basis           // of voice
	role    docket.Role     // of the federal government
	roles   roles           // who stands behind "Defendants" and "Appellees"
	exhibit bool            // the words are of another side than the filer
	turns   map[string]Side // of a transcript, by upper-case label
	excerpt bool            // a few sentences, which no one can expect to show their author
}

// excerptBytes is how long a text may be that is not expected to show its
// author: a page.
const excerptBytes = 2500

// authorOf works out kind, filer and voice: what the caller knows stands; the
// rest comes from caption, title, counsel and signature.
func authorOf(c *cleaned, f Filing) author {
	front := frontOf(c)
	a := author{kind: f.Kind, filer: f.FiledBy, role: f.Government, excerpt: len(c.text) < excerptBytes && front.court == ""}
	if a.role == docket.RoleUnknown {
		a.role = front.role(f.Case)
	}
	if a.role == docket.RoleUnknown && a.excerpt && governmentSues(c.text) {
		a.role = docket.RolePlaintiff
	}
	a.roles = rolesOf(a.role, front)
	shown := front.side(a.roles, a.role)
	if a.kind == "" || a.kind == KindUnknown {
		a.kind = front.kind
	}
	if a.kind == "" {
		a.kind = KindUnknown
	}
	if f.Kind == KindTranscript || front.kind == KindTranscript || len(front.turns) > 2 {
		if a.kind == KindUnknown {
			a.kind = KindTranscript
		}
		a.turns = turnSides(c, a.roles)
	}
	switch {
	case a.filer != "" && a.filer != SideUnknown:
		a.voice, a.basis = a.filer, BasisGiven
		if shown != SideUnknown && shown != a.filer && front.kind != KindExhibitDeclaration && opposed(shown, a.filer) &&
			(shown != SideCourt || front.court != "") { // an order has a caption
			a.voice, a.basis, a.exhibit = shown, BasisDocument, true
		}
	case courtKind(f.Kind):
		a.filer, a.voice, a.basis = SideCourt, SideCourt, BasisGiven
	case pressKind(f.Kind):
		a.filer, a.voice, a.basis = SideUnknown, SidePress, BasisGiven
	case shown != SideUnknown:
		a.filer, a.voice, a.basis = shown, shown, BasisDocument
	default:
		a.filer, a.voice = SideUnknown, SideUnknown
	}
	if courtKind(a.kind) && a.filer == SideUnknown {
		a.filer, a.voice, a.basis = SideCourt, SideCourt, BasisDocument
	}
	a.kind = closedKind(a.kind)
	return a
}

// governmentSues reports whether an excerpt speaks of the federal government's
// own suit.
func governmentSues(text string) bool {
	for _, whose := range [...]string{"United States' ", "United States's ", "Government's ", "government's "} {
		for _, what := range [...]string{"suit", "lawsuit", "complaint", "claims against the C", "claims against the S", "action against"} {
			if strings.Contains(text, whose+what) {
				return true
			}
		}
	}
	return false
}

// opposed reports whether one side's paper in the other's filing is an exhibit.
func opposed(shown, filer Side) bool {
	party := func(s Side) bool {
		return s == SideGovernment || s == SideChallenger || s == SidePlaintiff || s == SideDefendant
	}
	return party(shown) && party(filer) || shown == SideCourt && party(filer)
}

// courtKind reports whether only a court writes such papers.
func courtKind(k DocumentKind) bool {
	switch k {
	case KindOrder, KindJudgment, KindMandate, KindScheduling, KindMinuteEntry, KindClerkNotice, "opinion", "decision", "ruling":
		return true
	}
	return false
}

// KindRelease is what a caller calls a press item: its words are the press's. No
// court dockets one, so that it is no member of [DocumentKinds].
const KindRelease DocumentKind = "release"

func pressKind(k DocumentKind) bool {
	switch k {
	case "press", KindRelease, "news", "summary", "article", "press_release":
		return true
	}
	return false
}

// closedKind brings words of neighbours' vocabularies into the closed set.
func closedKind(k DocumentKind) DocumentKind {
	for _, known := range DocumentKinds() {
		if k == known {
			return k
		}
	}
	if courtKind(k) {
		return KindOrder
	}
	return KindUnknown
}

// rolesOf says who stands behind the procedural names. Where nothing tells what
// the government is, it is taken for the defendant, which it nearly always is
// in the watched cases.
func rolesOf(role docket.Role, f front) roles {
	r := roles{SideChallenger, SideGovernment, SideUnknown, SideUnknown}
	switch {
	case role == docket.RolePlaintiff:
		r = roles{SideGovernment, SideChallenger, SideUnknown, SideUnknown}
	case role == docket.RoleAmicus || f.strangers:
		r = roles{SidePlaintiff, SideDefendant, SideUnknown, SideUnknown}
	}
	switch f.appellant {
	case "plaintiff":
		r.appellant, r.appellee = r.plaintiff, r.defendant
	case "defendant":
		r.appellant, r.appellee = r.defendant, r.plaintiff
	}
	return r
}
