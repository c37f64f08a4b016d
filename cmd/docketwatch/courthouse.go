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
	_, _ = fmt.Fprintf(std.err, `the courthouse is open on http://%s
  court feeds     http://%[1]s/{court}/rss
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
	host, _, err := net.SplitHostPort(listen)
	if err != nil || host != "localhost" && !strings.HasPrefix(host, "127.") && host != "::1" {
		return nil, "", nil, fmt.Errorf("--listen %q: the courthouse serves on loopback only, such as 127.0.0.1:9000", listen)
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", listen)
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

var _ http.Handler = (*courtsim.Courthouse)(nil)
