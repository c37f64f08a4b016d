package rules

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// JurisdictionKind says what sort of place answers for itself. The set is closed.
type JurisdictionKind string

// The kinds. Unclear is a name that two places share, New York the State and New
// York the city, where the text does not say which: it is nobody's party.
const (
	JurisdictionState   JurisdictionKind = "state"
	JurisdictionCounty  JurisdictionKind = "county"
	JurisdictionCity    JurisdictionKind = "city"
	JurisdictionUnclear JurisdictionKind = "unclear"
)

// A Jurisdiction is a State, a county or a city, under one name however it is
// written: "City and County of San Francisco" and "San Francisco" are one.
type Jurisdiction struct {
	Name  string // "Cook", "Chicago", "Illinois"
	Kind  JurisdictionKind
	State string // postal code; "" where nothing tells
}

// String is the name by which people and the ledger know it: "Cook County, IL".
// Equal strings are one jurisdiction.
func (j Jurisdiction) String() string {
	name := j.Name
	if j.Kind == JurisdictionCounty {
		name += " County"
	}
	if j.State == "" || j.Kind == JurisdictionState || j.Kind == JurisdictionUnclear {
		return name
	}
	return name + ", " + j.State
}

// A Named is a jurisdiction where a text names it.
type Named struct {
	Jurisdiction
	Agency string // the State's agency, where that is what is named: "California Board of State and Community Corrections"
	Aimed  bool   // the release says that something is done to it; else it is only spoken of
	Mark
	at part // in the printed text
}

const (
	nameOfPlace = `(?:(?:St|Ste|Ft|Mt)\.\s)?[A-Z][A-Za-z'-]+(?:\s(?:de\s|la\s|del\s)?[A-Z][A-Za-z'-]+){0,3}`
	capitalised = `[A-Z][\w'-]+`
)

// forms are the ways of naming a place, the surest first: a word that stands in
// every match, and the pattern. The groups are named. They are compiled when the
// first release is read.
var forms = sync.OnceValue(func() []placeForm {
	return compileForms(
		"City", `\b(?:City\s(?:and|&)\sCounty|Consolidated\sCity)\sof\s(?P<city>`+nameOfPlace+`)(?:,\s(?P<state>`+states.after+`))?`,
		" of ", `\b(?:City|Town|Village|Township|Borough)\sof\s(?P<city>`+nameOfPlace+`)(?:,\s(?P<state>`+states.after+`))?`,
		"County", `\bCounty\sof\s(?P<county>`+nameOfPlace+`)(?:,\s(?P<state>`+states.after+`))?`,
		" of ", `\b(?:State|Commonwealth|Territory)\sof\s(?P<whole>`+states.full+`)\b`,
		"", `\b(?P<county>`+nameOfPlace+`)\s(?:County|Parish)\b(?:,\s(?P<state>`+states.after+`))?`,
		" of ", `\b(?P<cities>(?i:cities|towns))\sof\s(?P<list>`+nameOfPlace+`(?:,\s(?:and\s)?`+nameOfPlace+`)*(?:,?\sand\s`+nameOfPlace+`)?)`,
		"ounties", `\b(?P<counties>(?i:counties))\sof\s(?P<list>`+nameOfPlace+`(?:,\s(?:and\s)?`+nameOfPlace+`)*(?:,?\sand\s`+nameOfPlace+`)?)`,
		",", `\b(?P<city>`+nameOfPlace+`),\s(?P<state>`+states.after+`)`,
		"", `\b(?P<known>`+namesOf(cities)+`)\b`,
		"", `\b(?P<whole>`+states.full+`)\b`,
		"D.C", `\b(?P<whole>D\.C\.)`,
	)
})

type placeForm struct {
	stem                                              string // stands in every match; "" where none does
	pattern                                           *regexp.Regexp
	city, county, state, whole, known, list, counties int // groups; -1 for none
}

func compileForms(patterns ...string) []placeForm {
	var list []placeForm
	for i := 0; i < len(patterns); i += 2 { // a stem, and its pattern
		re := regexp.MustCompile(patterns[i+1])
		list = append(list, placeForm{patterns[i], re, re.SubexpIndex("city"), re.SubexpIndex("county"), re.SubexpIndex("state"), re.SubexpIndex("whole"),
			re.SubexpIndex("known"), re.SubexpIndex("list"), re.SubexpIndex("counties")})
	}
	return list
}

// namesOf are the alternatives of a pattern that finds any of the places, the longest first.
func namesOf(places map[string]string) string {
	var list []string
	for name := range places {
		list = append(list, regexp.QuoteMeta(titled(name)))
	}
	slices.SortFunc(list, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return strings.ReplaceAll(strings.Join(list, "|"), " ", `\s`)
}

var (
	// beforePlace: what follows is a court, a school or a bank, and no jurisdiction.
	beforePlace = regexp.MustCompile(`(?:Districts?|University|Bank|College|Diocese|Archdiocese|Bishop|Reserve|Gulf|Lake|Port|Army|Battle)\s(?:of|for)\s(?:the\s)?$|\b(?:Northern|Southern|Eastern|Western|Central|Middle)\s$|\b[Ff]ormer\s$|\b[Cc]ourt(?:house)?\s(?:in|for|sitting\sin)\s(?:the\s)?$|\bfiled\s(?:today\s)?in\s$|\b(?:District|Court)\s(?:\S+\s){0,4}in\s$`)
	// afterPlace: a newspaper, an office of the government itself, a team.
	afterPlace  = regexp.MustCompile(`^\s(?:Times|Post|Tribune|Globe|Chronicle|Herald|Inquirer|Register|Examiner|Journal|Daily|Magazine|University|College|(?:Regional\s|District\s)?(?:Field\s)?Office|Field\sDivision|Division|Strike\sForce|Task\sForce|HIDTA|Avenue|Street|Bay|River|Airport|Man|Men|Woman|Women|Residents?|Natives?|Company|Firm|Doctor|Landlords?|Employer|Businessman|(?i:cities|counties|towns|municipalities|localities|jurisdictions|sheriffs?|jails?|mayors?)|Army|Air\sNational|National\sGuard|Community\sCollege)\b`)
	dateline    = regexp.MustCompile(`^\s{0,2}(?:\([^)]{1,20}\)\s)?-{1,2}\s`)
	agencyTail  = regexp.MustCompile(`^\s(?:(?:` + capitalised + `|of|and|for|the|on|&)\s?)*(?:Board|Department|Office|Commission|Agency|Division|Council|Authority|Bureau|Police|Patrol|Service|Services|Administration)\b(?:\s(?:of|for|on)(?:\s(?:` + capitalised + `|and|of|the|&)){1,8})?`)
	stateBefore = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?:` + states.full + `),?(?:\sand)?\s$`) })
	stateAfter  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^,?(?:\sand)?\s(?:` + states.full + `)\b`) })
	connectors  = regexp.MustCompile(`,\s(?:and\s)?|,?\sand\s`)
	notOfName   = set(`The A An And In On For Of To By From Under Over With Against Its His Her Mayor Governor Sheriff Attorney Council Police Department Office Board Trust Executive General
		President Secretary Director Chief Judge Senator Representative Congressman January February March April May June July August September October November December
		Monday Tuesday Wednesday Thursday Friday Saturday Sunday Letter Letters Says Sues Sends Files Announces Demands Document Documents Subpoena Request Requests Policies Policy
		Sanctuary Ordinance Law Laws Order Public School Schools Housing Fire Jail Over Regarding Concerning Who Which That Has Have Is Are Was Were Will Must Justice Federal
		US U.S County City Counties Cities State States District v vs et al Democrats Republicans`)
)

// placesIn finds the jurisdictions that one field names, in the order of the text.
func placesIn(p *released) []Named {
	var found []Named
	for _, x := range p.parts {
		found = append(found, placesOfPart(p, x)...)
	}
	return found
}

func placesOfPart(p *released, x part) []Named {
	text := shouted(p.text[x.start:x.end])
	var found []Named
	var taken []part
	for _, form := range forms() {
		if !strings.Contains(text, form.stem) {
			continue
		}
		for _, at := range form.pattern.FindAllStringSubmatchIndex(text, -1) {
			if slices.ContainsFunc(taken, func(t part) bool { return at[0] < t.end && t.start < at[1] }) {
				continue
			}
			for _, n := range form.read(text, at) {
				taken = append(taken, n.at) // also where it does not stand: "Trenton, New Jersey" does not leave New Jersey
				if !stands(text, n) {
					continue
				}
				n.at.start, n.at.end = n.at.start+x.start, n.at.end+x.start
				n.Mark = p.mark(n.at.start, n.at.end)
				found = append(found, n)
			}
		}
	}
	slices.SortFunc(found, func(a, b Named) int { return a.at.start - b.at.start })
	return found
}

// stands reports whether a name is used for the jurisdiction.
func stands(text string, n Named) bool {
	before, after := text[max(0, n.at.start-40):n.at.start], text[n.at.end:min(len(text), n.at.end+60)]
	if beforePlace.MatchString(before) || afterPlace.MatchString(after) {
		return false
	}
	if n.at.start < 3 && dateline.MatchString(after) { // "SAN FRANCISCO - The Department"
		return false
	}
	if n.Name == "Washington" && n.Kind == JurisdictionState { // mostly the seat of government
		alone := strings.Trim(text, " \n-•") == "Washington"
		return alone || strings.HasPrefix(after, " State") || strings.HasSuffix(before, "tate of ") || strings.HasPrefix(text[n.at.start:], "State of ") || amongStates(before, after) ||
			strings.HasSuffix(strings.TrimRight(before, " "), "v.")
	}
	return true
}

// amongStates: States stand on both sides of it, as in a list.
func amongStates(before, after string) bool {
	return stateBefore().MatchString(before) || stateAfter().MatchString(after)
}

// read makes jurisdictions of a match.
func (f placeForm) read(text string, at []int) []Named {
	has := func(group int) bool { return group >= 0 && at[2*group] >= 0 }
	state, end := "", at[1]
	if has(f.state) {
		state = text[at[2*f.state]:at[2*f.state+1]]
	}
	switch {
	case has(f.list):
		kind := JurisdictionCity
		if has(f.counties) {
			kind = JurisdictionCounty
		}
		return listed(text, at[2*f.list], at[2*f.list+1], kind)
	case has(f.whole):
		return []Named{stateIn(text, at[0], at[2*f.whole], at[2*f.whole+1])}
	case has(f.known):
		return []Named{{Jurisdiction: cityOf(text[at[0]:end], ""), at: part{at[0], end}}}
	}
	group, make := f.city, cityOf
	if !has(group) {
		group, make = f.county, countyOf
	}
	from, to := at[2*group], at[2*group+1]
	if from > at[0] { // "City of", "County of" go before the name
		stop := shortest(text, from, to)
		if stop == from {
			return nil
		}
		if stop < to {
			state, end = "", stop
		}
		return []Named{{Jurisdiction: make(text[from:stop], state), at: part{at[0], end}}}
	}
	if from = latest(text, from, to); from == to {
		return nil
	}
	name := text[from:to]
	cityToo := name == "Washington" || name == "New York" && states.postal(state) == "NY"
	if has(f.city) && states.byName[strings.ToLower(name)] != "" && !cityToo {
		return nil // "California, Georgia and": a list of States
	}
	if known := cities[strings.ToLower(name)]; has(f.city) && states.postal(state) == "NY" && known != "" && known != "NY" { // "New Orleans, New York and"
		state, end = "", to
	}
	return []Named{{Jurisdiction: make(name, state), at: part{from, end}}}
}

// stateIn is a State, or its agency where one is named.
func stateIn(text string, start, from, to int) Named {
	postal := states.postal(text[from:to])
	n := Named{Jurisdiction: Jurisdiction{states.names[postal], JurisdictionState, postal}, at: part{start, to}}
	if tail := agencyTail.FindString(text[to:]); tail != "" {
		n.Agency, n.at = strings.Join(strings.Fields(text[from:to]+tail), " "), part{from, to + len(tail)}
	}
	if postal == "NY" && n.Agency == "" && start == from && !strings.HasPrefix(text[to:], " State") {
		n.Kind = JurisdictionUnclear
	}
	return n
}

// eachWord calls with the words between two places of a text, until told to stop.
func eachWord(text string, from, to int, each func(start, end int) bool) {
	for from < to {
		for from < to && isGap(text[from]) {
			from++
		}
		start := from
		for from < to && !isGap(text[from]) {
			from++
		}
		if start < from && !each(start, from) {
			return
		}
	}
}

// shortest is where a name ends that begins at from: "Boston" of "Boston Police
// Department", "Chicago" of "Chicago's Welcoming City".
func shortest(text string, from, to int) int {
	stop, known := from, from
	eachWord(text, from, to, func(_, end int) bool { // "Jersey City" of "Jersey City Council"
		if cities[strings.ToLower(strings.Join(strings.Fields(text[from:end]), " "))] != "" {
			known = end
		}
		return true
	})
	if known > from {
		return known
	}
	eachWord(text, from, to, func(start, end int) bool {
		word := text[start:end]
		if notOfName[titled(word)] {
			return false
		}
		stop = end
		if strings.HasSuffix(word, "'s") {
			stop -= 2
			return false
		}
		return true
	})
	return stop
}

// latest is where a name begins that ends at to: "Cook" of "In Cook".
func latest(text string, from, to int) int {
	eachWord(text, from, to, func(start, end int) bool {
		word := titled(text[start:end])
		if word == "City" && start > from {
			return true // "Kansas City"
		}
		if notOfName[word] || strings.HasSuffix(text[start:end], "'s") {
			for from = end; from < to && isGap(text[from]); {
				from++
			}
		}
		return true
	})
	return from
}

// listed reads "Newark, Jersey City and Hoboken".
func listed(text string, from, to int, kind JurisdictionKind) []Named {
	var found []Named
	add := func(start, end int) {
		stop := shortest(text, start, end)
		if stop == start || states.byName[strings.ToLower(text[start:stop])] != "" && text[start:stop] != "New York" {
			return
		}
		j := cityOf(text[start:stop], "")
		if kind == JurisdictionCounty {
			j = countyOf(text[start:stop], "")
		}
		found = append(found, Named{Jurisdiction: j, at: part{start, stop}})
	}
	start := from
	for _, c := range connectors.FindAllStringIndex(text[from:to], -1) {
		add(start, from+c[0])
		start = from + c[1]
	}
	add(start, to)
	return found
}

// cityOf is the city of a name, and its State where the text or the name tells.
func cityOf(name, state string) Jurisdiction {
	name = titled(strings.Join(strings.Fields(name), " "))
	postal := states.postal(state)
	known := cities[strings.ToLower(name)]
	switch {
	case name == "Washington" && (postal == "DC" || postal == ""):
		return Jurisdiction{"District of Columbia", JurisdictionState, "DC"}
	case name == "New York":
		name, known = "New York City", "NY"
	case name == "Louisville Metro":
		name = "Louisville"
	case name == "Saint Paul":
		name = "St. Paul"
	}
	if postal == "" {
		postal = known
	}
	return Jurisdiction{name, JurisdictionCity, postal}
}

func countyOf(name, state string) Jurisdiction {
	name = titled(strings.Join(strings.Fields(name), " "))
	postal := states.postal(state)
	if postal == "" {
		postal = counties[strings.ToLower(name)]
	}
	if s, ok := oneGovernment[strings.ToLower(name)]; ok && (postal == "" || postal == s) {
		return Jurisdiction{name, JurisdictionCity, s}
	}
	if name == "Orleans" && postal == "LA" {
		return Jurisdiction{"New Orleans", JurisdictionCity, "LA"}
	}
	return Jurisdiction{name, JurisdictionCounty, postal}
}

// shouted is a text in capitals as it would be printed otherwise; another text
// is left alone. No byte moves.
func shouted(text string) string {
	lower, upper := false, 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= 0x80 {
			return text
		}
		lower = lower || c >= 'a' && c <= 'z'
		if c >= 'A' && c <= 'Z' {
			upper++
		}
	}
	if lower || upper < 12 {
		return text
	}
	b := []byte(strings.ToLower(text))
	up := true
	for i, c := range b {
		if c >= 'a' && c <= 'z' && up {
			b[i] = c - 'a' + 'A'
		}
		up = c == ' ' || c == '-' || c == '"' || c == '(' || c == '.' || c == '\n'
	}
	s := string(b)
	for _, small := range []string{" Of ", " And ", " The "} {
		s = strings.ReplaceAll(s, small, strings.ToLower(small))
	}
	return s
}
