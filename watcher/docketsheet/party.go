package docketsheet

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dayForm is a date, or what a court puts in its place.
const dayForm = `([—\d–/-]+)`

type partyForms struct {
	types      []partyType
	terminated *regexp.Regexp
	dashes     *regexp.Regexp
}

// A partyType makes one of many ways to write a type of party the common one
// (normalize_party_types in juriscraper's pacer/docket_utils.py).
type partyType struct {
	form *regexp.Regexp
	name string
}

var partySigns = sync.OnceValue(func() partyForms {
	f := partyForms{
		terminated: regexp.MustCompile(`(?i)terminated:\s+` + dayForm),
		dashes:     regexp.MustCompile(`---+`),
	}
	for _, t := range [][2]string{
		{`defendant\s+\(\d+\)`, "defendant"},
		{`debtor\s+\d+`, "debtor"},
		{`thirdparty|3rd pty|3rd party`, "third party"},
		{`fourthparty|4th pty|4th party`, "fourth party"},
		{`counter-(defendant|claimaint)`, "counter $1"},
		{`\bus\b`, "u.s."},
		{`u\. s\.`, "u.s."},
		{`united states`, "u.s."},
		{`jointadmin`, "jointly administered"},
		{`consolidated-debtor`, "consolidated debtor"},
		{`plaintiff-? consolidated`, "consolidated plaintiff"},
		{`defendant-? consolidated`, "consolidated defendant"},
		{`intervenor-plaintiff`, "intervenor plaintiff"},
		{`intervenor pla\b`, "intervenor plaintiff"},
		{`intervenor dft\b`, "intervenor defendant"},
	} {
		f.types = append(f.types, partyType{regexp.MustCompile(t[0]), t[1]})
	}
	return f
})

// partyTypeName is the type of a party as the dictionary writes it.
func partyTypeName(printed string) string {
	name := strings.ToLower(squeeze(printed))
	switch name {
	case "plaintiff", "defendant": // most of them are
		return capitalised(name)
	}
	for _, t := range partySigns().types {
		name = t.form.ReplaceAllString(name, t.name)
	}
	return titleCase(name)
}

// readParties reads the parties with their counsel, and the counts that
// criminal defendants face.
func readParties(h *sheetHead) []Party {
	rows := partyRows(h.tree)
	r := partyReader{court: h.court, adversary: h.adversary, parties: []Party{}, known: make(map[string][]int)}
	for i := range rows {
		var prev, next *partyRow
		if i > 0 {
			prev = &rows[i-1]
		}
		if i+1 < len(rows) {
			next = &rows[i+1]
		}
		r.row(prev, &rows[i], next)
	}
	fillSeeAbove(r.parties)
	if !isBankruptcy(h.court) {
		addCounts(r.parties, rows)
	}
	return r.parties
}

// A partyReader goes through the rows: a type in one, then a name in the next,
// or both in one.
type partyReader struct {
	court     string
	adversary bool
	party     Party
	typed     bool // the type of the party being read is known
	parties   []Party
	known     map[string][]int // those of one name, type and note
}

func (r *partyReader) row(prev, row, next *partyRow) {
	if row.isBlank() {
		return
	}
	cells := row.cells
	switch {
	case row.isHeader():
		if next == nil || !next.bold || len(cells) == 3 && squeeze(nodeText(cells[2])) == "Disposition" {
			return // a heading over something that is no party, or over counts
		}
	case !row.bold:
		return
	}
	named := false
	switch {
	case len(cells) == 1 && row.isHeader():
		r.party, r.typed = Party{Type: partyTypeName(nodeText(cells[0]))}, true
		return
	case row.says("------"):
		text := partySigns().dashes.Split(strings.TrimSpace(nodeText(cells[0])), -1)
		if len(cells) == 1 {
			r.party, r.typed = Party{Type: partyTypeName(strings.Join(text, ""))}, true
			return
		}
		r.party, r.typed = Party{Type: squeeze(text[0])}, true
	case isBankruptcy(r.court) && len(cells) == 3 && boldInItalics(cells[0]):
		i := firstBelow(cells[0], atom.I, nil)
		r.party, r.typed = Party{Type: partyTypeName(nodeText(i))}, true
	case len(cells) == 3 && row.says("service list", "Service list", "Service List", "SERVICE LIST"):
		r.party, r.typed = Party{Type: "Service List"}, true
	}
	if name := partyName(cells[0]); name != nil && (prev == nil || !prev.says("Disposition")) {
		r.name(cells[0], name)
		named = true
	}
	if !named && !r.typed {
		return
	}
	if len(cells) == 3 {
		r.party.Attorneys = readAttorneys(cells[2])
	}
	if r.party.Type == "" {
		r.party.Type = "Unknown"
	}
	r.add()
}

// add keeps the party, unless the sheet prints it twice. Adversary proceedings
// list several under one type.
func (r *partyReader) add() {
	key := r.party.Name + "\n" + r.party.Type + "\n" + r.party.ExtraInfo
	for _, i := range r.known[key] {
		if sameCounsel(r.parties[i].Attorneys, r.party.Attorneys) {
			r.next()
			return
		}
	}
	r.known[key] = append(r.known[key], len(r.parties))
	r.parties = append(r.parties, r.party)
	r.next()
}

func (r *partyReader) next() {
	if r.adversary {
		r.party, r.typed = Party{Type: r.party.Type}, true
		return
	}
	r.party, r.typed = Party{}, false
}

func boldInItalics(cell *html.Node) bool {
	return firstBelow(cell, atom.B, func(b *html.Node) bool { return isElement(b.Parent, atom.I) }) != nil
}

// partyName is the element with the party's name: bold, and neither italic nor
// underlined; nil for none.
func partyName(cell *html.Node) *html.Node {
	return firstBelow(cell, atom.B, func(b *html.Node) bool {
		return !isElement(b.Parent, atom.I) && !hasChild(b, atom.U) && !strings.Contains(nodeText(b), "------")
	})
}

// name reads a party's name, and all that the cell says beside it.
func (r *partyReader) name(cell, name *html.Node) {
	r.party.Name = squeeze(nodeText(name))
	var extra []string
	eachNode(cell, func(n *html.Node) bool {
		if n.Type == html.TextNode && !isElement(n.Parent, atom.B) {
			if s := squeeze(n.Data); s != "" {
				extra = append(extra, s)
			}
		}
		return true
	})
	r.party.ExtraInfo = strings.Join(extra, "\n")
	r.party.DateTerminated = nil
	if m := partySigns().terminated.FindStringSubmatch(r.party.ExtraInfo); m != nil {
		r.party.DateTerminated = orNil(parseDay(m[1]))
	}
}

func sameCounsel(a, b []Attorney) bool {
	return slices.EqualFunc(a, b, func(x, y Attorney) bool {
		return x.Name == y.Name && x.Contact == y.Contact && slices.Equal(x.Roles, y.Roles)
	})
}
