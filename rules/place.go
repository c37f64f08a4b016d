package rules

// longestText is what is read of a text, in bytes. No paper is nearly that long:
// the limit of what is taken from one is a hundredth of it.
const longestText = 1 << 30

// place is an offset into a text, or a count of what is in it. It takes half of
// an int, and a brief has many of them.
func place(n int) int32 { return int32(n) } // #nosec G115 -- texts are cut at longestText

// within is the part of a text that is read.
func within(text string) string { return text[:min(len(text), longestText)] }
