package config

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"docketwatch/docket"
)

// A Config is a file that was read whole and found good. Kinds of source and
// destination are not checked here: their constructors do that.
type Config struct {
	File      string
	Storage   string         // "sqlite:./docketwatch.db"
	Timezone  *time.Location // for quiet hours, digests and the page; entries keep their court's zone
	Contact   string         // goes into the User-Agent
	Listen    string         // address of the web server; "" for none
	Proxied   bool           // a proxy of ours stands before it
	Hook      Secret         // the secret path that CourtListener pushes to; not set: none
	Health    Health
	Sources   []Entry
	Cases     []docket.Case
	Discover  []Discover
	Papers    Documents
	Chat      Chat
	Retention Retention
	Arguments []string // arguments that are told; empty means all
	Rules     []Rule
	Mute      []Mute
	Notify    []Entry
	Private   bool     // lab.allow_private_addresses
	Warnings  Problems // worth saying, no reason to refuse
}

// file is the top level as written.
type file struct {
	Storage  string `yaml:"storage"`
	Timezone string `yaml:"timezone"`
	Contact  string `yaml:"contact"`
	Web      struct {
		Listen      string    `yaml:"listen"`
		Auth        yaml.Node `yaml:"auth"`
		TLS         yaml.Node `yaml:"tls"`
		BehindProxy bool      `yaml:"behind_proxy"`
		WebhookPath Secret    `yaml:"webhook_path"`
	} `yaml:"web"`
	Health    yaml.Node   `yaml:"health"`
	Documents yaml.Node   `yaml:"documents"`
	Chat      yaml.Node   `yaml:"chat"`
	Retention yaml.Node   `yaml:"retention"`
	Sources   []yaml.Node `yaml:"sources"`
	Cases     []yaml.Node `yaml:"cases"`
	Discover  []yaml.Node `yaml:"discover"`
	Arguments []string    `yaml:"arguments"`
	Rules     []yaml.Node `yaml:"rules"`
	Mute      []yaml.Node `yaml:"mute"`
	Notify    []yaml.Node `yaml:"notify"`
	Lab       struct {
		AllowPrivateAddresses bool `yaml:"allow_private_addresses"`
	} `yaml:"lab"`
}

// Load reads a file. What is wrong with it comes back as [Problems], all at once.
func Load(path string) (*Config, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("configuration: %w", err)
	}
	return Parse(path, raw)
}

// Parse reads the text of a file; name is used in messages only. Beside
// [Problems] it still returns what could be read of the file (nil where nothing
// could), so that the kinds of source and destination can name theirs too: a
// Config that came with an error is for finding more of them, never for running.
func Parse(name string, raw []byte) (*Config, error) {
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	var root yaml.Node
	if err := yaml.Load(raw, &root); err != nil {
		return nil, yamlProblems(err)
	}
	var f file
	problems := strict(&root, &f, "")
	if err := root.Load(&f); err != nil {
		return nil, append(problems, yamlProblems(err)...)
	}
	c := &Config{File: name, Storage: f.Storage, Contact: f.Contact, Listen: f.Web.Listen, Proxied: f.Web.BehindProxy, Hook: f.Web.WebhookPath, Private: f.Lab.AllowPrivateAddresses}
	problems = append(problems, c.general(&f, &root)...)
	var more Problems
	c.Sources, more = entries(f.Sources, "sources")
	problems = append(problems, more...)
	c.Notify, more = entries(f.Notify, "notify")
	problems = append(problems, more...)
	c.Cases, more = cases(f.Cases, c.Notify)
	problems = append(problems, more...)
	c.Arguments = f.Arguments
	c.Papers, more = documents(&f.Documents, c.Storage)
	problems = append(problems, more...)
	c.Chat, more = chat(&f.Chat)
	problems = append(problems, more...)
	c.Retention, more = retention(&f.Retention)
	problems = append(problems, more...)
	c.Health, more = health(&f.Health)
	problems = append(problems, more...)
	c.Discover, more = discovers(f.Discover, c.Notify)
	problems = append(problems, more...)
	c.Rules, more = rules(f.Rules, c.Notify)
	problems = append(problems, more...)
	c.Mute, more = mutes(f.Mute)
	problems = append(problems, more...)
	problems = append(problems, unknownCases(c.Mute, c.Cases)...)
	return c.verdict(problems)
}

// verdict parts warnings from reasons to refuse.
func (c *Config) verdict(problems Problems) (*Config, error) {
	var bad Problems
	for _, p := range problems {
		if p.Warning {
			c.Warnings = append(c.Warnings, p)
		} else {
			bad = append(bad, p)
		}
	}
	if len(bad) > 0 {
		return c, bad
	}
	return c, nil
}

// general checks what stands alone at the top level.
func (c *Config) general(f *file, root *yaml.Node) Problems {
	var problems Problems
	if c.Storage == "" {
		c.Storage = "sqlite:./docketwatch.db"
	}
	if f.Timezone == "" {
		f.Timezone = "UTC"
	}
	loc, err := time.LoadLocation(f.Timezone)
	if err != nil || f.Timezone == "Local" {
		problems = append(problems, Problem{Line: lineOf(root, "timezone"), Path: "timezone",
			Message: fmt.Sprintf("unknown time zone %q", f.Timezone), Hint: `use an IANA name such as "America/Los_Angeles"`})
	}
	c.Timezone = loc
	problems = append(problems, checkListen(f, root)...)
	problems = append(problems, checkHook(f, root)...)
	if len(f.Sources) == 0 {
		problems = append(problems, Problem{Path: "sources", Message: "no source is configured", Hint: "add at least `- kind: court_rss`"})
	}
	if len(f.Notify) == 0 {
		problems = append(problems, Problem{Path: "notify", Message: "no destination is configured: nobody would hear of anything",
			Hint: "add `- {name: screen, kind: console}`"})
	}
	return problems
}

// checkListen keeps the page off the network unless somebody answers for it.
func checkListen(f *file, root *yaml.Node) Problems {
	listen := f.Web.Listen
	if listen == "" || f.Web.BehindProxy {
		return nil
	}
	host := listen
	if i := strings.LastIndexByte(listen, ':'); i >= 0 {
		host = strings.Trim(listen[:i], "[]")
	}
	if host == "localhost" || host == "::1" || strings.HasPrefix(host, "127.") {
		return nil
	}
	return Problems{{Line: lineOf(root, "web"), Path: "web.listen", Message: fmt.Sprintf("%q can be reached from outside this machine", listen),
		Hint: "listen on 127.0.0.1, or say `behind_proxy: true` where a proxy guards it"}}
}

// checkHook: the path is the only thing that keeps strangers from making up
// filings, so it must be as hard to guess as a key of 128 bits.
func checkHook(f *file, root *yaml.Node) Problems {
	path := f.Web.WebhookPath.Reveal()
	at := Problem{Line: lineOf(root, "web"), Path: "web.webhook_path"}
	switch {
	case !f.Web.WebhookPath.IsSet():
		return nil
	case f.Web.Listen == "":
		at.Message, at.Hint = "nothing listens for it", "set web.listen"
	case len(path) < 22 || strings.Trim(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") != "":
		at.Message, at.Hint = "too easy to guess, or not only letters, digits, - and _", "make one with: head -c 24 /dev/urandom | base64 | tr '+/' '-_'"
	default:
		return nil
	}
	return Problems{at}
}

// lineOf is the line of a top-level key; 0 where it does not stand in the file.
func lineOf(root *yaml.Node, key string) int {
	if len(root.Content) == 0 {
		return 0
	}
	top := root.Content[0]
	for i := 0; i+1 < len(top.Content); i += 2 {
		if top.Content[i].Value == key {
			return top.Content[i].Line
		}
	}
	return 0
}

// yamlProblems turns the YAML reader's errors into ours, each with its line.
func yamlProblems(err error) Problems {
	var own Problems
	if errors.As(err, &own) {
		return own
	}
	var many *yaml.LoadErrors
	if errors.As(err, &many) {
		var problems Problems
		for _, e := range many.Errors {
			var inner Problems
			if errors.As(e, &inner) {
				problems = append(problems, inner...)
				continue
			}
			problems = append(problems, Problem{Line: e.Mark.Line, Message: e.Message})
		}
		return problems
	}
	var one *yaml.LoadError
	if errors.As(err, &one) {
		return Problems{{Line: one.Mark.Line, Message: one.Message}}
	}
	return Problems{{Message: err.Error()}}
}
