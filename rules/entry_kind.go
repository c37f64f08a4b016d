package rules

import "strings"

// kindOf decides what an entry is by its leading event. Whatever kind of paper
// the rest of the text names is another entry's: "ORDER granting 12 MOTION",
// "DECLARATION re 12 MOTION".
func kindOf(e entryText) DocumentKind {
	if e.void {
		return KindClerkNotice
	}
	if rest := telling(e.text); rest != e.text {
		return kindOf(readable(rest))
	}
	for i := bench(e.words); i < len(e.words); {
		step := prelude(e.words, i)
		if i > 0 && step > 0 && e.words[i-1].text == "ecf" && roleWords[e.words[i].text] != 0 {
			i += step // "Filed (ECF) Appellee County of Example response": the party comes before the event
		}
		if kind := kindAt(e, i); kind != KindUnknown {
			return kind
		}
		step = prelude(e.words, i)
		if step == 0 {
			break
		}
		i += step
	}
	if kind := capitalisedEvent(e); kind != KindUnknown {
		return kind
	}
	if kind := belated(e); kind != KindUnknown {
		return kind
	}
	if e.hasPhrase(0, 3, enclosures) {
		return KindExhibitDeclaration
	}
	return inPassing(e)
}

func kindAt(e entryText, i int) DocumentKind {
	says, length := leadEvents.longest(e.words[i:])
	switch {
	case length == 0:
		return KindUnknown
	case says.family != 0:
		return says.family.read(e, i+length)
	}
	if says.kind == KindMotionOther && e.has(i+length, 3, "order") { // "Discovery Order"
		return KindOrder
	}
	return says.kind
}

// telling leaves out the clerk's own events where a feed's reader joined the
// events of one filing: "1 - Terminate Hearings AND Order".
func telling(text string) string {
	for {
		first, rest, ok := strings.Cut(text, " AND ")
		if !ok || !housekeeper(first) {
			return text
		}
		text = rest
	}
}

// housekeeper reports whether an event is the clerk's own: "~Util - Set
// Deadlines", "1 - Terminate Hearings".
func housekeeper(event string) bool {
	return utility(event) || strings.HasPrefix(event, "1 - ")
}

// prelude is how many words at i stand before the event and do not name it:
// "SEALED DOCUMENT", "Second Amended", "Judge Doe:", "Defendant Doe's".
func prelude(words []word, i int) int {
	if _, length := preludes.longest(words[i:]); length > 0 {
		return length
	}
	if allDigits(words[i].text) {
		return 1
	}
	rest := words[i:min(len(words), i+40)]
	if roleWords[rest[0].text] != 0 { // "Filed (ECF) Appellants Jane Doe and John Doe reply"
		for n := 1; n < len(rest); n++ {
			if ecfEvents[rest[n].text] {
				return n
			}
		}
	}
	for n, w := range rest[:min(len(rest), 20)] {
		if possessive(w.text) && n+1 < len(rest) && rest[n+1].title && eventful(rest[n+1:]) {
			return n + 1
		}
	}
	return 0
}

// bench is the first word after "Magistrate Judge Jane Doe:".
func bench(words []word) int {
	for n, w := range words[:min(len(words), 12)] {
		switch {
		case n == 0 && !onBench[w.text]:
			return 0
		case n > 0 && strings.HasPrefix(w.before, ":"):
			return n
		}
	}
	return 0
}

var onBench = wordSet("judge magistrate chief senior district justice hon honorable")

func possessive(w string) bool { return strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "s'") }

// eventful reports whether an event begins here, after adjectives if any.
func eventful(words []word) bool {
	for i := 0; i < len(words); {
		if _, length := leadEvents.longest(words[i:]); length > 0 {
			return true
		}
		_, length := preludes.longest(words[i:])
		if length == 0 {
			return false
		}
		i += length
	}
	return false
}

// capitalisedEvent finds an event further on, where the court wrote it in capitals:
// clerks capitalise the event and little else.
func capitalisedEvent(e entryText) DocumentKind {
	for i := 1; i < min(len(e.words), 25); i++ {
		if w := e.words[i]; w.upper && !afterReference(e.words, i) {
			if kind := kindAt(e, i); kind != KindUnknown {
				return kind
			}
		}
	}
	return KindUnknown
}

// afterReference reports whether the word follows "re" or a number: the event
// that it begins is another entry's.
func afterReference(words []word, i int) bool {
	p := words[i-1].text
	return p == "re" || p == "to" || p == "regarding" || allDigits(p)
}

// belated finds a common event within the first words of a text that has no
// capitals: "Freshly renewed request".
func belated(e entryText) DocumentKind {
	for i := 1; i < min(len(e.words), 8); i++ {
		if ecfEvents[e.words[i].text] && !afterReference(e.words, i) {
			if kind := kindAt(e, i); kind != KindUnknown {
				return kind
			}
		}
	}
	return KindUnknown
}

// inPassing reads a text that names no event: sentences of a judge or clerk.
func inPassing(e entryText) DocumentKind {
	for _, s := range plainSentences {
		for _, words := range s.words {
			if strings.Contains(e.lower, words) {
				return s.kind
			}
		}
	}
	return KindUnknown
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// has reports whether one of the words stands within n words of i.
func (e entryText) has(i, n int, any ...string) bool {
	for ; i < len(e.words) && n > 0; i, n = i+1, n-1 {
		for _, a := range any {
			if e.words[i].text == a {
				return true
			}
		}
	}
	return false
}

// hasPhrase reports whether one of the phrases begins within n words of i.
func (e entryText) hasPhrase(i, n int, phrases phraseBook[bool]) bool {
	for ; i < len(e.words) && n > 0; i, n = i+1, n-1 {
		if _, length := phrases.longest(e.words[i:]); length > 0 {
			return true
		}
	}
	return false
}

// next is the text of the word at i, "" past the opening.
func (e entryText) next(i int) string {
	if i < len(e.words) {
		return e.words[i].text
	}
	return ""
}
