package rules

// A Side says who filed a paper or who speaks in it. The set is closed.
type Side string

// The sides. Government is the federal executive, its officers and agencies,
// whatever its role in the case: defendant, plaintiff or amicus. Challenger is
// who sues it, or whom it sues. Where it is no party there are a plaintiff and
// a defendant.
const (
	SideUnknown    Side = "unknown"
	SideGovernment Side = "government"
	SideChallenger Side = "challenger"
	SidePlaintiff  Side = "plaintiff"
	SideDefendant  Side = "defendant"
	SideCourt      Side = "court"
	SideAmicus     Side = "amicus"
	SideIntervenor Side = "intervenor"
)

// Sides returns the closed set in its published order, unknown last.
func Sides() []Side {
	return []Side{
		SideGovernment, SideChallenger, SidePlaintiff, SideDefendant, SideCourt, SideAmicus, SideIntervenor, SideUnknown,
	}
}
