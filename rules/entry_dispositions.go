package rules

import "strings"

// An Outcome is what became of a motion. The set is closed.
type Outcome string

// The outcomes.
const (
	OutcomeGranted    Outcome = "granted"
	OutcomeInPart     Outcome = "granted_in_part"
	OutcomeDenied     Outcome = "denied"
	OutcomeMoot       Outcome = "moot"
	OutcomeWithdrawn  Outcome = "withdrawn"
	OutcomeStricken   Outcome = "stricken"
	OutcomeTerminated Outcome = "terminated" // closed by the clerk without a ruling of its own
)

// A Disposition says what became of one motion, petition or application.
type Disposition struct {
	Entry   string // its document number; "" where the text gives none
	Motion  string // how the text calls it: "Motion to Dismiss"
	Outcome Outcome
}

// outcomeWords are forms of the verbs; the participle in -ing and the present
// stand before the motion, the past after it.
var outcomeWords = map[string]struct {
	outcome Outcome
	after   bool // the motion stands before the word
}{
	"granting": {OutcomeGranted, false}, "grants": {OutcomeGranted, false}, "granted": {OutcomeGranted, true}, "grant": {OutcomeGranted, true},
	"denying": {OutcomeDenied, false}, "denies": {OutcomeDenied, false}, "denied": {OutcomeDenied, true},
	"mooting": {OutcomeMoot, false}, "finding": {"", false},
	"withdrawn": {OutcomeWithdrawn, true}, "withdrawing": {OutcomeWithdrawn, false},
	"striking": {OutcomeStricken, false}, "stricken": {OutcomeStricken, true},
	"terminating": {OutcomeTerminated, false}, "terminated": {OutcomeTerminated, true},
}

// requestNouns are what a court rules on.
var requestNouns = wordSet("motion motions application applications petition petitions request requests stipulation")

// dispositionsOf reads what a court's entry says became of motions.
func dispositionsOf(e entryText) []Disposition {
	var found []Disposition
	words := e.all
	for i, w := range words {
		o, ok := outcomeWords[w.text]
		if !ok {
			continue
		}
		outcome := qualified(o.outcome, words, i)
		if outcome == "" {
			continue
		}
		if listed := w.text == "terminated" && strings.HasPrefix(next(words, i).before, ":"); o.after && !listed {
			found = addDispositions(found, e.ruledBefore(words, i), outcome)
		} else {
			found = addDispositions(found, e.ruledAfter(words, i), outcome)
		}
	}
	return found
}

func next(words []word, i int) word {
	if i+1 < len(words) {
		return words[i+1]
	}
	return word{}
}

// qualified reads on: "in part", "as moot". A text that finds something else
// than mootness rules on nothing.
func qualified(outcome Outcome, words []word, i int) Outcome {
	for n := i + 1; n < min(len(words), i+5); n++ {
		switch words[n].text {
		case "part":
			if words[n-1].text == "in" && outcome == OutcomeDenied && i > 2 && words[i-1].text == "and" {
				return "" // "granting in part and denying in part": told once
			}
			if words[n-1].text == "in" && (outcome == OutcomeGranted || outcome == OutcomeDenied) {
				return OutcomeInPart
			}
		case "moot":
			return OutcomeMoot
		case "motion", "motions", "the":
			return outcome
		}
	}
	return outcome
}

// ruledAfter collects the motions that follow "granting" up to the next outcome
// or the end of the sentence.
func (e entryText) ruledAfter(words []word, i int) []Disposition {
	var found []Disposition
	noun := -1
	for n := i + 1; n < min(len(words), i+40); n++ {
		w := words[n]
		_, outcome := outcomeWords[w.text]
		inPart := words[n-1].text == "and" && next(words, n).text == "in" // "in part and denying in part"
		if outcome && !inPart || clauseEnds(e.text, words, n) {
			break
		}
		switch {
		case allDigits(w.text) && len(w.text) <= 4 && e.linksAt(words, n):
			motion := e.requestAfter(words, n)
			switch {
			case motion == "" && noun >= 0 && noun < n:
				motion = e.requestAt(words, noun)
			case motion == "" && len(found) > 0 && words[n-1].text != "and" && !allDigits(words[n-1].text):
				continue // "granting 37 Motion to oppose 36 Objection"
			}
			found = append(found, Disposition{Entry: w.text, Motion: motion})
		case noun < 0 && requestNouns[w.text]:
			noun = n
		}
		if w.text == "re" || w.text == "order" && n > i+2 || allDigits(w.text) && len(w.text) >= 6 {
			break
		}
	}
	if len(found) == 0 && noun >= 0 {
		found = append(found, Disposition{Motion: e.requestAt(words, noun)})
	}
	return found
}

// ruledBefore collects the motions of the sentence that ends with "is GRANTED".
func (e entryText) ruledBefore(words []word, i int) []Disposition {
	if i == 0 || clauseEnds(e.text, words, i) || words[i-1].text == "be" { // "be GRANTED" recommends
		return nil
	}
	var found []Disposition
	noun := -1
	for n := i - 1; n >= max(0, i-40); n-- {
		w := words[n]
		if _, ok := outcomeWords[w.text]; ok || occasionNouns[w.text] {
			break
		}
		switch {
		case allDigits(w.text) && len(w.text) <= 4 && e.linksAt(words, n):
			found = append([]Disposition{{Entry: w.text, Motion: e.requestAfter(words, n)}}, found...)
		case requestNouns[w.text]:
			noun = n
		}
		if clauseEnds(e.text, words, n) {
			break
		}
	}
	switch {
	case noun < 0:
		return nil
	case len(found) == 0:
		return []Disposition{{Motion: e.requestAt(words, noun)}}
	}
	for k := range found {
		if found[k].Motion == "" {
			found[k].Motion = e.requestAt(words, noun)
		}
	}
	return found
}

// clauseEnds reports whether a sentence or clause ends right before the word.
func clauseEnds(text string, words []word, n int) bool {
	b := words[n].before
	return strings.Contains(b, ";") || strings.HasPrefix(b, ".") && n > 0 && len(words[n-1].text) > 2 && sentenceStarts(text, words[n])
}

// requestAfter is what the text calls the motion whose number stands at n.
func (e entryText) requestAfter(words []word, n int) string {
	if n+1 >= len(words) || strings.ContainsAny(words[n+1].before, ";.") {
		return ""
	}
	return e.requestAt(words, n+1)
}

// requestAt is what the text calls the motion that begins at n or soon after:
// up to the next mark, and no more than a line.
func (e entryText) requestAt(words []word, n int) string {
	start := -1
	for k := n; k < min(len(words), n+5); k++ {
		if k > n && strings.ContainsAny(words[k].before, ";.") {
			break
		}
		if requestNouns[words[k].text] {
			start = k
			break
		}
	}
	if start < 0 {
		return ""
	}
	end := start + 1
	for end < len(words) && end < start+12 && words[end].before == "" {
		if _, ok := outcomeWords[words[end].text]; ok || stops[words[end].text] || documentNumber(words[end].text) && e.linksAt(words, end) {
			break
		}
		end++
	}
	last := words[end-1]
	return e.text[words[start].at : last.at+len(last.text)]
}

// occasionNouns are subjects of "is stricken" that are no motions.
var occasionNouns = wordSet("hearing conference trial deadline deadlines attorney counsel")

var stops = wordSet("is are re filed by as signed and that hereby was in")

func addDispositions(all, more []Disposition, outcome Outcome) []Disposition {
next:
	for _, d := range more {
		d.Outcome = outcome
		for _, known := range all {
			if known.Entry == d.Entry && (d.Entry != "" || known.Motion == d.Motion) && (known.Outcome == outcome || known.Outcome == OutcomeInPart) {
				continue next
			}
		}
		all = append(all, d)
	}
	return all
}
