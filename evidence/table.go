package evidence

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
)

// A table is the rows of one kind as people and programs read them. It is made
// of the rows' lines and nothing else, so that it can be made again and compared.
type table struct {
	name    string
	columns []string
	rows    [][]any // string, json.Number or json.RawMessage
}

// names of the tables' files, where it is not the kind with an s.
var fileNames = map[string]string{"entry": "entries", "look": "looks", "delivery": "deliveries", "reading": "documents"}

func fileName(kind string) string {
	if name := fileNames[kind]; name != "" {
		return name
	}
	return kind + "s"
}

// tables sorts rows by their kind. Every kind gets one, so that an empty list
// can be told from a lost one.
func tables(rows []Row) ([]table, error) {
	var list []table
	for _, k := range kinds() {
		t := table{name: fileName(k.Name)}
		for _, c := range k.Columns {
			t.columns = append(t.columns, columnName(c))
		}
		if k.Name == "alert" {
			t.columns = append(t.columns, alertColumns()...)
		}
		for _, r := range rows {
			if r.Kind != k.Name {
				continue
			}
			cells, err := cellsOf(k, r.Line)
			if err != nil {
				return nil, fmt.Errorf("%s %s: %w", r.Kind, r.Name, err)
			}
			t.rows = append(t.rows, cells)
		}
		list = append(list, t)
	}
	return list, nil
}

// columnName says of a time that it is UTC; the ledger counts milliseconds.
func columnName(column string) string {
	if name, ok := strings.CutSuffix(column, "_ms"); ok {
		return name + "_utc"
	}
	return column
}

// nested are the columns that hold JSON.
func nested(kind, column string) bool {
	switch kind + "." + column {
	case "look.counts", "entry.events", "entry.documents", "release.components", "alert.body":
		return true
	}
	return false
}

// alertColumns are what an alert's body holds that people look for.
func alertColumns() []string {
	return []string{"case", "court", "docket_number", "document_number", "title", "reason", "link", "source"}
}

// values are what stands in a row's line behind its kind.
func values(k Kind, line []byte) ([]any, error) {
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	var all []any
	if err := d.Decode(&all); err != nil {
		return nil, err
	}
	if len(all) != len(k.Columns)+1 || all[0] != k.Name {
		return nil, fmt.Errorf("not the line of a row of this kind: %d columns", len(all)-1)
	}
	return all[1:], nil
}

func cellsOf(k Kind, line []byte) ([]any, error) {
	cells, err := values(k, line)
	if err != nil {
		return nil, err
	}
	for i, column := range k.Columns {
		switch v := cells[i].(type) {
		case json.Number:
			if strings.HasSuffix(column, "_ms") {
				n, err := v.Int64()
				if err != nil {
					return nil, err
				}
				cells[i] = moment(n)
			}
		case string:
			if nested(k.Name, column) && json.Valid([]byte(v)) {
				cells[i] = json.RawMessage(v)
			}
		case nil:
			cells[i] = ""
		default:
			return nil, fmt.Errorf("column %s is neither text nor number", column)
		}
	}
	if k.Name == "alert" {
		body := make(map[string]any)
		if raw, ok := cells[len(cells)-1].(json.RawMessage); ok {
			_ = json.Unmarshal(raw, &body) // the body itself stands beside what is taken out of it
		}
		for _, key := range alertColumns() {
			text, _ := body[key].(string)
			cells = append(cells, text)
		}
	}
	return cells, nil
}

// moment is a time of the ledger; "" where it has none.
func moment(ms int64) string {
	if ms == 0 {
		return ""
	}
	return time.UnixMilli(ms).UTC().Format(linkTime)
}

// json is the table as an array of objects, whose keys are in the order of the
// columns.
func (t table) json() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("[")
	for i, row := range t.rows {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n  {")
		for j, cell := range row {
			value, err := json.Marshal(cell)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", t.name, err)
			}
			fmt.Fprintf(&b, "%s%q: %s", map[bool]string{true: ", "}[j > 0], t.columns[j], value)
		}
		b.WriteString("}")
	}
	b.WriteString("\n]\n")
	return b.Bytes(), nil
}

// csv is the table for a spreadsheet: every cell quoted, and none that the
// program on the other side would take for a formula. It begins with a byte order
// mark, without which Excel garbles every § and every quotation mark.
func (t table) csv() []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	line := func(cells []string) {
		for i, c := range cells {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(`"` + strings.ReplaceAll(Harmless(c), `"`, `""`) + `"`)
		}
		b.WriteString("\r\n")
	}
	line(t.columns)
	for _, row := range t.rows {
		cells := make([]string, len(row))
		for i, c := range row {
			switch c := c.(type) {
			case json.RawMessage:
				cells[i] = string(c)
			default:
				cells[i] = fmt.Sprint(c)
			}
		}
		line(cells)
	}
	return b.Bytes()
}

// Harmless is a text that no spreadsheet takes for a formula, whatever a court or
// a press office wrote: an apostrophe stands before what begins like one, also
// behind blanks and quotes. Control characters and those that turn the direction
// of text become blanks; the rows' own lines keep them.
func Harmless(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar, r == '\u2028', r == '\u2029':
			return ' '
		}
		return r
	}, text)
	first := strings.TrimLeftFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"'`“”‘’", r) })
	if first == "" {
		return text
	}
	switch r := []rune(first)[0]; r {
	case '=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠', '−', '﹢', '﹣', '﹦', '﹫':
		return "'" + text
	}
	return text
}

// PaperOf is the digest of the file that a reading names; "" where it names none.
func PaperOf(r Row) string {
	if r.Kind != "reading" {
		return ""
	}
	k := Kind{r.Kind, columnsOf(r.Kind)}
	v, err := values(k, r.Line)
	if err != nil {
		return ""
	}
	digest, _ := v[slices.Index(k.Columns, "digest")].(string)
	return digest
}
