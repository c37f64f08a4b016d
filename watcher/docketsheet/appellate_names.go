package docketsheet

import "strings"

// splitNumber cuts a docket number into the number itself and what hangs on it:
// "3:17-cv-00574-WHO" is "3:17-cv-00574" and the parts, initials of judges and a
// defendant among them. A number of another form is all core, without parts.
func splitNumber(s string) (core string, parts Federal) {
	rest, office := s, ""
	if i := strings.IndexByte(s, ':'); i == 1 || i == 2 {
		office, rest = s[:i], s[i+1:]
	}
	pieces := strings.Split(rest, "-")
	if len(pieces) < 2 || len(pieces[0]) != 2 || !isDigits(pieces[0]) {
		return s, Federal{}
	}
	n := 1
	kind := ""
	if !isDigits(pieces[1]) {
		kind, n = pieces[1], 2
	}
	if n >= len(pieces) || !isDigits(pieces[n]) || len(kind) > 5 {
		return s, Federal{}
	}
	core = strings.Join(pieces[:n+1], "-")
	if office != "" {
		core = office + ":" + core
	}
	parts = Federal{Office: orNil(office), CaseType: orNil(kind)}
	for _, piece := range pieces[n+1:] {
		switch {
		case piece == "":
		case isDigits(piece):
			parts.Defendant = orNil(piece)
		case parts.Assigned == nil:
			parts.Assigned = orNil(piece)
		case parts.Referred == nil:
			parts.Referred = orNil(piece)
		}
	}
	return core, parts
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// judgeName is the name in "Yvonne Gonzalez Rogers, District Judge", without
// titles and commas, as juriscraper's judge_parsers.py leaves it.
func judgeName(s string) string {
	var name []string
	for _, w := range strings.Fields(strings.ReplaceAll(s, ",", " ")) {
		switch strings.ToLower(strings.TrimSuffix(w, ".")) {
		case "judge", "magistrate", "district", "chief", "senior", "bankruptcy", "mag", "visiting", "special", "master",
			"circuit", "u.s", "us", "hon", "honorable", "appellate", "magistrate-judge", "none", "unassigned":
			continue
		}
		name = append(name, w)
	}
	return strings.Join(name, " ")
}

// caption puts a caption into the form that the dictionary has: "USA vs. Doe, et
// al." is "United States v. Doe".
func caption(s string) string {
	words := strings.Fields(strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "*", "", "#", "", ";", "").Replace(s))
	var parties []string
	begin := 0
	for i, w := range words {
		if i > 0 && i < len(words)-1 && isVersus(w) {
			parties = append(parties, captionParty(words[begin:i]))
			begin = i + 1
		}
	}
	parties = append(parties, captionParty(words[begin:]))
	return strings.TrimSpace(strings.Join(parties, " v. "))
}

func isVersus(w string) bool {
	w = strings.ToLower(strings.TrimSuffix(w, "."))
	return w == "v" || w == "vs"
}

func captionParty(words []string) string {
	var kept []string
	for i := 0; i < len(words); i++ {
		if i+1 < len(words) && i > 0 && strings.EqualFold(strings.TrimSuffix(words[i], "."), "et") && strings.HasPrefix(strings.ToLower(words[i+1]), "al") {
			if rest := strings.TrimLeft(strings.ToLower(words[i+1])[2:], ".,"); rest == "" {
				kept[len(kept)-1] = strings.TrimSuffix(kept[len(kept)-1], ",")
				i++
				continue
			}
		}
		kept = append(kept, words[i])
	}
	name := strings.Join(kept, " ")
	switch strings.ToLower(strings.TrimRight(name, ".,")) {
	case "usa", "us", "u.s.a", "u.s", "united states of america", "the united states of america", "the united states":
		return "United States"
	}
	return strings.Trim(name, "-–_/,; ")
}
