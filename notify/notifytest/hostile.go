package notifytest

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"docketwatch/docket"
	"docketwatch/notify"
)

// Hostile are texts that courts, parties and press offices could put in front
// of a reader.
func Hostile() []string {
	return []string{
		"<!channel>", "<!here>", "<!everyone>", "<!subteam^S1>", "<@U123>", "<@123456789012345678>", "<@&1234>", "<#C123>", "@channel", "@here @everyone @all",
		"<at>Somebody</at>", "@docketwatch_bot /start@bot #tag $USD ~town-square", "mail a@b.example now",
		"<https://evil.example|Court order>", "https://evil.example/x", "www.evil.example evil.example/path", "tg://resolve?domain=evil", "&lt;!channel&gt;", "&amp;lt;!here&amp;gt;",
		"<mailto:a@b.c|mail>", "[Court order](https://evil.example)", "[a]: https://evil.example\n[a]", "![x](https://evil.example/p.png)", "<https://evil.example>", "[x][a]",
		"\\[Court order\\](https://evil.example)", "\\\\[Court order](https://evil.example)", "`[x](https://evil.example)`", "| a | b |\n|---|---|\n| c | d |",
		"*bold* _it_ ~no~ `code` ```block``` > quote :x: :tada:", "# heading\n- item\n1. one\n===\n---", "||spoiler|| ~~struck~~ __under__", "<t:1543392060:R> </cmd:123>", "{{DATE(2017-02-14T06:08:39Z, SHORT)}}",
		"</b><script>alert(1)</script>", "<a href=\"https://evil.example\">order</a><img src=x onerror=alert(1)>", "javascript:alert(1)", "x\r\nBcc: evil@evil.example\r\n\r\nbody", "=?utf-8?q?=0D=0ABcc:evil?=",
		"\u202egnorW \u2066sideways\u2069", "zero\u200bwidth\u200djoin\u2060er\ufeff", "a\x00b\x07c\x1b[31mred", "line\r\nbreak\u2028para\u2029",
		strings.Repeat("W", 1<<20), strings.Repeat("<", 5000), strings.Repeat("&", 5000), strings.Repeat("*", 5000), strings.Repeat("\\", 5000), strings.Repeat("e\u0301", 4000), "Z" + strings.Repeat("\u0301", 2000),
		strings.Repeat("👨‍👩‍👧‍👦", 1000), strings.Repeat("𝔘", 5000), strings.Repeat("<!channel> ", 2000), strings.Repeat("\n.", 3000), "", " ", "\n", "%s%d%n", "{{.}}", "${x}", "'; DROP TABLE alerts; --",
		"\u0085\u00a0\u1680", "\U000e0041\U000e0042", string([]byte{0xff, 0xfe, 0xfd}), "مرحبا <!here> שלום", "=cmd|' /C calc'!A0", ".\r\nQUIT\r\n",
	}
}

// HostileMessage is a message with a text in every place that text can stand.
func HostileMessage(text, link string) notify.Message {
	return notify.Message{PublicID: "dlv-1", Alert: docket.Alert{
		Subject: "s", Kind: docket.AlertFiling, Case: text, CourtName: text, Number: text, Entry: text, Labels: []string{text, text},
		Title: text, Body: text + "\n" + text, Link: link, DocketURL: link, Reason: text, Paper: text, Awaiting: text, FiledBy: text,
		When: time.Date(2017, 3, 10, 0, 12, 0, 0, time.UTC), Zone: "America/New_York"}}
}

func (k Kind) hostile(t *testing.T) {
	r := k.Open(t)
	for _, text := range Hostile() {
		for _, form := range []struct{ plain, follow, repeat bool }{{}, {plain: true}, {follow: true, repeat: true}} {
			m := HostileMessage(text, Court+"doc1/1")
			m.Plain, m.FollowUp, m.MayRepeat = form.plain, form.follow, form.repeat
			k.harmless(t, r, m, text)
		}
	}
	if r.Breaches != nil && r.Breaches() > 0 {
		t.Errorf("%d messages broke a limit", r.Breaches())
	}
}

func (k Kind) hostileLinks(t *testing.T) {
	r := k.Open(t)
	for _, link := range []string{"javascript:alert(1)", "data:text/html,x", "//evil.example", "https://u:p@evil.example/", Court + "|x>y<z)](https://evil.example",
		Court + "\u202e", "ftp://evil.example", "https://", " ", "http://[::1", Court + strings.Repeat("a", 5000), Court + strings.Repeat("a", 1900), Court + "a\r\nb", Court + "a b", Court + "\"onclick=\"x", Court + ">)`*_"} {
		k.harmless(t, r, HostileMessage("Order", link), link)
	}
	if r.Breaches != nil && r.Breaches() > 0 {
		t.Errorf("%d messages broke a limit", r.Breaches())
	}
}

// harmless sends and looks at what a reader would have.
func (k Kind) harmless(t *testing.T, r *Room, m notify.Message, from string) {
	t.Helper()
	before := len(r.Shown())
	if _, err := r.Notifier.Send(t.Context(), m); err != nil {
		t.Fatalf("%.60q: %v", from, err)
	}
	all := r.Shown()
	if len(all) != before+1 {
		t.Fatalf("%.60q: %d messages", from, len(all)-before)
	}
	Harmless(t, all[before], from)
}

// Harmless fails a test if a message could ring somebody, lead anywhere but to
// the court, or move, hide or reorder what is read.
func Harmless(t testing.TB, s Shown, from string) {
	t.Helper()
	if len(s.Mentions) > 0 {
		t.Errorf("%.60q rings %.200q", from, s.Mentions)
	}
	for _, link := range s.Links {
		if !strings.HasPrefix(link, Court) {
			t.Errorf("%.60q makes a link to %.200q", from, link)
		}
	}
	for _, r := range s.Text {
		if r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200b || unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' {
			t.Errorf("%.60q shows U+%04X", from, r)
			return
		}
	}
}
