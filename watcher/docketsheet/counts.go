package docketsheet

import (
	"strings"

	"golang.org/x/net/html/atom"
)

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
	if !haveCounts(rows) {
		return
	}
	r := countReader{parties: parties, party: -1}
	for i := range rows {
		row := &rows[i]
		if row.isBlank() {
			continue
		}
		represented := len(row.cells) == 3 && isRepresented(row.cells[1])
		unrepresented := len(row.cells) == 1 && row.isHeader() && i+1 < len(rows) && rows[i+1].bold && !isRepresented(rows[i+1].node)
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

// haveCounts reports whether the sheet is of a criminal case.
func haveCounts(rows []partyRow) bool {
	for i := range rows {
		if rows[i].isHeader() && rows[i].says("Count", "Offense", "Complaint", "COUNT", "OFFENSE", "COMPLAINT") {
			return true
		}
	}
	return false
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
	text := strings.ToLower(squeeze(nodeText(row.cells[0])))
	section := ""
	switch {
	case strings.Contains(text, "highest offense"):
		section = "offense"
	case strings.Contains(text, "pending counts"), strings.Contains(text, "terminated counts"):
		section = "counts"
	case strings.Contains(text, "complaints"):
		section = "complaints"
	default:
		for _, b := range childElements(row.cells[0], atom.B) {
			if hasChild(b, atom.U) { // a type of party
				r.section, r.status = "", ""
				return true
			}
		}
		return false
	}
	r.section, r.status = section, ""
	for _, status := range []string{"opening", "pending", "terminated"} {
		if strings.Contains(text, status) {
			r.status = status
		}
	}
	return true
}
