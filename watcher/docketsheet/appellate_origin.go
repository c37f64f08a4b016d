package docketsheet

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// originatingCourt reads the section "Originating Court Information"; nil where
// the page has none, or says "None".
func originatingCourt(doc *goquery.Document) *OriginatingCourt {
	section := sectionOf(doc, "originating court information")
	o := new(OriginatingCourt)
	found := false
	section.Find("b").Each(func(_ int, b *goquery.Selection) {
		if o.read(label(b), tail(b), b) {
			found = true
		}
	})
	section.Find("tr").Each(func(_ int, tr *goquery.Selection) {
		dates := tr.NextFiltered("tr").Children()
		tr.Children().Each(func(i int, td *goquery.Selection) {
			if i < dates.Length() && o.date(label(td), parseDay(textOf(dates.Eq(i)))) {
				found = true
			}
		})
	})
	if !found {
		return nil
	}
	return o
}

// read takes one labelled line, and reports whether it knew the label. Courts
// name the judge of the trial differently (ca5 "Originating Judge", ca11 "Civil
// Proceeding"); where several stand there, the first is kept, and the same for
// reporters.
func (o *OriginatingCourt) read(name, value string, b *goquery.Selection) bool {
	switch name {
	case "district":
		o.number(value)
		link, _ := b.Parent().Find("a[href]").Attr("href")
		o.CourtID = courtOfLink(link)
	case "trial judge", "originating judge", "civil proceeding", "criminal proceeding":
		first(&o.AssignedTo, judgeName(value))
	case "ordering judge":
		first(&o.OrderingJudge, judgeName(value))
	case "court reporter":
		first(&o.CourtReporter, value)
	case "disposition":
		first(&o.Disposition, value)
	case "date filed":
		o.DateFiled = orNil(parseDay(value))
	case "date disposed":
		o.DateDisposed = orNil(parseDay(value))
	default:
		return false
	}
	return true
}

// number takes "0971-4 : 4:17-cv-00224-YGR". An agency's number is of any form;
// it may be that of an alien, "BIA-1 : A999-999-999", or of several.
func (o *OriginatingCourt) number(value string) {
	_, number, found := strings.Cut(value, " : ")
	if !found {
		return
	}
	if len(number) > 1 && number[0] == 'A' && strings.IndexByte("-0123456789", number[1]) >= 0 {
		o.AlienNumber = number
		return
	}
	core, _ := leadingNumber(number, true)
	o.DocketNumber = orNil(core)
}

// date takes a date from the table of dates, whose labels stand in the row above.
func (o *OriginatingCourt) date(name, day string) bool {
	if day == "" {
		return false
	}
	switch {
	case name == "date order/judgment", name == "date decided":
		o.DateJudgment = &day
	case name == "date order/judgment eod":
		o.DateEOD = &day
	case name == "date noa filed":
		o.DateNOA = &day
	case strings.HasPrefix(name, "date rec'd"): // "COA", "BAP"
		o.DateReceived = &day
	default:
		return false
	}
	return true
}

func first(field *string, value string) {
	if *field == "" {
		*field = value
	}
}
