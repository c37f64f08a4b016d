package rules

import "strings"

// A Link is another entry of the same docket that a text names.
type Link struct {
	Number string       // document number: "24"; in courts of appeals also "6026111-2"
	Kind   DocumentKind // what the text calls it; unknown where it gives the number alone
}

// linksOf finds the entries that the text names: "re 24 MOTION to Dismiss",
// "Order[124]", "Dkt. No. 316", "ECF No. 44", "(re: pldg. 1)".
func linksOf(e entryText, kind DocumentKind) []Link {
	var links []Link
	words := e.all
	whole := e
	whole.words = words
	for i, w := range words {
		number := w.text
		if !documentNumber(number) || !e.linksAt(words, i) {
			continue
		}
		if len(number) >= 6 && (kind == KindMotionOther || kind == KindMotionToDismiss || kind == KindMotionPITRO) {
			continue // a court of appeals numbers what the motion itself asks for
		}
		if i+1 < len(words) && len(number) >= 6 && words[i+1].before == "-" {
			number += "-" + words[i+1].text
		}
		link := Link{Number: number, Kind: KindUnknown}
		if i+1 < len(words) && numbersEvent(words, i) {
			link.Kind = kindFrom(whole, i+1)
		}
		links = addLink(links, link)
	}
	return links
}

// addLink adds each entry once.
func addLink(links []Link, link Link) []Link {
	for i := range links {
		if links[i].Number == link.Number {
			if links[i].Kind == KindUnknown {
				links[i].Kind = link.Kind
			}
			return links
		}
	}
	return append(links, link)
}

// documentNumber: one to four digits in a district court; seven or so in a court
// of appeals, where the entry's own number has no part.
func documentNumber(s string) bool {
	return allDigits(s) && s[0] != '0' && (len(s) <= 4 || len(s) >= 6)
}

// linksAt reports whether the number at i stands for an entry.
func (e entryText) linksAt(words []word, i int) bool {
	w := words[i]
	end := w.at + len(w.text)
	var after byte
	if end < len(e.text) {
		after = e.text[end]
	}
	if len(w.text) >= 6 { // "[6026111-2]"
		return strings.HasSuffix(w.before, "[") && after == '-' && i+1 < len(words) && len(words[i+1].text) <= 2
	}
	if i > 0 && allDigits(words[i-1].text) && (w.before == "." || len(w.text) == 4 && (w.text[:2] == "19" || w.text[:2] == "20")) {
		return false // "Rule 5.2", "May 5, 2024"
	}
	if after == '-' || after == '/' || after == ':' || after == '.' && end+1 < len(e.text) && inWord(e.text[end+1]) || strings.HasSuffix(w.before, "$") ||
		strings.HasSuffix(w.before, "/") || strings.HasSuffix(w.before, ":") && i > 0 && allDigits(words[i-1].text) || strings.HasSuffix(w.before, "-") && !strings.HasSuffix(w.before, "--") {
		return false
	}
	if strings.HasSuffix(w.before, "[") && after == ']' {
		return true
	}
	if i > 0 {
		switch p := words[i-1].text; {
		case docketWords[p]:
			return true
		case p == "no" && i > 1 && docketWords[words[i-2].text], p == "entry" && i > 1 && words[i-2].text == "docket":
			return true
		case outcomeWords[p].outcome != "" && !outcomeWords[p].after, p == "moot", p == "part" && i > 1 && words[i-2].text == "in":
			return i+1 == len(words) || !countedThings[words[i+1].text]
		case notNumbering[p]:
			return false
		}
	}
	return numbersEvent(words, i) || e.trails(words, i, after)
}

// docketWords stand before the number of an entry.
var docketWords = wordSet("dkt ecf doc docket de document pldg docs documents dkts re")

// notNumbering stand before numbers of other things.
var notNumbering = wordSet(`rule rules exhibit exhibits section sections count counts volume vol page pages part chapter title courtroom room floor form group no order
	opinion article paragraph case january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec ex`)

// numbersEvent reports whether an event follows the number: "24 MOTION", "45, 47
// discovery-related motions".
func numbersEvent(words []word, i int) bool {
	n := i + 1
	for n < len(words) && n < i+6 && (allDigits(words[n].text) || words[n].text == "and") {
		n++
	}
	if n >= len(words) || strings.ContainsAny(words[n].before, ".();") || !allDigits(words[i+1].text) && strings.Trim(words[i+1].before, "]-") != "" || countedThings[words[n].text] {
		return false
	}
	if eventNouns[words[n].text] {
		return words[n].title || words[i].before == "" && i > 0
	}
	if _, length := preludes.longest(words[n:]); length > 0 || possessive(words[n].text) || words[n].text == "discovery" {
		for k := n + 1; k < len(words) && k < n+4; k++ {
			if eventNouns[words[k].text] {
				return true
			}
		}
	}
	return false
}

// countedThings are things that come in numbers.
var countedThings = wordSet("day days page pages copies minutes hours months years am pm a p paper additional calendar business ")

var eventNouns = wordSet(`motion motions order orders complaint response responses reply replies notice memorandum declaration affidavit letter stipulation answer
	judgment report brief opposition petition application transcript sealed minute objection objections appeal waiver indictment information counterclaim
	summons certificate exhibit status scheduling mandate request statement amended redacted appendix claim abstract warrant supplement first second emergency joint
	meeting oral administrative ex`)

// trails reports whether the number stands after what it numbers: "motion for
// preliminary injunction 5 (Attachments", "Complaint, 5 filed by".
func (e entryText) trails(words []word, i int, after byte) bool {
	closed := after == 0 || strings.HasPrefix(e.text[words[i].at+len(words[i].text):], " (") ||
		i+1 < len(words) && verbsAfter[words[i+1].text] && words[i+1].before == ""
	if i == 0 || !closed {
		return false
	}
	for n := i - 1; n >= max(0, i-7); n-- {
		if eventNouns[words[n].text] {
			return !strings.ContainsAny(words[n+1].before, ".()")
		}
	}
	return false
}

var verbsAfter = wordSet("filed is are")

// kindFrom is the kind of the event that begins at i or after adjectives there.
func kindFrom(e entryText, i int) DocumentKind {
	for end := i + 4; i < min(len(e.words), end); i++ {
		if kind := kindAt(e, i); kind != KindUnknown {
			return kind
		}
	}
	return KindUnknown
}
