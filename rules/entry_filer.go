package rules

import "strings"

// filerNames are the names of who filed an entry: what stands after "filed by" and its kin.
type filerNames struct {
	words  []word
	behalf bool // "on behalf of", "for": the party, where a lawyer is named before
	lawyer bool // "for Appellants": so only after a lawyer's name
	filed  bool // "filed by" and the like, surer than a bare "by"
	at     int
}

// filerWithin is how far into an entry its filer is looked for, in bytes. The
// longest lists of other entries and of parties fit in.
const filerWithin = 4000

// clauses are the places that may name the filer, in the order of the text.
func (e entryText) clauses() []filerNames {
	var found []filerNames
	if c, ok := e.possessor(); ok {
		found = append(found, c)
	}
	lower := e.lower[:min(len(e.lower), filerWithin)]
	for _, m := range filerMarks {
		for from := 0; ; {
			at := strings.Index(lower[from:], m.words)
			if at < 0 {
				break
			}
			at += from
			from = at + len(m.words) - len(m.role)
			if at > 0 && inWord(e.lower[at-1]) || m.role == "" && runsOn(e.text, from) || !nameFollows(e.text[from:], e.lower[from:]) {
				continue
			}
			if m.words == "by" && coveredBy(found, at) {
				continue
			}
			found = append(found, filerNames{words: e.name(from), behalf: m.behalf, filed: m.filed, lawyer: m.lawyer, at: at})
		}
	}
	return found
}

// runsOn reports whether the word at from is still that of the mark: "form" is
// no "for". "Filed byJane Doe" is how one court writes it.
func runsOn(text string, from int) bool {
	return from < len(text) && inWord(text[from]) && (text[from] < 'A' || text[from] > 'Z' || text[from-1] < 'a')
}

// coveredBy reports whether "by" at this place is the end of a longer mark.
func coveredBy(found []filerNames, at int) bool {
	for _, c := range found {
		if c.at <= at && at < c.at+len("submitted for filing by") && !c.behalf {
			return true
		}
	}
	return false
}

// nameFollows reports whether a name, or the role of one, begins here.
func nameFollows(text, lower string) bool {
	cut := skip(lower, 0, " :")
	text, lower = text[cut:], lower[cut:]
	if text == "" {
		return false
	}
	first := firstWords(text[:min(len(text), 60)], lower[:min(len(text), 60)], 3)
	if len(first) == 0 || first[0].at > 0 {
		return false
	}
	if _, length := nobody.longest(first); length > 0 {
		return false
	}
	if _, isDay := writtenDay(lower, 0); isDay {
		return false
	}
	return first[0].title || text[0] >= 0x80 || roleWords[first[0].text] != 0 || beforeNames[first[0].text]
}

// beforeNames are lower-case words that may begin a name.
var beforeNames = wordSet("all the attorney attorneys counsel counter third defendants' plaintiffs' petitioner's respondent's defendant's plaintiff's")

// name is the list of names that begins at the place.
func (e entryText) name(from int) []word {
	text := e.text[from:min(len(e.text), from+700)]
	end := len(text)
	if at := strings.IndexAny(text, "([;#"); at >= 0 {
		end = at
	}
	for _, stop := range nameEnds {
		if at := strings.Index(text[:end], stop); at >= 0 {
			end = at
		}
	}
	for _, stop := range nameEndsUpper {
		if at := strings.Index(text[:end], stop); at >= 0 {
			end = at
		}
	}
	text = text[:sentenceEnd(text[:end])]
	text = afterLawyer(text)
	return wordsOf(text)
}

// afterLawyer is the party in "Attorney Jane Doe for Appellee Acme".
func afterLawyer(text string) string {
	before, party, ok := strings.Cut(text, " for ")
	if !ok {
		before, party, ok = strings.Cut(text, " on behalf of ")
	}
	if !ok || !nameFollows(party, lowered(party)) || strings.Contains(before, ",") && !strings.Contains(before, "Esq") && !strings.Contains(before, "Jr") {
		return text
	}
	first, _, _ := strings.Cut(lowered(strings.TrimSpace(before)), " ")
	if roleWords[first] != 0 {
		return text
	}
	return party
}

// sentenceEnd is where the sentence ends: at a full stop that follows no
// abbreviation and stands before a capital, or the end of text.
func sentenceEnd(text string) int {
	for at := 0; ; {
		next := strings.Index(text[at:], ". ")
		if next < 0 {
			return len(text)
		}
		at += next
		start := strings.LastIndexAny(text[:at], " .(") + 1
		if last := text[start:at]; len(last) > 1 && !abbreviated[lowered(last)] && at+2 < len(text) && text[at+2] != ',' {
			return at
		}
		at += 2
	}
}

// possessor is who stands before the event in the possessive, "Government's
// OPPOSITION", or after "Filed (ECF)" with a role, "Appellants Jane Doe reply".
func (e entryText) possessor() (filerNames, bool) {
	for i := 0; i < min(len(e.words), 20); i++ {
		w := e.words[i].text
		if possessive(w) && i+1 < len(e.words) && e.words[i+1].title && eventful(e.words[i+1:]) {
			words := append([]word{}, e.words[:i+1]...)
			last := &words[i]
			last.text = strings.TrimSuffix(strings.TrimSuffix(last.text, "'s"), "'")
			return filerNames{words: words, at: 0}, true
		}
		if _, length := leadEvents.longest(e.words[i:]); length > 0 {
			break
		}
	}
	for i := 1; i < min(len(e.words), 4); i++ {
		if e.words[0].text != "filed" && e.words[0].text != "submitted" || roleWords[e.words[i].text] == 0 {
			continue
		}
		for n := i + 1; n < len(e.words); n++ {
			if ecfEvents[e.words[n].text] && n > i+1 {
				return filerNames{words: e.words[i:n], filed: true, at: e.words[i].at}, true
			}
		}
	}
	return filerNames{}, false
}

// filed reports whether the opening names a filer who is not the court.
func (e entryText) filed() bool {
	for _, c := range e.clauses() {
		if len(c.words) > 0 && !c.lawyer && (c.filed || c.at < 120) {
			return true
		}
	}
	return false
}

// filerClause picks the clause that names the filer. One that stands before the
// first reference to another entry is the filer's: "RESPONSE filed by A, re 42
// MOTION filed by B". After it only "filed by" counts.
func (e entryText) filerClause(kind DocumentKind) (filerNames, bool) {
	all := e.clauses()
	if len(all) == 0 {
		return filerNames{}, false
	}
	reference := e.reference()
	best, rank := -1, 0
	for i, c := range all {
		if len(c.words) == 0 || c.lawyer && kind != KindAppearance {
			continue
		}
		r := 1
		switch {
		case kind == KindAppearance && c.behalf, c.behalf && c.at < reference:
			r = 6
		case kind == KindProHacVice:
			r = 2
			if c.filed {
				r = 4
			}
			if best >= 0 && all[best].at < c.at && r >= rank { // the party stands last
				best, rank = i, r
				continue
			}
		case c.filed && c.at < reference:
			r = 5
		case c.at < reference:
			r = 4
		case c.filed:
			r = 3
		}
		if r > rank || r == rank && c.at < all[best].at {
			best, rank = i, r
		}
	}
	if best < 0 {
		return filerNames{}, false
	}
	return all[best], true
}

// reference is where the text first turns to another entry.
func (e entryText) reference() int {
	at := len(e.lower)
	for _, mark := range []string{" re ", " re:", " re[", "re: ", " regarding ", " ref ", " to response", " to motion"} {
		if i := strings.Index(e.lower, mark); i >= 0 && i < at {
			at = i
		}
	}
	return at
}
