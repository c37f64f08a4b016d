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
// "Unassigned". A word that the sheet itself writes in both cases, such as
// DuBose, stays as it is.
func judgeName(printed string) string {
	var name []string
	for _, printed := range strings.Fields(strings.ReplaceAll(printed, ",", "")) {
		w := strings.ToLower(printed)
		switch {
		case judgeTitles()[w], judgeNoise()[w],
			strings.ContainsAny(w, "()"), w[0] == '-', w[0] == '~',
			len(w) > 2 && strings.Contains(w, ".") && w != "jr." && w != "sr.": // "hon.", "u.s.d.j."
			continue
		case isMixed(printed):
			name = append(name, printed)
		case isInitial(w):
			name = append(name, strings.ToUpper(strings.TrimSuffix(w, "."))+".")
		case w == "jr", w == "sr":
			name = append(name, capitalised(w)+".")
		default:
			name = append(name, titleWord(w))
		}
	}
	if len(name) == 0 {
		return ""
	}
	name[0] = capitalised(name[0])
	name[len(name)-1] = capitalised(name[len(name)-1])
	if name[0] == "J." && len(name) > 1 && !isInitial(name[1]) {
		name = name[1:] // the J. of "J. Smith" says judge
	}
	return strings.Join(name, " ")
}

// isMixed reports whether a word has a capital after a small letter, as DuBose.
func isMixed(w string) bool {
	small := false
	for _, r := range w {
		if small && unicode.IsUpper(r) {
			return true
		}
		small = small || unicode.IsLower(r)
	}
	return false
}

// isInitial reports whether a word is "G" or "G.".
func isInitial(w string) bool {
	r, size := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(r) && (len(w) == size || w[size:] == ".")
}
