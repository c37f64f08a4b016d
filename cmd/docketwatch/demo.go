package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"go.uber.org/zap"

	"docketwatch/config"
	"docketwatch/courtsim"
)

type demoCmd struct {
	Speed   float64 `default:"3" help:"Events a second."`
	Listen  string  `default:"127.0.0.1:0" help:"Loopback address of the simulated courthouse."`
	Exit    bool    `help:"End when the story has been told."`
	Verbose bool    `short:"v" help:"Show the daemon's log."`
}

// Run plays the first months of the litigation of 2017 to a daemon that knows
// nothing of the play: its configuration names loopback addresses, that is all.
func (c *demoCmd) Run(ctx context.Context, std streams) error {
	script, err := courtsim.Script2017()
	if err != nil {
		return err
	}
	house, addr, stop, err := openCourthouse(ctx, c.Listen, courtsim.Options{Script: script, Speed: c.Speed, Now: time.Now,
		CourtListener: courtsim.CourtListenerOptions{Plan: "legacy"}})
	if err != nil {
		return usageError{err}
	}
	defer stop()
	dir, err := os.MkdirTemp("", "docketwatch-demo-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }() // a demonstration leaves nothing behind

	// A secret never stands in a configuration, not even one that opens nothing.
	if err := os.Setenv("DOCKETWATCH_DEMO_TOKEN", "xoxb-demo"); err != nil {
		return err
	}
	if err := os.Setenv("DOCKETWATCH_DEMO_CL", "simulated"); err != nil {
		return err
	}
	cfg, err := config.Parse("demo.yaml", []byte(withRecord(demoConfig(addr, filepath.Join(dir, "demo.db"), script), addr)))
	if err != nil {
		return asFileError("demo.yaml", err)
	}
	a, err := assemble(cfg, std.out)
	if err != nil {
		return asFileError("demo.yaml", err)
	}
	log := zap.NewNop()
	if c.Verbose {
		log = newLog(std.err, true)
	}
	d, err := openService(ctx, cfg.Storage, log)
	if err != nil {
		return err
	}
	defer func() { _ = d.store.Close() }() // thrown away with its folder
	if err := d.mount(a); err != nil {
		return err
	}
	_, _ = fmt.Fprintf(std.err, "docketwatch demo: a simulated courthouse on http://%s replays 2017; watch the alerts arrive.\n\n", addr)
	return c.play(ctx, d, house, std)
}

// play runs the daemon, opens the doors once it has taken its baselines, and
// waits until everything filed has been told.
func (c *demoCmd) play(ctx context.Context, d *service, house *courtsim.Courthouse, std streams) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- d.serve(ctx) }()
	if err := d.await(ctx, d.baselined); err != nil {
		return err
	}
	if err := house.Run(ctx); err != nil {
		return err
	}
	last, stop := context.WithTimeout(ctx, curtain)
	defer stop()
	if err := d.await(last, func(ctx context.Context) bool { return d.told(ctx, house) }); err != nil {
		return err
	}
	_, _ = fmt.Fprint(std.err, "\n"+summary(house))
	if n := len(untold(house)); n > 0 && ctx.Err() == nil {
		return fmt.Errorf("%d filings were not told within %s of the last, among them %+v", n, curtain, untold(house)[0])
	}
	if !c.Exit {
		_, _ = fmt.Fprintln(std.err, "The story has been told. Ctrl-C ends the demo.")
		<-ctx.Done()
	}
	cancel()
	return <-ended
}

// curtain is how long the last filings of the story may take to be told.
const curtain = 2 * time.Minute

// await asks five times a second until the answer is yes or ctx is done.
func (d *service) await(ctx context.Context, yes func(context.Context) bool) error {
	ticker := time.NewTicker(200 * time.Millisecond)
	defer ticker.Stop()
	for !yes(ctx) {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
	}
	return nil
}

// baselined: every source has had a good first look.
func (d *service) baselined(context.Context) bool {
	for _, s := range d.watching.Load().States() {
		if s.LastGood.IsZero() {
			return false
		}
	}
	return true
}

// told: every filing that should be told stands in the simulated Slack, nothing
// waits in the queue, every document that became free was read, and nothing is
// left to pair.
func (d *service) told(ctx context.Context, house *courtsim.Courthouse) bool {
	queue, err := d.store.QueueCounts(ctx)
	if err != nil || queue.Waiting() > 0 || len(untold(house)) > 0 {
		return false
	}
	if _, next, err := d.store.Wanted(ctx, time.Unix(0, 0), 1); err != nil || !next.IsZero() {
		return false
	}
	paired, err := d.pairing.Load().Step(ctx)
	return err == nil && paired == 0
}

// withRecord adds the source that settles what the feeds announce.
func withRecord(config, addr string) string {
	return strings.Replace(config, "notify:\n", fmt.Sprintf(`  - {kind: courtlistener, schedule: "@every 1s", token: env:DOCKETWATCH_DEMO_CL, plan: legacy, url: "http://%[1]s/cl/api/rest/v4/", storage: "http://%[1]s/cl/storage/"}
notify:
`, addr), 1)
}

// demoConfig is what a user would write for these cases, with loopback
// addresses in place of the courts', the Department's and Slack's.
func demoConfig(addr, ledger string, script *courtsim.Script) string {
	var b strings.Builder
	fmt.Fprintf(&b, `storage: sqlite:%s
timezone: America/Los_Angeles
contact: demo@example.org
lab: {allow_private_addresses: true}
sources:
  - {kind: court_rss, schedule: "@every 1s", url: "http://%[2]s/{court}/rss"}
  - {kind: doj_press, schedule: "@every 1s", url: "http://%[2]s/api/v1/press_releases.json", rss_url: "http://%[2]s/news/rss"}
  - {kind: feed, name: whitehouse, schedule: "@every 1s", url: "http://%[2]s/presidential-actions/feed/"}
notify:
  - {name: screen, kind: console}
  - {name: newsroom, kind: slack, token: env:DOCKETWATCH_DEMO_TOKEN, channel: "C0DEMO", url: "http://%[2]s/slack/api/", pace: 20ms, flood: {over: 500, within: 10m}} # months in seconds are no flood
cases:
`, ledger, addr)
	byName := make(map[string][]courtsim.WatchedCase)
	var order []string
	for _, w := range script.Watched() {
		if _, seen := byName[w.Name]; !seen {
			order = append(order, w.Name)
		}
		byName[w.Name] = append(byName[w.Name], w)
	}
	for _, name := range order {
		fmt.Fprintf(&b, "  - name: %q\n    government: defendant\n    labels: [EO 13768]\n    dockets:\n", name)
		for _, w := range byName[name] {
			fmt.Fprintf(&b, "      - {court: %s, number: %q}\n", w.Court, w.Number)
		}
	}
	return b.String()
}
