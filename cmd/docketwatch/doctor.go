package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"docketwatch/config"
	"docketwatch/notify"
	"docketwatch/store"
	"docketwatch/watcher"
	"docketwatch/watcher/courtlistener"
	"docketwatch/watcher/fetch"
)

type doctorCmd struct {
	configFlag
	JSON bool `help:"One JSON object a line."`
}

// A finding of the doctor: what was looked at, how it is, and what to do.
type diagnosis struct {
	What  string `json:"what"`
	State string `json:"state"` // ok, warn, fail
	Says  string `json:"says"`
	Hint  string `json:"hint,omitempty"`
}

// doctor collects what it finds, and prints it as it comes.
type doctor struct {
	std  streams
	json bool

	failed int
	fault  error // of printing
	mu     sync.Mutex
	skews  map[string]time.Duration // host to how far its clock is ahead of ours
}

func (d *doctor) say(what, state, says, hint string) {
	x := diagnosis{What: what, State: state, Says: clean(says), Hint: hint}
	if state == "fail" {
		d.failed++
	}
	var err error
	if d.json {
		err = jsonLines(d.std.out, []diagnosis{x})
	} else {
		if x.Hint != "" {
			x.Says += "\n      hint: " + x.Hint
		}
		_, err = fmt.Fprintf(d.std.out, "%-4s  %s: %s\n", x.State, x.What, x.Says)
	}
	d.fault = errors.Join(d.fault, err)
}

// Run connects to everything that the configuration names and sends nothing. It
// ends with 1 when something fails.
func (c *doctorCmd) Run(ctx context.Context, std streams) error {
	cfg, err := config.Load(c.Config)
	if err != nil {
		return asFileError(c.Config, err)
	}
	d := &doctor{std: std, json: c.JSON, skews: make(map[string]time.Duration)}
	a, err := assembleWith(cfg, io.Discard, d.tap)
	if err != nil {
		return asFileError(c.Config, err)
	}
	for _, w := range cfg.Warnings {
		d.say("configuration", "warn", w.Message, w.Hint)
	}
	d.ledger(ctx, cfg)
	d.disk(cfg)
	d.reader(ctx, cfg)
	for _, s := range a.sources {
		d.source(ctx, s, cfg)
	}
	d.clock()
	for _, n := range a.destinations {
		d.destination(ctx, n)
	}
	if d.fault != nil {
		return d.fault
	}
	if d.failed > 0 {
		return fmt.Errorf("%d of what was looked at failed", d.failed)
	}
	return nil
}

// tap notes what time it is at the servers that answer.
func (d *doctor) tap(r *fetch.Response) {
	at, err := http.ParseTime(r.Header.Get("Date"))
	u, uerr := url.Parse(r.URL)
	if err != nil || uerr != nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	skew := time.Until(at)
	if was, known := d.skews[u.Host]; !known || skew.Abs() < was.Abs() { // an answer out of a cache is dated when it was put there
		d.skews[u.Host] = skew
	}
}

// clock compares our clock with the servers'. One of them may be wrong; where
// most agree that we are, we are.
func (d *doctor) clock() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.skews) == 0 {
		d.say("clock", "warn", "no server said what time it is", "")
		return
	}
	var list []time.Duration
	for _, s := range d.skews {
		list = append(list, s)
	}
	slices.Sort(list)
	middle := list[len(list)/2]
	says := fmt.Sprintf("%s behind the servers, by the middle of %d", middle.Round(time.Second), len(list))
	if middle < 0 {
		says = fmt.Sprintf("%s ahead of the servers, by the middle of %d", (-middle).Round(time.Second), len(list))
	}
	const little, much = 5 * time.Second, 2 * time.Minute
	switch {
	case middle.Abs() < little:
		d.say("clock", "ok", "agrees with the servers", "")
	case middle.Abs() < much:
		d.say("clock", "warn", says, "keep the clock with chrony or systemd-timesyncd")
	default:
		d.say("clock", "fail", says, "deadlines, gaps and quotas are counted by it: keep it with chrony or systemd-timesyncd")
	}
}

// source takes one look, of which the ledger learns nothing.
func (d *doctor) source(ctx context.Context, s watcher.Scheduled, cfg *config.Config) {
	name := s.Source.Name()
	if cl, ok := s.Source.(*courtlistener.Source); ok {
		d.courtListener(ctx, cl, cfg)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	b, err := s.Source.Poll(ctx, watcher.Cursor{Now: time.Now(), Full: true})
	var refused *watcher.Refused
	switch {
	case errors.Is(err, watcher.ErrNotModified):
		d.say(name, "ok", "answers", "")
	case errors.As(err, &refused) && refused.Blocked:
		d.say(name, "fail", err.Error(), "asking harder does not help, and no wall is evaded: see whether the address or the login is right")
	case err != nil:
		d.say(name, "fail", err.Error(), "")
	case b.Partial != nil:
		d.say(name, "warn", b.Partial.String(), "what is whole is read; `docketwatch capture "+name+"` saves the answer for a report")
	default:
		says := fmt.Sprintf("%d items", b.Items)
		if b.Coverage != "" {
			says += "; " + b.Coverage
		}
		if c, ok := s.Source.(watcher.Clocked); ok {
			if made, reach, known := c.Clock(b.Next); known {
				says += fmt.Sprintf("; made %s, reaches back %s", made.UTC().Format(time.DateTime+" UTC"), reach.Round(time.Minute))
			}
		}
		if strings.HasPrefix(name, "court_rss/") && !watcher.CarriesAll(b.Coverage) {
			d.say(name, "warn", says, "this feed leaves entries out: add a source of kind courtlistener, which is asked for the numbers that are missing")
			return
		}
		d.say(name, "ok", says, "")
	}
}

// courtListener asks for the account's usage, which costs nothing of the plan.
func (d *doctor) courtListener(ctx context.Context, s *courtlistener.Source, cfg *config.Config) {
	ledger, err := store.Open(ctx, cfg.Storage, store.Options{Now: time.Now})
	if err != nil {
		d.say(s.Name(), "warn", "its requests are counted in the ledger, and there is none: "+err.Error(), "start the daemon once, then ask again")
		return
	}
	defer func() { _ = ledger.Close() }() // only read from, but for a silence that is asked of us
	s.Keep(ledger, nil, time.Now)
	uses, err := s.Client().Usage(ctx)
	if err != nil {
		d.say(s.Name(), "fail", err.Error(), "see whether the token is the one of your account: https://www.courtlistener.com/profile/api-token/")
		return
	}
	var left []string
	spent := false
	for _, u := range uses {
		if u.Scope == "user" {
			left = append(left, fmt.Sprintf("%d of %s left", u.Remaining, u.Rate))
			spent = spent || u.Remaining*10 < u.Limit
		}
	}
	says := "the token is good; " + strings.Join(left, ", ")
	switch wrong := s.Client().Plan().Contradicts(uses); {
	case wrong != "":
		d.say(s.Name(), "warn", says+"; "+wrong, "set `plan:` to the membership of the account")
	case spent:
		d.say(s.Name(), "warn", says, "what is asked next may have to wait")
	default:
		d.say(s.Name(), "ok", says, "")
	}
}

func (d *doctor) destination(ctx context.Context, n notify.Destination) {
	what := "notify " + n.Name
	checker, ok := n.Notifier.(notify.Checker)
	if !ok {
		if n.Kind == "console" {
			d.say(what, "ok", "prints here", "")
			return
		}
		d.say(what, "warn", "a destination of kind "+n.Kind+" cannot be looked at without sending", "`docketwatch test-notify "+n.Name+"` sends one marked message")
		return
	}
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	says, doubts, err := checker.Check(ctx)
	switch {
	case err != nil:
		d.say(what, "fail", strings.TrimPrefix(says+"; "+err.Error(), "; "), "`docketwatch test-notify "+n.Name+"` shows what its server answers to a message")
	case len(doubts) > 0:
		d.say(what, "warn", says, strings.Join(doubts, "; "))
	default:
		d.say(what, "ok", says, "")
	}
}
