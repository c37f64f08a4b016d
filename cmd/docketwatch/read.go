package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"docketwatch/docket"
	"docketwatch/rules"
)

type readCmd struct {
	What  string   `arg:"" optional:"" help:"What the text is: entry, filing or release."`
	Files []string `arg:"" optional:"" help:"Texts; - reads standard input."`
	Lines bool     `name:"jsonl" help:"Each line is an object: id, text, and what is known already (case, government, kind, filed_by)."`
	JSON  bool     `name:"json" help:"One JSON object a line, as always."`
	Rules string   `help:"Rules of your own to run too: a configuration, or a file with a rules: section." type:"path"`
	List  bool     `help:"Print the closed sets of words, and stop."`
}

// A readItem is one line of input. Empty fields mean unknown.
type readItem struct {
	ID         string             `json:"id"`
	Text       string             `json:"text"`
	Title      string             `json:"title"` // of a release, where the text is its body alone
	Date       docket.Date        `json:"date"`  // of a release: "by June 30" is the next one after it
	Case       string             `json:"case"`
	Kind       rules.DocumentKind `json:"kind"`
	FiledBy    rules.Side         `json:"filed_by"`
	Government docket.Role        `json:"government"`
}

// entryReading is what `read entry` prints.
type entryReading struct {
	ID      string             `json:"id"`
	Kind    rules.DocumentKind `json:"kind"`
	FiledBy rules.Side         `json:"filed_by"`
	Dates   []readDate         `json:"dates"`
	Rules   []readRule         `json:"rules,omitzero"` // with --rules
}

type readDate struct {
	What rules.DateKind `json:"what"`
	Date docket.Date    `json:"date"`
	Time string         `json:"time"`

	Asked bool `json:"asked,omitempty"` // a party asks for it; no court has set it
}

// Run reads each text and prints what the rules see in it, one JSON object a
// line. A line that is no object is reported with its number; the others are
// read all the same.
func (c *readCmd) Run(std streams) error {
	if c.List {
		return listWords(std.out)
	}
	read, err := c.reader()
	if err != nil {
		return usageError{err}
	}
	out := bufio.NewWriter(std.out)
	var failed []error
	for _, name := range c.Files {
		if err := c.file(name, std.in, out, read); err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", name, err))
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return errors.Join(failed...)
}

// reader is the rule that reads what the files hold.
func (c *readCmd) reader() (func(readItem) any, error) {
	r, err := shippedReader()
	if err != nil {
		return nil, err
	}
	book, err := c.rulebook()
	switch {
	case err != nil:
		return nil, err
	case c.What == "":
		return nil, errors.New("read what? `docketwatch read entry FILE`, or filing, or release")
	case len(c.Files) == 0:
		return nil, fmt.Errorf("read %s: no file; - reads standard input", c.What)
	case c.What == "entry":
		return readEntry(book), nil
	case c.What == "release":
		return readRelease(r, book), nil
	case c.What == "filing":
		return readFiling(r, book), nil
	}
	return nil, fmt.Errorf("read %s: it is none of entry, filing, release", c.What)
}

func (c *readCmd) file(name string, stdin io.Reader, out *bufio.Writer, read func(readItem) any) error {
	in := stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return usageError{err}
		}
		defer func() { _ = f.Close() }() // only read from
		in = f
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	if !c.Lines {
		text, err := readPage("-", in)
		if err != nil {
			return err
		}
		return encoder.Encode(read(readItem{ID: name, Text: string(text)}))
	}
	return readLines(in, out, func(item readItem) error { return encoder.Encode(read(item)) })
}

// readLines hands each object of the input over as soon as it is there: what has
// been read is written before it waits for more.
func readLines(in io.Reader, out *bufio.Writer, each func(readItem) error) error {
	lines := bufio.NewReaderSize(in, 1<<16)
	var wrong []error
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var item readItem
			if e := json.Unmarshal(line, &item); e != nil {
				wrong = append(wrong, fmt.Errorf("line %d: %w", n, e))
			} else if e := each(item); e != nil {
				return e
			}
		}
		if errors.Is(err, io.EOF) {
			return errors.Join(wrong...)
		}
		if err != nil {
			return err
		}
		if lines.Buffered() == 0 {
			if err := out.Flush(); err != nil {
				return err
			}
		}
	}
}

// readEntry reads a docket entry. What the input says already stands.
func readEntry(own *rules.RuleSet) func(readItem) any {
	return func(item readItem) any {
		got := rules.ReadEntry(rules.EntrySubject{Text: item.Text, CaseName: item.Case, Government: item.Government})
		r := entryReading{ID: item.ID, Kind: got.Kind, FiledBy: got.FiledBy, Dates: []readDate{}}
		if item.Kind != "" {
			r.Kind = item.Kind
		}
		if item.FiledBy != "" {
			r.FiledBy = item.FiledBy
		}
		for _, d := range got.Dates {
			if d.Status != rules.DateVacated { // it is not on the calendar any more
				r.Dates = append(r.Dates, readDate{What: d.What, Date: d.Date, Time: d.Time, Asked: d.Status == rules.DateAsked})
			}
		}
		if own != nil {
			r.Rules = rulesIn(own.Read(rules.RuleText{Where: rules.WhereEntry, Text: item.Text,
				Facts: rules.Facts{Kinds: rules.EntryKindsOf(r.Kind, item.Text, nil), By: r.FiledBy, Case: item.Case}}))
		}
		return r
	}
}

// listWords prints the closed sets, one a line.
func listWords(out io.Writer) error {
	arguments, err := rules.Arguments()
	if err != nil {
		return err
	}
	var names []string
	for _, a := range arguments {
		names = append(names, a.Name)
	}
	_, err = fmt.Fprintf(out, "document kinds: %s\nsides: %s\narguments: %s\nstances: %s\ndates: %s\nrelevance: %s\nactions: %s\n",
		join(rules.DocumentKinds()), join(rules.Sides()), join(names), join(rules.Stances()), join(rules.DateKinds()),
		join([]docket.Relevance{docket.Relevant, docket.MentionOnly, docket.Irrelevant}), join(rules.Actions()))
	return err
}

func join[S ~string](words []S) string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	return strings.Join(list, " ")
}
