package docket

// A Role is the side the federal government takes in one case. Roles are per
// case: in United States v. Illinois the government is the plaintiff.
type Role string

// The roles of the federal government in a case.
const (
	RoleUnknown   Role = ""
	RoleDefendant Role = "defendant"
	RolePlaintiff Role = "plaintiff"
	RoleAmicus    Role = "amicus"
)

// A Case is what a user watches: one or several dockets (the district court's,
// the appeal's, a sibling's) under one name.
type Case struct {
	Name       string // as the user calls it: "Santa Clara v. Trump"
	Dockets    []DocketRef
	Government Role
	Labels     []string // "EO 13768", "DOJ suit"
	Notify     []string // names of destinations; empty means every general one
}

// A DocketRef names one docket: a court and a docket number in it. The number
// alone names nothing: 1:25-cv-04084 is one case in E.D.N.Y. and another in
// N.D. Ill.
type DocketRef struct {
	Court  string // CourtListener id
	Number Number
}

// Key is the identity of the docket.
func (r DocketRef) Key() DocketKey { return KeyOf(r.Court, r.Number) }
