package watcher

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// sides are what the spans of a diff say that the two texts were.
func sides(spans []span) (a, b string) {
	var was, now []string
	for _, s := range spans {
		for _, w := range append(append([]word{}, s.same...), s.cut...) {
			was = append(was, w.text)
		}
		for _, w := range append(append([]word{}, s.same...), s.added...) {
			now = append(now, w.text)
		}
	}
	return strings.Join(was, " "), strings.Join(now, " ")
}

func whole(t interface{ Fatalf(string, ...any) }, was, now string) {
	a, b := sides(diff(wordsIn(was), wordsIn(now)))
	if a != strings.Join(strings.Fields(was), " ") || b != strings.Join(strings.Fields(now), " ") {
		t.Fatalf("from %q to %q: read back as %q and %q", was, now, a, b)
	}
}

func TestADiffLosesAndInventsNoWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "-", "of\n", "the", ".", "x.", "\n"}), 0, 60),
			func(list []string) string { return strings.Join(list, " ") })
		whole(t, text.Draw(t, "was"), text.Draw(t, "now"))
	})
}

func TestADiffOfLongTextsLosesAndInventsNoWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		vocabulary := rapid.IntRange(2, 5000).Draw(t, "vocabulary")
		text := func(label string) string {
			seed := rapid.Uint32().Draw(t, label)
			var b strings.Builder
			for i := range 1500 {
				seed = seed*1664525 + 1013904223
				b.WriteString("w" + strings.Repeat("x", int(seed>>16)%vocabulary%7) + string(rune('a'+int(seed>>8)%vocabulary%26)))
				b.WriteString(map[bool]string{true: "\n", false: " "}[i%9 == 0])
			}
			return b.String()
		}
		whole(t, text("was"), text("now"))
	})
}

func FuzzDiff(f *testing.F) {
	f.Add("the eleven States below", "the twelve States below")
	f.Add("- Portland\n- Seattle", "- Portland\n- Rochester\n- Seattle")
	f.Fuzz(func(t *testing.T, was, now string) { whole(t, was, now) })
}
