package rules_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// The parts of sentences that briefs and opinions are full of and that make none
// of the arguments: procedure, statutes, merits, other fields of law. Some hold
// the arguments' own words in another sense.
var (
	saidBy = []string{"The Secretary", "The district court", "The agency", "Congress", "The panel", "The magistrate judge", "The County", "The Administrator", "The Department", "The jury", "The State", "The contractor"}
	didIt  = []string{
		"issued a notice of proposed rulemaking and received %d comments", "denied the motion to compel as premature after %d days", "ordered briefing within %d days",
		"reviewed %d applications for asylum", "awarded %d grants for community policing", "extended the time to answer by %d days", "found %d violations at the plant",
		"held a hearing that lasted %d hours", "remanded the claim for benefits after %d months", "approved %d site plans for timber sales", "had not yet filed the administrative record when %d days had passed",
		"brought %d enforcement actions against unregistered brokers", "took no position on the %d motions for leave to file", "granted %d extensions of time",
		"heard testimony from %d witnesses", "concluded that the petition was ripe for decision and set it for day %d", "rejected %d of the objections to discovery as premature",
		"enforced the consent decree for %d years", "paid %d invoices under the contract", "revised %d pages of the manual",
	}
	because = []string{
		"because the statute requires it", "although the parties had stipulated otherwise", "under Rule %d of the Federal Rules of Civil Procedure", "in the exercise of its discretion",
		"as the record shows at page %d", "after notice and comment", "and the Court of Appeals affirmed", "consistent with the decision of %d years before", "over a dissent",
		"since no answer had been filed", "in a habeas proceeding that was premature by %d days", "before the retirement of its chief clerk",
	}
	plainly = []string{
		"See Chevron, U.S.A., Inc. v. NRDC, Inc., 467 U.S. 837, %d (1984).", "Id. at %d.", "The standard of review is de novo.", "A preliminary injunction is an extraordinary remedy, and the balance of equities decides it.",
		"Plaintiffs have not shown a likelihood of irreparable harm, and that alone is enough to deny their motion.", "The public interest lies in the enforcement of federal law.",
		"The complaint has %d paragraphs and names %d defendants.", "That reading gives every word of the section its effect.", "The parties dispute whether the exemption applies to documents of this kind.",
		"The indictment charges %d counts of wire fraud.", "Removal under 28 U.S.C. § 1441 was proper, and the motion to remand was denied.", "The premature infants in the study were followed for %d months.",
		"Venue lies in this district because a substantial part of the events occurred here.", "The matter is fully briefed and ripe for decision.", "His sentence was not yet final when the petition was filed.",
		"The Freedom of Information Act does not require the agency to create records.", "Local law enforcement may ask for a judicial warrant before it detains anyone.",
		"The grant program was created in 2005 and has been reauthorized %d times.", "The witness did not know what the contractor would do.", "The appeal was dismissed as moot %d months later.",
		"Defendants produced %d pages and withheld %d as privileged.", "The Secretary has not waived the privilege.", "Nothing in Rule %d suggests otherwise.", "The board has no power to award fees in such a case.",
		"No party has objected to the report of the special master.", "The officer had no warrant and no probable cause.", "The panel held that the claim accrued in %d.", "The treaty has not been ratified.",
	}
)

// generatedSentences makes paragraphs of a few sentences each, n of them, the
// same ones every time.
func generatedSentences(n int) []string {
	random := rand.New(rand.NewPCG(2017, 13768)) //nolint:gosec // the same text every time is the point
	pick := func(list []string) string {
		s := list[random.IntN(len(list))]
		for strings.Contains(s, "%d") {
			s = strings.Replace(s, "%d", fmt.Sprint(2+random.IntN(400)), 1)
		}
		return s
	}
	out := make([]string, n)
	for i := range out {
		var b strings.Builder
		for range 1 + random.IntN(4) {
			if random.IntN(3) == 0 {
				b.WriteString(pick(plainly) + " ")
				continue
			}
			fmt.Fprintf(&b, "%s %s %s. ", pick(saidBy), pick(didIt), pick(because))
		}
		out[i] = strings.TrimSpace(b.String())
	}
	return out
}
