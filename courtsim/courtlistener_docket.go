package courtsim

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"docketwatch/docket"
)

// clDocket, clEntry and clDocument are CourtListener's rows.
type clDocket struct {
	id                             int64
	court, number, caseID, caption string
	created, modified              time.Time
	entries                        []*clEntry
	gone                           bool
	twin                           *clDocket // the same docket once more, where CourtListener has it twice
}

type clEntry struct {
	id                int64
	docket            *clDocket
	number            string // "" for an entry without one
	sequence          string // recap_sequence_number
	seq               string // pacer_sequence_number; "" for null
	filed             string
	text              string
	created, modified time.Time
	documents         []*clDocument
}

type clDocument struct {
	id                int64
	entry             *clEntry
	number, docID     string
	attachment        int // 0 for the main document
	short             string
	paper             string // the name of what can be had for free; "" for nothing yet
	pages             int
	created, modified time.Time
}

// clPending is a filing that has not become all that it will be.
type clPending struct {
	f           filingLine
	at          time.Time // of the filing, by the script
	filedBeat   int
	filedNow    time.Time
	entry       *clEntry
	text, paper bool // already given
}

// open puts the script's dockets and the bystanders' into the library. Some
// share court and core number: a civil and a criminal case.
func (c *CourtListener) open() {
	made := make(map[string]bool)
	add := func(court, number, caseID, caption string) {
		n, err := docket.ParseNumber(number)
		if err != nil {
			return
		}
		key := court + string(docket.KeyOf(court, n))
		if !made[key] {
			made[key] = true
			c.add(court, clNumber(n), caseID, caption)
		}
	}
	for _, code := range c.h.o.Script.codes() {
		d := c.h.o.Script.dockets[code]
		add(d.court, d.number, d.caseID, strings.TrimSuffix(d.caption, " et al"))
	}
	for i, by := range bystanders {
		add("cand", by.number, fmt.Sprint(200000+i), by.caption)
	}
}

func (c *CourtListener) add(court, number, caseID, caption string) *clDocket {
	c.ids++
	d := &clDocket{id: 4200000 + c.ids, court: court, number: number, caseID: caseID, caption: caption, created: c.h.clock, modified: c.h.clock}
	c.dockets = append(c.dockets, d)
	return d
}

// clNumber is a number as CourtListener stores it: no judges.
func clNumber(n docket.Number) string {
	n.Initials = nil
	return n.String()
}

// find is the docket of that court and number that has not vanished.
func (c *CourtListener) find(court, number string) *clDocket {
	n, err := docket.ParseNumber(number)
	if err != nil {
		return nil
	}
	for _, d := range c.dockets {
		own, err := docket.ParseNumber(d.number)
		if err == nil && !d.gone && d.court == court && own.Key() == n.Key() {
			return d
		}
	}
	return nil
}

// Twice makes CourtListener hold a docket twice: from now on every second entry
// goes to the second one. It returns both ids.
func (c *CourtListener) Twice(court, number string) (first, second int64) {
	c.h.mu.Lock()
	defer c.h.mu.Unlock()
	d := c.find(court, number)
	d.twin = c.add(d.court, d.number, d.caseID, d.caption)
	return d.id, d.twin.id
}

// Vanish replaces a docket by a new one, as when duplicates are merged: its
// entries move, and the old id is not known any more.
func (c *CourtListener) Vanish(court, number string) (old, now int64) {
	c.h.mu.Lock()
	defer c.h.mu.Unlock()
	d := c.find(court, number)
	next := c.add(d.court, d.number, d.caseID, d.caption)
	next.entries, d.entries, d.gone = d.entries, nil, true
	for _, e := range next.entries {
		e.docket = next
	}
	for _, a := range c.alerts {
		if a.docket == d {
			a.docket = next
		}
	}
	return d.id, next.id
}

// file puts what a court's feed shows of a filing into the library: a stub. The
// caller holds the lock.
func (c *CourtListener) file(f filingLine, it item) {
	d := c.find(f.docket.court, f.docket.number)
	if d == nil {
		return
	}
	if d.twin != nil && len(d.entries) > len(d.twin.entries) {
		d = d.twin
	}
	seq := it.seq
	if it.entry == "" {
		seq = "" // the feed has the number in the document's link only
	}
	short := slices.Clone(it.events)
	slices.Sort(short)
	e := c.entry(d, it.entry, seq, it.at.UTC().Format(time.DateOnly), "")
	id := ""
	if it.entry != "" {
		id = it.docID[:3] + "0" + it.docID[4:]
	}
	c.document(e, id, strings.Join(short, " AND "))
	d.modified = c.h.clock
	c.pending = append(c.pending, &clPending{f: f, at: it.at, filedBeat: c.beat, filedNow: c.now(), entry: e})
	c.alert(e)
}

// entry adds a row. Its sequence number counts the entries of a day.
func (c *CourtListener) entry(d *clDocket, number, seq, filed, text string) *clEntry {
	c.ids++
	same := 1
	for _, e := range d.entries {
		if e.filed == filed {
			same++
		}
	}
	e := &clEntry{id: 2200000000 + c.ids, docket: d, number: number, seq: seq, filed: filed, text: text,
		sequence: fmt.Sprintf("%s.%03d", filed, same), created: c.h.clock, modified: c.h.clock}
	d.entries = append(d.entries, e)
	return e
}

func (c *CourtListener) document(e *clEntry, docID, short string) *clDocument {
	c.ids++
	x := &clDocument{id: 214000000 + c.ids, entry: e, number: e.number, docID: docID, short: short, created: c.h.clock, modified: c.h.clock}
	e.documents = append(e.documents, x)
	return x
}

// step counts a beat and lets what is due come true. The caller holds the lock.
func (c *CourtListener) step() {
	c.beat++
	c.enrich()
}

// enrich gives the filings what users of RECAP bring in later: the docket text,
// with the true day, and then the paper, which moves the document's stamp and
// not the entry's. The text of an entry without number comes as a second entry:
// CourtListener cannot tell that it is the first. The caller holds the lock.
func (c *CourtListener) enrich() {
	for _, p := range c.pending {
		beats, waited := c.beat-p.filedBeat, c.now().Sub(p.filedNow)
		if !p.text && beats >= c.o.TextAfter && waited >= c.o.TextDelay {
			p.text = true
			c.giveText(p)
		}
		if p.text && !p.paper && beats >= c.o.PaperAfter && waited >= c.o.PaperDelay {
			p.paper = true
			c.givePaper(p)
		}
	}
	c.pending = slices.DeleteFunc(c.pending, func(p *clPending) bool { return p.paper })
}

func (c *CourtListener) giveText(p *clPending) {
	if p.f.text == "" {
		return
	}
	court, _ := docket.CourtByID(p.f.docket.court) // scripts name known courts only
	filed := p.at.In(court.Location()).Format(time.DateOnly)
	if p.entry.number == "" {
		p.entry = c.entry(p.entry.docket, "", "", filed, p.f.text)
		c.document(p.entry, "", "")
		c.alert(p.entry)
		return
	}
	p.entry.text, p.entry.filed, p.entry.modified = p.f.text, filed, c.h.clock
	for i, what := range attachmentsOf(p.f.text) {
		x := c.document(p.entry, "", what)
		x.attachment = i + 1
		x.docID = p.entry.documents[0].docID[:4] + fmt.Sprintf("%08d", 50000000+x.id%1000000)
	}
}

// attachmentsOf reads "(Attachments: # 1 Civil Cover Sheet, # 2 Exhibit)".
func attachmentsOf(text string) (list []string) {
	_, rest, ok := strings.Cut(text, "(Attachments: ")
	if !ok {
		return nil
	}
	rest, _, _ = strings.Cut(rest, ")")
	for part := range strings.SplitSeq(rest, "# ") {
		if _, what, ok := strings.Cut(strings.TrimRight(part, ", "), " "); ok {
			list = append(list, what)
		}
	}
	return list
}

func (c *CourtListener) givePaper(p *clPending) {
	if p.f.paper == "" {
		return
	}
	x := p.entry.documents[0]
	x.paper, x.pages, x.modified = p.f.paper, len(pagesOf(paperText(p.f.paper), stampOf(p.entry))), c.h.clock
}
