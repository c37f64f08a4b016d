package mailbox

import "strings"

// A field is one field of a message's header, unfolded.
type field struct{ name, value string } // the name in lower case

// fieldsOf are the fields of a header in their order, up to the empty line. The
// order matters: servers write on top of what they were given. A line that is no
// field is left out.
func fieldsOf(header []byte) []field {
	var list []field
	text := strings.TrimPrefix(strings.ReplaceAll(string(header), "\r\n", "\n"), "\n")
	for line := range strings.SplitSeq(text, "\n") {
		if line == "" {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			if len(list) > 0 {
				list[len(list)-1].value += " " + strings.TrimSpace(line)
			}
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			name = "" // what follows it, folded, belongs to nothing either
		}
		list = append(list, field{strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value)})
	}
	return list
}
