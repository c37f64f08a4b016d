// Command docketwatch watches court dockets and Justice Department press and
// tells the right people of each filing once. See README.md.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // court time must not depend on what the machine has installed

	"github.com/alecthomas/kong"

	"docketwatch/config"
)

// cli is every command; cli.md is its contract.
type cli struct {
	Run        runCmd        `cmd:"" help:"The daemon: polls, detects, delivers. SIGHUP reloads the file, SIGTERM drains and stops."`
	Once       onceCmd       `cmd:"" help:"One turn of every source, deliver, exit."`
	Demo       demoCmd       `cmd:"" help:"No network, no accounts: a simulated courthouse replays the litigation of 2017."`
	Courthouse courthouseCmd `cmd:"" help:"The simulated courthouse alone, to try a configuration or a client against."`
	Check      checkCmd      `cmd:"" help:"Read the configuration, build everything, connect to nothing: every problem at once."`
	TestNotify testNotifyCmd `cmd:"" help:"Send one marked test message to one destination and report what came back."`
	Status     statusCmd     `cmd:"" help:"Sources, freshness, gaps, queue and last errors."`
	Cases      casesCmd      `cmd:"" help:"The watched cases and what the ledger holds of each."`
	Gaps       gapsCmd       `cmd:"" help:"What is known to be missing: stretches of sources, docket numbers, papers that were due."`
	Doctor     doctorCmd     `cmd:"" help:"Connect to everything and send nothing: feeds, quota, clock, disk, Slack, mailbox, PDF reader, ledger."`
	Entries    entriesCmd    `cmd:"" help:"The entries of one case."`
	Alerts     alertsCmd     `cmd:"" help:"What was told, newest first."`
	Why        whyCmd        `cmd:"" help:"The evidence behind one alert: every sighting, every delivery attempt."`
	Mute       muteCmd       `cmd:"" help:"Keep the new filings of a case quiet for a while; they are kept and counted."`
	Unmute     unmuteCmd     `cmd:"" help:"Tell of a muted case again."`
	Ack        ackCmd        `cmd:"" help:"Note that somebody has seen to an alert."`
	Actions    actionsCmd    `cmd:"" help:"The audit trail: who asked what of the daemon in the chat, and what came of it."`
	Outbox     outboxCmd     `cmd:"" help:"Deliveries that are waiting, held, uncertain or dead."`
	Arguments  argumentsCmd  `cmd:"" help:"The argument ledger: who raised which argument where, who opposed it, how the court ruled."`
	Replay     replayCmd     `cmd:"" help:"Run rules again over the stored history: what would have been told, how often. Changes nothing."`
	Search     searchCmd     `cmd:"" help:"Full text over entries, documents and releases."`
	Export     exportCmd     `cmd:"" help:"The evidence bundle of one case: rows, documents, hashes and the chain that binds them."`
	Verify     verifyCmd     `cmd:"" help:"Recompute the chain of evidence of the ledger, a backup or a bundle; name what was changed."`
	Backup     backupCmd     `cmd:"" help:"A consistent copy of the ledger while the daemon runs."`
	Follow     followCmd     `cmd:"" help:"Print the cases: entry for a court page, a CourtListener address or a court and number."`
	Backfill   backfillCmd   `cmd:"" help:"Read the whole docket of a case as far as free sources go; nothing old is told as new."`
	Capture    captureCmd    `cmd:"" help:"Save what a source answers now, as a test input."`
	Parse      parseCmd      `cmd:"" help:"A captured page as JSON."`
	PDFChild   pdfChildCmd   `cmd:"" name:"pdf-child" hidden:""`
	Read       readCmd       `cmd:"" help:"What the rules see in a text: document kind, filer, dates, relevance."`
	Healthy    healthyCmd    `cmd:"" help:"Ask a running daemon whether it still detects (for container health checks)."`
}

// streams are where a command reads and writes; stories replace them.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// Exit codes: done; something went wrong while doing it; nothing was done,
// because the command line or the configuration is wrong.
const (
	exitDone  = 0
	exitWrong = 1
	exitUsage = 2
)

// usageError marks an error for which nothing was done.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func main() {
	os.Exit(command(os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr}))
}

// command runs one command line and returns its exit code.
func command(args []string, std streams) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	go func() { // a second signal ends the program at once
		<-ctx.Done()
		stop()
	}()
	return commandIn(ctx, args, std)
}

// commandIn is command until ctx is done.
func commandIn(ctx context.Context, args []string, std streams) int {
	var c cli
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("docketwatch"),
		kong.Description("Watches court dockets and Justice Department press, and tells the right people of each filing once."),
		kong.Writers(std.out, std.err),
		kong.Exit(func(code int) { exited = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(std),
	)
	if err != nil {
		_, _ = fmt.Fprintln(std.err, "docketwatch:", err)
		return exitUsage
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	if exited >= 0 { // help was asked for and printed
		return exited
	}
	if err != nil {
		_, _ = fmt.Fprintf(std.err, "docketwatch: %v\nhint: `docketwatch --help` lists the commands\n", err)
		return exitUsage
	}
	if err := parsed.Run(); err != nil {
		return report(std.err, err)
	}
	return exitDone
}

// report prints an error for a person and says which exit code it is.
func report(w io.Writer, err error) int {
	var file *fileError
	if errors.As(err, &file) {
		_, _ = fmt.Fprint(w, file.In(file.name))
		return exitUsage
	}
	_, _ = fmt.Fprintln(w, "docketwatch:", err)
	_, _ = fmt.Fprint(w, restoreSteps(err))
	var usage usageError
	if errors.As(err, &usage) {
		return exitUsage
	}
	return exitWrong
}

// fileError is a configuration with problems.
type fileError struct {
	name string
	config.Problems
}
