package post_test

import (
	"regexp"
	"strings"

	"docketwatch/notify/notifytest"
)

var (
	link  = regexp.MustCompile(`\[([^\[\]]*)\]\(<([^<>]*)>\)`)
	angle = regexp.MustCompile(`<[^<>]+>`)
	emoji = regexp.MustCompile(`:\w+:`)
	block = regexp.MustCompile(`(?m)^\s*(#+ |[-+*] |\d+[.)] |>|={2,}$|-{2,}$)`)
)

// readMarkdown reads text as Markdown with the habits of chat programs, and
// returns what is read, where it leads, and what else in it would have meant
// something. Bold that is ours must be the whole first line.
func readMarkdown(text string, bold bool) (plain string, links, mentions []string) {
	const shelf = 0xE000 // escaped letters wait here
	var b strings.Builder
	runes := []rune(text)
	for i := 0; i < len(runes); i++ {
		if runes[i] == '\\' && i+1 < len(runes) && runes[i+1] < 0x80 && strings.ContainsRune("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", runes[i+1]) {
			i++
			b.WriteRune(shelf + runes[i])
			continue
		}
		b.WriteRune(runes[i])
	}
	text = b.String()
	if first, rest, _ := strings.Cut(text, "\n"); bold && strings.HasPrefix(first, "**") && strings.HasSuffix(first, "**") && len(first) > 4 {
		text = first[2:len(first)-2] + "\n" + rest
	}
	for _, found := range link.FindAllStringSubmatch(text, -1) {
		links = append(links, found[2])
	}
	text = link.ReplaceAllString(text, "$1")
	more, mentions := notifytest.Live(text)
	links = append(links, more...)
	mentions = append(mentions, angle.FindAllString(text, -1)...)
	mentions = append(mentions, emoji.FindAllString(text, -1)...)
	mentions = append(mentions, block.FindAllString(text, -1)...)
	if i := strings.IndexAny(text, "*_`~|[<&$"); i >= 0 {
		mentions = append(mentions, "mark-up at "+text[i:min(i+10, len(text))])
	}
	return strings.Map(func(r rune) rune {
		if r >= shelf && r < shelf+0x80 {
			return r - shelf
		}
		return r
	}, text), links, mentions
}
