package docketsheet

import (
	"strconv"
	"strings"
	"time"
)

// scotusParties adds the parties of one side, in the order in which the court
// first names them; it has a row for each attorney.
func scotusParties(side string, parties []ScotusParty, rows []scotusCounsel) []ScotusParty {
	place := make(map[string]int)
	for _, row := range rows {
		name := squeeze(row.Party)
		i, known := place[name]
		if !known {
			i = len(parties)
			place[name] = i
			parties = append(parties, ScotusParty{Type: side, Name: name})
		}
		parties[i].Attorneys = append(parties[i].Attorneys, ScotusAttorney{
			Name: squeeze(row.Name), CounselOfRecord: row.Record, Title: row.Title, Phone: row.Phone,
			Address: strings.TrimSpace(strings.ReplaceAll(row.Address, "\r\n", "\n")), City: row.City, State: row.State, Zip: row.Zip, Email: row.Email,
		})
	}
	return parties
}

// scotusDay reads the days of the court, "March 10, 2025" and "Mar 05 2025",
// and those with strokes; "" where there is none.
func scotusDay(s string) string {
	s = squeeze(s)
	for _, layout := range []string{"January 2, 2006", "Jan 2 2006", "Jan 2, 2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return parseDay(s)
}

// scotusAddress makes an address of a path that begins with "..".
func scotusAddress(path string) *string {
	if rest, ok := strings.CutPrefix(path, ".."); ok {
		path = scotusSite + rest
	}
	return orNil(path)
}

// filingNumber is the number of a filing in the address of one of its
// documents: …/DocketPDF/24/24-966/352298/…
func filingNumber(address string) *int64 {
	_, path, _ := strings.Cut(address, "/DocketPDF/")
	part := strings.Split(path, "/")
	if len(part) < 4 {
		return nil
	}
	n, err := strconv.ParseInt(part[2], 10, 64)
	if err != nil {
		return nil
	}
	return &n
}

// lowerNumbers reads the numbers of a case below, in the many ways in which
// clerks write several: "(3D18-2466, 3D19-0612)", "(23-2051 (See also 23-2052))",
// "98-35309/35509", "99-1845,-1846,-1847", "97-1715/98-1111 to 1115".
func lowerNumbers(raw string) []string {
	const also = "\n"
	text := strings.NewReplacer("(", " ", ")", " ", "See also", also, "see also", also, "&", also, ";", also, ",", also).Replace(raw)
	var numbers []string
	for piece := range strings.SplitSeq(text, also) {
		for part := range strings.SplitSeq(piece, "/") {
			from, to, isRange := strings.Cut(squeeze(part), " to ")
			if from = strings.Trim(from, " -"); from == "" {
				continue
			}
			if allDigits(from) && len(numbers) > 0 {
				from = stemOf(numbers[len(numbers)-1]) + from
			}
			numbers = append(numbers, from)
			if isRange {
				numbers = append(numbers, through(from, strings.TrimSpace(to))...)
			}
		}
	}
	return numbers
}

// stemOf is "98-" of "98-35309": a bare number behind it means the same year.
func stemOf(number string) string {
	return number[:strings.LastIndexByte(number, '-')+1]
}

// through lists the numbers after from, up to the serial to.
func through(from, to string) []string {
	stem := stemOf(from)
	first, err := strconv.Atoi(from[len(stem):])
	last, err2 := strconv.Atoi(to[len(stemOf(to)):])
	if err != nil || err2 != nil || last-first > mostNumbers {
		return nil
	}
	var numbers []string
	for n := first + 1; n <= last; n++ {
		numbers = append(numbers, stem+strconv.Itoa(n))
	}
	return numbers
}

// mostNumbers is far more than any range of numbers holds.
const mostNumbers = 1000
