package docketsheet

import (
	"regexp"
	"strings"
	"sync"

	"golang.org/x/net/html/atom"
)

// The headings over what a criminal defendant is charged with.
type countForms struct{ offense, counts, complaints *regexp.Regexp }

var countHeadings = sync.OnceValue(func() countForms {
	return countForms{
		offense:    regexp.MustCompile(`(?i)highest\s+offense.*(opening|terminated)`),
		counts:     regexp.MustCompile(`(?i)(pending|terminated)\s+counts`),
		complaints: regexp.MustCompile(`(?i)complaints`),
	}
})

// A countReader goes through the rows of the parties a second time: counts
// stand in rows of their own below the defendant whom they concern.
type countReader struct {
	parties []Party
	party   int // whose counts are being read
	section string
	status  string // of the counts, or which of the offense levels
	data    CriminalData
}

func addCounts(parties []Party, rows []partyRow) {
	r := countReader{parties: parties, party: -1}
	for i := range rows {
		row := &rows[i]
		if row.isBlank() {
			continue
		}
		represented := len(row.cells) == 3 && strings.Contains(squeeze(nodeText(row.cells[1])), "represented by")
		unrepresented := len(row.cells) == 1 && row.isHeader() && i+1 < len(rows) && rows[i+1].bold &&
			!strings.Contains(rows[i+1].text, "represented by")
		if represented || unrepresented {
			r.settle()
			r.party++
			r.section = ""
			continue
		}
		r.row(row)
	}
	r.settle()
}

// settle gives what was read to its defendant.
func (r *countReader) settle() {
	d := r.data
	r.data = CriminalData{}
	if len(d.Counts) == 0 && len(d.Complaints) == 0 && d.HighestLevelOpening == "" && d.HighestLevelTerminated == "" {
		return
	}
	if d.Counts == nil {
		d.Counts = []Count{}
	}
	if d.Complaints == nil {
		d.Complaints = []Count{}
	}
	if r.party >= 0 && r.party < len(r.parties) {
		r.parties[r.party].Criminal = &d
	}
}

func (r *countReader) row(row *partyRow) {
	if r.heading(row) {
		return
	}
	name := tidy(nodeText(row.cells[0]))
	count := Count{Name: name}
	if len(row.cells) > 2 { // the cell is missing where there is no disposition
		count.Disposition = tidy(nodeText(row.cells[2]))
	}
	switch {
	case r.section == "offense" && r.status == "opening":
		r.data.HighestLevelOpening = name
	case r.section == "offense":
		r.data.HighestLevelTerminated = name
	case name == "None": // printed where there is no count
	case r.section == "counts":
		count.Status = r.status
		r.data.Counts = append(r.data.Counts, count)
	case r.section == "complaints":
		r.data.Complaints = append(r.data.Complaints, count)
	}
}

// heading reports whether the row starts a section.
func (r *countReader) heading(row *partyRow) bool {
	f := countHeadings()
	text := squeeze(nodeText(row.cells[0]))
	if m := f.offense.FindStringSubmatch(text); m != nil {
		r.section, r.status = "offense", strings.ToLower(m[1])
		return true
	}
	if m := f.counts.FindStringSubmatch(text); m != nil {
		r.section, r.status = "counts", strings.ToLower(m[1])
		return true
	}
	if f.complaints.MatchString(text) {
		r.section, r.status = "complaints", ""
		return true
	}
	for _, b := range childElements(row.cells[0], atom.B) {
		if hasChild(b, atom.U) { // a type of party
			r.section, r.status = "", ""
			return true
		}
	}
	return false
}
