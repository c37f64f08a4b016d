package docket

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// numberForms are read after [cleanNumber]: lower case, plain dashes, single
// spaces. The first that fits decides.
var numberForms = sync.OnceValue(func() []*regexp.Regexp {
	const (
		office = `(?:(?P<office>[0-9a-z]{1,2}):)?`
		year   = `(?P<year>(?:19|20)\d\d|\d\d)`
		serial = `(?P<serial>\d{1,10})`
		rest   = `(?P<rest>(?:-[a-z][0-9a-z~]{0,9}|-\d{1,4}| [a-z]{1,5})*)` // never a second docket number
	)
	return []*regexp.Regexp{
		// 25A169, 22O141, 25M12: applications, original cases and motions of the Supreme Court
		regexp.MustCompile(`^(?P<year>\d\d)(?P<letter>[aom])` + serial + `$`),
		// MDL No. 2168
		regexp.MustCompile(`^(?P<mdl>mdl)[- ]?(?:no\. ?)?` + serial + `$`),
		// 3:17-cv-00574-WHO, 17-cv-574, 3:2017cv00574, 5:18-~gr-00001, 1:18-cr-00224-1, 17 C 5720, 18 civ 6471
		regexp.MustCompile(`^` + office + year + `[- ]?(?P<type>~?[a-z]{1,5})[- ]?` + serial + rest + `$`),
		// C 17-00574 WHO, C17-4701, CR 17-00123, MD-15-02641
		regexp.MustCompile(`^(?P<type>c|civ|cv|cr|crim|mc|md|mj)[- ]?` + year + `-` + serial + rest + `$`),
		// 17-17480, 18-00079, 16-10992-smb, 2:18-00079
		regexp.MustCompile(`^` + office + year + `-` + serial + rest + `$`),
	}
})

// typeWords are the long or short ways in which orders print a type.
var typeWords = map[string]string{"c": "cv", "civ": "cv", "crim": "cr"}

func parseNumber(text string) (Number, error) {
	raw := strings.TrimSpace(text)
	clean, kind := cleanNumber(raw)
	for _, form := range numberForms() {
		m := form.FindStringSubmatch(clean)
		if m == nil {
			continue
		}
		n := Number{Raw: raw}
		for i, name := range form.SubexpNames() {
			switch name {
			case "office":
				n.Office = strings.ToUpper(m[i])
				if len(n.Office) == 2 { // the Clearinghouse's 01 is office 1; 0 is an office of its own
					n.Office = strings.TrimPrefix(n.Office, "0")
				}
			case "year":
				n.Year = fullYear(m[i])
			case "letter":
				n.Type = strings.ToUpper(m[i])
			case "mdl", "type":
				n.Type = m[i]
			case "serial":
				n.Serial, _ = strconv.Atoi(m[i]) // ten digits at most
			case "rest":
				n.Initials, n.Defendant = suffixes(m[i])
			}
		}
		if long, ok := typeWords[n.Type]; ok {
			n.Type = long
		}
		if n.Type == "" {
			n.Type = kind
		}
		return n, nil
	}
	return Number{Raw: raw}, fmt.Errorf("docket number %q: %w", raw, ErrNumber)
}

// fullYear reads two digits as a year from 1960 on: the oldest dockets in
// CM/ECF are of the 1960s.
func fullYear(digits string) int {
	y, _ := strconv.Atoi(digits)
	switch {
	case y >= 100:
		return y
	case y >= 60:
		return 1900 + y
	default:
		return 2000 + y
	}
}

// suffixes parts what follows the serial: judges' initials and the number of a
// criminal defendant, in either order.
func suffixes(rest string) (initials []string, defendant int) {
	for _, part := range strings.FieldsFunc(rest, func(r rune) bool { return r == '-' || r == ' ' }) {
		if d, err := strconv.Atoi(part); err == nil {
			defendant = d
			continue
		}
		initials = append(initials, strings.ToUpper(part))
	}
	return initials, defendant
}

// captionWords stand before numbers in captions and letters; some name the type
// that the number itself leaves out: "Civil Action No. 17-3894".
var captionWords = []struct{ word, kind string }{
	{"civil action", "cv"}, {"civil docket for", "cv"}, {"civil", "cv"},
	{"criminal action", "cr"}, {"criminal docket for", "cr"}, {"criminal", "cr"},
	{"case", ""}, {"docket", ""}, {"number", ""}, {"nos.", ""}, {"no.", ""}, {"#", ""}, {":", ""},
}

// cleanNumber folds dashes, case and space, takes initials out of their
// parentheses, and strips the words that stand before a number. It returns the
// type those words name, "" for none.
func cleanNumber(s string) (clean, kind string) {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= '\u2010' && r <= '\u2015', r == '\u2212', r == '\ufe58', r == '\ufe63', r == '\uff0d':
			return '-'
		case r == '\u00ad', r == '\u2060', r == '\u200b', r == '\ufeff':
			return -1
		case r == '(' || r == ')':
			return ' '
		}
		return r
	}, s)
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	s, _, _ = strings.Cut(s, " ***") // the Supreme Court's "*** CAPITAL CASE ***"
	s = strings.NewReplacer(" civ. ", " civ ", " cr. ", " cr ").Replace(s)
	for trimmed := true; trimmed; {
		trimmed = false
		for _, w := range captionWords {
			if rest, ok := strings.CutPrefix(s, w.word); ok {
				s, trimmed = strings.TrimSpace(rest), true
				if w.kind != "" {
					kind = w.kind
				}
			}
		}
	}
	return s, kind
}
