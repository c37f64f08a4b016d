package mailbox

import (
	"bufio"
	"io"
	"net"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2/imapclient"

	"docketwatch/config"
)

// A server may answer anything to anything. answers are what it says at first and
// after each line it hears, parted by zero bytes; then it hangs up.
func FuzzAServer(f *testing.F) {
	const in = "* OK [CAPABILITY IMAP4rev1] ready\r\n\x00T1 OK [CAPABILITY IMAP4rev1] in\r\n\x00* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 3] x\r\nT2 OK [READ-ONLY] x\r\n\x00"
	const header = "From: ecf@cand.uscourts.gov\r\nAuthentication-Results: mx.example.org; dkim=pass header.d=uscourts.gov\r\n\r\n"
	f.Add(in + "* SEARCH 1 2\r\nT3 OK x\r\n\x00* 1 FETCH (UID 1 RFC822.SIZE 9 BODY[HEADER] \"x\")\r\n* 2 FETCH (UID 2 BODY[HEADER] {107}\r\n" + header + ")\r\nT4 OK x\r\n\x00* 2 FETCH (UID 2 BODY[] {107}\r\n" + header + ")\r\nT5 OK x\r\n")
	f.Add(in + "* SEARCH 1:99999999 0 4294967295\r\nT3 OK x\r\n\x00* 1 FETCH (BODY[HEADER] NIL UID 1)\r\n* 1 FETCH (UID 1 FLAGS ())\r\nT4 OK x\r\n")
	f.Add(in + "* ESEARCH (TAG \"T3\") UID ALL 1:4294967295\r\nT3 OK x\r\n")
	f.Add("* PREAUTH x\r\n\x00* BYE\r\n\x00T1 NO [UNAVAILABLE] x\r\n")
	endless := regexp.MustCompile(`(?i)CAPABILITY[^\r\n]*\(`) // see Poll
	f.Fuzz(func(t *testing.T, answers string) {
		if endless.MatchString(answers) {
			t.Skip("the library never ends")
		}
		ours, theirs := net.Pipe()
		go func() {
			defer func() { _ = theirs.Close() }()
			lines := bufio.NewReader(theirs)
			for i, answer := range strings.Split(answers, "\x00") {
				if i > 0 {
					if _, err := lines.ReadString('\n'); err != nil {
						return
					}
				}
				_, _ = io.WriteString(theirs, answer) // whether anybody hears it or not
			}
		}()
		s := &Source{name: "x", user: "desk", password: config.SecretOf(password), folder: "INBOX", trust: believing("mx.example.org"), limits: standardLimits()}
		b := &box{conn: ours, mail: 1 << 16, client: imapclient.New(&line{Conn: ours, idle: 100 * time.Millisecond, left: 1 << 20}, nil)}
		done := make(chan struct{})
		go func() {
			defer close(done)
			if s.enter(b) == nil {
				l := s.begin(b, at(nil))
				if l.take() == nil {
					if batch, err := l.batch(); err == nil && len(batch.Next) == 0 {
						t.Error("a good look without a cursor")
					}
				}
			}
			_ = ours.Close()     // as a look ends
			_ = b.client.Close() // the same
		}()
		select {
		case <-done:
		case <-time.After(20 * time.Second):
			t.Errorf("a look hangs on %q", answers)
		}
	})
}
