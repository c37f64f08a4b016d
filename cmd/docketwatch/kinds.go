package main

import (
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"syscall"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/notify"
	"docketwatch/notify/console"
	"docketwatch/notify/email"
	"docketwatch/notify/post"
	"docketwatch/notify/slack"
	"docketwatch/notify/webhook"
	"docketwatch/watcher"
	"docketwatch/watcher/courtlistener"
	"docketwatch/watcher/fetch"
	"docketwatch/watcher/mailbox"
	"docketwatch/watcher/pacer"
	"docketwatch/watcher/press"
	"docketwatch/watcher/scotus"
)

// A sourceKind is what `kind:` under `sources:` may say. Adding one is a folder
// and a line here.
type sourceKind struct {
	name     string
	schedule string        // where the file gives none
	floor    time.Duration // no source of this kind is asked more often
	build    func(config.Entry, *watcher.Watch, *fetch.Client) ([]watcher.Source, config.Problems)
}

func sourceKinds() []sourceKind {
	return []sourceKind{
		{"court_rss", "*/5 * * * *", 2 * time.Minute, courtFeeds},
		{"doj_press", "*/10 * * * *", 5 * time.Minute, one(press.NewDOJ)},
		{"feed", "*/15 * * * *", 5 * time.Minute, one(press.NewFeed)},
		{"page", "@every 1h", 5 * time.Minute, one(press.NewPage)},
		{"federal_register", "*/15 * * * *", 5 * time.Minute, one(press.NewRegister)},
		{"dhs_press", "*/15 * * * *", 5 * time.Minute, one(press.NewDHS)},
		{"courtlistener", "@every 5m", time.Minute, courtListener},
		{"nef_mailbox", "*/2 * * * *", time.Minute, noticeMailbox},
		{"scotus", "*/10 * * * *", 2 * time.Minute, supremeCourt},
	}
}

// A notifierKind is what `kind:` under `notify:` may say.
type notifierKind struct {
	name  string
	build func(config.Entry, io.Writer, *config.Config) (notify.Destination, watcher.ThreadBy, config.Problems)
}

func notifierKinds() []notifierKind {
	return []notifierKind{
		{"console", newConsole},
		{"slack", newSlack},
		{"email", threading(email.New)},
		{"webhook", flat(webhook.New)},
		{"teams", flat(post.NewTeams)},
		{"discord", flat(post.NewDiscord)},
		{"mattermost", flat(post.NewMattermost)},
		{"telegram", threading(post.NewTelegram)},
		{"ntfy", flat(post.NewNtfy)},
	}
}

func courtFeeds(e config.Entry, w *watcher.Watch, client *fetch.Client) ([]watcher.Source, config.Problems) {
	var courts []docket.Court
	for _, id := range w.Courts() {
		if c, ok := docket.CourtByID(id); ok {
			courts = append(courts, c)
		}
	}
	return pacer.New(e, courts, client)
}

func courtListener(e config.Entry, w *watcher.Watch, client *fetch.Client) ([]watcher.Source, config.Problems) {
	s, problems := courtlistener.New(e, w.All(), client)
	if s == nil {
		return nil, problems
	}
	return []watcher.Source{s}, problems
}

func supremeCourt(e config.Entry, w *watcher.Watch, client *fetch.Client) ([]watcher.Source, config.Problems) {
	return scotus.New(e, w.Dockets("scotus"), client)
}

func noticeMailbox(e config.Entry, w *watcher.Watch, client *fetch.Client) ([]watcher.Source, config.Problems) {
	s, problems := mailbox.New(e, w.All(), client)
	if s == nil {
		return nil, problems
	}
	return []watcher.Source{s}, problems
}

// one fits a constructor of a single source.
func one(build func(config.Entry, *fetch.Client) (watcher.Source, error)) func(config.Entry, *watcher.Watch, *fetch.Client) ([]watcher.Source, config.Problems) {
	return func(e config.Entry, _ *watcher.Watch, client *fetch.Client) ([]watcher.Source, config.Problems) {
		s, err := build(e, client)
		if err != nil {
			return nil, asProblems(e, err)
		}
		return []watcher.Source{s}, nil
	}
}

func newConsole(e config.Entry, screen io.Writer, _ *config.Config) (notify.Destination, watcher.ThreadBy, config.Problems) {
	n, err := console.New(e, screen)
	return notify.Destination{Name: e.Name, Kind: e.Kind, Notifier: n}, watcher.ThreadNone, asProblems(e, err)
}

func newSlack(e config.Entry, _ io.Writer, _ *config.Config) (notify.Destination, watcher.ThreadBy, config.Problems) {
	n, settings, err := slack.New(e)
	d := notify.Destination{Name: e.Name, Kind: e.Kind, Notifier: n, Pace: settings.Pace}
	if err != nil {
		return d, "", asProblems(e, err)
	}
	return d, watcher.ThreadBy(settings.Thread), knownKinds(e, "mention", slices.Sorted(maps.Keys(settings.Mention)))
}

// netOf is how destinations connect: past the same guard as sources, to the one
// port that the user named.
func netOf(c *config.Config) notify.Net {
	return notify.Net{Lab: c.Private, Now: time.Now, Control: func(private bool, port uint16) func(string, string, syscall.RawConn) error {
		return fetch.Control(private, port)
	}}
}

// flat fits a constructor of a destination that has no threads.
func flat(build func(config.Entry, notify.Net) (notify.Destination, error)) func(config.Entry, io.Writer, *config.Config) (notify.Destination, watcher.ThreadBy, config.Problems) {
	return func(e config.Entry, _ io.Writer, c *config.Config) (notify.Destination, watcher.ThreadBy, config.Problems) {
		d, err := build(e, netOf(c))
		return d, watcher.ThreadNone, asProblems(e, err)
	}
}

// threading fits a constructor of a destination that says how it threads.
func threading(build func(config.Entry, notify.Net) (notify.Destination, string, error)) func(config.Entry, io.Writer, *config.Config) (notify.Destination, watcher.ThreadBy, config.Problems) {
	return func(e config.Entry, _ io.Writer, c *config.Config) (notify.Destination, watcher.ThreadBy, config.Problems) {
		d, thread, err := build(e, netOf(c))
		return d, watcher.ThreadBy(thread), asProblems(e, err)
	}
}

// asProblems keeps the lines of an options error, or gives the entry's own.
func asProblems(e config.Entry, err error) config.Problems {
	if err == nil {
		return nil
	}
	var problems config.Problems
	if errors.As(err, &problems) {
		return problems
	}
	return e.Problem("", "%v", err)
}

// kindNames lists the kinds for a hint.
func kindNames[K sourceKind | notifierKind](kinds []K) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		switch k := any(k).(type) {
		case sourceKind:
			names[i] = k.name
		case notifierKind:
			names[i] = k.name
		}
	}
	return strings.Join(names, ", ")
}
