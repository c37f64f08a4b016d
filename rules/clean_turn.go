package rules

import "strings"

// markTurns finds the lines of a transcript at which another person begins to
// speak: "MR. READLER: …", "THE COURT: …", "John G. Roberts, Jr.: …".
func (c *cleaned) markTurns() {
	var turns []int
	sure := 0
	for i := range c.lines {
		l := &c.lines[i]
		if l.kind != lineText && l.kind != lineHeading {
			continue
		}
		label, known := turnLabel(c.raw(l))
		if label == "" {
			continue
		}
		turns = append(turns, i)
		if known {
			sure++
		}
	}
	if sure == 0 && len(turns) < 3 { // "Dated:", "Re:"
		return
	}
	for _, i := range turns {
		if label, known := turnLabel(c.raw(&c.lines[i])); known || sure > 1 || len(turns) > 5 && strings.Contains(label, " ") {
			c.lines[i].kind = lineTurn
		}
	}
}

// turnLabel is the speaker's name a line begins with, before its colon; known
// reports that only a speaker is called so.
func turnLabel(text string) (label string, known bool) {
	i := strings.IndexByte(text, ':')
	if i < 3 || i > 40 || i+1 < len(text) && text[i+1] != ' ' {
		return "", false
	}
	label = text[:i]
	upper := strings.ToUpper(label)
	for _, title := range [...]string{"MR. ", "MS. ", "MRS. ", "MISS ", "GENERAL ", "JUSTICE ", "CHIEF JUSTICE ", "JUDGE ", "THE COURT", "THE CLERK", "THE WITNESS", "QUESTION", "DR. "} {
		if strings.HasPrefix(upper, title) && (upper == label || strings.HasPrefix(title, "CHIEF") || strings.HasPrefix(title, "JUSTICE") || title[2] == '.') {
			return label, len(strings.Fields(label)) <= 4
		}
	}
	words := strings.Fields(label)
	if len(words) < 2 || len(words) > 5 {
		return "", false
	}
	for _, w := range words {
		if w[0] < 'A' || w[0] > 'Z' || strings.Trim(w, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,'-") != "" {
			return "", false
		}
	}
	return label, false
}
