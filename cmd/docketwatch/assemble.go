package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/notify"
	"docketwatch/rules"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
)

// configFlag is shared by every command that reads a configuration.
type configFlag struct {
	Config string `short:"c" default:"docketwatch.yaml" env:"DOCKETWATCH_CONFIG" help:"The configuration file." type:"path"`
}

// assembly is everything a configuration describes, built but not started:
// nothing has been connected to.
type assembly struct {
	config       *config.Config
	watch        *watcher.Watch
	sources      []watcher.Scheduled
	destinations []notify.Destination
	router       watcher.Router
	discover     []watcher.DiscoverRule
	rulebook     *watcher.Rulebook
}

// load reads and builds a configuration. Every problem of the file and of the
// kinds' own options comes back at once.
func load(path string, screen io.Writer) (*assembly, error) {
	c, err := config.Load(path)
	if c == nil {
		return nil, asFileError(path, err)
	}
	a, more := assemble(c, screen)
	if err := joined(err, more); err != nil {
		return nil, asFileError(path, err)
	}
	return a, nil
}

// joined are the problems of the file and of the kinds' own options, in the
// order of the file.
func joined(errs ...error) error {
	var all config.Problems
	for _, err := range errs {
		var problems config.Problems
		if err != nil && !errors.As(err, &problems) {
			return err
		}
		all = append(all, problems...)
	}
	if len(all) == 0 {
		return nil
	}
	slices.SortStableFunc(all, func(a, b config.Problem) int { return a.Line - b.Line })
	return all
}

func asFileError(path string, err error) error {
	var problems config.Problems
	if errors.As(err, &problems) {
		return &fileError{name: path, Problems: problems}
	}
	return usageError{err}
}

// assemble builds what a configuration names, by the list of kinds.
func assemble(c *config.Config, screen io.Writer) (*assembly, error) {
	return assembleWith(c, screen, nil)
}

// assembleWith is assemble for who wants to see every answer as it comes.
func assembleWith(c *config.Config, screen io.Writer, tap func(*fetch.Response)) (*assembly, error) {
	a := &assembly{config: c, watch: watcher.NewWatch(c.Cases)}
	client := fetch.New(fetch.Options{UserAgent: userAgent(c.Contact), AllowPrivate: c.Private, Tap: tap})
	var problems config.Problems
	for _, e := range c.Sources {
		i := slices.IndexFunc(sourceKinds(), func(k sourceKind) bool { return k.name == e.Kind })
		if i < 0 {
			problems = append(problems, e.Problem("kinds of source: "+kindNames(sourceKinds()), "unknown kind %q", e.Kind)...)
			continue
		}
		kind := sourceKinds()[i]
		schedule, bad := scheduleOf(e, kind, c)
		problems = append(problems, bad...)
		built, bad := kind.build(e, a.watch, client)
		problems = append(problems, bad...)
		for _, s := range built {
			a.sources = append(a.sources, watcher.Scheduled{Source: s, Schedule: schedule})
		}
	}
	for _, e := range c.Notify {
		i := slices.IndexFunc(notifierKinds(), func(k notifierKind) bool { return k.name == e.Kind })
		if i < 0 {
			problems = append(problems, e.Problem("kinds of destination: "+kindNames(notifierKinds()), "unknown kind %q", e.Kind)...)
			continue
		}
		d, thread, bad := notifierKinds()[i].build(e, screen, c)
		problems = append(problems, bad...)
		d.Manners, bad = mannersOf(e, c)
		problems = append(problems, bad...)
		a.destinations = append(a.destinations, d)
		a.router = append(a.router, watcher.Destination{Name: e.Name, For: alertKinds(e.Delivery.For), Thread: thread})
	}
	for _, d := range c.Discover {
		a.discover = append(a.discover, watcher.DiscoverRule{Caption: d.Caption, Courts: d.Courts, Notify: d.Notify})
	}
	book, bad := rulebookOf(c.Rules, c.Mute, zoneOf(c))
	a.rulebook, problems = book, append(problems, bad...)
	problems = append(problems, unknownArguments(c)...)
	problems = append(problems, unreached(a)...)
	problems = append(problems, unheard(a)...)
	var refused config.Problems
	for _, p := range problems {
		if p.Warning {
			c.Warnings = append(c.Warnings, p)
		} else {
			refused = append(refused, p)
		}
	}
	if len(refused) > 0 {
		return nil, refused
	}
	return a, nil
}

// scheduleOf reads an entry's schedule, or the kind's default.
func scheduleOf(e config.Entry, kind sourceKind, c *config.Config) (watcher.Schedule, config.Problems) {
	text, floor := e.Schedule, kind.floor
	if text == "" {
		text = kind.schedule
	}
	if c.Private { // a laboratory asks nobody else's servers
		floor = time.Second
	}
	s, err := watcher.ParseSchedule(text, c.Timezone, floor)
	if err != nil {
		return s, e.Problem(`standard cron ("*/5 * * * *") or "@every 5m"`, "schedule: %v", err)
	}
	return s, nil
}

// zoneOf is the configured zone; UTC where it could not be read.
func zoneOf(c *config.Config) *time.Location {
	if c.Timezone == nil {
		return time.UTC
	}
	return c.Timezone
}

// unknownArguments are those that the file wants told and nobody can find.
func unknownArguments(c *config.Config) config.Problems {
	shipped, err := rules.Arguments()
	if err != nil {
		return config.Problems{{Path: "arguments", Message: err.Error()}}
	}
	var names []string
	for _, a := range shipped {
		names = append(names, a.Name)
	}
	var problems config.Problems
	for _, name := range c.Arguments {
		if !slices.Contains(names, name) {
			hint := "there are " + strings.Join(names, ", ")
			if near := config.Nearest(name, names); near != "" {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			problems = append(problems, config.Problem{Path: "arguments", Message: fmt.Sprintf("unknown argument %q", name), Hint: hint})
		}
	}
	return problems
}

// unreached warns of watched courts that no source looks at: a case that is
// watched in name only must not look watched.
func unreached(a *assembly) config.Problems {
	seen := make(map[string]bool)
	for _, s := range a.sources {
		if c, ok := s.Source.(interface{ Court() string }); ok {
			seen[c.Court()] = true
		}
		if d, ok := s.Source.(watcher.DocketSource); ok {
			for _, ref := range d.Dockets() {
				seen[ref.Court] = true
			}
		}
	}
	var problems config.Problems
	for _, court := range a.watch.Courts() {
		if !seen[court] {
			problems = append(problems, config.Problem{Warning: true, Path: "cases",
				Message: fmt.Sprintf("no source looks at %s: its dockets are not watched", court)})
		}
	}
	return problems
}

func alertKinds(names []string) []docket.AlertKind {
	kinds := make([]docket.AlertKind, len(names))
	for i, n := range names {
		kinds[i] = docket.AlertKind(n)
	}
	return kinds
}

// userAgent names the program and whom to write to, as courts and agencies ask.
func userAgent(contact string) string {
	if contact == "" {
		return "docketwatch/" + version
	}
	return fmt.Sprintf("docketwatch/%s (+%s)", version, contact)
}
