package chat

import (
	"strings"
	"time"
	"unicode"
)

const help = `status
why ALERT (its number, as in the alert's evidence)
search WORDS
follow ADDRESS, or COURT NUMBER
mute CASE [for 2h]
unmute CASE
ack ALERT`

// longestMute keeps a mute from being forgotten.
const longestMute = 30 * 24 * time.Hour

// Parse reads what somebody wrote as a command line. usage says what is wrong
// with it; args[0] is then the word that was meant, or "?". No argument it gives
// can be taken for an option.
func Parse(text string) (args []string, usage string) {
	words := strings.FieldsFunc(plain(text), unicode.IsSpace)
	for len(words) > 0 && strings.HasPrefix(words[0], "<@") { // addressed to us
		words = words[1:]
	}
	if len(words) == 0 {
		return []string{"help"}, ""
	}
	word, rest := strings.ToLower(words[0]), words[1:]
	need := func(n int, what string) ([]string, string) {
		if len(rest) < n {
			return []string{word}, word + " what? Write: " + what
		}
		return append([]string{word, "--"}, rest...), ""
	}
	switch word {
	case "help", "status":
		return []string{word}, ""
	case "why", "ack":
		if args, usage = need(1, word+" ALERT, its number"); usage == "" && (len(rest) > 1 || !number(rest[0])) {
			usage = "An alert has a number: " + word + " 123"
		}
		return before(args, rest), usage
	case "follow":
		args, usage = need(1, "follow ADDRESS, or follow COURT NUMBER")
		return args, usage
	case "search":
		if _, usage = need(1, "search WORDS"); usage != "" {
			return []string{word}, usage
		}
		return []string{word, "--", strings.Join(rest, " ")}, ""
	case "mute", "unmute":
		return mute(word, rest)
	}
	return []string{"?"}, "I do not know that word. These I know:\n" + help
}

// before keeps options that are added later in front of nothing but numbers.
func before(args, rest []string) []string {
	if len(args) < 2 || len(rest) == 0 {
		return args
	}
	return []string{args[0], rest[0]}
}

// mute reads "mute Santa Clara v. Trump for 2h".
func mute(word string, rest []string) (args []string, usage string) {
	var span string
	if n := len(rest); word == "mute" && n > 2 && strings.EqualFold(rest[n-2], "for") {
		d, err := time.ParseDuration(rest[n-1])
		if err != nil || d <= 0 || d > longestMute {
			return []string{word}, "For how long? Write 30m, 2h or 72h; 720h at most."
		}
		span, rest = d.String(), rest[:n-2]
	}
	name := strings.TrimLeft(strings.Join(rest, " "), "-")
	if name == "" {
		return []string{word}, word + " what? Write: " + word + " CASE"
	}
	args = []string{word, name}
	if span != "" {
		args = append(args, "--for", span)
	}
	return args, ""
}

func number(s string) bool {
	return s != "" && len(s) < 18 && strings.Trim(s, "0123456789") == ""
}

// plain undoes how chats write an address: "<https://x.example/1|x.example/1>".
func plain(text string) string {
	var b strings.Builder
	for text != "" {
		i := strings.IndexByte(text, '<')
		j := strings.IndexByte(text, '>')
		if i < 0 || j < i || !strings.HasPrefix(text[i+1:], "http") {
			if i >= 0 && j > i {
				b.WriteString(text[:j+1])
				text = text[j+1:]
				continue
			}
			b.WriteString(text)
			break
		}
		address, _, _ := strings.Cut(text[i+1:j], "|")
		b.WriteString(text[:i] + address)
		text = text[j+1:]
	}
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(b.String())
}
