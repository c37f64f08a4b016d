package notifytest

import "regexp"

// What programs make of text that holds no mark-up at all.
var (
	address  = regexp.MustCompile(`(?i)\b[a-z][a-z0-9+.-]*://\S+|\bwww\.[a-z0-9]\S*`)
	domain   = regexp.MustCompile(`(?i)\b[a-z0-9-]+\.[a-z][a-z-]+\b`)
	mention  = regexp.MustCompile(`@[A-Za-z0-9_]+|(?m)(?:^|\s)[/~#$][A-Za-z]\w*`)
	function = regexp.MustCompile(`\{\{[^}]*\}\}`)
)

// Live finds what the programs that show plain text would make more of it:
// links, with and without a scheme, and mentions, tags and commands.
func Live(text string) (links, mentions []string) {
	links = append(address.FindAllString(text, -1), domain.FindAllString(address.ReplaceAllString(text, " "), -1)...)
	return links, append(mention.FindAllString(text, -1), function.FindAllString(text, -1)...)
}
