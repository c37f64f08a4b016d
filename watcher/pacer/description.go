package pacer

import "strings"

// readDescription reads the text of an item: `[Notice of Appearance] (<a
// href="…/doc1/127122264358?caseid=492165&de_seq_num=10" >3</a>)`, which
// bankruptcy courts begin with `Type: bk Office: 1 Chapter: 11 Trustee: …`.
// Some courts escape it twice: the anchor is then in the text resolved again.
func (it *Item) readDescription(once string) {
	text := once
	href, label, ok := anchor(text)
	if !ok {
		if text = unescape(once); text != once {
			href, label, ok = anchor(text)
		}
	}
	if i := strings.IndexByte(text, '['); i >= 0 {
		if strings.HasPrefix(text, "Type: ") {
			it.readBankruptcy(text[:i])
		}
		it.Event = squeeze(unescape(bracketed(text[i:])))
	} else if i := strings.Index(text, "<a "); i >= 0 {
		it.Event = squeeze(unescape(strings.TrimRight(text[:i], " (")))
	} else {
		it.Event = squeeze(unescape(text))
	}
	if ok {
		it.readDocument(href, strings.TrimSpace(label))
	}
}

// bracketed is the text in the brackets that s begins with. Brackets inside it
// belong to it: "[Motion for [Proposed] Order]". Where they do not balance, the
// first end counts.
func bracketed(s string) string {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return s[1:i]
			}
		case '<':
			if strings.HasPrefix(s[i:], "<a ") {
				depth = -1 << 30 // behind the text
			}
		}
		if depth < 0 {
			break
		}
	}
	text, _, _ := strings.Cut(s[1:], "]")
	return text
}

// readBankruptcy reads "Type: bk Office: 1 Chapter: 11 Trustee: Doe, Jane".
func (it *Item) readBankruptcy(head string) {
	head, it.Trustee = cutLabel(head, "Trustee:")
	head, it.Chapter = cutLabel(head, "Chapter:")
	head, it.Office = cutLabel(head, "Office:")
	_, it.Type = cutLabel(head, "Type:")
}

func cutLabel(head, label string) (before, value string) {
	before, value, _ = strings.Cut(head, label)
	return before, squeeze(unescape(value))
}

// anchor finds the link to the document: its address and its text.
func anchor(s string) (href, label string, ok bool) {
	for {
		i := strings.Index(s, "<a ")
		if i < 0 {
			return "", "", false
		}
		s = s[i+len("<a "):]
		tag, rest, closed := strings.Cut(s, ">")
		if !closed {
			return "", "", false
		}
		_, value, has := strings.Cut(tag, "href=")
		if !has || len(value) < 2 || value[0] != '"' && value[0] != '\'' {
			continue
		}
		href, _, ok = strings.Cut(value[1:], value[:1])
		if !ok || !strings.Contains(href, "/doc1/") && !strings.Contains(href, "/docs1/") && !strings.Contains(href, "show_case_doc?") {
			continue
		}
		label, _, _ = strings.Cut(rest, "<")
		return href, label, true
	}
}

// readDocument takes the document's number and identifiers out of its link.
// The label is the number, or "doc" or "Document" where it has none.
func (it *Item) readDocument(href, label string) {
	it.DocumentURL = href
	if label != "" && digits(label) == label {
		it.Document = label
	}
	path, query, _ := strings.Cut(href, "?")
	if strings.HasSuffix(path, "/show_case_doc") { // nyed: ?90,406590,,, is document and case
		number, rest, _ := strings.Cut(query, ",")
		if it.Document == "" && number != "" && digits(number) == number {
			it.Document = number
		}
		if it.CaseID == "" {
			it.CaseID = digits(rest)
		}
		return
	}
	it.DocumentID = documentID(path[strings.LastIndexByte(path, '/')+1:])
	it.DocumentSeq = digits(parameter(query, "de_seq_num"))
	if it.CaseID == "" {
		it.CaseID = digits(parameter(query, "caseid"))
	}
}

// documentID is PACER's id of a document in the form that compares: the fourth
// digit says only whether the link opens a menu of attachments.
func documentID(s string) string {
	id := digits(s)
	if len(id) != len(s) || len(id) < 4 {
		return ""
	}
	return id[:3] + "0" + id[4:]
}
