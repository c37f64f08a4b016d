package docketsheet

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"docketwatch/docket"
)

// An Origin says where a mail comes from, as far as it can be told without
// knowing the court: which reader it is for, and what to give it.
type Origin struct {
	Appellate bool      // it is headed as a notice of docket activity, for [ParseNDA]
	Notice    bool      // it is headed as a notice of either kind, or names a case as one does
	Readable  bool      // it has any text
	Court     string    // CourtListener id of the host its links lead to; "" where that is no court we know, or where they are several
	Entered   time.Time // when the clerk's system recorded the filing, to the minute or second printed; zero where none is, or no court is known
}

// OriginOf reads the origin of a whole message or only its text. Links in the
// text of the entry count for nothing: whoever files may write any there. The
// hour is printed with a zone, without one, or with the wrong one: it is read as
// the court's own.
func OriginOf(body []byte) Origin {
	l := openMail(body)
	n := takeApart(l.lines)
	o := Origin{Appellate: n.heading == headingNDA, Notice: n.heading == headingNDA || n.heading == headingNEF}
	var head []string
	for _, line := range l.lines {
		o.Readable = o.Readable || line.text != ""
		if name, _ := noticeLabel(line.text); name != "" {
			break
		}
		head = append(head, line.text)
	}
	hosts := make(map[string]bool)
	for _, c := range n.cases {
		o.Notice = o.Notice || c.number != "" && c.text != ""
		for _, link := range []string{c.caseLink, c.paperLink} {
			if link != "" {
				hosts[courtOfHost(link)] = true
			}
		}
	}
	for id := range hosts {
		if len(hosts) == 1 {
			o.Court = id
		}
	}
	if court, ok := docket.CourtByID(o.Court); ok {
		o.Entered = enteredOn(strings.Join(head, " "), court.Location())
	}
	return o
}

// courtOfHost is the court whose host an address names: ecf.cand.uscourts.gov,
// or ca9-showdoc.azurewebsites.us of ACMS. "" for any other host.
func courtOfHost(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := strings.ToLower(u.Hostname())
	id, isCourt := strings.CutSuffix(strings.TrimPrefix(host, "ecf."), ".uscourts.gov")
	if !isCourt || !strings.HasPrefix(host, "ecf.") {
		if id, isCourt = strings.CutSuffix(host, acmsHost+"azurewebsites.us"); !isCourt {
			return ""
		}
	}
	court, ok := docket.CourtByID(id)
	if !ok {
		return ""
	}
	return court.ID
}

// enteredAt finds "entered by Doe, Jane on 3/9/2017 at 3:10 PM PST" and "entered
// on 07/24/2025 9:51:07 PM EDT".
var enteredAt = regexp.MustCompile(`(?i)\bentered\b.{0,200}?\bon (\d{1,2}/\d{1,2}/\d{4})(?: at)? (\d{1,2}:\d{2}(?::\d{2})?) ?([AP]M)\b`)

// enteredOn is the moment in the head of a notice, on the clocks of a place.
func enteredOn(head string, zone *time.Location) time.Time {
	m := enteredAt.FindStringSubmatch(squeeze(head))
	if m == nil {
		return time.Time{}
	}
	day, clock := m[1], m[2]
	layout := "1/2/2006 3:04 PM"
	if strings.Count(clock, ":") == 2 {
		layout = "1/2/2006 3:04:05 PM"
	}
	at, err := time.ParseInLocation(layout, day+" "+clock+" "+strings.ToUpper(m[3]), zone)
	if err != nil {
		return time.Time{}
	}
	return at
}
