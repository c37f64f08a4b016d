package notify

import (
	"net/url"
	"strings"
	"unicode"
)

// Clean makes hostile text harmless to look at: no control characters, no
// marks that turn the direction of reading, no invisible letters, white space
// folded, and at most max runes, cut where a reader can see it.
func Clean(s string, max int) string {
	var b strings.Builder
	space, marks, runes := true, 0, 0
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			if !space {
				b.WriteByte(' ')
				runes++
			}
			space = true
			continue
		case invisible(r):
			continue
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r):
			if marks++; marks > 3 { // nobody writes a letter with four accents
				continue
			}
		default:
			marks = 0
		}
		space = false
		b.WriteRune(r)
		if runes++; runes > max+8 { // enough to see where to cut
			break
		}
	}
	return Cut(strings.TrimSpace(b.String()), max)
}

// Lines cleans each line by itself and keeps the line breaks.
func Lines(s string, max int) string {
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		if line = Clean(line, max); line != "" {
			lines = append(lines, line)
		}
	}
	return Cut(strings.Join(lines, "\n"), max)
}

// Cut shortens text to max runes with an ellipsis, and never parts a letter
// from its marks or an emoji from what it is joined to.
func Cut(s string, max int) string {
	runes := []rune(s)
	if len(runes) <= max {
		return s
	}
	end := max - 1
	for end > 0 && (unicode.Is(unicode.M, runes[end]) || runes[end] == joiner || runes[end-1] == joiner) {
		end--
	}
	return strings.TrimRight(string(runes[:max0(end)]), " ") + "…"
}

func max0(n int) int { return max(n, 0) }

const joiner = '\u200d'

// invisible are the marks that hide, reorder or fake text: bidirectional
// controls, zero-width letters, tags, and code points that are no characters.
func invisible(r rune) bool {
	switch {
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x061c:
		return true
	case r == 0x200b, r == 0x200c, r == 0x2060, r == 0xfeff, r == 0x00ad, r == 0x180e, r >= 0x2061 && r <= 0x2064:
		return true
	case r >= 0xe0000 && r <= 0xe007f, r == unicode.ReplacementChar, r == 0xfffe, r == 0xffff:
		return true
	}
	return false
}

// Link is an address that may be shown as a link, in a form that cannot break
// out of one; "" for anything but http and https with a host.
func Link(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	s := u.String()
	for _, r := range s {
		if r <= ' ' || r == 0x7f || invisible(r) {
			return ""
		}
	}
	s = strings.NewReplacer("|", "%7C", "<", "%3C", ">", "%3E", "\"", "%22", "`", "%60").Replace(s)
	if len(s) > 2000 {
		return ""
	}
	return s
}

// Host is the machine a link leads to, to be shown beside it.
func Host(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	return u.Hostname()
}
