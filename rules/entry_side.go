package rules

import "strings"

// filerOf says which side filed an entry of this kind.
func filerOf(e entryText, kind DocumentKind, c caption, parties []Party) Side {
	if madeByCourt(kind) || e.void {
		return SideCourt
	}
	cl, named := e.filerClause(kind)
	if kind == KindTranscript && !named {
		return SideCourt
	}
	if named {
		if side := sideOf(cl.words, e, kind, c, parties); side != SideUnknown {
			return side
		}
	}
	return presumed(e, kind, c)
}

// sideOf says which side the names stand for.
func sideOf(names []word, e entryText, kind DocumentKind, c caption, parties []Party) Side {
	for _, p := range parties {
		if named(names, p.Name) {
			return p.Side
		}
	}
	role := firstRoleOf(names)
	if role == appealRole && len(names) == 1 {
		return e.otherThan(names[0].text, kind, c, parties)
	}
	switch {
	case c.federalAmong(names):
		return SideGovernment
	case role == intervenorRole:
		return SideIntervenor
	case kind == KindAmicusBrief || role == amicusRole || e.aboutAmici(kind) && c.matches(names) == 0:
		return SideAmicus
	case role == leftRole:
		return c.suing(e)
	case role == rightRole:
		return c.sued
	}
	if m := c.matches(names); m != 0 && role != firstRole && role != secondRole {
		return c.placed(m, e)
	}
	switch {
	case role == firstRole:
		return c.placed(-1, e)
	case role == secondRole:
		return c.placed(+1, e)
	case e.toIntervene(kind):
		return SideIntervenor
	case role == otherRole, e.signedBy(names):
		return SideUnknown
	case c.federal() && len(names) > 0:
		return SideChallenger
	}
	return c.unplaced(names, e, kind)
}

// federalAmong reports whether the government files. In a joint paper the first
// name decides; beside a state, an officer's name may be from the days when the
// officer was the state's.
func (c caption) federalAmong(names []word) bool {
	if !federalNames(names, c.federal()) {
		return false
	}
	first := firstName(names)
	if c.federalLeft && publicBody(names) {
		return federalNames(first, false)
	}
	return federalNames(first, c.federal()) || !publicBody(first)
}

// firstName is the first of several names.
func firstName(names []word) []word {
	for i, w := range names {
		if i > 0 && w.before != "" && (w.before[0] == ',' || w.before[0] == ';') {
			return names[:i]
		}
	}
	return names
}

// unplaced is the side of a party whom the caption does not name, by what the
// paper does.
func (c caption) unplaced(names []word, e entryText, kind DocumentKind) Side {
	dismissal := e.has(0, 30, "dismiss")
	switch {
	case kind == KindAnswer, kind == KindMotionToDismiss, dismissal && (kind == KindMemorandumSupport || kind == KindReply || e.has(0, 4, "support")):
		return c.sued
	case kind == KindMotionOther && e.has(0, 20, "answer") && e.has(0, 20, "time"):
		return c.sued
	case kind == KindComplaint, dismissal && kind == KindOpposition:
		return c.suing(e)
	case onePerson(c.left) && firm(names), publicBody(c.left) && !publicBody(names):
		return c.sued // co-plaintiffs of a person are persons, those of a state are states
	case publicBody(c.right) && !publicBody(names):
		return c.suing(e)
	}
	return SideUnknown
}

// otherThan is the side of the appellant or appellee who is named by role only,
// where the text names the other: "APPELLEE'S BRIEF FILED. Reply Brief due for
// Appellant Jane Doe".
func (e entryText) otherThan(role string, kind DocumentKind, c caption, parties []Party) Side {
	other := " appellee "
	if strings.HasPrefix(role, "appellee") {
		other = " appellant "
	}
	at := strings.Index(e.lower, other)
	if at < 0 {
		return SideUnknown
	}
	names := e.name(at + 1)
	if len(names) < 2 {
		return SideUnknown
	}
	switch sideOf(names, e, kind, c, parties) {
	case SideGovernment:
		return SideChallenger
	case SideChallenger:
		return SideGovernment
	case SidePlaintiff:
		return SideDefendant
	case SideDefendant:
		return SidePlaintiff
	}
	return SideUnknown
}

// presumed is the side where no name tells: who files complaints sues, who
// answers them is sued, and the lawyers of the watched cases are known.
func presumed(e entryText, kind DocumentKind, c caption) Side {
	if e.aboutAmici(kind) {
		return SideAmicus
	}
	switch kind {
	case KindComplaint:
		if !e.has(0, 8, "counterclaim", "counterclaims", "crossclaim", "crossclaims", "third") {
			return c.suing(e)
		}
	case KindAnswer:
		if !e.has(0, 8, "counterclaim", "counterclaims", "crossclaim", "crossclaims") {
			return c.sued
		}
	case KindAmicusBrief:
		return SideAmicus
	case KindAppeal:
		if e.has(0, 8, "certiorari", "review") {
			return c.placed(-1, e)
		}
	case KindMotionOther, KindMotionPITRO:
		if e.has(0, 1, "application") && e.has(2, 50, "justice") {
			return c.placed(-1, e)
		}
	}
	if c.federal() {
		return counselSide(e.signature)
	}
	return SideUnknown
}

// firstRoleOf is the first role that the names carry. An intervening plaintiff
// is an intervenor unless plaintiffs are named before.
func firstRoleOf(names []word) roleWord {
	for i, w := range names {
		if i > 12 {
			break
		}
		role := roleWords[w.text]
		if role == 0 {
			continue
		}
		if i+1 < len(names) && roleWords[names[i+1].text] == intervenorRole {
			return intervenorRole
		}
		return role
	}
	return 0
}

// aboutAmici reports whether the paper asks to be heard as a friend of the court.
func (e entryText) aboutAmici(kind DocumentKind) bool {
	if kind != KindMotionOther && kind != KindAppearance && kind != KindNotice && kind != KindProHacVice {
		return false
	}
	return e.has(0, 25, "amicus", "amici")
}

// signedBy reports whether the name is that of the lawyer who signed: a lawyer is
// no party.
func (e entryText) signedBy(names []word) bool {
	last, first, ok := strings.Cut(lowered(e.signature), ",")
	if !ok || len(names) > 5 {
		return false
	}
	first, _, _ = strings.Cut(strings.TrimSpace(first), " ")
	var hasLast, hasFirst bool
	for _, w := range names {
		hasLast = hasLast || strings.HasSuffix(last, w.text)
		hasFirst = hasFirst || w.text == first
	}
	return hasLast && hasFirst
}

func (e entryText) toIntervene(kind DocumentKind) bool {
	return kind == KindMotionOther && e.has(0, 8, "intervene")
}
