package pacer

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
	"docketwatch/watcher/sourcetest"
)

func entry(t *testing.T, options string) config.Entry {
	t.Helper()
	o, err := config.OptionsOf(options)
	if err != nil {
		t.Fatal(err)
	}
	return config.Entry{Kind: "court_rss", Name: "court_rss", Path: `sources[0] "court_rss"`, Line: 7, Options: o}
}

func TestSource(t *testing.T) {
	sourcetest.Run(t, sourcetest.Harness{
		New: func(t *testing.T, baseURL string) watcher.Source {
			client := fetch.New(fetch.Options{AllowPrivate: true})
			t.Cleanup(client.Close)
			sources, problems := New(entry(t, "{courts: [cand], url: '"+baseURL+"/{court}/rss'}"), nil, client)
			if len(problems) > 0 || len(sources) != 1 {
				t.Fatal(problems)
			}
			return sources[0]
		},
		Body: func(_ *http.Request, n int) []byte { return windowOf(1, n) },
		Now:  timeOf(10),
	})
}

func TestTheCourtsOfAnEntry(t *testing.T) {
	courts := []docket.Court{court("cand"), court("ca9"), court("ca2"), court("cand")}
	for _, c := range []struct {
		name, options string
		sources       []string
		problems      []string
	}{
		{"by default every court of a watched docket that has a feed", "{}", []string{"court_rss/cand", "court_rss/ca2"},
			[]string{"7: warning: sources[0] \"court_rss\": ca9 (9th Cir.) has no RSS feed", "7: warning: sources[0] \"court_rss\": the feed of ca2 is known to carry only"}},
		{"named courts only, by either id", "{courts: [nysd, cofc]}", []string{"court_rss/nysd", "court_rss/uscfc"}, nil},
		{"a mirror may have a feed that the court has not", `{courts: [ca9], url: "http://127.0.0.1:9/{court}/rss"}`, []string{"court_rss/ca9"}, nil},
		{"an unknown court is refused with the likely one", "{courts: [sdny]}", nil, []string{`unknown court id "sdny"; did you mean "nysd"?`}},
		{"an unknown key is refused", "{court: [nysd]}", nil, []string{`unknown key "court"; did you mean "courts"?`}},
		{"an address that is none is refused", "{courts: [cand], url: 'ftp://x'}", []string{"court_rss/cand"}, []string{"url is no web address"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			sources, problems := New(entry(t, c.options), courts, nil)
			var names []string
			for _, s := range sources {
				names = append(names, s.Name())
			}
			if fmt.Sprint(names) != fmt.Sprint(c.sources) {
				t.Errorf("sources %v, want %v", names, c.sources)
			}
			text := problems.Error()
			for _, want := range c.problems {
				if !strings.Contains(text, want) {
					t.Errorf("problems %q lack %q", text, want)
				}
			}
			if len(c.problems) == 0 && text != "" {
				t.Errorf("problems: %s", text)
			}
		})
	}
}

// look reads a body at a cursor; the look must be whole.
func mustRead(t *testing.T, body []byte, state []byte, now time.Time) watcher.Batch {
	t.Helper()
	s := &Source{court: court("cand")}
	b, err := s.read(body, "", watcher.Cursor{State: state, Now: now})
	if err != nil && !errors.Is(err, watcher.ErrNotModified) {
		t.Fatal(err)
	}
	if b.Partial != nil {
		t.Fatal(b.Partial)
	}
	return b
}

func TestAGapIsToldWhereTheWindowPassedUsBy(t *testing.T) {
	at := func(h, m int) time.Time { return built.Add(time.Duration(h)*time.Hour + time.Duration(m)*time.Minute) }
	// items of the given minutes after built, newest first, made at made
	feed := func(made time.Time, minutes ...int) []byte {
		var items []string
		for _, m := range minutes {
			items = append(items, district(1000+m, 400001, "Order", at(0, m)))
		}
		return feedOf(made, items...)
	}
	for _, c := range []struct {
		name       string
		looks      [][]byte
		from, to   time.Time
		told       bool
		coldNewest bool
	}{
		{name: "windows that overlap", looks: [][]byte{feed(at(2, 0), 110, 60, 1), feed(at(3, 0), 170, 110, 60)}},
		{name: "the newest known item is gone too soon", told: true, from: at(0, 110), to: at(0, 115),
			looks: [][]byte{feed(at(2, 0), 110, 60, 1), feed(at(2, 30), 140, 115)}},
		{name: "we were away longer than the window reaches", told: true, from: at(0, 110), to: at(8, 0),
			looks: [][]byte{feed(at(2, 0), 110, 60, 1), feed(at(9, 0), 9*60-5, 8*60)}},
		{name: "a quiet court, looked at all the while", looks: [][]byte{
			feed(at(0, 10), 5), feed(at(12, 0), 5), feed(at(23, 50), 5), feed(at(24, 0)), feed(at(40, 0)), feed(at(63, 0)), feed(at(63, 5), 63*60+2)}},
		{name: "an empty feed and the first item", looks: [][]byte{feed(at(1, 0)), feed(at(2, 0), 110)}},
		{name: "an empty feed, then a day and more away", told: true, from: at(1, 0), to: at(30, 0),
			looks: [][]byte{feed(at(1, 0)), feed(at(31, 0), 30*60)}},
		{name: "one item of the very second the feed was made, then another", told: true, from: at(0, 60), to: at(0, 90),
			looks: [][]byte{feed(at(1, 0), 60), feed(at(1, 30), 90)}},
		{name: "an older copy of the feed", looks: [][]byte{feed(at(9, 0), 9*60-5, 8*60), feed(at(2, 0), 110, 60, 1), feed(at(9, 5), 9*60+1, 9*60-5, 8*60)}},
		{name: "a build date that flaps by a minute", looks: [][]byte{feed(at(2, 0), 110, 60), feed(at(1, 59), 110, 60), feed(at(2, 0), 110, 60)}},
		{name: "an item dated years ahead does not hide the gap", told: true, from: at(0, 110), to: at(8, 0),
			looks: [][]byte{feed(at(2, 0), 600000, 110, 60, 1), feed(at(9, 0), 600000, 9*60-5, 8*60)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var state []byte
			var last watcher.Batch
			for i, body := range c.looks {
				last = mustRead(t, body, state, at(100, 0))
				if last.Next != nil {
					state = last.Next
				}
				if last.Gap != nil && (!c.told || i < len(c.looks)-1) {
					t.Fatalf("look %d told of a gap from %s to %s: %s", i+1, last.Gap.From, last.Gap.To, last.Gap.Why)
				}
			}
			if !c.told {
				return
			}
			if last.Gap == nil {
				t.Fatal("no gap was told")
			}
			if !last.Gap.From.Equal(c.from) || !last.Gap.To.Equal(c.to) || last.Gap.Source != "court_rss/cand" || last.Gap.Why == "" {
				t.Errorf("gap %+v, want from %s to %s", *last.Gap, c.from, c.to)
			}
		})
	}
}

func TestAnOlderCopyForgetsNothing(t *testing.T) {
	now := timeOf(50)
	first := mustRead(t, windowOf(10, 20), nil, now)
	older := mustRead(t, windowOf(5, 15), first.Next, now)
	if len(older.Sightings) != 5 || older.Gap != nil {
		t.Errorf("%d sightings, gap %v; the 5 that were never seen were to be read", len(older.Sightings), older.Gap)
	}
	again := mustRead(t, windowOf(10, 20), older.Next, now)
	if len(again.Sightings) != 0 {
		t.Errorf("%d filings were read again", len(again.Sightings))
	}
}

func TestOnlyTheLinesThatMatterMakeAChange(t *testing.T) {
	body := windowOf(1, 5)
	first := mustRead(t, body, nil, timeOf(9))
	later := bytes.Replace(body, []byte(rfc(timeOf(5).Add(time.Minute))), []byte(rfc(timeOf(5).Add(4*time.Minute))), 1)
	b := mustRead(t, later, first.Next, timeOf(9))
	if len(b.Sightings) > 0 || b.Raw != nil || b.Note != "" {
		t.Errorf("another build date is told: %d sightings, raw %v, note %q", len(b.Sightings), b.Raw != nil, b.Note)
	}
	narrower := bytes.Replace(body, []byte("of type: all"), []byte("of type: opinions"), 1)
	b = mustRead(t, narrower, first.Next, timeOf(9))
	if !strings.Contains(b.Note, "opinions") || b.Coverage != "Docket entries of type: opinions" {
		t.Errorf("a feed that carries less is told as %q, coverage %q", b.Note, b.Coverage)
	}
}

func TestItemsInAnyOrderAreFound(t *testing.T) {
	first := mustRead(t, feedOf(timeOf(9), numbered(3), numbered(2), numbered(1)), nil, timeOf(9))
	b := mustRead(t, feedOf(timeOf(9), numbered(3), numbered(1), numbered(4), numbered(2)), first.Next, timeOf(9))
	if len(b.Sightings) != 1 || b.Sightings[0].DocumentNumber != "4" {
		t.Errorf("read %d filings", len(b.Sightings))
	}
}

func TestANewEventJoinsItsKnownSiblings(t *testing.T) {
	util := district(7, 400001, "~Util - Set Deadlines", timeOf(7))
	order := district(7, 400001, "Order", timeOf(7))
	first := mustRead(t, feedOf(timeOf(8), util, numbered(6)), nil, timeOf(9))
	b := mustRead(t, feedOf(timeOf(9), util, order, numbered(6)), first.Next, timeOf(9))
	if len(b.Sightings) != 1 || fmt.Sprint(b.Sightings[0].Events) != "[~Util - Set Deadlines Order]" {
		t.Errorf("sightings %+v", b.Sightings)
	}
}

func TestTheEvidenceOfAChangeIsASmallFeedOfIt(t *testing.T) {
	first := mustRead(t, windowOf(1, 300), nil, timeOf(400))
	body := windowOf(2, 301)
	b := mustRead(t, body, first.Next, timeOf(400))
	if b.Raw == nil || b.Raw.Reason != "changed" || b.Raw.Size != len(body) || len(b.Raw.Body) > 2000 {
		t.Fatalf("raw %+v", b.Raw)
	}
	got, err := Parse(b.Raw.Body, "cand")
	if err != nil || len(got) != 1 || *got[0].Entries[0].DocumentNumber != "301" {
		t.Errorf("what was kept reads as %d filings, %v", len(got), err)
	}
	if b.Sightings[0].Digest != b.Raw.Digest {
		t.Error("the sighting does not lead to its evidence")
	}
}

func TestAPartialLookKeepsEverythingItCameWith(t *testing.T) {
	s := &Source{court: court("cand")}
	body := feedOf(built, numbered(1), damages[0].damage(numbered(2)), numbered(3))
	b, err := s.read(body, "", watcher.Cursor{Now: timeOf(9)})
	if err != nil || b.Partial == nil || b.Partial.String() != "partial: 2 of 3 items: item 2: a stray </b>" {
		t.Fatalf("%v, %v", b.Partial, err)
	}
	if b.Next != nil || len(b.Sightings) != 2 || !bytes.Equal(b.Raw.Body, body) {
		t.Errorf("next %v, %d sightings", b.Next, len(b.Sightings))
	}
}

// A cursor of another version, or a damaged one, must read everything again and
// never nothing.
func TestABrokenCursorIsAFirstLook(t *testing.T) {
	good := mustRead(t, windowOf(1, 5), nil, timeOf(9)).Next
	for i := range good {
		b := mustRead(t, windowOf(1, 5), good[:i], timeOf(9))
		if n := len(b.Sightings); i%8 == len(good)%8 && i > len(good)-5*8 { // a whole, shorter list
			continue
		} else if n != 5 {
			t.Errorf("a cursor of %d bytes of %d read %d filings of 5", i, len(good), n)
		}
	}
}

func TestAnotherCourtsFeedIsRefused(t *testing.T) {
	for _, c := range []struct{ link, want string }{
		{"https://ecf.nysb.uscourts.gov", "not a court feed: feed of ecf.nysb.uscourts.gov"},
		{"https://cand.uscourts.gov.example.org", "not a court feed: feed of cand.uscourts.gov.example.org"},
		{"https://ecf.scand.uscourts.gov", "not a court feed: feed of ecf.scand.uscourts.gov"},
		{"", "not a court feed: feed that names no court"},
		{"https://ecf.cand.uscourts.gov/", ""},
		{"HTTP://ECF.CAND.USCOURTS.GOV", ""},
		{"ecf.cand.uscourts.gov", ""},
		{"http://127.0.0.1:8080/cand", ""},
		{"http://10.1.2.3/cand", ""},
	} {
		_, err := Parse([]byte("<rss><channel><link>"+c.link+"</link></channel></rss>"), "cand")
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("a channel of %q: %q, want %q", c.link, got, c.want)
		}
	}
}

func TestPagesThatAreNoFeedAreNamed(t *testing.T) {
	for body, want := range map[string]string{
		"":      "empty body",
		" \n\t": "empty body",
		"<html><head><title>Login</title></head><body><input type=\"password\"></body></html>":      "login page",
		"<!DOCTYPE html>\n<html><body>We apologize. CM/ECF is currently unavailable.</body></html>": "maintenance page",
		"<html><head><title>Just a moment...</title></head></html>":                                 "captcha page",
		"<!doctype HTML><html><body>hello</body></html>":                                            "HTML page",
		`{"error": 1}`:                 "JSON",
		"no feed today":                "plain text",
		"<?xml version='1.0'?><feed/>": "XML of another kind",
		"<rssx/>":                      "XML of another kind",
	} {
		_, err := Parse([]byte(body), "cand")
		var r *watcher.Refused
		if !errors.As(err, &r) || r.Got != want {
			t.Errorf("%q is refused as %v, want %q", body, err, want)
		}
		if r != nil && r.Blocked != (want == "login page" || want == "captcha page") {
			t.Errorf("%s: blocked is %v", want, r.Blocked)
		}
	}
}

func TestARefusalKeepsWhatTheServerSaidOfComingBack(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "1200")
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte("<html><title>captcha</title></html>"))
	}))
	defer server.Close()
	client := fetch.New(fetch.Options{AllowPrivate: true})
	defer client.Close()
	s := &Source{court: court("cand"), url: server.URL, client: client}
	_, err := s.Poll(t.Context(), watcher.Cursor{})
	var refused *watcher.Refused
	var status *fetch.StatusError
	if !errors.As(err, &refused) || !refused.Blocked || !errors.As(err, &status) || status.RetryAfter != 20*time.Minute {
		t.Errorf("error %v", err)
	}
}
