package lab

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// Table is the page of figures that `make faults` writes to docs/reliability.md.
// Its last line is a digest of the rest, so that figures typed by hand are found
// out.
func Table(seeds, broken int, size Size, f Figures) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `# What was played, and what held

Package lab plays the daemon's life from seeds: its own rooms over a real ledger, with the clock, the network, the courts,
CourtListener and Slack simulated, and with crashes and faults at every step that matters. `+"`make faults`"+` plays these
seeds and writes this page; `+"`go test ./lab -run TestSeeds -seed N`"+` plays one again. What each fault is tested by is
in faults.md.

A world: %d courts, %d watched cases, %d day of filings, a look every %s.

| figure | |
|---|---:|
`, size.Courts, size.Cases, size.Days, size.Every)
	for _, row := range []struct {
		what string
		n    int
	}{
		{"worlds played (seeds)", seeds}, {"worlds in which a promise was broken", broken}, {"hours of the daemon's life", f.Hours},
		{"watched filings that were worth telling", f.Filings}, {"of them told in the channel that can be searched", f.Told},
		{"of them shown by no source, and covered by a gap that was told", f.InGap},
		{"second copies where nothing can be looked up (at most one for each filing)", f.Copies},
		{"deliveries given up after two doubts, each told of", f.Dead},
		{"deaths of the process", f.Deaths}, {"writes to the ledger that failed", f.Refused}, {"requests", f.Requests},
		{"of them struck by a fault", f.Struck}, {"windows of feeds that passed us by, each told as a gap", f.Overruns},
		{"edits by the clerk", f.Amended}, {"turns committed", f.Turns}, {"alerts", f.Alerts}, {"messages in Slack", f.Messages},
	} {
		fmt.Fprintf(&b, "| %s | %s |\n", row.what, grouped(row.n))
	}
	sum := digest(b.Bytes())
	fmt.Fprintf(&b, "\n%s%s -->\n", mark, sum)
	return b.Bytes()
}

const mark = "<!-- written by make faults: "

func digest(text []byte) string {
	sum := sha256.Sum256(append([]byte("lab\n"), text...))
	return hex.EncodeToString(sum[:8])
}

// Genuine reports whether a page was written by Table and not touched since.
func Genuine(page []byte) bool {
	text, end, ok := strings.Cut(string(page), "\n"+mark)
	return ok && end == digest([]byte(text))+" -->\n"
}

// grouped prints 1234567 as 1,234,567.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
