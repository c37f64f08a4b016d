package pacer

import "strings"

// numberParts are the pieces of a docket number as the RECAP ecosystem names
// them, spelled as the court spelled them.
type numberParts struct {
	core               string // without initials and defendant: "1:18-cr-00224"
	office, kind       string // "1", "cr"; "" in bankruptcy and appellate numbers
	assigned, referred string // judges' initials
	defendant          string
}

// splitNumber reads "1:18-cr-00224-1", "1:12-cv-04402-PKC-CLP",
// "16-10992-smb" and "19-8054". A number of another form is all core.
func splitNumber(s string) numberParts {
	p := numberParts{core: s}
	rest := s
	if i := strings.IndexByte(rest, ':'); i == 1 || i == 2 {
		p.office, rest = rest[:i], rest[i+1:]
	}
	year := digits(rest)
	if len(year) != 2 || len(rest) < 4 || rest[2] != '-' {
		return numberParts{core: s}
	}
	rest = rest[3:]
	if n := len(digits(rest)); n == 0 {
		kind, after, ok := strings.Cut(rest, "-")
		if !ok || len(kind) > 5 || !letters(kind) {
			return numberParts{core: s}
		}
		p.kind, rest = kind, after
	}
	serial := digits(rest)
	if serial == "" {
		return numberParts{core: s}
	}
	rest = rest[len(serial):]
	p.core = s[:len(s)-len(rest)]
	for rest != "" && rest[0] == '-' {
		var part string
		part, rest, _ = cutDash(rest[1:])
		switch {
		case digits(part) == part:
			p.defendant = part
		case p.assigned == "":
			p.assigned = part
		case p.referred == "":
			p.referred = part
		}
	}
	return p
}

// cutDash cuts before the next dash and leaves it in rest.
func cutDash(s string) (part, rest string, found bool) {
	if i := strings.IndexByte(s, '-'); i >= 0 {
		return s[:i], s[i:], true
	}
	return s, "", false
}

func letters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}
