package main

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"docketwatch/docket"
	"docketwatch/rules"
)

type argumentsCmd struct {
	configFlag
	Case string `help:"One case only: its name, or part of it."`
	All  bool   `help:"Recitals and findings of tier review too."`
	JSON bool   `help:"One JSON object a line: each finding whole."`
}

// Run shows the argument ledger: argument by argument and case by case who
// raised it, who opposed it and how the court ruled, in the order of filing.
func (c *argumentsCmd) Run(ctx context.Context, std streams) error {
	cfg, s, err := openReader(ctx, c.Config)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // only read from
	of := make(map[docket.DocketKey]string)
	var keys []docket.DocketKey
	for _, watched := range cfg.Cases {
		for _, key := range keysOf(watched) {
			of[key] = watched.Name
		}
	}
	if c.Case != "" {
		watched, err := oneCase(cfg.Cases, c.Case)
		if err != nil {
			return usageError{err}
		}
		keys = keysOf(watched)
	}
	found, err := s.Findings(ctx, keys...)
	if err != nil {
		return err
	}
	var list []docket.Finding
	for _, f := range found {
		f.Case = of[f.Docket]
		if c.All || f.Tier == string(rules.TierAlert) && f.Stance != string(rules.StanceRecites) && f.Stance != string(rules.StanceNeutral) {
			list = append(list, f)
		}
	}
	pairs, err := s.Pairs(ctx, keys...)
	if err != nil {
		return err
	}
	if c.JSON {
		if err := jsonLines(std.out, list); err != nil {
			return err
		}
		return jsonLines(std.out, pairLines(pairs))
	}
	var rows [][]string
	for _, name := range rules.ArgumentNames() {
		for _, f := range list {
			if f.Argument == name {
				rows = append(rows, []string{name, f.Case, string(f.Filed), orDash(f.DocumentNumber), f.Speaker + " " + f.Stance, page(f), f.Plain})
			}
		}
	}
	if len(rows) == 0 {
		_, _ = fmt.Fprintln(std.err, "no argument has been found yet; documents are read when a free copy is known")
		return nil
	}
	if err := table(std.out, "ARGUMENT\tCASE\tFILED\tNO.\tWHO\tPAGE\tWORDS", rows); err != nil {
		return err
	}
	return printPairs(std.out, pairs)
}

// pairLine is a pair among the objects of --json: its kind tells it from a
// finding.
type pairLine struct {
	Kind string `json:"kind"` // "pair"
	docket.Pair
}

func pairLines(pairs []docket.Pair) (list []pairLine) {
	for _, p := range pairs {
		list = append(list, pairLine{"pair", p})
	}
	return list
}

// printPairs shows what the government told the courts beside what it announced.
func printPairs(out io.Writer, pairs []docket.Pair) error {
	if len(pairs) == 0 {
		return nil
	}
	if _, err := fmt.Fprintln(out, "\nNo action taken, the government told the court; and near it in time it announced:"); err != nil {
		return err
	}
	var rows [][]string
	for _, p := range pairs {
		rows = append(rows, []string{p.Case, string(p.Filed), orDash(p.DocumentNumber), p.Denied, string(p.Announced), p.Action, p.Title, p.Because})
	}
	return table(out, "CASE\tFILED\tNO.\tTOLD THE COURT\tANNOUNCED\tWHAT\tRELEASE\tTIE", rows)
}

func page(f docket.Finding) string {
	if f.Page == 0 {
		return "-"
	}
	return strconv.Itoa(f.Page)
}
