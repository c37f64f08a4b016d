package docket

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// ErrNumber is the sentinel of every docket number that cannot be read.
var ErrNumber = errors.New("not a docket number")

// A Number is a parsed docket number.
//
// Office code and judge's initials are kept but are not identity: 5:17-cv-00574-LHK
// became 3:17-cv-00574-WHO, and it is the same case.
type Number struct {
	Raw       string   // as it stood in the source, trimmed
	Office    string   // "3"; "" where none is printed
	Year      int      // four digits; 0 for "MDL No. 2168"
	Type      string   // "cv", "cr", "mc" …; "" in appellate and bankruptcy numbers; "A", "O", "M" in the Supreme Court's 25A169; "mdl"
	Serial    int      // 574
	Initials  []string // judges: "WHO"; assigned first, then referred
	Defendant int      // criminal: 1 for the first; 0 where none is printed
}

// ParseNumber reads every form in use: "3:17-cv-00574-WHO", "17-cv-574",
// "3:2017cv00574" (Justia), "C 17-00574 WHO" and "17 C 5720" (orders),
// "17-17480" (appellate), "18-00079" (bankruptcy), "25A169" and "No. 24-966"
// (Supreme Court), "MDL No. 2168", with any dash of Unicode. Errors match
// [ErrNumber] and quote the text; two numbers in one text are an error, not the
// first of them.
func ParseNumber(text string) (Number, error) {
	return parseNumber(text)
}

// IsZero reports whether there is no number.
func (n Number) IsZero() bool { return n.Serial == 0 && n.Raw == "" }

// Key is the identity of the number inside one court: year, type, serial and
// defendant. A number that could not be read is its own raw text.
func (n Number) Key() string {
	if n.unread() {
		return "raw-" + strings.ToLower(n.Raw)
	}
	var key string
	if n.Year > 0 {
		key = strconv.Itoa(n.Year) + "-"
	}
	if n.Type != "" {
		key += strings.ToLower(n.Type) + "-"
	}
	key += strconv.Itoa(n.Serial)
	if n.Defendant > 0 {
		key += "-d" + strconv.Itoa(n.Defendant)
	}
	return key
}

// Case is the number without a defendant's suffix: the whole criminal case.
func (n Number) Case() Number {
	n.Defendant = 0
	return n
}

// unread reports whether the number is only its raw text.
func (n Number) unread() bool { return n.Year == 0 && n.Type == "" }

// String prints the number as courts do: "3:17-cv-00574-WHO", "17-17480",
// "18-00079", "25A169". What it prints parses to the same Key.
func (n Number) String() string {
	switch {
	case n.unread():
		return n.Raw
	case n.Type == "mdl":
		return fmt.Sprintf("MDL No. %d", n.Serial)
	case n.Type == "A", n.Type == "O", n.Type == "M":
		return fmt.Sprintf("%02d%s%d", n.Year%100, n.Type, n.Serial)
	}
	var b strings.Builder
	if n.Office != "" {
		b.WriteString(n.Office + ":")
	}
	year := fmt.Sprintf("%02d", n.Year%100)
	if fullYear(year) != n.Year {
		year = strconv.Itoa(n.Year)
	}
	padded := fmt.Sprintf("%05d", n.Serial) // bankruptcy pads its serials, appeals do not
	switch {
	case n.Type != "":
		fmt.Fprintf(&b, "%s-%s-%s", year, n.Type, padded)
	case n.Office != "", len(n.Initials) > 0, strings.Contains(n.Raw, padded):
		fmt.Fprintf(&b, "%s-%s", year, padded)
	default:
		fmt.Fprintf(&b, "%s-%d", year, n.Serial)
	}
	for _, i := range n.Initials {
		b.WriteString("-" + i)
	}
	if n.Defendant > 0 {
		fmt.Fprintf(&b, "-%d", n.Defendant)
	}
	return b.String()
}

// A DocketKey is the identity of a docket: "cand/2017-cv-574". The court is
// part of it, because the number alone names nothing.
type DocketKey string

// KeyOf is the identity of the docket with that number in that court
// (CourtListener id).
func KeyOf(court string, n Number) DocketKey { return DocketKey(court + "/" + n.Key()) }

// Court is the CourtListener id in the key.
func (k DocketKey) Court() string {
	court, _, _ := strings.Cut(string(k), "/")
	return court
}
