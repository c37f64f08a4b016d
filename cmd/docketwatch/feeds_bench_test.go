package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"

	"docketwatch/courtsim"
)

// worlds is how many states of the feeds differ; run no more cycles than that
// (-benchtime 20x).
const worlds = 64

// serveBenchFeeds is a process of its own, so that what serving costs is not
// counted: every court's feed at /PACERID, one item further after each /step.
func serveBenchFeeds() {
	var feeds [worlds]string
	for i := range feeds {
		feeds[i] = string(courtsim.GenerateFeed("cand", 1, loadItems, i))
	}
	var at atomic.Int64
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(l.Addr())
	err = http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/step" {
			at.Add(1)
			return
		}
		host := "ecf." + strings.Trim(r.URL.Path, "/") + "."
		_, _ = io.WriteString(w, strings.ReplaceAll(feeds[at.Load()%worlds], "ecf.cand.", host)) // the asker reports what is missing
	}))
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// benchFeeds starts the serving process and returns its address.
func benchFeeds(b *testing.B) string {
	b.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env, cmd.Stderr = append(os.Environ(), "DOCKETWATCH_TEST_FEEDS=1"), os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_ = cmd.Process.Kill() // it serves for ever
		_ = cmd.Wait()         // killed: its status says nothing
	})
	addr, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	return "http://" + strings.TrimSpace(addr)
}

func advance(b *testing.B, url string) {
	b.Helper()
	resp, err := http.Get(url + "/step")
	if err != nil {
		b.Fatal(err)
	}
	_ = resp.Body.Close() // it says nothing
}
