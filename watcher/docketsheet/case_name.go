package docketsheet

import (
	"regexp"
	"strings"
	"sync"
)

// sheetClean takes from a value what courts put around it: asterisks and number
// signs, dashes and commas at either end, also of the sides of a "v.", and
// quotation marks of typographers (clean_string in juriscraper's
// lib/string_utils.py).
func sheetClean(s string) string {
	if strings.ContainsAny(s, "*#’‘“”") {
		s = strings.NewReplacer("*", "", "#", "", "’", "'", "‘", "'", "“", `"`, "”", `"`).Replace(s)
	}
	const edge = "-–_/;, \t\r\n\u00a0"
	if !strings.Contains(s, " v. ") {
		return squeeze(strings.Trim(s, edge))
	}
	sides := strings.Split(s, " v. ")
	for i := range sides {
		sides[i] = strings.Trim(sides[i], edge)
	}
	return squeeze(strings.Join(sides, " v. "))
}

type caseNameForms struct {
	names        []*regexp.Regexp // in the order in which they are tried
	versus       *regexp.Regexp
	role         *regexp.Regexp
	unitedStates *regexp.Regexp
	etAl         *regexp.Regexp
	numbers      *regexp.Regexp
}

var caseNames = sync.OnceValue(func() caseNameForms {
	return caseNameForms{
		names: []*regexp.Regexp{
			regexp.MustCompile(`(?:Case\s+title:\s+)?(.*\bvs?\.?\s.*)`),
			regexp.MustCompile(`(?i)(?:Case\s+title:\s+)?(.*\bvs?\.?\s.*)`),
			regexp.MustCompile(`(?i)Case\s+title:\s+(.*)`),
			regexp.MustCompile(`(?i)(\bIN\s+RE:?\s+.*)`),
			regexp.MustCompile(`(?i)(\bIn\s+the\s+matter\s+.*)`),
		},
		versus: regexp.MustCompile(`(?i)\svs\.?\s|\sv\.?\s`),
		role: regexp.MustCompile(`(?i)^(?:appell(?:ee|ant)s?|claimants?|complainants?|defendants?|devisee|executor|executrix|deceased` +
			`|pet(?:\.|itioner)s?|plaintiffs?|respond(?:e|a)nts?` +
			`|(?:defendants?|petitioners?|plaintiffs?|respond(?:e|a)nts?)(?:--?|/)appell(?:ee|ant)s?|petitioners?(?:--?|/)defendants?` +
			`|cross(?:--?|/)(?:respondents?|appell(?:ees|ant)s?)|crosss?(?:--?|/)petitioners?)[,.]?$`),
		unitedStates: regexp.MustCompile(`(?i)^(?:USA|U\.S\.A\.|U\.S\.?|U\. S\.?|(?:The )?United States of America|The United States)[,.]?$`),
		etAl:         regexp.MustCompile(`(?i),?\set\.?\sal\.?`),
		numbers:      regexp.MustCompile(`^Nos?\.\s+`),
	}
})

// findCaseName is the caption in a line of a sheet's head; "" for none.
func findCaseName(line string) string {
	if line == "" {
		return ""
	}
	for _, form := range caseNames().names {
		if m := form.FindStringSubmatch(line); m != nil {
			return m[1]
		}
	}
	return ""
}

// sheetCaseName writes a caption as the dictionary does: "v." between the
// sides, "United States" for its many spellings, and neither "et al" nor
// "Defendant" (harmonize in juriscraper's lib/string_utils.py).
func sheetCaseName(s string) string {
	f := caseNames()
	s = f.versus.ReplaceAllStringFunc(s, versus)
	words := strings.Fields(s)
	kept := words[:0]
	for _, w := range words {
		if w = f.role.ReplaceAllString(w, ""); w != "" {
			kept = append(kept, w)
		}
	}
	sides := strings.Split(strings.Join(kept, " "), " v. ")
	for i, side := range sides {
		side = strings.TrimSpace(side)
		switch {
		case f.unitedStates.MatchString(side), side == "US":
			side = "United States"
		case strings.EqualFold(side, "the state"):
			side = "State"
		}
		sides[i] = side
	}
	name := f.etAl.ReplaceAllString(strings.Join(sides, " v. "), "")
	return sheetClean(f.numbers.ReplaceAllString(name, ""))
}

// versus is " v. " for "vs" in either case and for a lower-case "v".
func versus(sign string) string {
	if strings.Contains(sign, "V") && !strings.ContainsAny(sign, "sS") {
		return sign
	}
	return " v. "
}
