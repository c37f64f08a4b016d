package scotus

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"docketwatch/watcher/docketsheet"
)

// alike is the share of words that two wordings of one proceeding have in
// common, counted over both, when a clerk has edited it. Less is another
// proceeding.
const alike = 0.6

// A pairing says what became of what was known.
type pairing struct {
	of     []int  // for each proceeding of the docket, its place among the known; -1 is new
	paired []bool // for each known one, whether it is on the docket
}

// pair finds for every proceeding of a docket the known one that it is. Each
// known one is one proceeding at most, and each rule sees only what the rules
// before it left: the same words on the same day; the same filing, by the number
// in its documents' addresses; the same words under another day; words that are
// alike, on the same day, the most alike first.
func pair(was []known, now []known) pairing {
	p := pairing{of: make([]int, len(now)), paired: make([]bool, len(was))}
	for i := range p.of {
		p.of[i] = -1
	}
	p.exactly(was, now, func(a, b *known) bool { return a.Day == b.Day && a.Text == b.Text && !a.Gone })
	p.exactly(was, now, func(a, b *known) bool { return a.Day == b.Day && a.Text == b.Text })
	p.exactly(was, now, func(a, b *known) bool { return a.Filing != 0 && a.Filing == b.Filing && !a.Gone })
	p.exactly(was, now, func(a, b *known) bool { return a.Text == b.Text && !a.Gone })
	p.nearly(was, now)
	return p
}

// exactly pairs what is the same by one rule, in the order of the docket.
func (p *pairing) exactly(was, now []known, same func(a, b *known) bool) {
	for i := range now {
		for j := range was {
			if p.of[i] < 0 && !p.paired[j] && same(&was[j], &now[i]) {
				p.of[i], p.paired[j] = j, true
			}
		}
	}
}

// nearly pairs the wordings of one day that are alike, the most alike first.
func (p *pairing) nearly(was, now []known) {
	type candidate struct {
		i, j  int
		share float64
	}
	var all []candidate
	for i := range now {
		for j := range was {
			if p.of[i] >= 0 || p.paired[j] || was[j].Gone || was[j].Day != now[i].Day {
				continue
			}
			if share := likeness(was[j].Text, now[i].Text); share >= alike {
				all = append(all, candidate{i, j, share})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		switch {
		case a.share > b.share:
			return -1
		case a.share < b.share:
			return 1
		}
		return 0
	})
	for _, c := range all {
		if p.of[c.i] < 0 && !p.paired[c.j] {
			p.of[c.i], p.paired[c.j] = c.j, true
		}
	}
}

// likeness is the share of words that two texts have in common, repeats counted:
// 1 for the same words in any order, 0 for none.
func likeness(a, b string) float64 {
	x, y := words(a), words(b)
	if len(x)+len(y) == 0 {
		return 0
	}
	left := make(map[string]int, len(x))
	for _, w := range x {
		left[w]++
	}
	common := 0
	for _, w := range y {
		if left[w] > 0 {
			left[w]--
			common++
		}
	}
	return 2 * float64(common) / float64(len(x)+len(y))
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// seen is a proceeding as the docket shows it now, without a name yet.
func seen(e *docketsheet.ScotusEntry) known {
	k := known{Text: e.Description}
	if e.DateFiled != nil {
		k.Day = *e.DateFiled
	}
	if e.DocumentNumber != nil {
		k.Filing = *e.DocumentNumber
	}
	if len(e.Attachments) > 0 {
		var papers strings.Builder
		for _, a := range e.Attachments {
			papers.WriteString(a.Description + "\x00")
			if a.URL != nil {
				papers.WriteString(*a.URL)
			}
			papers.WriteByte('\n')
		}
		k.Papers = digest([]byte(papers.String()))[:16]
	}
	return k
}

// name gives a new proceeding its name in the ledger: of its day and words, and
// of its place among those of the same day and words. taken are the names given.
func name(number string, k *known, taken map[string]bool) (id string, ordinal int) {
	stem := "scotus/" + number + "/" + digest([]byte(k.Day + "\x00" + k.Text))[:16]
	for id = stem; taken[id]; id = stem + "." + strconv.Itoa(ordinal) {
		ordinal++
	}
	return id, ordinal
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
