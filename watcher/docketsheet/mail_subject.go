package docketsheet

import "strings"

// afterNumber is what a subject says behind the docket number and the name of
// the case: "Activity in Case 1:21-cv-01456-MN Doe v. Roe Letter" says "Letter".
// Courts put all kinds of words before the number, and bankruptcy courts a
// chapter behind it. "" where the subject has no number: then nobody knows where
// the name begins.
func afterNumber(subject, number, name string) string {
	_, rest, found := strings.Cut(subject, number)
	if !found {
		return ""
	}
	if strings.HasPrefix(rest, "-") { // initials
		_, rest, _ = strings.Cut(rest, " ")
	}
	return strings.Trim(afterName(afterChapter(strings.TrimLeft(rest, " -:")), name), " -:,")
}

// afterName cuts the name of the case off, as much of it as is there: some
// courts print the first 18 letters of it, some the first of a couple.
func afterName(s, name string) string {
	n := 0
	for n < len(s) && n < len(name) && lower(s[n]) == lower(name[n]) {
		n++
	}
	if n < len(s) && n > 0 && isWordByte(s[n]) && isWordByte(s[n-1]) { // the last word only began alike
		n = strings.LastIndexByte(s[:n], ' ') + 1
	}
	return s[n:]
}

// afterChapter cuts "Chapter 13" or "Ch-13" off.
func afterChapter(s string) string {
	word, rest, _ := strings.Cut(s, " ")
	if strings.EqualFold(word, "chapter") {
		number, after, _ := strings.Cut(rest, " ")
		if allDigits(number) {
			return strings.TrimLeft(after, " -")
		}
	}
	if len(word) > 3 && strings.EqualFold(word[:3], "ch-") && allDigits(word[3:]) {
		return strings.TrimLeft(rest, " -")
	}
	return s
}

// quoted is what stands between the first and the last quotation mark.
func quoted(s string) string {
	i, j := strings.IndexByte(s, '"'), strings.LastIndexByte(s, '"')
	if i < 0 || i == j {
		return ""
	}
	return squeeze(s[i+1 : j])
}

// acmsSubject reads what ACMS writes behind the number, " - 125 - Petition for
// Rehearing FILED" or " - Reply Brief Submitted for Filing - 490133": a number of
// the entry before the event, or of the submission behind it.
func acmsSubject(subject, number string) (entry, event string) {
	_, rest, found := strings.Cut(subject, number+" - ")
	if !found || number == "" {
		return "", ""
	}
	parts := strings.Split(rest, " - ")
	if len(parts) > 1 && allDigits(parts[0]) {
		entry, parts = strings.TrimLeft(parts[0], "0"), parts[1:]
	}
	if last := len(parts) - 1; last > 0 && allDigits(parts[last]) {
		parts = parts[:last]
	}
	return entry, squeeze(strings.Join(parts, " - "))
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c |= 0x20
	}
	return c
}

func isWordByte(c byte) bool {
	return c >= 0x80 || c >= '0' && c <= '9' || lower(c) >= 'a' && lower(c) <= 'z'
}
