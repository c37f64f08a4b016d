package email

import (
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"strings"

	gomail "github.com/wneessen/go-mail"

	"docketwatch/notify"
)

// subjectLimit is in runes; what is longer is cut where a reader can see it.
const subjectLimit = 200

// letter lays an alert out as a mail: plain text, and the same as simple HTML.
// Refused are recipients that the server would not have.
func (m *Email) letter(msg notify.Message, refused []string) (*gomail.Msg, error) {
	t := notify.Tell(msg, 3000)
	x := gomail.NewMsg(gomail.WithCharset(gomail.CharsetUTF8), gomail.WithNoDefaultUserAgent())
	x.FromMailAddress(m.from)
	for _, to := range m.to {
		if err := x.AddToFormat(to.Name, to.Address); err != nil {
			return nil, err
		}
	}
	x.Subject(notify.Cut(notify.Defuse(t.Headline+": "+t.Title), subjectLimit))
	x.SetDateWithValue(m.now())
	x.SetMessageIDWithValue(m.messageID(msg.PublicID))
	if root := msg.ThreadRef; root != "" && !strings.ContainsAny(root, "\r\n \t") { // it is a Message-ID of ours
		x.SetGenHeader(gomail.HeaderInReplyTo, root)
		x.SetGenHeader(gomail.HeaderReferences, root)
	}
	// A list of this destination's own lets mail be filed; nothing answers it by
	// machine (RFC 2919, RFC 3834).
	x.SetGenHeader("List-Id", "docketwatch <"+label(m.name)+".docketwatch."+m.domain()+">")
	x.SetGenHeader("Auto-Submitted", "auto-generated")
	x.SetGenHeader(gomail.HeaderXAutoResponseSuppress, "All")
	x.SetGenHeader("X-Docketwatch-Kind", string(msg.Alert.Kind))
	x.SetBodyString(gomail.TypeTextPlain, plainText(t, refused))
	var page strings.Builder
	if err := htmlPart.Execute(&page, partsOf(t, refused)); err != nil {
		return nil, err
	}
	x.AddAlternativeString(gomail.TypeTextHTML, page.String())
	return x, nil
}

// messageID is made of the delivery's public id alone: a mail that had to be
// sent twice has one identity, and programs that know it show it once.
func (m *Email) messageID(public string) string {
	if public == "" || strings.Trim(public, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") != "" {
		sum := sha256.Sum256([]byte(public))
		public = hex.EncodeToString(sum[:16])
	}
	return public + ".docketwatch@" + m.domain()
}

func (m *Email) domain() string {
	_, domain, _ := strings.Cut(m.from.Address, "@")
	return domain
}

// label is a destination's name as part of a List-Id.
func label(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		if r >= 'A' && r <= 'Z' {
			return r + ('a' - 'A')
		}
		return '-'
	}, notify.Cut(name, 60))
}

// plainText is the part for readers of text. Mail programs make links of what
// looks like one: in text that is not ours nothing does.
func plainText(t notify.Told, refused []string) string {
	p := partsOf(t, refused)
	lines := append([]string{p.Headline, ""}, p.Lines...)
	lines = append(lines, "")
	for _, l := range p.Links {
		lines = append(lines, l.Word+":", l.To)
	}
	if p.Refused != "" {
		lines = append(lines, "", p.Refused)
	}
	return strings.Join(lines, "\n") + "\n"
}

type parts struct {
	Headline string
	Lines    []string
	Links    []notify.Named
	Refused  string
}

func partsOf(t notify.Told, refused []string) parts {
	p := parts{Headline: notify.Defuse(t.Headline)}
	for _, l := range t.Links {
		p.Links = append(p.Links, notify.Named{Word: notify.Defuse(l.Word), To: l.To})
	}
	for _, line := range t.Lines() {
		p.Lines = append(p.Lines, notify.Defuse(line))
	}
	if len(refused) > 0 {
		p.Refused = "The mail server refused these recipients of docketwatch's mail: " + strings.Join(refused, ", ")
	}
	return p
}

// htmlPart escapes by context; there is no style, image or script in it.
var htmlPart = template.Must(template.New("mail").Parse(`<!doctype html>
<html><head><meta charset="utf-8"><title>{{.Headline}}</title></head><body>
<h3>{{.Headline}}</h3>
{{range .Lines}}<p>{{.}}</p>
{{end}}{{range .Links}}<p><a href="{{.To}}" rel="noopener noreferrer nofollow">{{.Word}}</a></p>
{{end}}{{with .Refused}}<p>{{.}}</p>
{{end}}</body></html>
`))
