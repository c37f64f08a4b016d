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
	Kind  string   `arg:"" help:"What the file claims to be: ${enum}." enum:"court-rss,docket,docket-history,attachment-page,appellate-docket,acms-docket,scotus-docket,nef,nda,doj-api,feed"`
	Court string   `help:"CourtListener or PACER id of the court the page came from (court-rss and the sheets of a court)."`
	Files []string `arg:"" help:"Captured pages; - reads standard input."`
}

// Run prints each page as JSON, one object a line. What is whole in a damaged
// page is printed before the error says what is not.
func (c *parseCmd) Run(std streams) error {
	if c.Court != "" {
		court, ok := docket.CourtByID(c.Court)
		if c.Kind == "docket" && c.Court == docketsheet.Panel { // prints sheets, but is no court of ours
			court.ID, ok = c.Court, true
		}
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
	if parse, ok := sheets()[c.Kind]; ok {
		sheet, err := parse(body, c.Court)
		return encodePage(out, sheet, sheet != nil, err)
	}
	switch c.Kind {
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

// sheets are the kinds of page that a court writes of one case.
func sheets() map[string]func(body []byte, court string) (any, error) {
	return map[string]func([]byte, string) (any, error){
		"docket":           sheet(docketsheet.ParseDocket),
		"docket-history":   sheet(docketsheet.ParseHistory),
		"attachment-page":  sheet(docketsheet.ParseAttachments),
		"appellate-docket": sheet(docketsheet.ParseAppellate),
		"acms-docket":      sheet(docketsheet.ParseACMS),
		"scotus-docket": sheet(func(body []byte, _ string) (*docketsheet.ScotusDocket, error) {
			return docketsheet.ParseScotus(body)
		}),
		"nef": sheet(docketsheet.ParseNEF),
		"nda": sheet(docketsheet.ParseNDA),
	}
}

// sheet makes of a parser of one kind of page one of any page; nil stays nil.
func sheet[T any](parse func([]byte, string) (*T, error)) func([]byte, string) (any, error) {
	return func(body []byte, court string) (any, error) {
		page, err := parse(body, court)
		if page == nil {
			return nil, err
		}
		return page, err
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
