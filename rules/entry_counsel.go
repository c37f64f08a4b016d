package rules

// counselSide is the side of a lawyer who is known from the watched cases: an
// entry that names no filer is still signed. SideUnknown for all others.
func counselSide(signature string) Side {
	side, ok := counsel[signature]
	if !ok {
		return SideUnknown
	}
	return side
}

// counsel are lawyers of record in the published dockets of the cases about
// Executive Orders 13768, 13769, 13780 and 14159, as CM/ECF signs for them.
var counsel = map[string]Side{
	"Readler, Chad": SideGovernment, "Simpson, W": SideGovernment, "Simpson, W.": SideGovernment, "Simpson, William": SideGovernment,
	"Tyler, John": SideGovernment, "Buckingham, Stephen": SideGovernment, "Shumate, Brett": SideGovernment, "Stretch, Brian": SideGovernment,
	"Winslow, Sara": SideGovernment, "Stern, Mark": SideGovernment, "Tenny, Daniel": SideGovernment, "Hinshelwood, Brad": SideGovernment,
	"Bennett, Michelle": SideGovernment, "Garg, Arjun": SideGovernment, "Swingle, Sharon": SideGovernment, "Byron, H.": SideGovernment,
	"Murphy, Anne": SideGovernment, "Reuveni, Erez": SideGovernment, "Ensign, Drew": SideGovernment, "Flentje, August": SideGovernment,
	"Katyal, Neal": SideChallenger, "Jadwat, Omar": SideChallenger, "Lee, Mollie": SideChallenger, "Flynn, Ronald": SideChallenger,
	"Eisenberg, Sara": SideChallenger, "Chiu, David": SideChallenger, "Herrera, Dennis": SideChallenger, "Williams, James": SideChallenger,
	"Keker, John": SideChallenger, "Harris, Cody": SideChallenger, "Hansen, Greta": SideChallenger, "LoPresti, Tony": SideChallenger,
	"Goldstein, Danielle": SideChallenger,
}
