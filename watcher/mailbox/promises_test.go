package mailbox

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"

	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
)

// What every source promises (package sourcetest does this for those that read
// the web): a failed look is never an empty one, what was seen is vouched for by
// the cursor alone, and no news is lost between a bad look and a good one.

func TestAWholeMailboxGivesEveryNoticeAndACursor(t *testing.T) {
	for _, secure := range []bool{true, false} {
		p := newPost(t, secure)
		p.put(noon.Add(-time.Hour), notices(1, 3)...)
		b := good(t, p.reader(), at(nil))
		if len(told(b)) != 3 || b.Items != 3 || b.Coverage == "" {
			t.Errorf("%d entries of 3, %d items, coverage %q", len(told(b)), b.Items, b.Coverage)
		}
		for _, s := range b.Sightings {
			if s.Source != "nef_mailbox" || !s.Seen.Equal(noon) || len(s.Digest) != 64 {
				t.Errorf("a sighting without source, moment or digest: %+v", s)
			}
		}
		if b.Sightings[0].DocumentNumber != "3" {
			t.Error("the newest does not stand first")
		}
	}
}

// failures are what a server may do in place of showing its mailbox.
func failures() map[string]faults {
	return map[string]faults{
		"a login refused":                     {login: no(imap.ResponseCodeAuthenticationFailed, "wrong password")},
		"a login refused for a while":         {login: no(imap.ResponseCodeUnavailable, "later")},
		"no such mailbox":                     {open: no(imap.ResponseCodeNonExistent, "no such mailbox")},
		"a search refused":                    {find: no("", "no search today")},
		"messages refused for a while":        {show: no(imap.ResponseCodeServerBug, "later")},
		"messages answered with an error":     {show: errors.New("broken")},
		"a message left out":                  {hide: 2},
		"no greeting":                         {silent: true},
		"another protocol":                    {garbage: "220 mail.example.org ESMTP\r\n"},
		"a page of the web":                   {garbage: "HTTP/1.1 400 Bad Request\r\n\r\n"},
		"nothing":                             {garbage: " "},
		"a farewell":                          {garbage: "* BYE too many connections\r\n"},
		"a greeting and garbage":              {garbage: "* OK ready\r\n\x00\x01\xff{9999999999}\r\n"},
		"an answer to a question not asked":   {garbage: "* OK ready\r\nT9 OK done\r\n"},
		"a literal without an end":            {garbage: "* OK ready\r\n* 1 FETCH (UID 1 BODY[] {99999999}\r\nx"},
		"a list nested beyond all reason":     {garbage: "* OK ready\r\n* 1 FETCH " + strings.Repeat("(", 100000) + "\r\n"},
		"a server that shuts in the greeting": {cutAt: 5},
	}
}

func TestAFailedLookIsAnErrorNeverAnEmptyGoodOne(t *testing.T) {
	p := newPost(t, false)
	p.put(noon.Add(-time.Hour), notices(1, 3)...)
	s := p.reader()
	s.limits.idle = 300 * time.Millisecond
	known := good(t, s, at(nil)).Next
	p.put(noon, notice(4))
	for name, f := range failures() {
		for when, state := range map[string][]byte{"at the first look": nil, "later": known} {
			if f.hide != 0 && state != nil {
				f.hide = 4
			}
			p.strike(f)
			mustFail(t, name+", "+when, s, state)
		}
	}
	// After all that, nothing is lost.
	p.strike(faults{})
	if b := good(t, s, at(known)); !maps.Equal(told(b), map[string]bool{"cand/2017-cv-574#n:4": true}) {
		t.Errorf("after the failures: %v", told(b))
	}
}

// mustFail polls and refuses every outcome that would move the cursor.
func mustFail(t *testing.T, name string, s *Source, state []byte) {
	t.Helper()
	b, err := s.Poll(t.Context(), at(state))
	switch {
	case err == nil:
		t.Errorf("%s: passed for a good look with %d items", name, b.Items)
	case errors.Is(err, watcher.ErrNotModified):
		t.Errorf("%s: said to be nothing new", name)
	case len(b.Next) > 0 || len(b.Sightings) > 0:
		t.Errorf("%s: an error and a batch", name)
	case err.Error() == "" || strings.Contains(err.Error(), password) || strings.Contains(err.Error(), magic) || strings.ContainsAny(err.Error(), "\r\n\x00"):
		t.Errorf("%s: the error says %q", name, err)
	}
}

func TestAConnectionCutAnywhereIsAFailedLook(t *testing.T) {
	for _, secure := range []bool{false, true} {
		p := newPost(t, secure)
		p.put(noon.Add(-time.Hour), notices(1, 3)...)
		s := p.reader()
		known := good(t, s, at(nil)).Next
		p.put(noon, notices(4, 5)...)
		before := p.count()
		want := told(good(t, s, at(known)))
		whole := p.count() - before
		for i := range 40 {
			cut := whole * (2*i + 1) / 80
			p.strike(faults{cutAt: cut})
			b, err := s.Poll(t.Context(), at(known))
			// The farewell may be cut: all that was wanted was there.
			if err == nil && (!maps.Equal(told(b), want) || cut < whole*3/4) {
				t.Errorf("cut at byte %d of %d (encrypted: %v): passed for a look with %v", cut, whole, secure, told(b))
			}
		}
		p.strike(faults{})
		if b := good(t, s, at(known)); !maps.Equal(told(b), want) {
			t.Errorf("after the cuts: %v, want %v", told(b), want)
		}
	}
}

func TestTheSameMailboxAgainIsNothingNew(t *testing.T) {
	p := newPost(t, false)
	p.put(noon.Add(-time.Hour), notices(1, 3)...)
	s := p.reader()
	first := good(t, s, at(nil))
	if _, err := s.Poll(t.Context(), at(first.Next)); !errors.Is(err, watcher.ErrNotModified) {
		t.Errorf("the same mailbox again: %v", err)
	}
	// Now and then the cursor says that somebody looked.
	b := good(t, s, watcher.Cursor{State: first.Next, Now: noon.Add(2 * time.Hour)})
	if len(told(b)) > 0 || b.Raw != nil || b.Gap != nil || string(b.Next) == string(first.Next) {
		t.Errorf("two hours later: %+v", b)
	}
	// A full look reads what is known as well.
	if b := good(t, s, watcher.Cursor{State: first.Next, Full: true, Now: noon}); len(told(b)) != 3 {
		t.Errorf("a full look told of %d entries of 3", len(told(b)))
	}
}

func TestWhatCameIsNewsAndASourceRemembersNothingButItsCursor(t *testing.T) {
	p := newPost(t, false)
	p.put(noon.Add(-time.Hour), notices(1, 3)...)
	first := good(t, p.reader(), at(nil))
	p.put(noon, notices(4, 5)...)
	s := p.reader()
	once, twice := good(t, s, at(first.Next)), good(t, s, at(first.Next))
	if !maps.Equal(told(once), told(twice)) || len(told(once)) != 2 || once.Items != 2 {
		t.Errorf("from the same cursor: %v, then %v", told(once), told(twice))
	}
	if once.Raw == nil {
		t.Error("a look with news keeps no evidence")
	}
	if again := good(t, p.reader(), at(nil)); len(told(again)) != 5 {
		t.Errorf("without a cursor: %v", told(again))
	}
	if again := good(t, p.reader(), at([]byte("\x01another make"))); len(told(again)) != 5 {
		t.Errorf("with a cursor of another make: %v", told(again))
	}
}

func TestACancelledLookIsAnError(t *testing.T) {
	p := newPost(t, false)
	p.strike(faults{silent: true})
	s := p.reader()
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	began := time.Now()
	_, err := s.Poll(ctx, at(nil))
	if !errors.Is(err, context.Canceled) || time.Since(began) > s.limits.idle {
		t.Errorf("after %s: %v", time.Since(began), err)
	}
	s.limits.total = 50 * time.Millisecond
	if _, err := s.Poll(t.Context(), at(nil)); err == nil || !strings.Contains(err.Error(), "it took longer than 50ms") {
		t.Errorf("too long: %v", err)
	}
	s.limits.total, s.limits.idle = time.Minute, 50*time.Millisecond
	if _, err := s.Poll(t.Context(), at(nil)); err == nil || !strings.Contains(err.Error(), "nothing came for 50ms") {
		t.Errorf("too still: %v", err)
	}
}

func TestAServerThatSendsWithoutEndIsCutOff(t *testing.T) {
	p := newPost(t, false)
	p.put(noon, notices(1, 3)...)
	s := p.reader()
	s.limits.bytes = 3000
	mustFail(t, "more than a mailbox can hold", s, nil)
}

func TestMessagesNumberedAnewAreReadAgainForAWeek(t *testing.T) {
	p := newPost(t, false)
	p.put(noon.Add(-time.Hour), notices(1, 3)...)
	s := p.reader()
	first := good(t, s, at(nil))
	p.renumber(noon.Add(-time.Hour), notices(2, 4)...)
	p.put(noon.Add(-30*24*time.Hour), notice(9))
	again := good(t, s, at(first.Next))
	var all []string
	for _, e := range slices.Sorted(maps.Keys(told(again))) {
		all = append(all, e[strings.IndexByte(e, '#')+1:])
	}
	if fmt.Sprint(all) != "[n:2 n:3 n:4]" || again.Gap != nil {
		t.Errorf("told of %v, gap %v", all, again.Gap)
	}
	// The ledger knows the old ones by what they are of.
	for _, s := range again.Sightings {
		if s.DocumentNumber == "2" && !slices.ContainsFunc(first.Sightings, func(o docket.Sighting) bool {
			return fmt.Sprint(docket.EntryKeys(o)) == fmt.Sprint(docket.EntryKeys(s))
		}) {
			t.Errorf("an old notice has other names now: %v", docket.EntryKeys(s))
		}
	}
	// Where nobody looked for longer than that, something may have been missed.
	p.renumber(noon, notice(5))
	late := noon.Add(20 * 24 * time.Hour)
	b := good(t, s, watcher.Cursor{State: again.Next, Now: late})
	if b.Gap == nil || !b.Gap.From.Equal(noon) || !b.Gap.To.Equal(late.Add(-window)) || b.Gap.Source != "nef_mailbox" || b.Gap.Why == "" {
		t.Errorf("gap %+v", b.Gap)
	}
	// A mailbox that went back, under the same numbering, is one numbered anew.
	state, _ := decodeState(good(t, s, at(nil)).Next)
	state.UID += 100
	if b := good(t, s, at(state.encode())); len(told(b)) != 1 {
		t.Errorf("a mailbox that went back told of %v", told(b))
	}
}

func TestManyNewMessagesAreReadInSeveralLooks(t *testing.T) {
	p := newPost(t, false)
	s := p.reader()
	state := good(t, s, at(nil)).Next
	p.put(noon, notices(1, 7)...)
	s.limits.mails = 3
	all := make(map[string]bool)
	for _, want := range []int{3, 3, 1} {
		b := good(t, s, at(state))
		if len(told(b)) != want {
			t.Errorf("%d at once, want %d", len(told(b)), want)
		}
		maps.Copy(all, told(b))
		state = b.Next
	}
	if len(all) != 7 {
		t.Errorf("%d of 7", len(all))
	}
	if _, err := s.Poll(t.Context(), at(state)); !errors.Is(err, watcher.ErrNotModified) {
		t.Errorf("after all: %v", err)
	}
}

func TestAServerMayNotSayWhichMessageComesNext(t *testing.T) {
	p := newPost(t, false)
	s := p.reader()
	p.put(noon.Add(-30*24*time.Hour), notice(9))
	p.strike(faults{noNext: true})
	if _, err := s.Poll(t.Context(), at(nil)); err != nil {
		t.Skipf("the library does not read such an answer: %v", err)
	}
	first := good(t, s, at(nil))
	p.put(noon, notice(1))
	if b := good(t, s, at(first.Next)); len(told(b)) != 1 {
		t.Errorf("told of %v", told(b))
	}
}

func TestTheServerMustBeWhoItSaysAndOutsideOurNetwork(t *testing.T) {
	p := newPost(t, true)
	p.put(noon, notice(1))
	s := p.reader()
	s.client = fetch.New(fetch.Options{AllowPrivate: true}) // does not know who signed
	if _, err := s.Poll(t.Context(), at(nil)); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a certificate that nobody vouches for: %v", err)
	}
	s.client = fetch.New(fetch.Options{RootCAs: p.roots})
	if _, err := s.Poll(t.Context(), at(nil)); !errors.Is(err, fetch.ErrPrivateAddress) {
		t.Errorf("an address inside the network: %v", err)
	}
	s.host = "localhost"
	if _, err := s.Poll(t.Context(), at(nil)); !errors.Is(err, fetch.ErrPrivateAddress) {
		t.Errorf("a name inside the network: %v", err)
	}
}

func TestARefusedLoginIsNotTriedInAHurry(t *testing.T) {
	p := newPost(t, false)
	s := p.reader()
	p.strike(faults{login: no(imap.ResponseCodeAuthenticationFailed, "the password "+password+" is wrong\x07")})
	_, err := s.Poll(t.Context(), at(nil))
	var refused *watcher.Refused
	if !errors.As(err, &refused) || !refused.Blocked || !strings.Contains(err.Error(), "refused login: the password [secret] is wrong") {
		t.Errorf("%v", err)
	}
	p.strike(faults{login: no(imap.ResponseCodeUnavailable, "later")})
	if _, err := s.Poll(t.Context(), at(nil)); err == nil || errors.As(err, &refused) {
		t.Errorf("a server that is not well: %v", err)
	}
}

// Nothing in the mailbox is changed: the session of the tests fails for any
// command that would.
func TestTheMailboxIsOnlyLookedAt(t *testing.T) {
	p := newPost(t, false)
	p.put(noon, notices(1, 3)...)
	good(t, p.reader(), at(nil))
	if n := p.seen(); n != 0 {
		t.Errorf("%d messages are marked as seen", n)
	}
}

// A server that lists its capabilities with a parenthesis keeps the library's
// reader busy for ever. That costs one look and one goroutine, never the daemon.
// It is tried in a process of its own, which ends.
func TestALookThatNeverEndsIsLeftToItself(t *testing.T) {
	if os.Getenv("DOCKETWATCH_TEST_ENDLESS") == "" {
		child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestALookThatNeverEndsIsLeftToItself$")
		child.Env = append(os.Environ(), "DOCKETWATCH_TEST_ENDLESS=1")
		if out, err := child.CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
		return
	}
	p := newPost(t, false)
	p.strike(faults{garbage: "* OK [CAPABILITY IMAP4rev1 (\r\n"})
	s := p.reader()
	s.limits.total, s.limits.grace = 50*time.Millisecond, 50*time.Millisecond
	if _, err := s.Poll(t.Context(), at(nil)); err == nil || !strings.Contains(err.Error(), "it took longer than 50ms") {
		t.Errorf("the endless look: %v", err)
	}
	p.strike(faults{})
	if _, err := s.Poll(t.Context(), at(nil)); err == nil || !strings.Contains(err.Error(), "an earlier look never ended") {
		t.Errorf("the look after it: %v", err)
	}
}
