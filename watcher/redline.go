package watcher

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Shapes of a redline.
const (
	beside  = 6  // unchanged words shown on either side of a change
	stretch = 4  // unchanged words that are worth an ellipsis
	longest = 80 // runes of one unchanged word
	reserve = 24 // runes for the count of changes that found no room
)

// Redline shows what changed between two texts word by word, as wdiff does:
// "… of the [-eleven-] {+twelve+} States below …". Words removed stand in [- -],
// words added in {+ +}, each with the words around it; what did not change in
// between is an ellipsis, and so is the middle of a long change. Lines stay
// lines, white space is no difference, and texts of the same words give "".
//
// The result is at most so many runes long (0: as long as it takes); changes
// that find no room are counted at its end. Marks that stand in the texts
// themselves are broken with a backslash, so that no text can fake a change.
func Redline(was, now string, most int) string {
	spans := diff(wordsIn(was), wordsIn(now))
	left := 0
	for _, s := range spans {
		if s.changed() {
			left++
		}
	}
	if left == 0 {
		return ""
	}
	r := redline{most: most}
	for i, s := range spans {
		if !s.changed() {
			r.lead = excerpt(s.same, i == 0, i == len(spans)-1)
			continue
		}
		if !r.change(s) {
			break
		}
		left--
	}
	return r.end(left)
}

// redline is a redline in the making.
type redline struct {
	b    strings.Builder
	runs int    // runes in b
	most int    // 0: no limit
	lead []word // what stands before the next change, written with it or not at all
}

// excerpt is what is shown of a stretch without a change: its ends, where they
// stand beside a change, and an ellipsis for the rest.
func excerpt(list []word, first, last bool) []word {
	head, tail := beside, beside
	if first {
		head = 0
	}
	if last {
		tail = 0
	}
	if len(list) <= head+tail+stretch {
		return list
	}
	short := append([]word{}, list[:head]...)
	short = append(short, word{text: "…", opens: list[head].opens})
	return append(short, list[len(list)-tail:]...)
}

// change writes what was removed and added; false if there is no room for it.
func (r *redline) change(s span) bool {
	room := 0
	if r.most > 0 {
		room = max((r.most-reserve)/3, 1)
	}
	marks := append(mark("[-", s.cut, "-]", room), mark("{+", s.added, "+}", room)...)
	if len(marks) == 2 && !strings.Contains(marks[0].text+marks[1].text, "\n") {
		marks[1].opens = false // a line for a line: side by side
	}
	for _, lead := range [][]word{r.lead, {{text: "…"}}} {
		if text := r.lay(append(lead[:len(lead):len(lead)], marks...)); r.fits(text, reserve) {
			r.write(text)
			r.lead = nil
			return true
		}
	}
	return false
}

// end adds the words behind the last change, or how many changes are left out.
func (r *redline) end(left int) string {
	tail := r.lay(r.lead)
	if left > 0 {
		tail = r.lay([]word{{text: fmt.Sprintf("… and %d more", left)}})
	}
	if r.fits(tail, 0) {
		r.write(tail)
	} else if r.runs == 0 {
		return "…" // less room than the count takes
	}
	return r.b.String()
}

func (r *redline) fits(text string, spare int) bool {
	return r.most <= 0 || r.runs+utf8.RuneCountInString(text)+spare <= r.most
}

func (r *redline) write(text string) {
	r.b.WriteString(text)
	r.runs += utf8.RuneCountInString(text)
}

// lay sets words behind what is written so far, each in its line.
func (r *redline) lay(list []word) string {
	var b strings.Builder
	for _, w := range list {
		switch {
		case r.runs == 0 && b.Len() == 0:
		case w.opens:
			b.WriteByte('\n')
		default:
			b.WriteByte(' ')
		}
		text := w.text
		if !w.mark {
			text = breakMarks(squeeze(text, longest))
		}
		b.WriteString(text)
	}
	return b.String()
}

// mark is words between two marks, shortened in the middle where they take more
// than so many runes (0: never).
func mark(open string, list []word, end string, room int) []word {
	if len(list) == 0 {
		return nil
	}
	var b strings.Builder
	for i, w := range list {
		switch {
		case i == 0:
		case w.opens:
			b.WriteByte('\n')
		default:
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	inner := breakMarks(squeeze(b.String(), room))
	if strings.HasPrefix(inner, "]") || strings.HasPrefix(inner, "}") {
		inner = `\` + inner // it would close the mark
	}
	if strings.HasSuffix(inner, "[") || strings.HasSuffix(inner, "{") {
		inner += `\` // it would open another
	}
	return []word{{text: open + inner + end, opens: list[0].opens, mark: true}}
}

// squeeze keeps the beginning and the end of a long text, cut at words where
// there are any.
func squeeze(s string, room int) string {
	if room <= 0 || utf8.RuneCountInString(s) <= room {
		return s
	}
	r := []rune(s)
	head := strings.TrimSpace(string(r[:room*3/4]))
	if i := strings.LastIndexAny(head, " \n"); i > len(head)/2 {
		head = head[:i]
	}
	tail := strings.TrimSpace(string(r[len(r)-room/4:]))
	if i := strings.IndexAny(tail, " \n"); i >= 0 && i < len(tail)/2 {
		tail = tail[i+1:]
	}
	return strings.TrimSpace(head + " … " + tail)
}

// breakMarks keeps text from looking like a mark of ours.
func breakMarks(s string) string {
	if !strings.ContainsAny(s, "[]{}") {
		return s
	}
	return strings.NewReplacer("[-", `[\-`, "-]", `-\]`, "{+", `{\+`, "+}", `+\}`).Replace(s)
}
