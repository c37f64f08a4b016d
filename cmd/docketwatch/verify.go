package main

import (
	"archive/zip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"docketwatch/evidence"
	"docketwatch/store"
)

type verifyCmd struct {
	configFlag
	Bundle string `help:"Check an evidence bundle (a folder or a .zip) in place of the ledger." type:"path" placeholder:"DIR"`
	Backup string `help:"Check a backup in place of the ledger." type:"path" placeholder:"FILE"`
	JSON   bool   `help:"One JSON object."`
}

// Run recomputes the chain of evidence and says what is not as it was written.
func (c *verifyCmd) Run(ctx context.Context, std streams) error {
	switch {
	case c.Bundle != "" && c.Backup != "":
		return usageError{fmt.Errorf("--bundle and --backup are two things; check one after the other")}
	case c.Bundle != "":
		return c.bundle(std)
	case c.Backup != "":
		v, err := store.VerifyFile(ctx, c.Backup)
		if err != nil {
			return err
		}
		return c.say(std, v)
	}
	_, s, err := openReader(ctx, c.Config)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // only read from
	v, err := s.Verify(ctx)
	if err != nil {
		return err
	}
	return c.say(std, v)
}

// mostDiffers is how many differences are named; the first is the one that matters.
const mostDiffers = 20

func (c *verifyCmd) say(std streams, v store.Verdict) error {
	if c.JSON {
		if err := json.NewEncoder(std.out).Encode(v); err != nil {
			return err
		}
	} else {
		_, _ = fmt.Fprint(std.out, chainLines(v)) // a broken pipe ends the program by itself
		for i, d := range v.Differs {
			if i == mostDiffers {
				_, _ = fmt.Fprintf(std.out, "and %d more; --json lists them\n", len(v.Differs)-i)
				break
			}
			_, _ = fmt.Fprintln(std.out, "DIFFERS  "+oneLine(d.String()))
		}
	}
	if len(v.Differs) > 0 {
		return fmt.Errorf("%w: %d differences, the first is %s", store.ErrForged, len(v.Differs), oneLine(v.Differs[0].String()))
	}
	return nil
}

// chainLines say how far the chain goes. They are worth keeping elsewhere.
func chainLines(v store.Verdict) string {
	if v.Links == 0 {
		return "the chain has no link yet: nothing was kept\n"
	}
	return fmt.Sprintf("%d rows, bound by %d links; %d looks and raw bytes past their time are known by their digest\nlast link: %d of %s, SHA-256 %s\n",
		v.Rows, v.Links, v.Pruned, v.Links, v.HeadAt.Format(time.RFC3339), v.Head)
}

func (c *verifyCmd) bundle(std streams) error {
	bundle, done, err := openBundle(c.Bundle)
	if err != nil {
		return err
	}
	defer func() { _ = done.Close() }() // only read from
	v, err := evidence.Verify(bundle)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Bundle, err)
	}
	if c.JSON {
		if err := json.NewEncoder(std.out).Encode(v); err != nil {
			return err
		}
	} else {
		_, _ = fmt.Fprintf(std.out, "%s, made %s: %d files, %d links\nlast link: %d of %s, SHA-256 %s\n", oneLine(v.About.Case), v.About.Made.UTC().Format(time.RFC3339),
			v.Files, v.About.Links, v.About.Links, v.About.HeadAt.UTC().Format(time.RFC3339), oneLine(string(v.About.Head)))
		for i, f := range v.Findings {
			if i == mostDiffers {
				_, _ = fmt.Fprintf(std.out, "and %d more; --json lists them\n", len(v.Findings)-i)
				break
			}
			_, _ = fmt.Fprintln(std.out, "DIFFERS  "+oneLine(f.String()))
		}
	}
	if len(v.Findings) > 0 {
		return fmt.Errorf("the bundle is not as it was made: %d differences, the first is %s", len(v.Findings), oneLine(v.Findings[0].String()))
	}
	return nil
}

// openBundle opens a folder or a .zip.
func openBundle(path string) (fs.FS, io.Closer, error) {
	if strings.HasSuffix(path, ".zip") {
		z, err := zip.OpenReader(path)
		return z, z, err
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, nil, err
	}
	return root.FS(), root, nil
}
