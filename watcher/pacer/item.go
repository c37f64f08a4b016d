package pacer

import (
	"strings"
	"time"
)

// An Item is one <item> of a court's feed in the feed's own words. Text has its
// character references resolved; a field the item does not have is "".
type Item struct {
	Title, Link, GUID, Date string    // as they stand
	Published               time.Time // of Date; zero where it is missing or unknown

	Number  string // docket number as the title prints it: "1:18-cr-00224-1"
	Caption string // the rest of the title
	CaseID  string // PACER's internal case id; appellate feeds have none
	SeqNo   string // de_seq_num of the entry, from the guid
	PartID  string // appellate partId, from the guid

	Event       string // the text in brackets: "Notice of Appearance"
	Document    string // number on the docket sheet; "" for an entry without one
	DocumentID  string // fourth digit 0, as CourtListener keeps it
	DocumentSeq string // de_seq_num of the document's link
	DocumentURL string

	Type, Office, Chapter, Trustee string // bankruptcy only
}

// readItem reads the bytes of one item. fault says why it is damaged; such an
// item is not to be used.
func readItem(raw []byte) (it Item, fault string) {
	s := string(raw) // the fields are pieces of it
	var parts parts
	if fault := parts.read(s); fault != "" {
		return it, fault
	}
	title := unescape(strings.TrimSpace(content(parts.title))) // the courts' titles are escaped twice
	it.Title = strings.TrimSpace(title)
	it.Link = strings.TrimSpace(content(parts.link))
	it.GUID = strings.TrimSpace(content(parts.guid))
	it.Date = strings.TrimSpace(content(parts.date))
	if it.Title == "" && it.Link == "" && it.GUID == "" {
		return it, "it names no case"
	}
	it.Published = parseDate(it.Date)
	it.Number, it.Caption = cutTitle(it.Title)
	it.readLinks()
	it.readDescription(content(parts.description))
	return it, ""
}

// parts are the insides of an item's children, undecoded.
type parts struct{ title, link, description, guid, date string }

func (p *parts) field(name string) *string {
	switch name {
	case "title":
		return &p.title
	case "link":
		return &p.link
	case "description":
		return &p.description
	case "guid":
		return &p.guid
	case "pubDate":
		return &p.date
	}
	return nil
}

// maxDepth of tags inside an item: courts have one.
const maxDepth = 16

// read walks an item from its first tag to its last, and returns what breaks
// the rules of XML in it. Of several elements of one name the first counts.
func (p *parts) read(s string) (fault string) {
	var names [maxDepth]string
	var begins int // of the child of item that is open
	depth := 0
	suspect := strings.Contains(s, "]]>")
	for pos := 0; ; {
		lt := strings.IndexByte(s[pos:], '<')
		if lt < 0 {
			return "it ends inside <" + names[max(depth-1, 0)] + ">"
		}
		text := s[pos : pos+lt]
		if suspect && strings.Contains(text, "]]>") {
			return "a stray ]]>"
		}
		if bad := forbidden(text); bad != "" {
			return "the forbidden character " + bad
		}
		at := pos + lt
		rest := s[at:]
		switch {
		case strings.HasPrefix(rest, "<![CDATA["):
			pos = behind(s, at, "]]>")
		case strings.HasPrefix(rest, "<!--"):
			pos = behind(s, at, "-->")
		case strings.HasPrefix(rest, "<?"):
			pos = behind(s, at, "?>")
		case strings.HasPrefix(rest, "</"):
			gt := strings.IndexByte(rest, '>')
			if gt < 0 {
				return "a tag is not closed"
			}
			name := strings.TrimSpace(rest[2:gt])
			if depth == 0 || names[depth-1] != name {
				return "a stray </" + clip(name) + ">"
			}
			if depth--; depth == 0 {
				return ""
			}
			if f := p.field(name); depth == 1 && f != nil && *f == "" {
				*f = s[begins:at]
			}
			pos = at + gt + 1
		default:
			name, end := startTag(rest)
			if end < 0 {
				return "a stray <"
			}
			pos = at + end
			if s[pos-2] == '/' {
				break
			}
			if depth == maxDepth {
				return "tags nested too deep"
			}
			if depth == 1 {
				begins = pos
			}
			names[depth] = name
			depth++
		}
		if pos < 0 {
			return "a section is not closed"
		}
	}
}

// behind is the position behind the next occurrence of what, or -1.
func behind(s string, from int, what string) int {
	i := strings.Index(s[from:], what)
	if i < 0 {
		return -1
	}
	return from + i + len(what)
}

// startTag reads "<guid isPermaLink="true">": its name, and the offset behind
// it; -1 where no tag stands.
func startTag(s string) (name string, end int) {
	i := 1
	for i < len(s) && isNameByte(s[i]) {
		i++
	}
	if i == 1 || s[1] >= '0' && s[1] <= '9' || s[1] == '-' || s[1] == '.' {
		return "", -1
	}
	name = s[1:i]
	var quote byte
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '<':
			return "", -1
		case c == '>':
			return name, i + 1
		}
	}
	return "", -1
}

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == ':' || c == '_' || c == '-' || c == '.' || c >= 0x80
}

// clip keeps a quoted piece of hostile text short.
func clip(s string) string {
	if len(s) > 20 {
		return strings.ToValidUTF8(s[:20], "") + "…"
	}
	return s
}

// cutTitle parts a title into docket number and caption. A title that shows no
// number, of a sealed case or a home-made feed, is all caption.
func cutTitle(title string) (number, caption string) {
	rest := title
	for rest != "" {
		word, after, _ := strings.Cut(rest, " ")
		if strings.IndexFunc(word, isDigit) >= 0 {
			return title[:len(title)-len(rest)+len(word)], squeeze(after)
		}
		switch strings.ToLower(word) {
		case "mdl", "no.", "case": // "MDL No. 2168 In re …"
			rest = strings.TrimLeft(after, " ")
			continue
		}
		break
	}
	return "", squeeze(title)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// readLinks takes the identifiers out of link and guid.
func (it *Item) readLinks() {
	if _, query, ok := strings.Cut(it.Link, "?"); ok {
		it.CaseID = caseIDOf(query)
	}
	_, query, ok := strings.Cut(it.GUID, "?")
	if !ok {
		return
	}
	if part := parameter(query, "partId"); part != "" {
		it.PartID = digits(part)
		return
	}
	// DktRpt.pl?492165&10 (district), DktRpt.pl?265812-16739 (bankruptcy),
	// DktRpt.pl?408124 (nyed: the case alone)
	id := digits(query)
	if id == "" || len(id) == len(query) || strings.Contains(query, "-L_") {
		if it.CaseID == "" {
			it.CaseID = caseIDOf(query)
		}
		return
	}
	if it.CaseID == "" {
		it.CaseID = id
	}
	if sep := query[len(id)]; sep == '&' || sep == '-' {
		it.SeqNo = digits(query[len(id)+1:])
	}
}

// caseIDOf reads "492165", "492165&10", and the nonce of a page behind a form,
// "625371913403797-L_9999_1-0-663150", whose last part is the case.
func caseIDOf(query string) string {
	query, _, _ = strings.Cut(query, "&")
	if strings.Contains(query, "-L_") {
		query = query[strings.LastIndexByte(query, '-')+1:]
	}
	if id := digits(query); id != "" && (len(id) == len(query) || query[len(id)] == '-') {
		return id
	}
	return ""
}

func parameter(query, name string) string {
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		if key, value, ok := strings.Cut(pair, "="); ok && key == name {
			return value
		}
	}
	return ""
}

// digits is the number s begins with; "" if it begins with none.
func digits(s string) string {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return s[:i]
		}
	}
	return s
}
