package watcher_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"docketwatch/watcher"
)

func ExampleRedline() {
	fmt.Println(watcher.Redline("The list names eleven States.", "The list names twelve States.", 200))
	// Output: The list names [-eleven-] {+twelve+} States.
}

func TestARedlineShowsWhatChanged(t *testing.T) {
	filler := "one two three four five six seven eight nine ten eleven twelve"
	for name, c := range map[string]struct {
		was, now string
		want     string
	}{
		"nothing":                           {"the same", "the same", ""},
		"white space only":                  {"the  same\n\nwords", "the same words", ""},
		"two empty texts":                   {"", " \n", ""},
		"a word for another":                {"a list of eleven States", "a list of twelve States", "a list of [-eleven-] {+twelve+} States"},
		"a word added":                      {"a list", "a long list", "a {+long+} list"},
		"a word removed":                    {"a long list", "a list", "a [-long-] list"},
		"everything is new":                 {"", "a list", "{+a list+}"},
		"everything is gone":                {"a list", "", "[-a list-]"},
		"at the very beginning and end":     {"old words here", "new words there", "[-old-] {+new+} words [-here-] {+there+}"},
		"a stretch before is an ellipsis":   {filler + " old", filler + " new", "… seven eight nine ten eleven twelve [-old-] {+new+}"},
		"a stretch behind is an ellipsis":   {"old " + filler, "new " + filler, "[-old-] {+new+} one two three four five six …"},
		"a stretch between is an ellipsis":  {"old " + filler + " " + filler + " old", "new " + filler + " " + filler + " new", "[-old-] {+new+} one two three four five six … seven eight nine ten eleven twelve [-old-] {+new+}"},
		"a short stretch is whole":          {"old " + filler + " old", "new " + filler + " new", "[-old-] {+new+} " + filler + " [-old-] {+new+}"},
		"a line of a list is added":         {"Cities:\n- Portland, OR\n- Seattle, WA", "Cities:\n- Portland, OR\n- Rochester, NY\n- Seattle, WA", "Cities:\n- Portland, OR\n{+- Rochester, NY+}\n- Seattle, WA"},
		"a line of a list is removed":       {"Cities:\n- Portland\n- Rochester\n- Seattle", "Cities:\n- Portland\n- Seattle", "Cities:\n- Portland\n[-- Rochester-]\n- Seattle"},
		"two lines are removed":             {"- A\n- B\n- C\n- D", "- A\n- D", "- A\n[-- B\n- C-]\n- D"},
		"a sentence is added":               {"It holds. It ends.", "It holds. It binds. It ends.", "It holds. {+It binds.+} It ends."},
		"small words do not part a rewrite": {"the court of appeals of X agreed", "a judge of a court of Y dissented", "[-the court of appeals of X agreed-] {+a judge of a court of Y dissented+}"},
		"marks in the text are broken":      {"a [-b-] {+c+} d", "a [-b-] {+c+} e", `a [\-b-\] {\+c+\} [-d-] {+e+}`},
		"marks in what changed are broken":  {"a", "a -]{+x+}", `a {+-\]{\+x+\}+}`},
		"moved words":                       {"Chicago and Boston", "Boston and Chicago", "[-Chicago and-] Boston {+and Chicago+}"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := watcher.Redline(c.was, c.now, 0); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestARedlineKeepsToItsLimit(t *testing.T) {
	long := strings.Repeat("jurisdiction ", 3000)
	var many, other strings.Builder
	for i := range 200 {
		fmt.Fprintf(&many, "line %d stays as it is and has always been old%d\n", i, i)
		fmt.Fprintf(&other, "line %d stays as it is and has always been new%d\n", i, i)
	}
	for name, c := range map[string]struct{ was, now, begins, ends string }{
		"a long addition":    {"a list", "a list " + long, "a list {+jurisdiction", "jurisdiction+}"},
		"a long replacement": {long, strings.Repeat("county ", 3000), "[-jurisdiction", "county+}"},
		"one endless word":   {"a", "a " + strings.Repeat("x", 9000), "a {+xxx", "xxx+}"},
		"an endless neighbour": {strings.Repeat("y", 9000) + " a", strings.Repeat("y", 9000) + " b",
			"yyy", "[-a-] {+b+}"},
		"many changes": {many.String(), other.String(), "line 0 stays", "more"},
	} {
		t.Run(name, func(t *testing.T) {
			got := watcher.Redline(c.was, c.now, 500)
			if n := utf8.RuneCountInString(got); n > 500 || n < 50 && !strings.Contains(name, "neighbour") {
				t.Errorf("%d runes", n)
			}
			if !strings.HasPrefix(got, c.begins) || !strings.HasSuffix(got, c.ends) {
				t.Errorf("%q", got)
			}
			if strings.Count(got, "{+") != strings.Count(got, "+}") || strings.Count(got, "[-") != strings.Count(got, "-]") {
				t.Errorf("a mark is not closed: %q", got)
			}
		})
	}
	if got := watcher.Redline("a", "b", 5); got != "…" {
		t.Errorf("no room: %q", got)
	}
}

func TestChangesWithoutRoomAreCounted(t *testing.T) {
	var was, now strings.Builder
	for i := range 10 {
		fmt.Fprintf(&was, "paragraph %d is long enough to be cut and says was%d\n", i, i)
		fmt.Fprintf(&now, "paragraph %d is long enough to be cut and says now%d\n", i, i)
	}
	got := watcher.Redline(was.String(), now.String(), 300)
	shown := strings.Count(got, "{+")
	if !strings.HasSuffix(got, fmt.Sprintf("… and %d more", 10-shown)) || shown == 0 {
		t.Errorf("%d shown: %q", shown, got)
	}
}

func TestTextsMadeToHurtAreComparedInNoTime(t *testing.T) {
	began := time.Now()
	one, two := strings.Repeat("a b ", 100_000), strings.Repeat("b a c ", 70_000)
	watcher.Redline(one, two, 1000)
	watcher.Redline(one, strings.Repeat("a ", 200_000), 1000)
	var up, down strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&up, "w%d ", i)
		fmt.Fprintf(&down, "w%d ", 100_000-i)
	}
	watcher.Redline(up.String(), down.String(), 1000)
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %s", took)
	}
}

func FuzzRedline(f *testing.F) {
	f.Add("the eleven States below", "the twelve States below", 100)
	f.Add("- Portland\n- Seattle", "- Portland\n- Rochester\n- Seattle", 0)
	f.Add("[-a-] {+", "+} -] b", 40)
	f.Add(strings.Repeat("x y ", 50), strings.Repeat("y x ", 60), 70)
	f.Fuzz(func(t *testing.T, was, now string, most int) {
		got := watcher.Redline(was, now, most)
		same := strings.Join(strings.Fields(was), " ") == strings.Join(strings.Fields(now), " ")
		if same != (got == "") {
			t.Fatalf("same words: %v, redline %q", same, got)
		}
		if n := utf8.RuneCountInString(got); most > 0 && n > max(most, 1) {
			t.Fatalf("%d runes of at most %d: %q", n, most, got)
		}
		if strings.Count(got, "{+") != strings.Count(got, "+}") || strings.Count(got, "[-") != strings.Count(got, "-]") {
			t.Fatalf("a mark is not closed: %q", got)
		}
	})
}

func BenchmarkRedline(b *testing.B) {
	var was, now strings.Builder
	for i := range 2000 { // as long as the longest page of grant conditions
		fmt.Fprintf(&was, "Condition %d: the recipient certifies that it complies with section %d of the Act, as amended.\n", i, i%97)
		if i%200 != 7 {
			fmt.Fprintf(&now, "Condition %d: the recipient certifies that it complies with section %d of the Act, as amended.\n", i, i%97)
		}
	}
	b.SetBytes(int64(was.Len() + now.Len()))
	for b.Loop() {
		if watcher.Redline(was.String(), now.String(), 1000) == "" {
			b.Fatal("no change")
		}
	}
}
