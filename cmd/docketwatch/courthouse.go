package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"docketwatch/courtsim"
	"docketwatch/web"
)

type courthouseCmd struct {
	Listen string  `default:"127.0.0.1:9000" help:"Loopback address to serve on."`
	Speed  float64 `default:"1" help:"Events a second."`
	Script string  `help:"A script file of your own; default: the litigation of 2017." type:"existingfile"`
	IMAP   string  `name:"imap" help:"Loopback address to serve the mailbox of notices on, such as 127.0.0.1:9143."`
}

// Run serves the simulated courthouse until it is stopped.
func (c *courthouseCmd) Run(ctx context.Context, std streams) error {
	script, err := openScript(c.Script)
	if err != nil {
		return usageError{err}
	}
	house, addr, stop, err := openCourthouse(ctx, c.Listen, courtsim.Options{Script: script, Speed: c.Speed, Now: time.Now, SlackPace: time.Second})
	if err != nil {
		return usageError{err}
	}
	defer stop()
	if c.IMAP != "" {
		at, shut, err := openMailbox(ctx, c.IMAP, house.Mailbox())
		if err != nil {
			return usageError{err}
		}
		defer shut()
		_, _ = fmt.Fprintf(std.err, "the mailbox of notices is open on imap://%s: user %s, password %s, auth_server %s\n",
			at, courtsim.MailboxUser, courtsim.MailboxPassword, courtsim.MailboxServer)
	}
	_, _ = fmt.Fprintf(std.err, `the courthouse is open on http://%s
  court feeds     http://%[1]s/{court}/rss
  Supreme Court   http://%[1]s/scotus/RSS/Cases/JSON/{number}.json
  DOJ press API   http://%[1]s/api/v1/press_releases.json
  White House     http://%[1]s/presidential-actions/feed/
  Slack Web API   http://%[1]s/slack/api/
  state, control  http://%[1]s/control/state
`, addr)
	if err := house.Run(ctx); err != nil {
		return err
	}
	_, _ = fmt.Fprintln(std.err, "the script has ended; the courthouse stays open until you stop it")
	<-ctx.Done()
	return nil
}

func openScript(path string) (*courtsim.Script, error) {
	if path == "" {
		return courtsim.Script2017()
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read from
	return courtsim.ParseScript(f)
}

// openCourthouse serves a courthouse on a loopback address, and on no other:
// it answers everybody who asks.
func openCourthouse(ctx context.Context, listen string, o courtsim.Options) (*courtsim.Courthouse, string, func(), error) {
	l, err := onLoopback(ctx, "listen", listen)
	if err != nil {
		return nil, "", nil, err
	}
	house := courtsim.New(o)
	server := web.Server(house)
	server.WriteTimeout = 0 // some of its faults never end
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(l) // ends with http.ErrServerClosed at stop
	}()
	stop := func() {
		_ = server.Close()
		<-done
	}
	return house, l.Addr().String(), stop, nil
}

// openMailbox serves a mailbox on a loopback address.
func openMailbox(ctx context.Context, listen string, m *courtsim.Mailbox) (string, func(), error) {
	l, err := onLoopback(ctx, "imap", listen)
	if err != nil {
		return "", nil, err
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = m.Serve(l) // ends when it is closed
	}()
	return l.Addr().String(), func() { _ = l.Close(); <-done }, nil
}

// onLoopback listens on a loopback address, and on no other.
func onLoopback(ctx context.Context, flag, address string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil || host != "localhost" && !strings.HasPrefix(host, "127.") && host != "::1" {
		return nil, fmt.Errorf("--%s %q: the courthouse serves on loopback only, such as 127.0.0.1:9000", flag, address)
	}
	return (&net.ListenConfig{}).Listen(ctx, "tcp", address)
}

var _ http.Handler = (*courtsim.Courthouse)(nil)
