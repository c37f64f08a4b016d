package rules

import "strings"

var asciiLetter = func() (table [256]bool) {
	for c := 'a'; c <= 'z'; c++ {
		table[c], table[c-'a'+'A'] = true, true
	}
	return table
}()

func lowerASCII(c byte) bool { return c >= 'a' && c <= 'z' }

// endings are what may follow an apostrophe, and the word it stands for.
var endings = map[string]string{"s": "'s", "re": "are", "ve": "have", "ll": "will", "d": "would", "m": "am"}

// bare are contractions, some as they are printed after the apostrophe was lost.
var bare = map[string][2]string{
	"cannot": {"can", "not"}, "dont": {"do", "not"}, "isnt": {"is", "not"}, "hasnt": {"has", "not"}, "havent": {"have", "not"},
	"wasnt": {"was", "not"}, "arent": {"are", "not"}, "doesnt": {"does", "not"}, "didnt": {"did", "not"}, "hadnt": {"had", "not"},
	"werent": {"were", "not"}, "couldnt": {"could", "not"}, "wouldnt": {"would", "not"},
}

// contraction reads the word from start whose apostrophe stands at a, and
// returns where it ends; 0 when the apostrophe belongs to no contraction.
func (t *tokeniser) contraction(start, a int) int {
	end := a + 1
	for end < len(t.text) && asciiLetter[t.text[end]] {
		end++
	}
	rest := strings.ToLower(t.text[a+1 : end])
	if rest == "t" && t.text[a-1]|0x20 == 'n' {
		stem := strings.ToLower(t.text[start : a-1])
		cut := a - 1
		switch stem {
		case "ca": // can't
			stem, cut = "can", a
		case "wo": // won't
			stem = "will"
		}
		if stem != "" {
			t.pair([2]string{stem, "not"}, start, cut, end)
			return end
		}
	}
	if word, ok := endings[rest]; ok {
		t.addLower(start, a)
		t.add(word, a, end)
		return end
	}
	if rest == "" && a+1 < len(t.text) && t.text[a-1]|0x20 == 's' { // "Plaintiffs' claims"
		t.addLower(start, a)
		t.add("'s", a, a+1)
		return a + 1
	}
	return 0
}

// pair appends the two words that one spelling holds.
func (t *tokeniser) pair(words [2]string, start, cut, end int) {
	t.add(words[0], start, cut)
	if cut == end { // one word without a seam: both tokens are its whole length
		t.add(words[1], start, end)
		return
	}
	t.add(words[1], cut, end)
}
