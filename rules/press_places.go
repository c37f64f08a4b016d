package rules

import (
	"sort"
	"strings"
	"unicode"
)

// states are the States and what else sends to Congress, with the postal code and
// the ways newspapers shorten them after a comma: "Gary, Ind."
var states = statesOf(`Alabama AL Ala|Alaska AK Alaska|Arizona AZ Ariz|Arkansas AR Ark|California CA Calif|Colorado CO Colo|Connecticut CT Conn|Delaware DE Del|
	District of Columbia DC D.C|Florida FL Fla|Georgia GA Ga|Guam GU Guam|Hawaii HI Hawaii|Idaho ID Idaho|Illinois IL Ill|Indiana IN Ind|Iowa IA Iowa|Kansas KS Kan|
	Kentucky KY Ky|Louisiana LA La|Maine ME Maine|Maryland MD Md|Massachusetts MA Mass|Michigan MI Mich|Minnesota MN Minn|Mississippi MS Miss|
	Missouri MO Mo|Montana MT Mont|Nebraska NE Neb|Nevada NV Nev|New Hampshire NH N.H|New Jersey NJ N.J|New Mexico NM N.M|New York NY N.Y|
	North Carolina NC N.C|North Dakota ND N.D|Ohio OH Ohio|Oklahoma OK Okla|Oregon OR Ore|Pennsylvania PA Pa|Puerto Rico PR P.R|Rhode Island RI R.I|
	South Carolina SC S.C|South Dakota SD S.D|Tennessee TN Tenn|Texas TX Tex|Utah UT Utah|Vermont VT Vt|Virginia VA Va|Washington WA Wash|
	West Virginia WV W.Va|Wisconsin WI Wis|Wyoming WY Wyo`)

type stateTable struct {
	byName map[string]string // "illinois" and "ill" and "IL" -> "IL"
	names  map[string]string // "IL" -> "Illinois"
	full   string            // alternatives of the full names, the longest first, for a pattern
	after  string            // the same with every way they are shortened
}

func statesOf(text string) stateTable {
	t := stateTable{byName: map[string]string{}, names: map[string]string{}}
	var full, short []string
	for _, row := range strings.Split(text, "|") {
		f := strings.Fields(row)
		name, postal, press := strings.Join(f[:len(f)-2], " "), f[len(f)-2], f[len(f)-1]
		t.names[postal] = name
		t.byName[strings.ToLower(name)], t.byName[strings.ToLower(press)], t.byName[postal] = postal, postal, postal
		full = append(full, name)
		if press != name {
			short = append(short, strings.ReplaceAll(press, ".", `\.\s?`)+`\.`)
		}
		short = append(short, postal+`\b`)
	}
	sort.Slice(full, func(a, b int) bool { return len(full[a]) > len(full[b]) })
	sort.SliceStable(short, func(a, b int) bool { return len(short[a]) > len(short[b]) })
	t.full = strings.ReplaceAll(strings.Join(full, "|"), " ", `\s`)
	t.after = `(?:` + t.full + `)\b|` + strings.Join(short, "|")
	return t
}

// postal is the code of a State as it stands in a text; "" for none.
func (t stateTable) postal(name string) string {
	name = strings.Join(strings.Fields(name), " ")
	if p, ok := t.byName[name]; ok {
		return p
	}
	return t.byName[strings.ToLower(strings.ReplaceAll(strings.TrimSuffix(name, "."), ". ", "."))]
}

// cities are places that releases about this matter name without their State,
// and that are nothing else: no Jackson, no Lawrence, no Burlington.
var cities = placesOf(`Albuquerque NM|Anaheim CA|Atlanta GA|Austin TX|Bakersfield CA|Baltimore MD|Berkeley CA|Boston MA|Boulder CO|Chelsea MA|Chicago IL|Cincinnati OH|
	Cleveland OH|Dallas TX|Denver CO|Detroit MI|East Lansing MI|East Palo Alto CA|El Paso TX|Evanston IL|Fresno CA|Gaithersburg MD|Hartford CT|Hoboken NJ|
	Honolulu HI|Houston TX|Indianapolis IN|Ithaca NY|Jersey City NJ|Las Vegas NV|Los Angeles CA|Louisville KY|Louisville Metro KY|Memphis TN|Miami FL|Milwaukee WI|
	Minneapolis MN|Nashville TN|New Haven CT|New Orleans LA|New York City NY|Newark NJ|Oakland CA|Philadelphia PA|Phoenix AZ|Pittsburgh PA|Sacramento CA|
	Salt Lake City UT|San Antonio TX|San Bernardino CA|San Diego CA|San Francisco CA|San Jose CA|Santa Ana CA|Santa Fe NM|Seattle WA|Somerville MA|
	St. Louis MO|St. Paul MN|Saint Paul MN|Stockton CA|Tucson AZ|Watsonville CA|West Palm Beach FL|Worcester MA`)

// counties are those that are named without their State.
var counties = placesOf(`Alameda CA|Baltimore MD|Bernalillo NM|Broward FL|Contra Costa CA|Cook IL|Hennepin MN|King WA|Los Angeles CA|Maricopa AZ|Miami-Dade FL|Milwaukee WI|
	Monterey CA|Multnomah OR|Sacramento CA|San Bernardino CA|San Diego CA|San Francisco CA|San Mateo CA|Santa Clara CA|Sonoma CA|Travis TX`)

// oneGovernment are cities that are their own county: both names are one place.
var oneGovernment = placesOf(`Denver CO|Honolulu HI|Nantucket MA|New Orleans LA|Philadelphia PA|San Francisco CA`)

func placesOf(text string) map[string]string {
	m := map[string]string{}
	for _, row := range strings.Split(text, "|") {
		row = strings.TrimSpace(row)
		at := strings.LastIndexByte(row, ' ')
		m[strings.ToLower(row[:at])] = row[at+1:]
	}
	return m
}

// titled is a name as people write it, from however it is printed: "NEW YORK
// CITY" and "New York city" are "New York City".
func titled(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		if w == "of" || w == "the" || w == "and" {
			continue
		}
		if w == strings.ToUpper(w) || w == strings.ToLower(w) {
			up := true
			words[i] = strings.Map(func(r rune) rune {
				was := up
				up = r == '-' || r == '\''
				if was {
					return unicode.ToUpper(r)
				}
				return unicode.ToLower(r)
			}, w)
		}
	}
	return strings.Join(words, " ")
}
