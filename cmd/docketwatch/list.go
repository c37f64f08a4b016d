package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"docketwatch/docket"
	"docketwatch/store"
)

type casesCmd struct {
	configFlag
	JSON bool `help:"One JSON object a line."`
}

// caseRow is one watched case as `cases --json` prints it.
type caseRow struct {
	Case    string   `json:"case"`
	Dockets []string `json:"dockets"`
	Labels  []string `json:"labels,omitempty"`
	Entries int      `json:"entries"`
	Newest  string   `json:"newest_document_number,omitempty"`

	Complete []caseComplete `json:"complete"` // docket by docket
}

// Run lists the watched cases and what the ledger holds of each.
func (c *casesCmd) Run(ctx context.Context, std streams) error {
	cfg, s, err := openReader(ctx, c.Config)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // only read from
	var list []caseRow
	var rows [][]string
	for _, watched := range cfg.Cases {
		row := caseRow{Case: watched.Name, Labels: watched.Labels}
		for _, d := range watched.Dockets {
			row.Dockets = append(row.Dockets, d.Court+" "+d.Number.String())
		}
		entries, err := s.Entries(ctx, keysOf(watched))
		if err != nil {
			return err
		}
		row.Entries = len(entries)
		for _, e := range entries {
			if e.DocumentNumber != "" {
				row.Newest = e.DocumentNumber
			}
		}
		if row.Complete, err = completeness(ctx, []docket.Case{watched}, s); err != nil {
			return err
		}
		list = append(list, row)
		rows = append(rows, []string{row.Case, strings.Join(row.Dockets, ", "), strconv.Itoa(row.Entries), orDash(row.Newest)})
	}
	if c.JSON {
		return jsonLines(std.out, list)
	}
	if err := table(std.out, "CASE\tDOCKETS\tENTRIES\tNEWEST", rows); err != nil {
		return err
	}
	for _, row := range list {
		for _, d := range row.Complete {
			if _, err := fmt.Fprintf(std.out, "%s (%s): %s\n", clean(d.Case), d.Docket, clean(d.Words)); err != nil {
				return err
			}
		}
	}
	return nil
}

func keysOf(c docket.Case) []docket.DocketKey {
	keys := make([]docket.DocketKey, len(c.Dockets))
	for i, d := range c.Dockets {
		keys[i] = d.Key()
	}
	return keys
}

type entriesCmd struct {
	configFlag
	Case string `arg:"" help:"A case's name, or part of it, as in the configuration."`
	JSON bool   `help:"One JSON object a line."`
}

// entryRow is one entry as `entries --json` prints it, in the field names that
// the RECAP ecosystem shares.
type entryRow struct {
	Court          string      `json:"court_id"`
	Number         string      `json:"docket_number"`
	DocumentNumber string      `json:"document_number"`
	PacerDocID     string      `json:"pacer_doc_id"`
	SeqNo          string      `json:"pacer_seq_no"`
	Entered        time.Time   `json:"date_entered,omitzero"`
	Filed          docket.Date `json:"date_filed,omitempty"`
	Short          string      `json:"short_description"`
	Text           string      `json:"description"`
	Kind           string      `json:"kind"`
	FiledBy        string      `json:"filed_by"`
	URL            string      `json:"document_url,omitempty"`
	FirstSeen      time.Time   `json:"first_seen"`
	FirstSource    string      `json:"first_source"`
	Told           docket.Told `json:"told"`
	Muted          string      `json:"muted_by,omitempty"`
	Key            string      `json:"key"`
}

// Run lists the entries of one case in the order in which they were entered.
func (c *entriesCmd) Run(ctx context.Context, std streams) error {
	cfg, s, err := openReader(ctx, c.Config)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // only read from
	watched, err := oneCase(cfg.Cases, c.Case)
	if err != nil {
		return usageError{err}
	}
	entries, err := s.Entries(ctx, keysOf(watched))
	if err != nil {
		return err
	}
	list := make([]entryRow, len(entries))
	rows := make([][]string, len(entries))
	for i, e := range entries {
		list[i] = rowOf(e)
		rows[i] = []string{e.Number, orDash(e.DocumentNumber), courtTime(e), e.Wording(), told(e)}
	}
	if c.JSON {
		return jsonLines(std.out, list)
	}
	return table(std.out, "DOCKET\tNO.\tENTERED\tWHAT\tTOLD", rows)
}

// rowOf is an entry as it is printed.
func rowOf(e docket.Entry) entryRow {
	return entryRow{
		Court: e.Docket.Court(), Number: e.Number, DocumentNumber: e.DocumentNumber, PacerDocID: e.PacerDocID, SeqNo: e.SeqNo,
		Entered: e.Entered, Filed: e.Filed, Short: strings.Join(e.Events, " AND "), Text: e.Text, Kind: e.Kind, FiledBy: e.FiledBy, URL: e.DocumentURL,
		FirstSeen: e.FirstSeen, FirstSource: e.FirstSource, Told: e.Told, Muted: e.Muted, Key: e.Key,
	}
}

// told says whether an entry was told, and which rule muted it.
func told(e docket.Entry) string {
	if e.Muted != "" {
		return string(e.Told) + " (" + e.Muted + ")"
	}
	return string(e.Told)
}

// courtTime is when an entry was made, where the court sits.
func courtTime(e docket.Entry) string {
	if e.Entered.IsZero() {
		return "time unknown"
	}
	if court, ok := docket.CourtByID(e.Docket.Court()); ok {
		return e.Entered.In(court.Location()).Format("2006-01-02 15:04 MST")
	}
	return e.Entered.UTC().Format("2006-01-02 15:04 MST")
}

// oneCase finds a case by its name, or by a part that fits one case only.
func oneCase(cases []docket.Case, name string) (docket.Case, error) {
	var found []docket.Case
	for _, c := range cases {
		if c.Name == name {
			return c, nil
		}
		if strings.Contains(strings.ToLower(c.Name), strings.ToLower(name)) {
			found = append(found, c)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return docket.Case{}, fmt.Errorf("no watched case is called %q; `docketwatch cases` lists them", name)
	}
	return docket.Case{}, fmt.Errorf("%q fits %d cases, among them %q and %q", name, len(found), found[0].Name, found[1].Name)
}

type alertsCmd struct {
	configFlag
	JSON  bool `help:"One JSON object a line."`
	Limit int  `default:"50" help:"How many, newest first."`
	Muted bool `help:"The entries that mute rules keep silent, in place of the alerts."`
}

// Run lists what was told and to whom.
func (c *alertsCmd) Run(ctx context.Context, std streams) error {
	_, s, err := openReader(ctx, c.Config)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // only read from
	if c.Muted {
		return c.muted(ctx, s, std)
	}
	list, err := s.Alerts(ctx, c.Limit)
	if err != nil {
		return err
	}
	if c.JSON {
		return jsonLines(std.out, list)
	}
	rows := make([][]string, len(list))
	for i, a := range list {
		var to []string
		for _, d := range a.Deliveries {
			to = append(to, d.Destination+" "+string(d.State))
		}
		rows[i] = []string{strconv.FormatInt(a.ID, 10), a.Seen.UTC().Format(time.DateTime), string(a.Kind), a.Case, orDash(a.Entry), a.Title, strings.Join(to, ", ")}
	}
	return table(std.out, "ID\tSEEN (UTC)\tKIND\tCASE\tNO.\tWHAT\tTOLD TO", rows)
}

// muted lists what mute rules keep silent, oldest first, the last of them where
// there are more than the limit.
func (c *alertsCmd) muted(ctx context.Context, s *store.Store, std streams) error {
	entries, err := s.Muted(ctx, time.Time{})
	if err != nil {
		return err
	}
	entries = entries[max(0, len(entries)-c.Limit):]
	list := make([]entryRow, len(entries))
	rows := make([][]string, len(entries))
	for i, e := range entries {
		list[i] = rowOf(e)
		rows[i] = []string{e.FirstSeen.UTC().Format(time.DateTime), e.Docket.Court(), e.Number, orDash(e.DocumentNumber), e.Wording(), e.Muted}
	}
	if c.JSON {
		return jsonLines(std.out, list)
	}
	return table(std.out, "SEEN (UTC)\tCOURT\tDOCKET\tNO.\tWHAT\tMUTED BY", rows)
}
