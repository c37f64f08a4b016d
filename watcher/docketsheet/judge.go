package docketsheet

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Words beside a judge's name on docket sheets: titles, and what clerks type
// there. Both lists are those of juriscraper's lib/judge_parsers.py, made from
// every judge in the RECAP archive.
var (
	judgeTitles = sync.OnceValue(func() map[string]bool {
		return wordSet("judge magistrate district chief senior bankruptcy mag. magistrate-judge mag/judge mag visiting special senior-judge master u.s.magistrate")
	})
	judgeNoise = sync.OnceValue(func() map[string]bool {
		return wordSet("a998 agb am associated ca cases cet ch. cla clerk cp cvb db debt-magistrate discovery dj docket duty ec eck general grc gs hhl hon " +
			"honorable inactive jne jv kec law lc llh lq maryland mediator merged mj mmh msh mwd no none prisoner pslc pro pso pt rmh se sf show " +
			"successor u.s. tjc unassigned unassigned2 unassigneddj unknown us usdc vjdistrict")
	})
)

// judgeName is the bare name of a judge: "Susan Illston" for "Hon. Susan
// Illston", "Donna M. Ryu" for "Magistrate Judge DONNA M RYU"; "" for
// "Unassigned".
func judgeName(printed string) string {
	var name []string
	for _, w := range strings.Fields(strings.ToLower(strings.ReplaceAll(printed, ",", ""))) {
		switch {
		case judgeTitles()[w], judgeNoise()[w],
			strings.ContainsAny(w, "()"), w[0] == '-', w[0] == '~',
			len(w) > 2 && strings.Contains(w, ".") && w != "jr." && w != "sr.": // "hon.", "u.s.d.j."
			continue
		}
		name = append(name, w)
	}
	name = strings.Fields(titleCase(strings.Join(name, " ")))
	kept := name[:0]
	for i, w := range name {
		if r, size := utf8.DecodeRuneInString(w); size == len(w) && unicode.IsLetter(r) {
			w += "."
		}
		if lower := strings.ToLower(w); lower == "jr" || lower == "sr" {
			w += "."
		}
		if i == 0 && w == "J." && i+1 < len(name) && !isInitial(name[i+1]) {
			continue // the J. of "J. Smith" says judge
		}
		kept = append(kept, w)
	}
	return strings.Join(kept, " ")
}

// isInitial reports whether a word is "G" or "G.".
func isInitial(w string) bool {
	n := utf8.RuneCountInString(w)
	return n == 1 || n == 2 && strings.HasSuffix(w, ".")
}
