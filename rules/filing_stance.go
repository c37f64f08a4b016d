package rules

import "strings"

// A judgment is who says it, whose it is and what is done with it.
type judgment struct {
	speaker, holder Side
	stance          Stance
	tier            Tier
	basis           Basis
}

// other is the side that answers.
func other(side Side) Side {
	if side == SideGovernment {
		return SideChallenger
	}
	return SideGovernment
}

// judge decides one mention from the voice of the document, the attribution in
// the sentence, the way the words point, and the verdict beside them.
func (d *document) judge(i int, at sentence, hits spans, m mention) judgment {
	owner := d.maker(d.reader.arguments[m.argument].Holder)
	voice, basis := d.voice(at)
	a := d.attributionOf(at, hits, m)
	if !a.found && d.carried.opened && d.carried.block == at.block {
		a = attribution{found: true, to: d.carried.party}
	}
	if !a.found {
		if side, ok := d.saidLater(i, at); ok {
			a = attribution{found: true, to: side}
		} else if side, ok := d.cited(at, m, voice, owner); ok {
			a = attribution{found: true, to: side}
		}
	}
	j := judgment{speaker: voice, basis: basis, tier: m.tier}
	switch voice {
	case SideCourt:
		d.ofCourt(&j, owner, a, hits, at, m)
	case SidePress:
		j.stance, j.holder = StanceRecites, holderOf(owner, a, m)
	case SideUnknown:
		d.ofUnknown(&j, owner, a, hits, at, m)
	default:
		d.ofParty(&j, owner, a, hits, at, m)
	}
	if m.conceded && m.sense == SenseFor && voice != owner {
		j.concede(owner)
	}
	switch j.stance {
	case StanceOpposes, StanceRecites, StanceNeutral:
		j.tier = TierReview
	}
	return j
}

// concede takes back what stands under "although": who grants the facts of an
// argument does not make it.
func (j *judgment) concede(owner Side) {
	switch j.stance {
	case StanceAccepts:
		j.stance = StanceNeutral
	case StanceAsserts:
		j.tier = TierReview
		if j.basis == BasisPresumed || j.basis == BasisWording {
			j.speaker, j.holder, j.stance = other(owner), other(owner), StanceOpposes
		}
	}
}

// voice is whose words the sentence holds before attributions are looked at.
func (d *document) voice(at sentence) (Side, Basis) {
	if d.author.turns != nil {
		if label := d.clean.blocks[at.block].turn; label != "" {
			if side, ok := d.author.turns[strings.ToUpper(label)]; ok && side != SideUnknown {
				return side, BasisTurn
			}
			return SideUnknown, BasisPresumed
		}
	}
	return d.author.voice, d.author.basis
}

// holderOf is whose argument a reported one is.
func holderOf(owner Side, a attribution, m mention) Side {
	if a.found && (a.to == SideGovernment || a.to == SideChallenger) {
		return a.to
	}
	if m.sense == SenseAgainst {
		return other(owner)
	}
	return owner
}

// ofCourt: a court that accepts an argument writes like the brief that makes
// it; only the kind of document tells them apart.
func (d *document) ofCourt(j *judgment, owner Side, a attribution, hits spans, at sentence, m mention) {
	accepts, rejects := d.verdict(hits, m)
	m.sense = m.written
	j.holder = owner
	party := a.found && a.to != SideCourt
	switch {
	case at.question || m.sense == SenseTopic && !party || d.supposed(hits, at, m):
		j.stance = StanceNeutral
	case party && !accepts && !rejects:
		j.stance, j.holder = StanceRecites, holderOf(owner, a, m)
	case (m.sense != SenseAgainst) != rejects:
		j.stance = StanceAccepts
	default:
		j.stance = StanceRejects
	}
}

func (d *document) ofParty(j *judgment, owner Side, a attribution, hits spans, at sentence, m mention) {
	voice := j.speaker
	foreign := a.found && a.to != voice && a.to != SideCourt
	_, rejects := d.verdict(hits, m)
	pro := m.sense != SenseAgainst
	j.holder = voice
	switch {
	case foreign && voice == owner:
		switch {
		case pro: // "Plaintiffs concede that nothing has been done": said of them, it is an argument against them
			j.stance = StanceAsserts
			if a.to == SideUnknown || m.sense == SenseTopic {
				j.stance, j.holder, j.tier = StanceRecites, owner, TierReview
			}
		case rejects:
			j.stance, j.tier = StanceAsserts, TierReview
		default:
			j.stance, j.holder = StanceRecites, holderOf(owner, a, m)
		}
	case foreign:
		j.holder = holderOf(owner, a, m)
		switch {
		case pro && (rejects || d.answered(hits, at, m)):
			j.stance = StanceOpposes
		case pro || a.to == SideUnknown:
			j.stance = StanceRecites
		default: // "the Government admits that the claims are ripe"
			j.stance, j.holder = StanceOpposes, voice
		}
	case voice == owner && pro:
		j.stance = StanceAsserts
		if at.question {
			j.tier = TierReview
		}
	case voice == owner && d.called(hits, m): // "Plaintiffs are wrong that the claims are ripe"
		j.stance, j.tier = StanceAsserts, TierReview
	case voice == owner:
		j.stance = StanceOpposes
	case voice == other(owner) && pro && m.sense == SenseFor && d.called(hits, m):
		j.stance = StanceOpposes
	case voice == other(owner):
		d.ofOther(j, owner, m)
	case m.sense == SenseTopic:
		j.stance, j.holder = StanceNeutral, owner
	case pro:
		j.stance = StanceAsserts
	default:
		j.stance = StanceOpposes
	}
	if voice == SideAmicus && j.stance != StanceRecites { // a friend of the court lends its voice to a party's argument
		j.holder = owner
		if !pro {
			j.holder = other(owner)
		}
	}
}

// ofOther: the side that usually answers the argument reports it, or mocks it.
func (d *document) ofOther(j *judgment, owner Side, m mention) {
	switch m.sense {
	case SenseAgainst:
		j.stance = StanceOpposes
	case SenseTopic:
		j.stance, j.holder = StanceNeutral, owner
	default:
		j.stance, j.holder = StanceRecites, owner
	}
}

// maker is who makes the argument in this case. Where the United States sues,
// the sides of the government's usual arguments are turned: it is the county
// that says "not ripe".
func (d *document) maker(holder Side) Side {
	if holder == SideGovernment && d.author.roles.plaintiff == SideGovernment {
		return SideChallenger
	}
	return holder
}

// ofUnknown: neither caller nor document tells whose words these are. What is
// reported is reported by somebody; what is not is presumed to come from whom
// it usually comes from, and only an excerpt, which cannot show its author, may
// alert on that.
func (d *document) ofUnknown(j *judgment, owner Side, a attribution, hits spans, at sentence, m mention) {
	var sounds manner
	if d.clean.blocks[at.block].turn == "" { // all turns together sound like nobody
		sounds = d.mannerOf()
	}
	j.basis = BasisWording
	switch {
	case sounds.side == SideCourt:
		j.speaker = SideCourt
		d.ofCourt(j, owner, a, hits, at, m)
		return
	case sounds.side == SidePress:
		j.speaker, j.stance, j.holder = SidePress, StanceRecites, holderOf(owner, a, m)
		return
	case a.found && a.to == other(owner) && m.sense == SenseFor: // "Plaintiffs concede that": said against them
		j.tier = TierReview
	case a.found && a.to == SideCourt && !sounds.own, a.found && a.to != SideCourt, !a.found && !sounds.own && (d.reported(at, hits, m) || d.dismissed(hits, m)):
		j.stance, j.holder = StanceRecites, holderOf(owner, a, m)
		return
	}
	j.basis = BasisPresumed
	switch {
	case at.question:
		j.holder, j.stance = owner, StanceNeutral
	case m.sense == SenseAgainst:
		j.speaker, j.holder, j.stance = other(owner), other(owner), StanceOpposes
	case m.sense == SenseTopic && m.tier == TierReview, d.supposed(hits, at, m):
		j.holder, j.stance = owner, StanceNeutral
	default:
		j.speaker, j.holder, j.stance = owner, owner, StanceAsserts
		if !d.author.excerpt || d.clean.blocks[at.block].turn != "" || hits.has(d.reader.speech.restate) {
			j.tier = TierReview
		}
	}
}
