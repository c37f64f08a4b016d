package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"docketwatch/courtsim"
)

// TestStories plays the command line as users meet it; see testdata. Each story
// has a courthouse of its own, and these words beside the usual ones:
//
//	expand FILE       puts the courthouse's address where FILE says HOUSE, those of the
//	                  destinations where it says SINK and SMTP, and quiet hours around
//	                  this moment where it says QUIET
//	step N            plays N beats of the script of 2017
//	heard N WORDS     N messages in the simulated Slack hold the words
//	took KIND N WORDS N messages that a destination of the kind took hold the words
//	answers KIND N    a destination of the kind answers with that status; 0: as usual
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata", Setup: openHouse, Cmds: map[string]func(*testscript.TestScript, bool, []string){
		"expand": expand, "step": step, "heard": heardCommand, "took": tookCommand, "answers": answersCommand,
	}})
}

type houseKey struct{}

func openHouse(env *testscript.Env) error {
	script, err := courtsim.Script2017()
	if err != nil {
		return err
	}
	ctx := env.T().(testing.TB).Context()
	house, addr, stop, err := openCourthouse(ctx, "127.0.0.1:0", courtsim.Options{Script: script, Now: time.Now,
		CourtListener: courtsim.CourtListenerOptions{Plan: "legacy"}})
	if err != nil {
		return err
	}
	env.Defer(stop)
	env.Setenv("HOUSE", addr)
	env.Setenv("TOKEN", "xoxb-canary")
	env.Setenv("CL", "simulated")
	env.Setenv(readerVariable, pdfProgram)
	env.Values[houseKey{}] = house
	return openSinks(env)
}

func expand(ts *testscript.TestScript, _ bool, args []string) {
	file := ts.MkAbs(args[0])
	here := strings.NewReplacer("HOUSE", ts.Getenv("HOUSE"), "SINK", ts.Getenv("SINK"), "SMTP", ts.Getenv("SMTP"), "QUIET", quietNow())
	ts.Check(os.WriteFile(file, []byte(here.Replace(ts.ReadFile(args[0]))), 0o600))
}

// quietNow are quiet hours around this moment, in Los Angeles.
func quietNow() string {
	zone, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		panic(err) // it is built in
	}
	now := time.Now().In(zone)
	return fmt.Sprintf(`{from: %q, to: %q, except: [order]}`, now.Add(-6*time.Hour).Format("15:04"), now.Add(6*time.Hour).Format("15:04"))
}

func step(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	for range n {
		ts.Value(houseKey{}).(*courtsim.Courthouse).Step()
	}
}

func heardCommand(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	words := strings.Join(args[1:], " ")
	if got := heard(ts.Value(houseKey{}).(*courtsim.Courthouse), words); got != n {
		ts.Fatalf("%d messages hold %q, want %d", got, words, n)
	}
}
