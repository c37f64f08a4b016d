package courtsim_test

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"testing"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"docketwatch/courtsim"
)

const mailScript = `docket SC cand 3:17-cv-00574-WHO 307687 County of Santa Clara v. Trump et al | Santa Clara
docket SF cand 3:17-cv-00485-WHO 307351 City and County of San Francisco v. Trump et al | San Francisco
at 2017-03-09 16:13
file SC 46 Opposition/Response to Motion
file SC 47 ~Util - Set Deadlines
at 2017-04-25 13:03
file SC 98 Order on Motion
file SF 82 Order on Motion
file SC - Minute Entry
at 2017-04-26 09:02
mail forged SC 99 Order
mail damaged SC 99 Order
`

// open serves the mailbox of a house and opens it.
func open(t *testing.T, house *courtsim.Courthouse) (*imapclient.Client, *imap.SelectData, error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- house.Mailbox().Serve(l) }()
	c, err := imapclient.DialInsecure(l.Addr().String(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Close() // the test is over
		_ = l.Close()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	if err := c.Login(courtsim.MailboxUser, courtsim.MailboxPassword).Wait(); err != nil {
		return c, nil, err
	}
	data, err := c.Select("INBOX", &imap.SelectOptions{ReadOnly: true}).Wait()
	return c, data, err
}

// bodies are the decoded texts of all mails, each after its header's
// Authentication-Results.
func bodies(t *testing.T, c *imapclient.Client) []string {
	t.Helper()
	whole := &imap.FetchItemBodySection{Peek: true}
	all, err := c.Fetch(imap.SeqSet{{Start: 1}}, &imap.FetchOptions{BodySection: []*imap.FetchItemBodySection{whole}}).Collect()
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, m := range all {
		x, err := mail.ReadMessage(bytes.NewReader(m.FindBodySection(whole)))
		if err != nil {
			t.Fatal(err)
		}
		body := x.Body
		switch encoding := x.Header.Get("Content-Transfer-Encoding"); encoding {
		case "quoted-printable":
			body = quotedprintable.NewReader(body)
		case "base64":
			body = base64.NewDecoder(base64.StdEncoding, body)
		}
		text, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, x.Header.Get("Authentication-Results")+"\n"+x.Header.Get("Content-Type")+"\n"+string(text))
	}
	return list
}

func TestEveryFilingIsMailed(t *testing.T) {
	house := houseOf(t, mailScript)
	for house.Step() {
	}
	c, data, err := open(t, house)
	if err != nil {
		t.Fatal(err)
	}
	got := bodies(t, c)
	for i, want := range []struct{ holds, lacks []string }{
		{[]string{"mx.courthouse.example; dkim=pass header.d=cand.uscourts.gov", "3:17-cv-00574-WHO", "OPPOSITION/RESPONSE TO MOTION", "magic_num=", "3/9/2017 at 4:13 PM PST"}, nil},
		{[]string{"3:17-cv-00574-WHO", "3:17-cv-00485-WHO", "Document Number: 98", "Document Number: 82", "Docket Text:"}, nil},
		{[]string{"MINUTE ENTRY", "No document attached"}, []string{"magic_num"}},
		{[]string{"mx.courthouse.example; dkim=none", "Docket Text:"}, []string{"pass"}},
		{[]string{"dkim=pass", "Text:"}, []string{"Docket Text:"}},
	} {
		if i >= len(got) {
			t.Fatalf("%d mails", len(got))
		}
		for _, words := range want.holds {
			if !strings.Contains(got[i], words) {
				t.Errorf("mail %d lacks %q: %s", i, words, got[i])
			}
		}
		for _, words := range want.lacks {
			if strings.Contains(got[i], words) {
				t.Errorf("mail %d holds %q: %s", i, words, got[i])
			}
		}
	}
	if len(got) != 5 {
		t.Errorf("%d mails, want 5: housekeeping is not mailed", len(got))
	}
	forms := strings.Join(got, "")
	if !strings.Contains(forms, "text/plain") || !strings.Contains(forms, "text/html") {
		t.Error("courts write both HTML and plain text")
	}
	house.Mailbox().Renumber()
	c, again, err := open(t, house)
	if err != nil || again.UIDValidity == data.UIDValidity || again.NumMessages != 5 || len(bodies(t, c)) != 5 {
		t.Errorf("numbered anew: %+v, was %+v, %v", again, data, err)
	}
}

func TestFaultsOfTheMailbox(t *testing.T) {
	house := houseOf(t, mailScript)
	house.Step()
	for _, f := range []courtsim.Fault{{Kind: courtsim.FaultLogin}, {Kind: courtsim.FaultEmpty}, {Kind: courtsim.FaultTruncate, At: 60}} {
		house.Fault("mailbox", f)
		if _, _, err := open(t, house); err == nil {
			t.Errorf("%s: the mailbox opens", f.Kind)
		}
	}
	house.Fault("mailbox", courtsim.Fault{})
	if _, data, err := open(t, house); err != nil || data.NumMessages != 1 {
		t.Errorf("after the faults: %+v, %v", data, err)
	}
}
