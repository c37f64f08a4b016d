package courtsim

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"docketwatch/docket"
)

// supreme is the Supreme Court's id. It has no feed of its own: a docket there is
// a page of JSON.
const supreme = "scotus"

// A scotusLine is a proceeding that is put onto a docket, or, where was is set,
// the new words of the one that begins with it.
type scotusLine struct {
	number, text, was, paper string
	day                      time.Time // zero: the day of the beat
}

// proceeding is a line of a docket of the Supreme Court. These have no numbers.
type proceeding struct {
	day    time.Time
	text   string
	filing int // in the address of its document
	paper  string
}

// scotusDocket is a docket of the Supreme Court as it stands.
type scotusDocket struct {
	proceedings []proceeding
	changed     time.Time // by the real clock, as a server's file is
}

// scotusLine reads
//
//	scotus 17-312 | TEXT @paper
//	scotus 17-312@2017-06-01 | TEXT          (under an earlier day, before what is later)
//	scotus-edit 17-312 | FIRST WORDS | TEXT  (in place)
func (s *Script) scotusLine(word, rest string) (scotusLine, error) {
	parts := strings.Split(rest, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	if want := map[string]int{"scotus": 2, "scotus-edit": 3}[word]; len(parts) != want || parts[want-1] == "" {
		return scotusLine{}, fmt.Errorf("%s wants a number and %d texts, with strokes between", word, want-1)
	}
	number, day, dated := strings.Cut(parts[0], "@")
	l := scotusLine{number: number}
	if s.supreme(number) == nil {
		return l, fmt.Errorf("no docket of the Supreme Court %q", number)
	}
	if dated {
		at, err := time.ParseInLocation(time.DateOnly, day, pacific())
		if err != nil {
			return l, err
		}
		l.day = at
	}
	if l.text = parts[1]; word == "scotus-edit" {
		l.was, l.text = parts[1], parts[2]
	}
	l.text, l.paper, _ = strings.Cut(l.text, "@")
	l.text, l.paper = strings.TrimSpace(l.text), strings.TrimSpace(l.paper)
	return l, nil
}

// supreme is the docket line of a number of the Supreme Court.
func (s *Script) supreme(number string) *docketLine {
	for _, d := range s.dockets {
		if d.court == supreme && d.number == number {
			return d
		}
	}
	return nil
}

// proceed puts a proceeding onto its docket, before those of later days, or edits
// one. The caller holds the lock.
func (h *Courthouse) proceed(l scotusLine) {
	d := h.scotus[l.number]
	if d == nil {
		d = new(scotusDocket)
		h.scotus[l.number] = d
	}
	d.changed = h.o.Now()
	if l.was != "" {
		for i := range d.proceedings {
			if strings.HasPrefix(d.proceedings[i].text, l.was) {
				d.proceedings[i].text = l.text
				return
			}
		}
		return
	}
	h.seq++
	p := proceeding{day: l.day, text: l.text, filing: 300000 + h.seq, paper: l.paper}
	if p.day.IsZero() {
		p.day = h.clock
	}
	at := len(d.proceedings)
	for at > 0 && d.proceedings[at-1].day.After(p.day) {
		at--
	}
	d.proceedings = append(d.proceedings[:at], append([]proceeding{p}, d.proceedings[at:]...)...)
}

// serveScotus answers as www.supremecourt.gov does, for "24-966.json".
func (h *Courthouse) serveScotus(w http.ResponseWriter, r *http.Request) {
	number := strings.TrimSuffix(r.PathValue("file"), ".json")
	h.mu.Lock()
	line, fault := h.o.Script.supreme(number), h.faults[supreme]
	var d scotusDocket
	if known := h.scotus[number]; known != nil {
		d.changed, d.proceedings = known.changed, append(d.proceedings, known.proceedings...)
	} else {
		d.changed = h.opened
	}
	h.mu.Unlock()
	if line == nil {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte("<!DOCTYPE html><html><body><h1>404 - Page Not Found</h1></body></html>")) // the asker hung up: nobody to tell
		return
	}
	switch fault.Kind {
	case FaultZeroItems:
		d.proceedings = nil
	case FaultOlderFeed:
		d.proceedings = d.proceedings[:len(d.proceedings)/2]
	}
	body := scotusJSON(line, d, "http://"+r.Host, h.o.Now())
	if fault.serve(w, r, body) {
		return
	}
	sum := sha256.Sum256(body)
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	w.Header().Set("Last-Modified", d.changed.UTC().Format(http.TimeFormat))
	w.Header().Set("Content-Type", "application/json")
	if r.Header.Get("If-None-Match") == w.Header().Get("ETag") {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(body) // the asker hung up: nobody to tell
}

// scotusJSON is a docket as the court writes it: the number ends in a space, and
// the day it was made changes every night.
func scotusJSON(line *docketLine, d scotusDocket, site string, now time.Time) []byte {
	type link struct {
		Description string
		File        string
		DocumentURL string `json:"DocumentUrl"`
	}
	type row struct {
		Date  string
		Text  string
		Links []link `json:",omitempty"`
	}
	petitioner, respondent, _ := strings.Cut(line.caption, " v. ")
	page := struct {
		CaseNumber          string
		BCapitalCase        bool   `json:"bCapitalCase"`
		Created             string `json:"sJsonCreationDate"`
		PetitionerTitle     string
		RespondentTitle     string
		DocketedDate        string
		ProceedingsandOrder []row
	}{CaseNumber: line.number + " ", Created: now.Format("01/02/2006"), PetitionerTitle: petitioner + ", Petitioner", RespondentTitle: respondent, ProceedingsandOrder: []row{}}
	court, _ := docket.CourtByID(supreme) // of the table
	for _, p := range d.proceedings {
		out := row{Date: p.day.In(court.Location()).Format("Jan 02 2006"), Text: p.text}
		if p.paper != "" {
			out.Links = []link{{Description: "Main Document", File: p.paper + ".pdf", DocumentURL: fmt.Sprintf("%s/scotus/DocketPDF/%.2s/%s/%d/%s.pdf", site, line.number, line.number, p.filing, p.paper)}}
		}
		page.ProceedingsandOrder = append(page.ProceedingsandOrder, out)
	}
	b, err := json.MarshalIndent(page, "", "   ")
	if err != nil {
		return nil // unreachable: texts
	}
	return b
}

// serveScotusPaper gives the synthetic paper behind a document's address.
func serveScotusPaper(w http.ResponseWriter, r *http.Request) {
	text, err := embedded.ReadFile("papers/" + strings.TrimSuffix(r.PathValue("file"), ".pdf") + ".txt")
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write(text) // the asker hung up: nobody to tell
}
