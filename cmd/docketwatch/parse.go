package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/watcher/docketsheet"
	"docketwatch/watcher/pacer"
	"docketwatch/watcher/press"
)

type parseCmd struct {
	Kind  string   `arg:"" help:"What the file claims to be: ${enum}." enum:"court-rss,doj-api,feed,appellate-docket,acms-docket,scotus-docket,nef,nda"`
	Court string   `help:"CourtListener or PACER id of the court the page came from (court-rss)."`
	Files []string `arg:"" help:"Captured pages; - reads standard input."`
}

// Run prints each page as JSON, one object a line. What is whole in a damaged
// page is printed before the error says what is not.
func (c *parseCmd) Run(std streams) error {
	if c.Court != "" {
		court, ok := docket.CourtByID(c.Court)
		if !ok {
			return usageError{fmt.Errorf("unknown court id %q; %s", c.Court, config.CourtHint(c.Court))}
		}
		c.Court = court.ID
	}
	out := json.NewEncoder(std.out)
	out.SetEscapeHTML(false)
	var failed error
	for _, name := range c.Files {
		body, err := readPage(name, std.in)
		if err != nil {
			return usageError{err}
		}
		if err := c.page(out, body); err != nil {
			if len(c.Files) > 1 {
				err = fmt.Errorf("%s: %w", name, err)
			}
			if failed != nil {
				_, _ = fmt.Fprintln(std.err, "docketwatch:", failed)
			}
			failed = err
		}
	}
	return failed
}

func (c *parseCmd) page(out *json.Encoder, body []byte) error {
	switch c.Kind {
	case "appellate-docket":
		return sheet(out, body, c.Court, docketsheet.ParseAppellate)
	case "acms-docket":
		return sheet(out, body, c.Court, docketsheet.ParseACMS)
	case "nef":
		return sheet(out, body, c.Court, docketsheet.ParseNEF)
	case "nda":
		return sheet(out, body, c.Court, docketsheet.ParseNDA)
	case "scotus-docket":
		return sheet(out, body, c.Court, func(body []byte, _ string) (*docketsheet.ScotusDocket, error) { return docketsheet.ParseScotus(body) })
	case "court-rss":
		filings, err := pacer.Parse(body, c.Court)
		for _, f := range filings {
			if e := out.Encode(f); e != nil {
				return e
			}
		}
		return err
	case "doj-api":
		page, err := press.ParseAPI(body)
		return encodePage(out, page, len(page.Results) > 0, err)
	default:
		page, err := press.ParseFeed(body)
		return encodePage(out, page, len(page.Items) > 0, err)
	}
}

// encodePage prints a page that is whole, or what is whole of a damaged one.
func encodePage(out *json.Encoder, page any, some bool, err error) error {
	if err == nil || some {
		if e := out.Encode(page); e != nil {
			return e
		}
	}
	return err
}

// maxPage is the largest page read from disk: the cap of the fetching client.
const maxPage = 64 << 20

func readPage(name string, in io.Reader) ([]byte, error) {
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer func() { _ = f.Close() }() // only read from
		in = f
	}
	body, err := io.ReadAll(io.LimitReader(in, maxPage+1))
	if err != nil {
		return nil, err
	}
	if len(body) > maxPage {
		return nil, fmt.Errorf("%s: more than %d MiB", name, maxPage>>20)
	}
	return body, nil
}

// sheet prints what a parser of one page makes of it.
func sheet[T any](out *json.Encoder, body []byte, court string, parse func([]byte, string) (*T, error)) error {
	page, err := parse(body, court)
	if err != nil {
		return err
	}
	return out.Encode(page)
}
