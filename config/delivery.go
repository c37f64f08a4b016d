package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"docketwatch/docket"
)

// Delivery is how a destination wants to be talked to, whatever its kind.
type Delivery struct {
	For    []string // kinds of alert it takes; empty means every kind but health
	Quiet  *Quiet   // nil: never
	Digest string   // cron expression; "" for none
	Burst  *Limit   // filings of one case that come together become one message; nil: as is usual for the kind
	Flood  *Limit   // messages in a while; what is more is told together; nil: as is usual for the kind
}

// Quiet are the hours in which nothing is delivered but what is excepted.
type Quiet struct {
	From, To Clock
	Except   []string // kinds of alert or of document
}

// A Clock is a time of day, in minutes after midnight.
type Clock int

// String is the time as the file writes it: "22:00".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// A Limit is how many in how long; nothing is limited where Over is 0.
type Limit struct {
	Over   int           `yaml:"over"`
	Within time.Duration `yaml:"within"`
}

// deliveryKeys are those that every destination may have.
var deliveryKeys = []string{"for", "quiet", "digest", "burst", "flood"}

// deliveryEntry is the destination as written, as far as it is common to all kinds.
type deliveryEntry struct {
	For    []string  `yaml:"for"`
	Quiet  yaml.Node `yaml:"quiet"`
	Digest string    `yaml:"digest"`
	Burst  *Limit    `yaml:"burst"`
	Flood  *Limit    `yaml:"flood"`
}

type quietEntry struct {
	From   string   `yaml:"from"`
	To     string   `yaml:"to"`
	Except []string `yaml:"except"`
}

// delivery reads the common keys of a destination.
func delivery(node *yaml.Node, path string) (Delivery, Problems) {
	var e deliveryEntry
	problems := strict(node, &e, path)
	if err := node.Load(&e); err != nil {
		return Delivery{}, append(problems, yamlProblems(err)...)
	}
	d := Delivery{For: e.For, Digest: e.Digest, Burst: e.Burst, Flood: e.Flood}
	report := func(key, hint, format string, args ...any) {
		problems = append(problems, Problem{Line: lineIn(node, key), Path: path, Message: key + ": " + fmt.Sprintf(format, args...), Hint: hint})
	}
	kinds := kindsOfAlert()
	for _, name := range e.For {
		if !slices.Contains(kinds, name) {
			report("for", didYouMean(name, kinds), "%q is no kind of alert", name)
		}
	}
	if e.Quiet.Kind != 0 {
		var more Problems
		d.Quiet, more = quiet(&e.Quiet, path)
		problems = append(problems, more...)
	}
	for _, l := range []struct {
		key   string
		limit *Limit
	}{{"burst", d.Burst}, {"flood", d.Flood}} {
		if l.limit == nil {
			continue
		}
		if l.limit.Over == 0 && l.limit.Within == 0 {
			l.limit.Within = time.Minute // of nothing
		}
		if l.limit.Over < 0 || l.limit.Within < time.Second || l.limit.Within > 24*time.Hour {
			report(l.key, "{over: 30, within: 10m}; over: 0 switches it off", "over must not be negative, and within must be 1s to 24h")
		}
	}
	return d, problems
}

func quiet(node *yaml.Node, path string) (*Quiet, Problems) {
	var e quietEntry
	problems := strict(node, &e, path+": quiet")
	if err := node.Load(&e); err != nil {
		return nil, append(problems, yamlProblems(err)...)
	}
	q := &Quiet{Except: e.Except}
	for _, c := range []struct {
		key, text string
		into      *Clock
	}{{"from", e.From, &q.From}, {"to", e.To, &q.To}} {
		var ok bool
		if *c.into, ok = clock(c.text); !ok {
			problems = append(problems, Problem{Line: lineIn(node, c.key), Path: path, Message: fmt.Sprintf("quiet.%s: %q is no time of day", c.key, c.text),
				Hint: `write it as "22:00", with the quotes`})
		}
	}
	if len(problems) == 0 && q.From == q.To {
		problems = append(problems, Problem{Line: node.Line, Path: path, Message: "quiet: from and to are the same",
			Hint: `{from: "22:00", to: "07:00"}; for a digest and nothing else, write for: [digest]`})
	}
	return q, problems
}

// clock reads "22:00" or "7:05".
func clock(text string) (Clock, bool) {
	hours, minutes, ok := strings.Cut(text, ":")
	h, err := strconv.Atoi(hours)
	m, err2 := strconv.Atoi(minutes)
	if !ok || err != nil || err2 != nil || h < 0 || h > 23 || m < 0 || m > 59 || len(minutes) != 2 || len(hours) > 2 {
		return 0, false
	}
	return Clock(h*60 + m), true
}

func kindsOfAlert() []string {
	var names []string
	for _, k := range docket.AlertKinds() {
		names = append(names, string(k))
	}
	return names
}

// lineIn is the line of a key of a mapping, or of the mapping.
func lineIn(node *yaml.Node, key string) int {
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == key {
			return node.Content[i].Line
		}
	}
	return node.Line
}
