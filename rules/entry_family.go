package rules

// An event is what a leading phrase says: a kind, or a family of events whose
// next words decide.
type event struct {
	kind   DocumentKind
	family family
}

// A family is a group of leading events that are read on in one way.
type family int

const (
	familyMotion family = iota + 1
	familyPetition
	familyResponse
	familyAnswer
	familyMemorandum
	familyObjection
	familyNotice
	familyOrder
	familyMinutes
	familyLetter
	familyStipulation
	familyHearing
	familyStatement
	familyReport
	familyRequest
	familySummons
	familyWithdrawal
	familySupplement
	familyAppeal
	familyCase
	familyAmicus
	familyBrief
	familyProposed
)

// read decides the kind from the words at i, the first ones after the event.
func (f family) read(e entryText, i int) DocumentKind {
	switch f {
	case familyMotion:
		return readMotion(e, i)
	case familyPetition:
		return readPetition(e, i)
	case familyResponse:
		return readResponse(e, i)
	case familyAnswer:
		return readAnswer(e, i)
	case familyMemorandum:
		return readMemorandum(e, i)
	case familyObjection:
		return readObjection(e, i)
	case familyNotice:
		return readNotice(e, i)
	case familyOrder:
		return readOrder(e, i)
	case familyMinutes:
		return readMinutes(e, i)
	case familyLetter:
		return readLetter(e, i)
	case familyStipulation:
		return readStipulation(e, i)
	case familyHearing:
		return readHearing(e, i)
	case familyStatement:
		return readStatement(e, i)
	case familyReport:
		return readReport(e, i)
	case familyRequest:
		return readRequest(e, i)
	case familySummons:
		return readSummons(e, i)
	case familyWithdrawal:
		return readWithdrawal(e, i)
	case familySupplement:
		return readSupplement(e, i)
	case familyAppeal:
		return readAppeal(e, i)
	case familyCase:
		return readCase(e, i)
	case familyAmicus:
		return readAmicus(e, i)
	case familyBrief:
		return readBrief(e, i)
	case familyProposed:
		return readProposed(e, i)
	}
	return KindUnknown
}
