package rules

import "strings"

// federalNames reports whether the names hold the federal executive: the United
// States, a department, an agency, or an officer by full name. "American
// Federation of Government Employees" and "Former Government Officials" do not.
// An officer with a common name counts only where others are to be expected.
func federalNames(names []word, expected bool) bool {
	start := 0
	for i := range names {
		if i > 0 && len(names[i].before) > 0 && (names[i].before[0] == ',' || names[i].before[0] == ';') {
			start = i
		}
		if federalAt(names, start, i, expected) {
			return true
		}
	}
	return false
}

// federalAt reports whether a federal name begins at i, in a name that begins
// at start.
func federalAt(names []word, start, i int, expected bool) bool {
	for n := start; n < i; n++ {
		if w := names[n].text; w == "former" || w == "ex" {
			return false
		}
	}
	if surelyFederal(names, start, i) {
		return true
	}
	if _, length := departments.longest(names[i:]); length > 0 {
		return !ownedByState(names, start, i)
	}
	return officerAt(names, i, expected)
}

func surelyFederal(names []word, start, i int) bool {
	switch names[i].text {
	case "usa", "usdhs", "usdoj", "government", "govt":
		return wholeName(names, start, i)
	case "united":
		if i+1 < len(names) && names[i+1].text == "states" {
			return endsOrAgency(names, i+2)
		}
		return false
	case "us":
		return i == start && i+1 == len(names) && len(names) <= 3 || i+1 < len(names) && governing[names[i+1].text]
	case "u":
		return i+1 < len(names) && names[i+1].text == "s" && (i+2 == len(names) && names[i].before == "" && len(names) <= 3 || i+2 < len(names) && governing[names[i+2].text])
	}
	_, length := agencies.longest(names[i:])
	return length > 0
}

// wholeName reports whether the word is a name of its own: "by USA", not
// "Hetero USA, Inc." or "Former Government Officials".
func wholeName(names []word, start, i int) bool {
	if i > start {
		switch w := names[i-1].text; {
		case w == "the", w == "and", roleWords[w] != 0:
		default:
			return false
		}
	}
	if i+1 == len(names) {
		return true
	}
	next := names[i+1]
	if next.before != "" {
		return next.text != "inc" && next.text != "llc" && next.text != "ltd" && next.text != "lp"
	}
	return next.text == "and" || next.text == "as" || next.text == "ex" || next.text == "et"
}

// endsOrAgency reports whether "United States" ends its name here or goes on as
// an agency's: not "United States Conference of Mayors" or "United States Steel".
func endsOrAgency(names []word, i int) bool {
	if i >= len(names) || names[i].before != "" && names[i].before != "'" {
		return true
	}
	switch w := names[i].text; w {
	case "of":
		return true
	case "and", "by", "ex", "et", "as", "v", "through", "on":
		return true
	default:
		return governing[w]
	}
}

// governing are the words that follow "U.S." in the name of an agency.
var governing = wordSet(`department dept attorney attorneys attorney's immigration customs citizenship environmental marshal marshals army navy air coast office
	small postal agency bureau secret trade nuclear securities office's general fish forest government probation parole international`)

// agencies are federal wherever they stand.
var agencies = func() phraseBook[bool] {
	l := phraseBook[bool]{}
	l.enter(true, `department of homeland security, dept of homeland security, dhs, fema, federal emergency management, immigration and customs enforcement, ice,
		customs and border protection, cbp, citizenship and immigration services, uscis, office of management and budget, omb, office of personnel management, opm,
		office of the director of national intelligence, director of national intelligence, federal bureau of, fbi, environmental protection agency, social security administration,
		commissioner of social security, commissioner social security, acting commissioner of social security, internal revenue service, irs, national science foundation,
		national institutes of health, office of justice programs, bureau of justice assistance, bureau of prisons, federal bureau of prisons, solicitor general, general services administration,
		small business administration, securities and exchange commission, federal trade commission, federal communications commission, federal aviation administration,
		federal highway administration, federal transit administration, federal railroad administration, drug enforcement administration, bureau of alcohol,
		executive office for immigration, executive office of the president, secretary of homeland security, attorney general of the united states, president of the united states,
		secretary of the united states, department of government efficiency, doge, corporation for national and community service, americorps, institute of museum and library,
		national endowment for, national labor relations board, equal employment opportunity commission, securities & exchange commission, army corps of engineers, white house,
		united states of america, secretary of health and human, secretary of housing and urban, doj, hhs, federal defendants, government defendants, consumer financial protection bureau,
		food and drug administration, centers for medicare, centers for disease control, national oceanic, transportation security administration, bureau of land management,
		national park service, fish and wildlife service, forest service, federal housing finance agency, federal energy regulatory commission, nuclear regulatory commission,
		patent and trademark office, merit systems protection board, office of special counsel, federal election commission, secretary of veterans affairs`)
	return l
}()

// departments are federal unless a state's name stands before.
var departments = func() phraseBook[bool] {
	l := phraseBook[bool]{}
	const of = `justice, state, education, labor, transportation, agriculture, commerce, energy, the interior, interior, the treasury, treasury,
		defense, war, veterans affairs, health and human services, housing and urban development, homeland security`
	for _, name := range strings.Split(of, ",") {
		l.enter(true, "department of "+name)
		l.enter(true, "dept of "+name)
	}
	l.enter(true, "office of refugee resettlement")
	return l
}()

// ownedByState reports whether the name before the department is a state's:
// "California Department of Justice", "New York State Department of Labor".
func ownedByState(names []word, start, i int) bool {
	for n := start; n < i; n++ {
		switch w := names[n].text; {
		case stateNames[w], w == "state", w == "city", w == "county", w == "commonwealth":
			if n == 0 || names[n-1].text != "united" {
				return true
			}
		}
	}
	return false
}

var stateNames = wordSet(`alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas
	kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada hampshire jersey mexico york carolina dakota
	ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming`)

// officerAt reports whether the surname of a federal officer stands at i with the
// officer's first name before it.
func officerAt(names []word, i int, expected bool) bool {
	firsts, ok := officers[names[i].text]
	if !ok || firsts.common && !expected {
		return false
	}
	for n := i - 1; n >= max(0, i-3); n-- {
		if names[n+1].before != "" && names[n+1].before[0] == ',' {
			return false
		}
		for _, first := range firsts.names {
			if names[n].text == first {
				return true
			}
		}
	}
	return false
}

// headedBy reports whether one side of a caption is headed by a federal officer
// alone: "Santa Clara v. Trump", "Illinois v. Noem". Common surnames count only
// against a public body or an association: "King County v. Turner".
func headedBy(names []word, againstBody bool) bool {
	if len(names) == 0 {
		return false
	}
	i := 0
	for i+1 < len(names) && (names[i].text == "president" || names[i].text == "attorney" || names[i].text == "general" || names[i].text == "secretary") {
		i++
	}
	o, ok := officers[names[i].text]
	if !ok || i+1 < len(names) && names[i+1].text != "et" && names[i+1].before == "" {
		return false
	}
	return againstBody || !o.common
}
