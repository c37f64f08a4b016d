package mailbox

import "strings"

// A result is what a receiving server found by one method: dkim=pass
// header.d=example.org.
type result struct {
	method, value string            // lower case
	properties    map[string]string // names in lower case
}

// parseResults reads the value of an Authentication-Results field, RFC 8601 2.2:
// the server's name, in lower case and "none" where the field has none, and its
// results. What is no result is left out; properties behind a semicolon of their
// own, as Amazon's servers write them, belong to the result before.
func parseResults(value string) (server string, results []result) {
	parts := strings.Split(withoutComments(value), ";")
	server = "none"
	if first := strings.Fields(parts[0]); len(first) > 0 && !strings.Contains(parts[0], "=") {
		server, parts = strings.ToLower(first[0]), parts[1:]
	}
	for _, part := range parts {
		for i, pair := range pairsOf(part) {
			switch known := isMethod(pair.name); {
			case i == 0 && known:
				results = append(results, result{method: pair.name, value: strings.ToLower(pair.value), properties: make(map[string]string)})
			case len(results) > 0 && !known:
				last := results[len(results)-1].properties
				if was, twice := last[pair.name]; twice && was != pair.value {
					pair.value = contradiction // one of them is a stranger's: which, nobody can say
				}
				last[pair.name] = pair.value
			}
		}
	}
	return server, results
}

// contradiction is the value of a property that a result names twice. No domain
// is called that.
const contradiction = "?"

// isMethod: the registered methods that servers write; anything else in their
// place is a property, or nothing we know.
func isMethod(name string) bool {
	switch name {
	case "dkim", "spf", "dmarc", "arc", "auth", "iprev", "sender-id", "dkim-adsp", "dkim-atps", "domainkeys", "vbr", "rrvs", "smime", "dnswl", "bimi", "compauth":
		return true
	}
	return false
}

type pair struct{ name, value string }

// pairsOf splits "dkim = pass header.i=@example.org reason=\"a b\"". What stands in
// quotation marks may hold anything, also as the first half of an address.
func pairsOf(s string) []pair {
	var list []pair
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		name, rest, ok := strings.Cut(s, "=")
		if !ok {
			return list
		}
		words := strings.Fields(name)
		if len(words) == 0 {
			return list
		}
		p := pair{name: strings.ToLower(words[len(words)-1])}
		p.name, _, _ = strings.Cut(p.name, "/") // dkim/1: the method's version
		p.value, s = word(strings.TrimLeft(rest, " \t"))
		list = append(list, p)
	}
	return list
}

// word is the text up to the first white space outside quotation marks, without
// the marks.
func word(s string) (value, rest string) {
	quoted := false
	end := strings.IndexFunc(s, func(r rune) bool {
		quoted = quoted != (r == '"')
		return !quoted && (r == ' ' || r == '\t')
	})
	if end < 0 {
		end = len(s)
	}
	return strings.ReplaceAll(s[:end], `"`, ""), s[end:]
}

// withoutComments leaves out what stands in parentheses, which may stand in each
// other, and the semicolons in quotation marks. Quotation marks count within
// comments too: servers quote addresses there, and an address may hold anything.
func withoutComments(s string) string {
	var b strings.Builder
	depth, quoted := 0, false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\\' && (depth > 0 || quoted):
			i++
		case c == '"':
			if quoted = !quoted; depth == 0 {
				b.WriteByte(c)
			}
		case c == '(' && !quoted:
			depth++
			b.WriteByte(' ')
		case c == ')' && !quoted && depth > 0:
			depth--
		case depth > 0, c == ';' && quoted:
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
