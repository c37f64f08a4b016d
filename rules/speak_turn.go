package rules

import "strings"

// turnSides maps the labels of a transcript to sides: the bench by its titles,
// counsel by the page of appearances, or by how they introduce themselves.
func turnSides(c *cleaned, r roles) map[string]Side {
	sides := map[string]Side{}
	counsel := appearances(c, r)
	for i := range c.blocks {
		b := &c.blocks[i]
		label := strings.ToUpper(b.turn)
		if label == "" {
			continue
		}
		if side, done := sides[label]; done && side != SideUnknown {
			continue
		}
		side := turnSide(label, counsel)
		if side == SideUnknown {
			side = introduced(c.text[b.start:b.end], surnameOf(label), r)
		}
		sides[label] = side
	}
	return sides
}

// justices sit on the Supreme Court now or sat there since 1990. Transcripts
// that do not say "JUSTICE" before the name give it in full.
var justices = set(`REHNQUIST STEVENS O'CONNOR SCALIA KENNEDY SOUTER THOMAS GINSBURG BREYER ROBERTS ALITO SOTOMAYOR KAGAN GORSUCH KAVANAUGH
	BARRETT JACKSON BLACKMUN WHITE MARSHALL`)

func turnSide(label string, counsel map[string]Side) Side {
	switch {
	case strings.HasPrefix(label, "THE COURT"), strings.Contains(label, "JUSTICE"), strings.HasPrefix(label, "JUDGE"), label == "QUESTION",
		strings.HasPrefix(label, "THE CLERK"):
		return SideCourt
	case strings.HasPrefix(label, "THE WITNESS"):
		return SideUnknown
	}
	surname := surnameOf(label)
	if side, ok := counsel[surname]; ok {
		return side
	}
	first, _, more := strings.Cut(label, " ")
	titled := strings.HasSuffix(first, ".") && len(first) > 2 // "MR. THOMAS" is no justice
	if more && !titled && justices[surname] {
		return SideCourt
	}
	return SideUnknown
}

// surnameOf is the last word of a label in capitals, "Jr." left out.
func surnameOf(label string) string {
	words := strings.Fields(strings.TrimSuffix(strings.ReplaceAll(label, ",", ""), " JR."))
	if len(words) == 0 {
		return ""
	}
	return strings.Trim(words[len(words)-1], ".")
}

// introduced reads "Chad Readler for the United States, Your Honor".
func introduced(text, surname string, r roles) Side {
	upper := strings.ToUpper(text[:min(len(text), 400)])
	i := strings.Index(upper, surname)
	if surname == "" || i < 0 {
		return SideUnknown
	}
	rest := upper[i+len(surname):]
	for _, by := range [...]string{"ON BEHALF OF ", "FOR "} {
		if j := strings.Index(rest, by); j >= 0 && j < 40 {
			name := rest[j+len(by):]
			return namedParty(name[:min(len(name), 45)], r)
		}
	}
	return SideUnknown
}

// appearances maps the surnames of counsel to their side, from the page of
// appearances: "FOR THE PLAINTIFF: … BY: JAMES R. WILLIAMS", "JEFFREY B. WALL,
// Acting Solicitor General, Department of Justice, … on behalf of the
// Appellants".
func appearances(c *cleaned, r roles) map[string]Side {
	sides := map[string]Side{}
	current := SideUnknown // of the list that is being read
	name, age := "", 0     // the last counsel named, and how many lines ago
	for i := range c.lines {
		l := &c.lines[i]
		if l.kind == lineTurn && i > 30 {
			break
		}
		if l.kind == lineBlank || l.kind == lineDropped {
			continue
		}
		line := c.plain(l)
		text := strings.ToUpper(line)
		if head, _, ok := strings.Cut(line, ","); ok && styleOf(head) == styleCapitals && strings.Contains(head, " ") {
			name, age = head, 0
		}
		age++
		switch {
		case strings.HasPrefix(text, "FOR ") && len(text) < 90, strings.HasPrefix(text, "APPEARANCES FOR"):
			current = namedParty(text, r)
			if strings.Contains(text, "AMIC") {
				current = SideAmicus
			}
			if _, rest, ok := strings.Cut(text, ":"); ok {
				nameOf(rest, current, sides)
			}
		case strings.HasPrefix(text, "BY:"), strings.HasPrefix(text, "BY "):
			nameOf(strings.TrimLeft(text[3:], " "), current, sides)
		case strings.Contains(text, "DEPARTMENT OF JUSTICE") && age <= 3:
			nameOf(name, SideGovernment, sides)
		case strings.Contains(text, "ON BEHALF OF") && age <= 4:
			side := namedParty(text[strings.Index(text, "ON BEHALF OF"):], r)
			if _, known := sides[surnameOf(strings.ToUpper(name))]; !known {
				nameOf(name, side, sides)
			}
		case current != SideUnknown && (strings.Contains(text, "ESQ") || strings.Contains(text, "ATTORNEY AT LAW")):
			nameOf(text, current, sides)
		}
	}
	return sides
}

// nameOf notes the surname of a counsel's name.
func nameOf(name string, side Side, sides map[string]Side) {
	name, _, _ = strings.Cut(strings.ToUpper(name), ",")
	words := strings.Fields(strings.ReplaceAll(name, "ESQ.", ""))
	if len(words) < 2 || len(words) > 5 || side == SideUnknown {
		return
	}
	surname := strings.Trim(words[len(words)-1], ".,:")
	if len(surname) > 2 {
		sides[surname] = side
	}
}
