package rules

import "slices"

// The finer kinds of entry that filters may name beside the closed set: routine
// papers that the closed set counts among notices and declarations.
const (
	SubkindCorporateDisclosure = "corporate_disclosure" // Rule 7.1, certificates of interested parties
	SubkindProofOfService      = "proof_of_service"     // certificates, affidavits and returns of service
)

// EntryKinds are all the words that filters may use for a kind of entry: the
// closed set of documents, and the finer kinds.
func EntryKinds() []string {
	var list []string
	for _, k := range DocumentKinds() {
		list = append(list, string(k))
	}
	return append(list, SubkindCorporateDisclosure, SubkindProofOfService)
}

// EntryKindsOf are the words that filters may use for one entry: its kind of
// document, and its finer kind where it has one.
func EntryKindsOf(kind DocumentKind, text string, events []string) []string {
	list := []string{string(or(string(kind), string(KindUnknown)))}
	if text == "" && len(events) > 0 {
		for _, e := range events {
			sub := subkindOf(readable(e))
			if sub == "" && !utility(e) { // another event stands beside it: it is more than routine
				return list[:1]
			}
			if sub != "" && !slices.Contains(list, sub) {
				list = append(list, sub)
			}
		}
		return list
	}
	if sub := subkindOf(readable(text)); sub != "" {
		list = append(list, sub)
	}
	return list
}

// subkinds are the leading events of the finer kinds.
var subkinds = func() phraseBook[string] {
	l := phraseBook[string]{}
	l.enter(SubkindCorporateDisclosure, `corporate disclosure, corporate disclosures, corporate disclosure statement, disclosure statement, rule 7 1, rule 7.1,
		rule 7 1 corporate, rule 7 1 disclosure, local rule 7, local rule 7 1, certificate of interested, certification of interested, certificate of
		corporate, certificate of disclosure, certificate of financial, notice of corporate, notice of interested, statement of corporate, corporate
		parent disclosure, corporate ownership, financial disclosure statement, financial interest disclosure, frap 26 1, fed r civ p 7`)
	l.enter(SubkindProofOfService, `proof of service, proofs of service, certificate of service, certificates of service, certificate of mailing, affidavit of
		service, affidavits of service, affidavit of mailing, declaration of service, declaration of mailing, return of service, returns of service,
		acknowledgment of service, acknowledgement of service, acceptance of service, notice of service, admission of service, waiver of service,
		waivers of service, summons returned, summons return, service of process, service by, affirmation of service`)
	return l
}()

// subkindOf is the finer kind that the leading event names; "" where another
// event leads.
func subkindOf(e entryText) string {
	if e.void {
		return ""
	}
	if rest := telling(e.text); rest != e.text {
		return subkindOf(readable(rest))
	}
	for i := bench(e.words); i < len(e.words); {
		sub, length := subkinds.longest(e.words[i:])
		if _, lead := leadEvents.longest(e.words[i:]); length > 0 && length >= lead {
			return sub
		} else if lead > 0 {
			return ""
		}
		step := prelude(e.words, i)
		if step == 0 {
			return ""
		}
		i += step
	}
	return ""
}
