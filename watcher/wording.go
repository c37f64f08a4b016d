package watcher

import (
	"regexp"
	"strings"
	"unicode"
)

// enteredStamp is what docket reports add to a text and other sources leave
// out: "(Entered: 03/09/2017)", "[Entered: 10/05/2023 03:56 PM]".
var enteredStamp = regexp.MustCompile(`[(\[]Entered: ?\d{1,2}/\d{1,2}/\d{2,4}[^)\]]*[)\]]`)

// crossReference is a number in brackets: docket reports print "[12] MOTION"
// where history reports print "12 MOTION".
var crossReference = regexp.MustCompile(`\[(\d+)\]`)

// wording is docket text as it is compared: white space folded, entry stamps
// and the brackets of cross references dropped.
func wording(text string) string {
	text = crossReference.ReplaceAllString(enteredStamp.ReplaceAllString(text, " "), "$1")
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '\u00ad' || r == '\u200b' }), " ")
}
