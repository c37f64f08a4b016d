package mailbox

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"docketwatch/docket"
	"docketwatch/watcher/fetch"
)

func TestTheOptionsOfAnEntry(t *testing.T) {
	t.Setenv("DOCKETWATCH_TEST_PASSWORD", password)
	const rest = ", user: desk, password: 'env:DOCKETWATCH_TEST_PASSWORD', auth_server: mx.example.org"
	for _, c := range []struct{ why, options, want, problem string }{
		{"the least", "{host: 'imaps://imap.example.org'" + rest + "}", "imap.example.org:993 INBOX mx.example.org uscourts.gov ca2.fedcourts.us ca9.fedcourts.us", ""},
		{"everything", "{host: 'imaps://imap.example.org:1993/', mailbox: Courts/NEF, from: [CAND.uscourts.gov]" + rest + "}", "imap.example.org:1993 Courts/NEF mx.example.org cand.uscourts.gov", ""},
		{"a server without a name", "{host: 'imaps://imap.example.org'" + strings.Replace(rest, "mx.example.org", "None", 1) + "}", "imap.example.org:993 INBOX none uscourts.gov ca2.fedcourts.us ca9.fedcourts.us", ""},
		{"nothing", "{}", "", "host is no address of a mail server"},
		{"no user", "{}", "", "user is missing"},
		{"no password", "{}", "", "password is missing"},
		{"no server that vouches", "{}", "", "auth_server is missing: without it anybody's mail could pass for a court's"},
		{"no encryption outside a laboratory", "{host: 'imap://imap.example.org'" + rest + "}", "", "imap:// would send the password as it stands"},
		{"another protocol", "{host: 'https://imap.example.org'" + rest + "}", "", `scheme "https" is not imaps`},
		{"a name alone", "{host: 'imap.example.org:993'" + rest + "}", "", "host is no address of a mail server"},
		{"a password in the address", "{host: 'imaps://desk:secret@imap.example.org'" + rest + "}", "", "host is no address of a mail server"},
		{"a port that is none", "{host: 'imaps://imap.example.org:99999'" + rest + "}", "", `"99999" is no port`},
		{"a password in the file", "{host: 'imaps://imap.example.org', user: desk, password: secret, auth_server: x}", "", "a secret never stands in the file"},
		{"nobody to read", "{host: 'imaps://imap.example.org', from: []" + rest + "}", "", "from names nobody"},
		{"an address in place of a domain", "{host: 'imaps://imap.example.org', from: ['ecf@uscourts.gov', gov]" + rest + "}", "", `from: "ecf@uscourts.gov" is no domain`},
		{"a domain of one word", "{host: 'imaps://imap.example.org', from: [gov]" + rest + "}", "", `from: "gov" is no domain`},
		{"a key nobody knows", "{hots: 'imaps://imap.example.org'" + rest + "}", "", `unknown key "hots"; did you mean "host"?`},
	} {
		s, problems := New(entry(t, c.options), nil, fetch.New(fetch.Options{}))
		got := ""
		if s != nil {
			got = fmt.Sprintf("%s:%d %s %s %s", s.host, s.port, s.folder, s.trust.server, strings.Join(s.trust.domains, " "))
		}
		if text := problems.Error(); got != c.want || c.problem == "" && text != "" || !strings.Contains(text, c.problem) {
			t.Errorf("%s: %q, problems %q, want %q and %q", c.why, got, text, c.want, c.problem)
		}
	}
}

func TestTheNameOfAMailboxAndItsDockets(t *testing.T) {
	t.Setenv("DOCKETWATCH_TEST_PASSWORD", password)
	e := entry(t, "{host: 'imaps://imap.example.org', user: desk, password: 'env:DOCKETWATCH_TEST_PASSWORD', auth_server: x.example}")
	supreme, err := docket.ParseNumber("24-966")
	if err != nil {
		t.Fatal(err)
	}
	watched := append(refs(t), refs(t)[0], docket.DocketRef{Court: "scotus", Number: supreme})
	for name, want := range map[string]string{"nef_mailbox": "nef_mailbox", "desk": "nef_mailbox/desk"} {
		e.Name = name
		s, problems := New(e, watched, nil)
		if len(problems) > 0 || s.Name() != want || len(s.Dockets()) != 3 {
			t.Errorf("%v: %q looks at %v", problems, s.Name(), s.Dockets())
		}
	}
}

func TestANoticeThatBreaksTheReaderIsAFault(t *testing.T) {
	var broken *Source // reading with it panics
	x := broken.letter(message{}, message{text: notice(1)}, noon)
	if x.fault != "the reader broke down on it" || len(x.sightings) > 0 || x.digest != digest(notice(1)) {
		t.Errorf("%+v", x)
	}
}

func TestOnlyTheCourtsOwnPageOfADocumentIsShown(t *testing.T) {
	for link, want := range map[string]string{
		"https://ecf.cand.uscourts.gov/doc1/035115000046?caseid=1&de_seq_num=2&magic_num=3": "https://ecf.cand.uscourts.gov/doc1/035115000046",
		"http://ecf.ca9.uscourts.gov/docs1/009132?uid=abc":                                  "https://ecf.ca9.uscourts.gov/docs1/009132",
		"https://ca9-showdoc.azurewebsites.us/NDA/633c4728-1b4e":                            "",
		"https://ecf.cand.uscourts.gov/doc1/035115000046/69077486":                          "",
		"https://ecf.cand.uscourts.gov/cgi-bin/show_temp.pl?file=1":                         "",
		"https://ecf.cand.uscourts.gov/doc1/":                                               "",
		"https://ecf.cand.uscourts.gov.example.org/doc1/035115000046":                       "",
		"https://user:key@ecf.cand.uscourts.gov/doc1/035115000046#key":                      "https://ecf.cand.uscourts.gov/doc1/035115000046",
		"javascript:alert(1)": "",
		"%":                   "",
		"":                    "",
	} {
		if got := plain(link); got != want {
			t.Errorf("%q: %q, want %q", link, got, want)
		}
	}
}

// keyed is what must stand nowhere: an argument that opens a free look.
var keyed = regexp.MustCompile(`(magic_num=|uid=|/NDA/)[0-9A-Za-z]`)

func FuzzLetter(f *testing.F) {
	for _, m := range [][]byte{notice(1), plainNotice("ORDER."), activity(), notice(2, "Docket Text:", "Text:"),
		mailOf("multipart/alternative; boundary=x", "7bit", "--x\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPGI+\n--x--\n", "Subject: =?utf-8?b?eA==?=\r\n"),
		[]byte("From x\nContent-Type: multipart/mixed; boundary=\"\"\nDate: x\n\n--\n")} {
		f.Add(m)
	}
	s := &Source{name: "nef_mailbox", refs: refs(f)}
	f.Fuzz(func(t *testing.T, mail []byte) {
		x := s.letter(message{text: mail}, message{text: mail}, noon)
		if strings.Contains(x.fault, "broke down") {
			t.Fatal("a mail breaks the reader")
		}
		if x.fault != "" && len(x.sightings) > 0 {
			t.Errorf("a notice that cannot be read is read: %s, %+v", x.fault, x.sightings)
		}
		if keyed.Match(x.evidence) {
			t.Errorf("the evidence holds a key: %q", x.evidence)
		}
		for _, sighting := range x.sightings {
			if _, known := docket.CourtByID(sighting.Court); !known || len(docket.EntryKeys(sighting)) == 0 {
				t.Errorf("of no court: %+v", sighting)
			}
			if text := fmt.Sprintf("%+v", sighting); keyed.MatchString(text) {
				t.Errorf("a sighting holds a key: %s", text)
			}
			if strings.Contains(sighting.DocumentURL, "?") || strings.Contains(sighting.DocumentURL, "showdoc") {
				t.Errorf("the address %s", sighting.DocumentURL)
			}
		}
		if again := s.letter(message{text: mail}, message{text: mail}, noon); fmt.Sprint(again) != fmt.Sprint(x) {
			t.Errorf("read twice: %+v, then %+v", x, again)
		}
	})
}

// A look at a mailbox of 500 notices, over loopback.
func BenchmarkALookAt500Notices(b *testing.B) {
	b.Setenv("DOCKETWATCH_TEST_PASSWORD", password)
	p := newPost(b, true)
	p.put(noon.Add(-time.Hour), notices(1, 500)...)
	s := p.reader()
	for b.Loop() {
		if got := good(b, s, at(nil)); len(got.Sightings) != 500 {
			b.Fatal(len(got.Sightings))
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/500, "µs/notice")
	b.ReportMetric(float64(p.count())/float64(b.N)/500, "bytes/notice")
}
