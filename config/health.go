package config

import (
	"net/url"
	"time"

	"go.yaml.in/yaml/v4"
)

// Health is the sign of life that is sent out: a service that misses it calls
// somebody, also when this machine is gone.
type Health struct {
	Ping  Secret        // an address that is asked while all is well; not set: none
	Every time.Duration // how often
}

type healthEntry struct {
	Ping  Secret        `yaml:"ping"`
	Every time.Duration `yaml:"every"`
}

// health reads `health:`. The address is a secret: who knows it can keep a dead
// daemon alive.
func health(node *yaml.Node) (Health, Problems) {
	e := healthEntry{Every: 5 * time.Minute}
	if node.Kind == 0 {
		return Health{Every: e.Every}, nil
	}
	problems := strict(node, &e, "health")
	if err := node.Load(&e); err != nil {
		return Health{}, append(problems, yamlProblems(err)...)
	}
	report := func(key, message, hint string) {
		problems = append(problems, Problem{Line: lineIn(node, key), Path: "health." + key, Message: message, Hint: hint})
	}
	if len(problems) == 0 && !e.Ping.IsSet() {
		report("ping", "the address is missing", "ping: env:DOCKETWATCH_PING_URL")
	}
	if u, err := url.Parse(e.Ping.Reveal()); e.Ping.IsSet() && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "") {
		report("ping", "no http(s) address", "the address that your dead-man service gave you")
	}
	if e.Every < time.Second || e.Every > 24*time.Hour {
		report("every", "must be 1s to 24h", "every: 5m")
	}
	return Health(e), problems
}
