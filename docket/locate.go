package docket

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// A Location is what an address or a citation says of a docket. What it does
// not say is empty: many addresses name a case by an id of their own.
type Location struct {
	Court           string // CourtListener id
	Number          Number
	PacerCaseID     string // the court's internal id
	CourtListenerID string
	Caption         string
}

// ErrLocation is the sentinel for text that names no docket.
var ErrLocation = errors.New("names no docket that can be recognised")

// Locate reads the address of a docket at PACER, CourtListener, the Supreme
// Court, Justia or the Internet Archive, or a court and a docket number in any
// order: "cand 3:17-cv-00574", "No. 17-17480 (9th Cir.)".
func Locate(text string) (Location, error) {
	text = strings.TrimSpace(text)
	if !strings.Contains(text, "://") {
		return locateCitation(text)
	}
	u, err := url.Parse(text)
	if err != nil {
		return Location{}, fmt.Errorf("%q: %w", text, ErrLocation)
	}
	host, path := strings.ToLower(u.Hostname()), u.EscapedPath()
	var l Location
	switch {
	case strings.HasSuffix(host, ".uscourts.gov"):
		l = locatePACER(host, path, u.RawQuery)
	case isHost(host, "courtlistener.com"):
		l = locateCourtListener(path)
	case isHost(host, "supremecourt.gov"):
		l = Location{Court: "scotus", Number: numberIn(path + " " + u.RawQuery)}
	case isHost(host, "justia.com"):
		l = locateJustia(path)
	case isHost(host, "archive.org"):
		l = locateRECAP(path)
	}
	if l.Court == "" && l.CourtListenerID == "" {
		return l, fmt.Errorf("%q %w", text, ErrLocation)
	}
	return l, nil
}

func isHost(host, of string) bool { return host == of || strings.HasSuffix(host, "."+of) }

var (
	firstDigits = regexp.MustCompile(`\d+`)
	recapItem   = regexp.MustCompile(`gov\.uscourts\.([a-z0-9]+)\.(\d+)`)
	justiaPath  = regexp.MustCompile(`/([a-z]{2,5})(?:ce|be|dc|bke)/([^/]+)(?:/(\d+))?`)
	scotusFile  = regexp.MustCompile(`(?i)\b(\d\d-\d{1,5}|\d\d[AOM]\d{1,5})\b`)
)

// locatePACER reads ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?307687 and
// ecf.ca9.uscourts.gov/…?servlet=CaseSummary.jsp&caseNum=17-17480.
func locatePACER(host, path, query string) Location {
	parts := strings.Split(host, ".")
	court, ok := CourtByID(parts[max(len(parts)-3, 0)])
	if !ok {
		return Location{}
	}
	l := Location{Court: court.ID}
	values, err := url.ParseQuery(query)
	if err != nil {
		return l
	}
	if n, err := ParseNumber(values.Get("caseNum")); err == nil {
		l.Number = n
		return l
	}
	if l.PacerCaseID = values.Get("caseid"); l.PacerCaseID == "" && strings.HasSuffix(path, ".pl") {
		l.PacerCaseID = firstDigits.FindString(query)
		if i := strings.LastIndexByte(query, '-'); strings.Contains(query, "-L_") && i >= 0 { // a nonce, then the case
			l.PacerCaseID = firstDigits.FindString(query[i:])
		}
	}
	return l
}

// locateCourtListener reads /docket/4214664/county-of-santa-clara-v-trump/ and
// /recap/gov.uscourts.cand.307687/.
func locateCourtListener(path string) Location {
	if l := locateRECAP(path); l.Court != "" {
		return l
	}
	rest, ok := strings.CutPrefix(path, "/docket/")
	if !ok {
		return Location{}
	}
	id, slug, _ := strings.Cut(rest, "/")
	if firstDigits.FindString(id) != id || id == "" {
		return Location{}
	}
	slug, _, _ = strings.Cut(slug, "/")
	return Location{CourtListenerID: id, Caption: strings.ReplaceAll(slug, "-", " ")}
}

func locateRECAP(path string) Location {
	m := recapItem.FindStringSubmatch(path)
	if m == nil {
		return Location{}
	}
	court, ok := CourtByID(m[1])
	if !ok {
		return Location{}
	}
	return Location{Court: court.ID, PacerCaseID: m[2]}
}

// locateJustia reads /docket/california/candce/3:2017cv00574/307687.
func locateJustia(path string) Location {
	plain, err := url.PathUnescape(path)
	if err != nil {
		return Location{}
	}
	for _, m := range justiaPath.FindAllStringSubmatch(plain, -1) {
		court, ok := CourtByID(m[1])
		n, err := ParseNumber(m[2])
		if ok && err == nil {
			return Location{Court: court.ID, Number: n, PacerCaseID: m[3]}
		}
	}
	return Location{}
}

func numberIn(text string) Number {
	for _, m := range scotusFile.FindAllString(text, -1) {
		if n, err := ParseNumber(strings.ToUpper(m)); err == nil {
			return n
		}
	}
	return Number{}
}

// locateCitation reads a court, by id or by citation, and a docket number.
func locateCitation(text string) (Location, error) {
	rest, l := text, Location{}
	for _, c := range Courts() { // "N.D. Cal." and the like, the longest that fits
		if i := strings.Index(strings.ToLower(text), strings.ToLower(c.Citation)); i >= 0 && len(c.Citation) > len(text)-len(rest) {
			l.Court, rest = c.ID, text[:i]+text[i+len(c.Citation):]
		}
	}
	if l.Court == "" {
		fields := strings.Fields(text)
		for i, f := range fields {
			if c, ok := CourtByID(strings.Trim(f, "(),")); ok {
				l.Court = c.ID
				rest = strings.Join(append(append([]string{}, fields[:i]...), fields[i+1:]...), " ")
				break
			}
		}
	}
	n, err := ParseNumber(strings.Trim(rest, " (),"))
	if err != nil {
		return l, fmt.Errorf("%q: %w", text, err)
	}
	l.Number = n
	if l.Court == "" {
		return l, fmt.Errorf("%q: a docket number alone names nothing: say which court", text)
	}
	return l, nil
}
