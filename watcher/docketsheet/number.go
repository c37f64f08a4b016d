package docketsheet

import (
	"regexp"
	"strings"
	"sync"
)

// The forms of docket numbers on sheets, and of the parts in the longer string
// that sheets print: 3:20-cr-00070-TKW-MAL-1 in a district, 17-80033-CRJ7 or
// 10-01083-8-RDD in a bankruptcy court (juriscraper's pacer/docket_report.py).
type numberForms struct {
	district, bankruptcy, panel           *regexp.Regexp
	inDistrict, inBankruptcy, officeFirst *regexp.Regexp
}

var sheetNumbers = sync.OnceValue(func() numberForms {
	const (
		parts    = `(?P<office>\d):\d{2}-(?P<type>[a-zA-Z0-9]{1,5}|~gr)-\d{5}`
		assigned = `(?:-(?P<assigned>N/A|P1|[a-zA-Z_]{1,5}))?`
	)
	return numberForms{
		district:   regexp.MustCompile(`(?:^|\D)((?:\d{1,2}:)?\d\d-[a-zA-Z]{1,5}-\d{1,10})`),
		bankruptcy: regexp.MustCompile(`((?:\d-)?\d\d-\d+)`),
		panel:      regexp.MustCompile(`(MDL No\.\s+\d+)`),
		inDistrict: regexp.MustCompile(parts + assigned + `(?:-(?P<referred>[a-zA-Z_]{1,5}))?(?:-(?P<defendant>\d{1,3}))?`),
		// Eastern North Carolina prints the office after the serial.
		officeFirst:  regexp.MustCompile(`\d{2}-\d{5}-(?P<office>\d)-(?P<assigned>[a-zA-Z]{2,4})`),
		inBankruptcy: regexp.MustCompile(`(?:` + parts + `|\d{2}-\d{5})` + assigned),
	}
})

// findNumber is the first docket number in the lines, with its parts; a form is
// looked for in every line before the next form is.
func findNumber(lines []string, bankruptcy bool) (*string, Federal) {
	f := sheetNumbers()
	forms := []*regexp.Regexp{f.district, f.panel}
	if bankruptcy {
		forms[1] = f.bankruptcy // and the first: some bankruptcy cases have a district's number
	}
	for _, form := range forms {
		for _, line := range lines {
			if m := form.FindStringSubmatch(line); m != nil {
				number := squeeze(m[1])
				return &number, numberParts(line, bankruptcy)
			}
		}
	}
	return nil, Federal{}
}

func numberParts(line string, bankruptcy bool) Federal {
	f := sheetNumbers()
	var parts Federal
	form := f.inDistrict
	if bankruptcy {
		form = f.inBankruptcy
		if f.officeFirst.MatchString(line) {
			form = f.officeFirst
		}
	}
	m := form.FindStringSubmatch(line)
	if m == nil {
		return parts
	}
	for i, name := range form.SubexpNames() {
		value := orNil(m[i])
		switch name {
		case "office":
			parts.Office = value
		case "type":
			parts.CaseType = value
		case "assigned":
			parts.Assigned = value
		case "referred":
			parts.Referred = value
		case "defendant":
			parts.Defendant = value
		}
	}
	return parts
}

// isBankruptcy reports whether a court is one of bankruptcy: its PACER id ends
// in b, as in "alnb".
func isBankruptcy(court string) bool { return strings.HasSuffix(court, "b") }
