package pacer

import (
	"bytes"
	"strings"
)

// A feed is what the scanner found: where the items stand, not yet what they
// say.
type feed struct {
	title, link, description, built string // of the channel; built as it stands

	head  []byte // from the root to the first item
	items []rawItem
	ended bool   // </rss> was reached, and no item stood behind it
	stray string // damage outside the items; "" for none
}

// A rawItem is the bytes of one item with its tags.
type rawItem struct {
	raw   []byte
	date  []byte // what follows "<pubDate", up to its end tag: the same for all events of one filing
	fault string // why it cannot be read; "" mostly
}

// rootState says what stands at the beginning of a body.
type rootState int

const (
	notFeed rootState = iota
	rootFound
	rootCut // cut off before the root could show itself
)

// scan finds the items of a feed in decoded text. It is linear in the length
// of the text whatever stands in it: each search goes on where the last one of
// its kind stopped.
func scan(b []byte) (feed, rootState) {
	at, begin, state := findRoot(b)
	if state != rootFound {
		return feed{}, state
	}
	s := newScanner(b)
	s.walk(begin)
	end := len(b)
	if s.firstItem > 0 {
		end = s.firstItem
	}
	s.feed.head = b[at:end]
	return s.feed, rootFound
}

// findRoot skips declaration, comments and document type, and returns where
// the <rss> tag begins and where it ends.
func findRoot(b []byte) (at, begin int, state rootState) {
	for pos := 0; ; {
		for pos < len(b) && isSpace(b[pos]) {
			pos++
		}
		rest := b[pos:]
		var end int
		switch {
		case len(rest) == 0, couldBecome(rest, "<?xml"), couldBecome(rest, "<!--"), couldBecome(rest, "<rss"):
			return 0, 0, rootCut
		case bytes.HasPrefix(rest, []byte("<?")):
			end = after(rest, "?>")
		case bytes.HasPrefix(rest, []byte("<!--")):
			end = after(rest, "-->")
		case isTag(rest, "<!DOCTYPE"):
			if foldedPrefix(bytes.TrimSpace(rest[len("<!DOCTYPE"):]), "html") {
				return 0, 0, notFeed
			}
			if end = after(rest, ">"); end > 0 && bytes.IndexByte(rest[:end], '[') >= 0 {
				end = after(rest, "]>") // entities declared there are never expanded
			}
		case isTag(rest, "<rss"):
			if end = after(rest, ">"); end > 0 {
				return pos, pos + end, rootFound
			}
		default:
			return 0, 0, notFeed
		}
		if end < 0 {
			return 0, 0, rootCut
		}
		pos += end
	}
}

func couldBecome(rest []byte, word string) bool {
	return len(rest) < len(word) && strings.HasPrefix(word, string(rest))
}

func foldedPrefix(b []byte, word string) bool {
	return len(b) >= len(word) && strings.EqualFold(string(b[:len(word)]), word)
}

// after is the offset behind the first occurrence of what, or -1.
func after(b []byte, what string) int {
	i := bytes.Index(b, []byte(what))
	if i < 0 {
		return -1
	}
	return i + len(what)
}

// isTag reports whether b begins with that tag's name, whole.
func isTag(b []byte, open string) bool {
	if len(b) < len(open) || string(b[:len(open)]) != open {
		return false
	}
	if len(b) == len(open) {
		return true
	}
	c := b[len(open)]
	return isSpace(c) || c == '>' || c == '/' || c == '['
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// A finder remembers where the next occurrence of a word is. Asked with
// growing positions, it reads the text once.
type finder struct {
	word string
	tag  bool // only where the word is a whole tag name
	next int  // -1 before the first question
}

// from is the first occurrence at or behind pos; len(b) where there is none.
func (f *finder) from(b []byte, pos int) int {
	for f.next < pos {
		i := bytes.Index(b[pos:], []byte(f.word))
		if i < 0 {
			f.next = len(b)
			return f.next
		}
		f.next = pos + i
		if f.tag && !isTag(b[f.next:], f.word) {
			pos, f.next = f.next+1, -1
		}
	}
	return f.next
}

// A section is a piece of text that is no markup: a comment, or CDATA.
type section struct {
	open, what string
	close      finder
}

// headElement is a channel's child that we want, or want to pass over.
type headElement struct {
	open  string
	close finder
	into  *string // nil: pass over
}

type scanner struct {
	b         []byte
	feed      feed
	firstItem int
	owed      int // ends of items that did not come when they should
	lastEnd   int // of the item before
	open, gt  finder
	sections  [2]section
	heads     []headElement
}

func newScanner(b []byte) *scanner {
	s := &scanner{
		b:    b,
		open: finder{word: "<item", tag: true, next: -1},
		gt:   finder{word: ">", next: -1},
		sections: [2]section{
			{open: "<![CDATA[", what: "a CDATA section", close: finder{word: "]]>", next: -1}},
			{open: "<!--", what: "a comment", close: finder{word: "-->", next: -1}},
		},
	}
	s.feed.items = make([]rawItem, 0, len(b)/450) // an item takes 450 to 600 bytes
	add := func(name string, into *string) {
		s.heads = append(s.heads, headElement{open: "<" + name, close: finder{word: "</" + name, tag: true, next: -1}, into: into})
	}
	add("title", &s.feed.title)
	add("link", &s.feed.link)
	add("description", &s.feed.description)
	add("lastBuildDate", &s.feed.built)
	add("pubDate", &s.feed.built) // ilnb has this in its place
	add("image", nil)             // nyed's holds a title and a link of its own
	return s
}

// walk goes from tag to tag between the items.
func (s *scanner) walk(pos int) {
	for pos < len(s.b) {
		i := bytes.IndexByte(s.b[pos:], '<')
		if i < 0 {
			return
		}
		at := pos + i
		rest := s.b[at:]
		switch {
		case isTag(rest, "<item"):
			if s.firstItem == 0 {
				s.firstItem = at
			}
			s.feed.ended = false
			pos = s.item(at)
			s.lastEnd = pos
		case isTag(rest, "</item"):
			s.orphan(at)
			pos = at + len("</item")
			s.lastEnd = pos
		case isTag(rest, "</rss"):
			s.feed.ended = closes(rest[len("</rss"):]) > 0
			pos = at + len("</rss")
		case len(rest) > 1 && rest[1] == '!':
			sec := s.sectionAt(at)
			pos = at + 2
			if sec == nil {
				break
			}
			if end := s.sectionEnd(sec, at); end > 0 {
				pos = end
			} else {
				s.feed.stray = sec.what + " is not closed"
			}
		default:
			pos = s.element(at)
		}
	}
}

// closes is the offset behind the > that ends a tag; -1 if something else, or
// nothing, stands there.
func closes(b []byte) int {
	for i, c := range b {
		if c == '>' {
			return i + 1
		}
		if !isSpace(c) {
			return -1
		}
	}
	return -1
}

// orphan is an end of an item that never began: its beginning is damaged, and
// the item is lost. The end of an item that was given up is no news.
func (s *scanner) orphan(at int) {
	if s.owed > 0 {
		s.owed--
		return
	}
	s.feed.items = append(s.feed.items, rawItem{raw: s.b[s.lastEnd:at], fault: "</item> without <item>"})
}

// item takes in the item that begins at at, and returns where it ends. An item
// that does not end is given up where the next begins, or the channel ends.
func (s *scanner) item(at int) int {
	if n := len(s.feed.items); n > 0 && s.feed.items[n-1].fault == "" {
		s.owed = 0
	}
	pos := at + len("<item")
	if gt := s.gt.from(s.b, pos); gt < len(s.b) && s.b[gt-1] == '/' && blank(s.b[pos:gt-1]) { // <item/>
		s.feed.items = append(s.feed.items, rawItem{raw: s.b[at : gt+1], fault: "it is empty"})
		return gt + 1
	}
	var it rawItem
	end, whole := s.itemEnd(pos, &it)
	damage := "<item> without </item>"
	if whole {
		end += len("</item")
		damage = "its end tag is not whole"
		if n := closes(s.b[end:]); n > 0 {
			end += n
			damage = ""
		}
	} else {
		s.owed++
	}
	if it.fault == "" {
		it.fault = damage
	}
	it.raw = s.b[at:end]
	s.feed.items = append(s.feed.items, it)
	return end
}

// itemEnd goes from tag to tag inside an item, to its end tag, or to what shows
// that there is none. It notes the item's date in passing.
func (s *scanner) itemEnd(pos int, it *rawItem) (end int, whole bool) {
	dateAt := 0
	for {
		lt := bytes.IndexByte(s.b[pos:], '<')
		if lt < 0 || pos+lt+1 == len(s.b) {
			return len(s.b), false
		}
		at := pos + lt
		rest := s.b[at:]
		pos = at + 1
		switch rest[1] {
		case '/':
			switch {
			case isTag(rest, "</item"):
				return at, true
			case isTag(rest, "</channel"), isTag(rest, "</rss"):
				return at, false
			case dateAt > 0 && it.date == nil && isTag(rest, "</pubDate"):
				it.date = s.b[dateAt:at]
			}
		case 'i':
			if isTag(rest, "<item") {
				return at, false
			}
		case 'p':
			if isTag(rest, "<pubDate") {
				dateAt = at + len("<pubDate")
			}
		case '!':
			sec := s.sectionAt(at)
			if sec == nil || it.fault != "" { // after the first damage every < may be a tag
				break
			}
			if end := s.sectionEnd(sec, at); end > 0 {
				pos = end
			} else {
				it.fault = sec.what + " is not closed"
			}
		}
	}
}

func (s *scanner) sectionAt(at int) *section {
	for i := range s.sections {
		if bytes.HasPrefix(s.b[at:], []byte(s.sections[i].open)) {
			return &s.sections[i]
		}
	}
	return nil
}

// sectionEnd is where the section that begins at at ends, or -1 if it is not
// closed. One that holds another beginning of its kind was not closed either:
// the end that follows is the other's.
func (s *scanner) sectionEnd(sec *section, at int) int {
	begin := at + len(sec.open)
	end := sec.close.from(s.b, begin)
	if end == len(s.b) || bytes.Contains(s.b[begin:end], []byte(sec.open)) {
		return -1
	}
	return end + len(sec.close.word)
}

// element reads a child of the channel, and returns where to go on.
func (s *scanner) element(at int) int {
	for i := range s.heads {
		h := &s.heads[i]
		if !isTag(s.b[at:], h.open) {
			continue
		}
		gt, end := s.gt.from(s.b, at), h.close.from(s.b, at)
		if gt > end || s.b[gt-1] == '/' || end == len(s.b) || end > s.open.from(s.b, at) {
			break
		}
		if begin := gt + 1; h.into != nil && *h.into == "" {
			*h.into = strings.TrimSpace(content(string(s.b[begin:end])))
		}
		return end + len(h.close.word)
	}
	return at + 1
}
