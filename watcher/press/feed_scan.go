package press

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html/charset"
)

// A scan is what the bytes of a feed show without being parsed: where its items
// begin and whether it ends.
type scan struct {
	root   string // name of the root element: rss, feed, rdf:RDF; "" for no feed
	open   []byte // the root's start tag, with its namespaces
	prolog []byte // XML declaration, with its encoding
	items  []int  // where item and entry tags begin
	closed bool   // the root's end tag is there
}

// kind is the feed's family.
func (s scan) kind() string {
	if local(s.root) == "feed" {
		return "atom"
	}
	return "rss"
}

func local(name string) string {
	_, after, found := strings.Cut(name, ":")
	if found {
		return strings.ToLower(after)
	}
	return strings.ToLower(name)
}

// Limits of a feed: what is beyond them is an attack or a mistake. Readers of
// XML go one level deeper on their stack for every level of tags.
const (
	deepest   = 256
	mostItems = 10_000
	longOpen  = 64 << 10 // of the root's start tag, which is repeated for every item read alone
)

// scanFeed walks over the tags. Comments, CDATA and the document type are
// passed over: an article inside CDATA may quote any tag. Its time is
// proportional to the body, whatever that holds. Its error says which limit is
// passed.
func scanFeed(body []byte) (s scan, err error) {
	tagEnd, cdataEnd := finder{body: body, mark: ">"}, finder{body: body, mark: "]]>"}
	commentEnd := finder{body: body, mark: "-->"}
	depth, typed := 0, false
	for i := 0; i < len(body); {
		at := bytes.IndexByte(body[i:], '<')
		if at < 0 {
			break
		}
		i += at
		rest, end := body[i:], tagEnd.from(i)
		switch {
		case bytes.HasPrefix(rest, []byte(cdata)):
			i = skip(body, i, cdata, &cdataEnd)
			continue
		case bytes.HasPrefix(rest, []byte("<!--")):
			i = skip(body, i, "<!--", &commentEnd)
			continue
		case end < 0: // a tag without an end: nothing whole follows
			return s, nil
		case bytes.HasPrefix(rest, []byte("<?")):
			if i == 0 {
				s.prolog = rest[:after(rest, "?>")]
				end = len(s.prolog)
			}
			i = end
			continue
		case bytes.HasPrefix(rest, []byte("<!")):
			if !typed {
				typed, end = true, i+doctype(rest)
			}
			i = end
			continue
		}
		name := tagName(rest)
		switch {
		case s.root == "" && name != "":
			if n := local(name); n != "rss" && n != "feed" && n != "rdf" {
				return scan{}, nil
			}
			s.root, s.open = name, body[i:end]
			s.closed = bytes.HasSuffix(s.open, []byte("/>"))
		case s.isItem(name):
			s.items = append(s.items, i)
			depth = 0 // what an item leaves open is its own damage
		case name == "/"+s.root:
			s.closed = true
		}
		if strings.HasPrefix(name, "/") {
			depth = max(0, depth-1)
		} else if body[end-2] != '/' {
			depth++
		}
		if depth > deepest || len(s.items) > mostItems || len(s.open) > longOpen {
			return s, fmt.Errorf("more than %d levels, %d items or %d bytes of start tag", deepest, mostItems, longOpen)
		}
		i++
	}
	return s, nil
}

const cdata = "<![CDATA["

// A finder looks for a mark and remembers where it found it.
type finder struct {
	body []byte
	mark string
	at   int // just behind the mark; -1 once there is none
}

// from is the place just behind the first mark at or behind i, or -1.
func (f *finder) from(i int) int {
	if f.at >= 0 && f.at < i+len(f.mark) {
		next := bytes.Index(f.body[i:], []byte(f.mark))
		f.at = -1
		if next >= 0 {
			f.at = i + next + len(f.mark)
		}
	}
	return f.at
}

// isItem: an element of the feed's own, not one of an extension's that is
// called alike.
func (s scan) isItem(name string) bool {
	prefix, _, prefixed := strings.Cut(name, ":")
	rootPrefix, _, _ := strings.Cut(s.root, ":")
	if prefixed && prefix != rootPrefix {
		return false
	}
	return local(name) == "item" || local(name) == "entry"
}

// after is the length up to and with the mark, or all there is.
func after(b []byte, mark string) int {
	if at := bytes.Index(b, []byte(mark)); at >= 0 {
		return at + len(mark)
	}
	return len(b)
}

// skip is the place behind a section in which tags are only text. One that has
// no end before the next begins is damaged: only its mark is passed over then,
// or it would swallow the items behind it.
func skip(body []byte, i int, begin string, ends *finder) int {
	inside := i + len(begin)
	end := ends.from(inside)
	if end < 0 || bytes.Contains(body[inside:end], []byte(begin)) {
		return inside
	}
	return end
}

// doctype is the length of a document type with its internal subset.
func doctype(b []byte) int {
	end := after(b, ">")
	if open := bytes.IndexByte(b[:end], '['); open >= 0 {
		if at := bytes.Index(b, []byte("]")); at >= 0 {
			return at + after(b[at:], ">")
		}
	}
	return end
}

// tagName is the name behind "<", with a leading "/" for an end tag.
func tagName(b []byte) string {
	end := 1
	for end < len(b) && end < 80 && !bytes.ContainsRune([]byte(" \t\r\n>"), rune(b[end])) {
		if b[end] == '/' && end > 1 {
			break
		}
		end++
	}
	return string(b[1:end])
}

// salvage reads every item by itself, inside the feed's own root element, and
// keeps those that are well-formed. It says what is wrong with the others.
func (s scan) salvage(body []byte) (*gofeed.Feed, []string) {
	all := &gofeed.Feed{}
	var damaged []string
	for n, at := range s.items {
		end := len(body)
		if n+1 < len(s.items) {
			end = s.items[n+1]
		}
		one := s.wrap(body[at:end])
		item, err := readAlone(one)
		if err != nil {
			damaged = append(damaged, fmt.Sprintf("item %d: %v", n+1, err))
			continue
		}
		all.Items = append(all.Items, item)
	}
	return all, damaged
}

var errNoEnd = errors.New("it has no end")

// wrap puts one item, up to its end tag, inside the root's tags; nil without an end tag.
func (s scan) wrap(item []byte) []byte {
	name := tagName(item)
	end := bytes.LastIndex(item, []byte("</"+name))
	if end < 0 {
		return nil
	}
	item = item[:end+after(item[end:], ">")]
	channel := [2]string{}
	if local(s.root) == "rss" {
		channel = [2]string{"<channel>", "</channel>"}
	}
	var b bytes.Buffer
	b.Write(s.prolog)
	b.Write(s.open)
	b.WriteString(channel[0])
	b.Write(item)
	b.WriteString(channel[1] + "</" + s.root + ">")
	return b.Bytes()
}

func readAlone(one []byte) (*gofeed.Item, error) {
	if one == nil {
		return nil, errNoEnd
	}
	if err := wellFormed(one); err != nil {
		return nil, err
	}
	feed, err := parseXML(one)
	if err != nil {
		return nil, err
	}
	if len(feed.Items) != 1 {
		return nil, fmt.Errorf("it reads as %d items", len(feed.Items))
	}
	return feed.Items[0], nil
}

// wellFormed checks that every tag is closed by its own. Bare ampersands and
// HTML's entities are forgiven: they damage nothing.
func wellFormed(b []byte) error {
	dec := xml.NewDecoder(bytes.NewReader(bytes.ReplaceAll(b, []byte("&"), []byte("+"))))
	dec.CharsetReader = charset.NewReaderLabel
	for {
		if _, err := dec.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
