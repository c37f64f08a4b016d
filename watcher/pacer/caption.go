package pacer

import "strings"

// unknownCaption is what the RECAP ecosystem calls a case without a name.
const unknownCaption = "Unknown Case Title"

// cleanCaption puts a caption into the form that juriscraper's users know:
// "USA vs. Doe, et al." is "United States v. Doe". It serves `parse`; what the
// ledger keeps is the caption as shown.
func cleanCaption(caption string) string {
	words := strings.Fields(straight(caption))
	parties := make([]string, 0, 2)
	begin := 0
	for i, w := range words {
		if i > 0 && i < len(words)-1 && isVersus(w) {
			parties = append(parties, party(words[begin:i]))
			begin = i + 1
		}
	}
	parties = append(parties, party(words[begin:]))
	name := strings.TrimSpace(strings.Join(parties, " v. "))
	if rest, ok := strings.CutPrefix(name, "No. "); ok {
		name = rest
	} else if rest, ok := strings.CutPrefix(name, "Nos. "); ok {
		name = rest
	}
	if name == "" {
		return unknownCaption
	}
	return name
}

// straight makes typewriter's quotes of printer's.
func straight(s string) string {
	if strings.IndexByte(s, '%') < 0 && ascii(s) {
		return s
	}
	return strings.NewReplacer("%20", " ", "’", "'", "‘", "'", "“", `"`, "”", `"`).Replace(s)
}

func isVersus(w string) bool {
	return w == "v" || w == "v." || len(w) <= 3 && len(w) > 1 && (strings.EqualFold(w, "vs") || strings.EqualFold(w, "vs."))
}

// dropEtAl leaves out "et al" with the comma before it; punctuation behind it
// goes to the word before.
func dropEtAl(words []string) []string {
	kept := words[:0]
	for i := 0; i < len(words); i++ {
		w := words[i]
		if i == 0 || i+1 == len(words) || len(w) > 3 || !strings.EqualFold(strings.TrimSuffix(w, "."), "et") || len(words[i+1]) < 2 || !strings.EqualFold(words[i+1][:2], "al") {
			kept = append(kept, w)
			continue
		}
		tail := strings.TrimPrefix(words[i+1][2:], ".")
		if tail != "" && isNameByte(tail[0]) { // "et alia", "et Albert"
			kept = append(kept, w)
			continue
		}
		last := len(kept) - 1
		kept[last] = strings.TrimSuffix(kept[last], ",") + tail
		i++
	}
	return kept
}

// party cleans one side's name; it uses words up. "United States of America et
// al" keeps its long form, as it does in juriscraper.
func party(words []string) string {
	kept := words[:0]
	for _, w := range words {
		if !isRole(w) {
			kept = append(kept, w)
		}
	}
	if len(kept) == 0 {
		return ""
	}
	if name, ok := government(kept); ok {
		return name
	}
	name := strings.Join(dropEtAl(kept), " ")
	if strings.IndexByte(name, '*') >= 0 || strings.IndexByte(name, '#') >= 0 || strings.IndexByte(name, ';') >= 0 {
		name = strings.Join(strings.Fields(strings.NewReplacer("*", "", "#", "", ";", "").Replace(name)), " ")
	}
	return strings.Trim(name, "-–_/,; \t")
}

// government gives the United States and the states their one name.
func government(words []string) (string, bool) {
	switch words[0][0] | 0x20 {
	case 'u', 't':
	default:
		return "", false
	}
	if len(words) > 5 {
		return "", false
	}
	name := strings.Join(words, " ")
	switch strings.ToLower(strings.TrimRight(name, ".,")) {
	case "usa", "u.s.a", "u.s", "u. s", "united states of america", "the united states of america", "the united states":
		return "United States", true
	case "the state":
		return "State", true
	}
	return "United States", name == "US"
}

// isRole reports whether a word says only what somebody is in the case:
// "Plaintiff," or "Defendant-Appellee".
func isRole(w string) bool {
	if len(w) < 3 || len(w) > len("petitioners--defendants")+8 {
		return false
	}
	switch w[0] | 0x20 {
	case 'a', 'c', 'd', 'e', 'p', 'r':
	default:
		return false
	}
	if strings.EqualFold(w, "pet.") {
		return true
	}
	w = strings.TrimSuffix(strings.TrimSuffix(w, "."), ",")
	first, second, compound := strings.Cut(w, "/")
	if !compound {
		first, second, compound = strings.Cut(w, "-")
		second = strings.TrimPrefix(second, "-")
	}
	if !compound {
		return isRoleWord(first)
	}
	return isRoleWord(second) && (isRoleWord(first) || strings.EqualFold(first, "cross"))
}

func isRoleWord(w string) bool {
	if n := len(w); n > 0 && w[n-1]|0x20 == 's' {
		w = w[:n-1]
	}
	for _, role := range [...]string{"appellee", "appellant", "claimant", "complainant", "defendant", "petitioner", "plaintiff",
		"respondent", "respondant", "devisee", "executor", "executrix", "deceased"} {
		if len(role) == len(w) && role[0] == w[0]|0x20 && strings.EqualFold(role, w) {
			return true
		}
	}
	return false
}
