// Package config reads docketwatch's file: a file in; a [Config], or every
// problem at once with line and hint, out. It knows no kind of source or
// destination: their options stay undecoded in an [Entry] until the kind's own
// constructor reads them.
package config

import (
	"fmt"
	"strings"
)

// A Problem is one thing wrong with the file.
type Problem struct {
	Line    int    // 1-based; 0 where it concerns the whole file
	Path    string // `sources[2] "sdny"`; "" at the top
	Message string
	Hint    string // "did you mean \"channel\"?"
	Warning bool   // worth saying, but no reason to refuse
}

// String is the problem without its file: `41: sources[2]: unknown court id "sdny"; did you mean "nysd"?`.
func (p Problem) String() string {
	var b strings.Builder
	if p.Line > 0 {
		fmt.Fprintf(&b, "%d: ", p.Line)
	}
	if p.Warning {
		b.WriteString("warning: ")
	}
	if p.Path != "" {
		b.WriteString(p.Path + ": ")
	}
	b.WriteString(p.Message)
	if p.Hint != "" {
		b.WriteString("; " + p.Hint)
	}
	return b.String()
}

// Problems are all that is wrong with a file. They are an error.
type Problems []Problem

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// In prefixes every problem with the file's name, one line each, as compilers do.
func (ps Problems) In(file string) string {
	var b strings.Builder
	for _, p := range ps {
		gap := ""
		if p.Line == 0 {
			gap = " "
		}
		b.WriteString(file + ":" + gap + p.String() + "\n")
	}
	return b.String()
}
