package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"docketwatch/config"
)

const good = `
storage: sqlite:./x.db
timezone: America/Los_Angeles
sources:
  - {kind: court_rss}
notify:
  - {name: screen, kind: console}
cases:
  - name: Santa Clara v. Trump
    dockets:
      - {court: cand, number: "3:17-cv-00574"}
`

func TestParseGood(t *testing.T) {
	c, err := config.Parse("x.yaml", []byte("\ufeff"+strings.ReplaceAll(good, "\n", "\r\n")))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Cases) != 1 || c.Cases[0].Dockets[0].Key() != "cand/2017-cv-574" || c.Sources[0].Name != "court_rss" {
		t.Fatalf("%+v", c)
	}
}

func TestADestinationSaysHowItWantsToBeTalkedTo(t *testing.T) {
	t.Setenv("DW_PING", "https://hc.example/uuid")
	c, err := config.Parse("x.yaml", []byte(strings.Replace(good, "kind: console}", `kind: console, for: [filing, digest],
      quiet: {from: "22:00", to: "7:05", except: [argument, order]}, digest: "0 8 * * 1-5", flood: {over: 0}}`, 1)+
		"health: {ping: env:DW_PING, every: 1m}\n"))
	if err != nil {
		t.Fatal(err)
	}
	d := c.Notify[0].Delivery
	if len(d.For) != 2 || d.Quiet.From.String() != "22:00" || d.Quiet.To.String() != "07:05" || len(d.Quiet.Except) != 2 || d.Digest != "0 8 * * 1-5" ||
		d.Flood.Over != 0 || d.Burst != nil || c.Health.Every != time.Minute || c.Health.Ping.Reveal() != "https://hc.example/uuid" {
		t.Errorf("%+v %+v", d, c.Health)
	}
}

// Each row is the good file with one thing wrong, and what must be said of it.
func TestParseRefuses(t *testing.T) {
	tests := []struct{ name, replace, with, line, says string }{
		{"a mistyped key", "timezone:", "timzone:", "3", `did you mean "timezone"?`},
		{"a mistyped key of a case", "dockets:", "docket:", "10", `did you mean "dockets"?`},
		{"a mistyped key of a docket", "number:", "numer:", "11", `did you mean "number"?`},
		{"an unknown court", "court: cand", "court: cnad", "9", `did you mean "cand"?`},
		{"a number that is none", "3:17-cv-00574", "18cv", "9", "not a docket number"},
		{"an unknown zone", "America/Los_Angeles", "California", "3", "IANA"},
		{"a name taken twice", "{kind: court_rss}", "{kind: court_rss}\n  - {kind: court_rss}", "6", "is taken"},
		{"a destination nobody named", "dockets:", "notify: [newsroom]\n    dockets:", "9", `no destination is named "newsroom"`},
		{"a duplicate key", "storage: sqlite:./x.db", "storage: a\nstorage: b", "3", "already"},
		{"a tab", "  - {kind: court_rss}", "\t- {kind: court_rss}", "5", ""},
		{"a wrong type", "{court: cand, number: \"3:17-cv-00574\"}", "[cand]", "11", ""},
		{"a side that is none", "dockets:", "government: accused\n    dockets:", "9", "defendant, plaintiff or amicus"},
		{"no source", "  - {kind: court_rss}", "", "", "no source"},
		{"no destination", "  - {name: screen, kind: console}", "", "", "nobody would hear"},
		{"a caption that fits everything", "storage:", "discover: [{caption: \".*\"}]\nstorage:", "2", "fits every case"},
		{"a caption that is no expression", "storage:", "discover: [{caption: \"(City\"}]\nstorage:", "2", "RE2"},
		{"a court nobody knows to discover in", "storage:", "discover: [{caption: City, courts: [sdny]}]\nstorage:", "2", `did you mean "nysd"?`},
		{"a hook that can be guessed", "storage:", "web: {listen: \"127.0.0.1:80\", webhook_path: env:DW_SHORT}\nstorage:", "2", "too easy to guess"},
		{"a kind of alert nobody knows", "kind: console}", "kind: console, for: [filling]}", "7", `did you mean "filing"?`},
		{"quiet hours that are no time", "kind: console}", "kind: console, quiet: {from: 22:00, to: 25:00}}", "7", "no time of day"},
		{"quiet hours without an end", "kind: console}", "kind: console, quiet: {from: \"22:00\"}}", "7", "quiet.to"},
		{"quiet hours that never end", "kind: console}", "kind: console, quiet: {from: \"07:00\", to: \"7:00\"}}", "7", "the same"},
		{"a mistyped key of quiet hours", "kind: console}", "kind: console, quiet: {form: \"22:00\", to: \"07:00\"}}", "7", `did you mean "from"?`},
		{"a flood of no length", "kind: console}", "kind: console, flood: {over: 30, within: 0s}}", "7", "1s to 24h"},
		{"a ping without an address", "storage:", "health: {every: 5m}\nstorage:", "2", "the address is missing"},
		{"a ping to nowhere", "storage:", "health: {ping: env:DW_SHORT}\nstorage:", "2", "no http(s) address"},
		{"an address that others reach", "storage:", "web: {listen: \"0.0.0.0:80\"}\nstorage:", "2", "outside this machine"},
	}
	t.Setenv("DW_SHORT", "hunter2")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(good, tt.replace, tt.with, 1)
			if text == good {
				t.Fatal("the row changes nothing")
			}
			_, err := config.Parse("x.yaml", []byte(text))
			var problems config.Problems
			if !errors.As(err, &problems) {
				t.Fatalf("got %v, want problems", err)
			}
			all := problems.In("x.yaml")
			if !strings.Contains(all, tt.says) || tt.line != "" && !strings.Contains(all, "x.yaml:"+tt.line+":") {
				t.Errorf("want line %s and %q in:\n%s", tt.line, tt.says, all)
			}
		})
	}
}

func TestEveryProblemComesAtOnce(t *testing.T) {
	text := strings.NewReplacer("timezone:", "timzone:", "cand", "cnad", "kind: console", "knd: console").Replace(good)
	_, err := config.Parse("x.yaml", []byte(text))
	var problems config.Problems
	if !errors.As(err, &problems) || len(problems) < 3 {
		t.Fatalf("got %v", err)
	}
}

func TestOptionsDecodeStrictly(t *testing.T) {
	t.Setenv("DOCKETWATCH_TEST_TOKEN", " xoxb-1 \n")
	type options struct {
		Token   config.Secret `yaml:"token"`
		Channel string        `yaml:"channel"`
	}
	tests := []struct{ name, text, says string }{
		{"good", "{token: env:DOCKETWATCH_TEST_TOKEN, channel: c}", ""},
		{"an unknown key", "{chanel: c}", `did you mean "channel"?`},
		{"a variable that is not set", "{token: env:DOCKETWATCH_TEST_NONE}", "is not set"},
		{"a secret in the file", "{token: xoxb-2}", "never stands in the file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o, err := config.OptionsOf(tt.text)
			if err != nil {
				t.Fatal(err)
			}
			var into options
			err = o.Decode(&into)
			switch {
			case tt.says == "" && err != nil:
				t.Fatal(err)
			case tt.says == "" && into.Token.Reveal() != "xoxb-1":
				t.Errorf("token %q", into.Token.Reveal())
			case tt.says != "" && (err == nil || !strings.Contains(err.Error(), tt.says)):
				t.Errorf("got %v, want %q", err, tt.says)
			case err != nil && strings.Contains(err.Error(), "xoxb-2"):
				t.Errorf("the secret is in the error: %v", err)
			}
		})
	}
}

func TestSecretPrintsAsNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(path, []byte("xoxb-3\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	o, err := config.OptionsOf("{token: file:" + path + "}")
	if err != nil {
		t.Fatal(err)
	}
	var into struct {
		Token config.Secret `yaml:"token"`
	}
	if err := o.Decode(&into); err != nil {
		t.Fatal(err)
	}
	if into.Token.Reveal() != "xoxb-3" || into.Token.String() != "[secret]" {
		t.Fatalf("%v %q", into.Token, into.Token.Reveal())
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte("sources: [{kind: [}"))
	f.Add([]byte("&a [*a]"))
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := config.Parse("x.yaml", text)
		if (c == nil) == (err == nil) {
			t.Fatalf("%v and %v", c, err)
		}
	})
}
