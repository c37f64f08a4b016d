package notify_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"docketwatch/notify"
)

func TestDefuse(t *testing.T) {
	const j = "\u2060"
	for _, tt := range []struct{ name, in, want string }{
		{"a mention", "ask @channel", "ask @" + j + "channel"},
		{"an address", "see https://evil.example/x", "see https:" + j + "//evil." + j + "example/x"},
		{"an address without a scheme", "www.evil.example", "www." + j + "evil." + j + "example"},
		{"a command", "/start now", "/" + j + "start now"},
		{"a date is no command", "3/10/2017", "3/10/2017"},
		{"and/or is none either", "and/or", "and/or"},
		{"an abbreviation stays as it is searched for", "8 U.S.C. 1373, N.D. Cal., Inc. v. Doe", "8 U.S.C. 1373, N.D. Cal., Inc. v. Doe"},
		{"a time of day", "at 9:00", "at 9:00"},
		{"a sentence", "Order. The court: none", "Order. The court: none"},
		{"an emoji by its name", ":tada:", ":" + j + "tada:"},
		{"a function of a card", "{{DATE(x)}}", "{" + j + "{DATE(x)}}"},
		{"a mail address", "a@b.example", "a@" + j + "b." + j + "example"},
	} {
		if got := notify.Defuse(tt.in); got != tt.want {
			t.Errorf("%s: %+q, want %+q", tt.name, got, tt.want)
		}
	}
}

func TestDefuseChangesNothingThatIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := notify.Clean(rapid.String().Draw(t, "text"), 1000)
		if got := strings.ReplaceAll(notify.Defuse(s), "\u2060", ""); got != s {
			t.Fatalf("%+q became %+q", s, got)
		}
	})
}
