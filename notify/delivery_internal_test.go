package notify

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/zap"
	"pgregory.net/rapid"

	"docketwatch/docket"
	"docketwatch/store"
)

// desk is one destination over a real ledger, on a clock of its own, with a
// channel that remembers what stands in it.
type desk struct {
	t interface {
		Helper()
		Fatal(...any)
		Fatalf(string, ...any)
	}
	url     string
	now     time.Time
	store   *store.Store
	w       *worker
	manners Manners
	edit    bool // the channel can change what stands in it
	channel channel
	seq     int
	dies    int // how many settlements are lost, as by a death
}

// channel is what a reader sees, and when it came.
type channel struct {
	refs    []string
	byRef   map[string]Message
	at      map[string]time.Time
	pubs    map[string]string
	refuses bool
}

func newDesk(t *testing.T, m Manners, at time.Time) *desk {
	t.Helper()
	d := &desk{t: t, url: "sqlite:" + filepath.Join(t.TempDir(), "l.db"), now: at, manners: m, edit: true}
	d.open()
	t.Cleanup(func() { _ = d.store.Close() }) // the test is over
	return d
}

func (d *desk) open() {
	d.t.Helper()
	if d.channel.byRef == nil {
		d.channel = channel{byRef: make(map[string]Message), at: make(map[string]time.Time), pubs: make(map[string]string)}
	}
	var err error
	d.store, err = store.Open(context.Background(), d.url, store.Options{Daemon: true, Now: func() time.Time { return d.now }})
	if err != nil {
		d.t.Fatal(err)
	}
	var n Notifier = plainRoom{d}
	if d.edit {
		n = editRoom{plainRoom{d}}
	}
	x := New(Options{Outbox: mortal{d.store.Outbox(), d}, Journal: d.store, Now: func() time.Time { return d.now }, Log: zap.NewNop(),
		HealthRoute: func(string) []string { return nil }, CaseOf: func(k docket.DocketKey) string { return "Case of " + string(k) },
		Destinations: []Destination{{Name: "desk", Notifier: n, Manners: d.manners}}})
	d.w = x.workers[0]
}

// restart is a death and a new life.
func (d *desk) restart() {
	d.t.Helper()
	if err := d.store.Close(); err != nil {
		d.t.Fatal(err)
	}
	d.open()
}

// mortal loses settlements, as a process does that dies after a send.
type mortal struct {
	Outbox
	d *desk
}

var errDied = errors.New("died")

func (m mortal) Settle(ctx context.Context, s docket.Settlement) error {
	if m.d.dies > 0 {
		m.d.dies--
		return errDied
	}
	return m.Outbox.Settle(ctx, s)
}

type plainRoom struct{ d *desk }

func (r plainRoom) Send(_ context.Context, m Message) (string, error) {
	if r.d.channel.refuses {
		return "", errors.New("down")
	}
	ref := fmt.Sprintf("m%d", len(r.d.channel.refs)+1)
	r.d.channel.refs = append(r.d.channel.refs, ref)
	r.d.channel.byRef[ref], r.d.channel.at[ref], r.d.channel.pubs[m.PublicID] = m, r.d.now, ref
	return ref, nil
}

func (r plainRoom) Find(_ context.Context, m Message, _ time.Time) (string, error) {
	return r.d.channel.pubs[m.PublicID], nil
}

type editRoom struct{ plainRoom }

func (r editRoom) Edit(_ context.Context, ref string, m Message) error {
	if _, stands := r.d.channel.byRef[ref]; !stands {
		return &Permanent{Reason: "no such message"}
	}
	r.d.channel.byRef[ref] = m
	return nil
}

// enqueue queues one alert for the desk.
func (d *desk) enqueue(list ...docket.Alert) {
	d.t.Helper()
	var plans []docket.Plan
	for _, a := range list {
		plans = append(plans, docket.Plan{Alert: a, Destinations: []string{"desk"}, Threads: map[string]string{"desk": a.Subject}})
	}
	if err := d.store.Enqueue(context.Background(), plans, d.now); err != nil {
		d.t.Fatal(err)
	}
}

// filing is a new filing, told apart by its title.
func (d *desk) filing(name string) docket.Alert {
	d.seq++
	return docket.Alert{Kind: docket.AlertFiling, Subject: fmt.Sprintf("entry:%d", d.seq), Case: name, Court: "cand", CourtName: "N.D. Cal.",
		Number: "3:17-cv-00574", Entry: fmt.Sprint(d.seq), Title: fmt.Sprintf("Filing<%d>", d.seq), Reason: "test", Link: fmt.Sprintf("https://ecf.example/%d", d.seq)}
}

// wait lets time pass, and the worker work whenever it may.
func (d *desk) wait(span time.Duration) {
	d.t.Helper()
	for end := d.now.Add(span); ; {
		for range 500 {
			if d.w.turn(context.Background()) > 0 {
				break
			}
		}
		if !d.now.Before(end) {
			return
		}
		d.now = d.now.Add(min(end.Sub(d.now), max(span/50, 10*time.Second)))
	}
}

// told are the messages as a reader sees them.
func (d *desk) told() []string {
	var list []string
	for _, ref := range d.channel.refs {
		m := d.channel.byRef[ref]
		list = append(list, m.Alert.Title+"\n"+m.Alert.Body)
	}
	return list
}

func count(messages []string, words string) int {
	n := 0
	for _, m := range messages {
		n += strings.Count(m, words)
	}
	return n
}

func (d *desk) queue() store.Queue {
	d.t.Helper()
	q, err := d.store.QueueCounts(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	return q
}

var noon = time.Date(2026, 11, 24, 20, 0, 0, 0, time.UTC) // in San Francisco

func pacific(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func nights(t testing.TB, except ...string) *Quiet {
	return &Quiet{From: 22 * 60, To: 7 * 60, Zone: pacific(t), Except: except}
}

func TestQuietHoursHoldAndTellAfterwards(t *testing.T) {
	d := newDesk(t, Manners{Quiet: nights(t, "argument", "order")}, noon.Add(11*time.Hour))
	d.enqueue(d.filing("A"), d.filing("A"), d.filing("B"), d.filing("C"))
	d.wait(time.Minute)
	if got := d.told(); len(got) != 0 || d.queue().Held != 4 {
		t.Fatalf("told at night: %q, %+v", got, d.queue())
	}
	order := d.filing("A")
	order.Document = "order"
	d.enqueue(order)
	argument := d.filing("B")
	argument.Kind, argument.Subject, argument.Digest = docket.AlertArgument, "entry:3", "x" // of the filing in B that is held
	d.enqueue(argument)
	d.wait(time.Minute)
	got := d.told()
	if len(got) != 3 || !strings.HasPrefix(got[0], "Filing<3>") || !strings.HasPrefix(got[1], "Filing<5>") || !strings.HasPrefix(got[2], "Filing<6>") {
		t.Fatalf("what is excepted takes its filing along: %q", got)
	}
	if d.channel.byRef["m3"].ThreadRef != "m1" {
		t.Errorf("the argument stands under %q", d.channel.byRef["m3"].ThreadRef)
	}
	d.restart()
	d.enqueue(d.filing("A"), d.filing("A"))
	d.wait(9 * time.Hour)
	got = d.told()
	if len(got) != 4 || !strings.Contains(got[3], "Held during quiet hours (22:00 to 07:00): 5 new entries") {
		t.Fatalf("after the night: %q", got)
	}
	for _, words := range []string{"Filing<1>", "Filing<2>", "Filing<4>", "Filing<7>", "Filing<8>"} {
		if count(got, words) != 1 {
			t.Errorf("%s is told %d times", words, count(got, words))
		}
	}
	if q := d.queue(); q.Held != 0 || q.Waiting() != 0 {
		t.Errorf("%+v", q)
	}
	if at := d.channel.at["m4"].In(pacific(t)); at.Hour() != 7 || at.Minute() > 15 {
		t.Errorf("told at %s", at)
	}
}

func TestAFewThatWereHeldComeOneByOne(t *testing.T) {
	d := newDesk(t, Manners{Quiet: nights(t)}, noon.Add(11*time.Hour))
	d.enqueue(d.filing("A"), d.filing("B"), d.filing("C"))
	d.wait(10 * time.Hour)
	if got := d.told(); len(got) != 3 || got[0] != "Filing<1>\n" || got[2] != "Filing<3>\n" {
		t.Errorf("%q", got)
	}
}

func TestQuietHoursHaveOneBeginningAndOneEnd(t *testing.T) {
	zone := pacific(t)
	tests := []struct {
		name     string
		from, to int
		at, end  string // in San Francisco, with the offset; "" for not quiet
	}{
		{"before the night", 22 * 60, 7 * 60, "2026-11-24T21:59:59-08:00", ""},
		{"at its beginning", 22 * 60, 7 * 60, "2026-11-24T22:00:00-08:00", "2026-11-25T07:00:00-08:00"},
		{"after midnight", 22 * 60, 7 * 60, "2026-11-25T03:00:00-08:00", "2026-11-25T07:00:00-08:00"},
		{"at its end", 22 * 60, 7 * 60, "2026-11-25T07:00:00-08:00", ""},
		{"by day", 12 * 60, 13 * 60, "2026-11-25T12:30:00-08:00", "2026-11-25T13:00:00-08:00"},
		{"the night in which clocks go forward", 22 * 60, 7 * 60, "2026-03-08T01:00:00-08:00", "2026-03-08T07:00:00-07:00"},
		{"the night in which they go back", 22 * 60, 7 * 60, "2026-11-01T01:30:00-07:00", "2026-11-01T07:00:00-08:00"},
		{"to a time that no clock shows", 22 * 60, 2*60 + 30, "2026-03-08T01:59:00-08:00", "2026-03-08T03:00:00-07:00"},
		{"from a time that no clock shows", 2*60 + 30, 4 * 60, "2026-03-08T03:00:00-07:00", "2026-03-08T04:00:00-07:00"},
		{"to a time that comes twice, before it", 22 * 60, 90, "2026-11-01T01:29:00-07:00", "2026-11-01T01:30:00-07:00"},
		{"to a time that comes twice, when the hour comes again", 22 * 60, 90, "2026-11-01T01:10:00-08:00", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at, err := time.Parse(time.RFC3339, tt.at)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if end, quiet := (&Quiet{From: tt.from, To: tt.to, Zone: zone}).Until(at); quiet {
				got = end.In(zone).Format(time.RFC3339)
			}
			if got != tt.end {
				t.Errorf("got %q, want %q", got, tt.end)
			}
		})
	}
}

func TestFilingsOfOneCaseThatComeTogetherAreOneMessage(t *testing.T) {
	d := newDesk(t, Manners{Burst: Limit{5, time.Minute}}, noon)
	list := []docket.Alert{d.filing("A"), d.filing("A"), d.filing("B"), d.filing("A"), d.filing("A"), d.filing("A"), d.filing("A")}
	d.enqueue(list...)
	d.wait(time.Minute)
	got := d.told()
	if len(got) != 2 || !strings.HasPrefix(got[0], "Filing<3>") || !strings.HasPrefix(got[1], "6 new entries at once\nA · N.D. Cal. 3:17-cv-00574\nNo. 1 · Filing<1>") {
		t.Fatalf("%q", got)
	}
	update := list[1] // its text comes: the line changes in place
	update.Kind, update.Digest, update.Body, update.FiledBy = docket.AlertUpdate, "text", "the text", "government"
	argument := list[1]
	argument.Kind, argument.Digest, argument.Title = docket.AlertArgument, "a", "The government argues"
	d.enqueue(update, argument)
	d.wait(time.Minute)
	got = d.told()
	if len(got) != 3 || !strings.Contains(got[1], "No. 2 · Filing<2> · filed by the federal government") || !strings.Contains(got[1], "No. 7 · Filing<7>") {
		t.Fatalf("%q", got)
	}
	if ref := d.channel.byRef["m3"].ThreadRef; ref != "m2" {
		t.Errorf("the argument stands under %q", ref)
	}
	second := list[3]
	second.Kind, second.Digest, second.FiledBy = docket.AlertUpdate, "text", "court"
	d.enqueue(second)
	d.wait(time.Minute)
	if got = d.told(); !strings.Contains(got[1], "filed by the federal government") || !strings.Contains(got[1], "No. 4 · Filing<4> · by the court") {
		t.Fatalf("a second edit undoes the first: %q", got)
	}
}

func TestFiveOfOneCaseAreFiveMessages(t *testing.T) {
	d := newDesk(t, Manners{Burst: Limit{5, time.Minute}}, noon)
	d.enqueue(d.filing("A"), d.filing("A"), d.filing("A"), d.filing("A"), d.filing("A"))
	d.wait(time.Minute)
	if got := d.told(); len(got) != 5 {
		t.Errorf("%q", got)
	}
}

func TestAGroupWhereNothingCanBeEditedIsFollowedUp(t *testing.T) {
	d := newDesk(t, Manners{Burst: Limit{1, time.Minute}}, noon)
	d.edit = false
	d.restart()
	list := []docket.Alert{d.filing("A"), d.filing("A")}
	d.enqueue(list...)
	d.wait(time.Minute)
	list[0].Kind, list[0].Digest = docket.AlertUpdate, "text"
	d.enqueue(list[0])
	d.wait(time.Minute)
	if len(d.channel.refs) != 2 || !d.channel.byRef["m2"].FollowUp || d.channel.byRef["m2"].ThreadRef != "m1" {
		t.Errorf("%q", d.told())
	}
}

func TestAFloodIsBrakedAndNothingIsLost(t *testing.T) {
	flood := Limit{30, 10 * time.Minute}
	d := newDesk(t, Manners{Flood: flood}, noon)
	for i := range 100 {
		d.enqueue(d.filing(fmt.Sprintf("Case %d", i%7)))
	}
	d.enqueue(docket.Alert{Kind: docket.AlertHealth, Subject: "source:x", Title: "Health", Reason: "test"})
	d.wait(10 * time.Second)
	if got := d.told(); len(got) != 31 || count(got, "Health") != 1 || d.queue().Held != 70 {
		t.Fatalf("%d messages, %+v", len(got), d.queue())
	}
	d.wait(30 * time.Minute)
	got := d.told()
	if len(got) > 31+4 {
		t.Errorf("%d messages", len(got))
	}
	if !strings.Contains(got[31], "Flood brake: more than 30 messages in 10m: ") {
		t.Errorf("%q", got[31])
	}
	for i := range 100 {
		if n := count(got, fmt.Sprintf("Filing<%d>", i+1)); n != 1 {
			t.Errorf("filing %d is told %d times", i+1, n)
		}
	}
	d.enqueue(d.filing("later"))
	d.wait(time.Minute)
	if got := d.told(); got[len(got)-1] != "Filing<101>\n" {
		t.Errorf("the brake does not let go: %q", got[len(got)-1])
	}
	for i, ref := range d.channel.refs { // no window holds more than the limit and the brake's own
		within := 0
		for _, other := range d.channel.refs[i:] {
			if d.channel.at[other].Sub(d.channel.at[ref]) < flood.Within {
				within++
			}
		}
		if within > 31+10 {
			t.Fatalf("%d messages within ten minutes", within)
		}
	}
}

func TestAPersonsWordStands(t *testing.T) {
	d := newDesk(t, Manners{Quiet: nights(t)}, noon.Add(11*time.Hour))
	for range 7 {
		d.enqueue(d.filing("A"))
	}
	d.wait(time.Minute)
	held, err := d.store.Deliveries(context.Background(), docket.Held)
	if err != nil || len(held) != 7 || held[0].Hold != docket.HoldQuiet {
		t.Fatalf("%+v, %v", held, err)
	}
	if err := errors.Join(d.store.Retry(context.Background(), held[0].ID, d.now), d.store.Drop(context.Background(), held[1].ID, d.now)); err != nil {
		t.Fatal(err)
	}
	d.wait(time.Minute)
	if got := d.told(); len(got) != 1 || got[0] != "Filing<1>\n" {
		t.Fatalf("let go by hand: %q", got)
	}
	d.channel.refuses = true
	d.wait(9 * time.Hour)
	if err := d.store.Retry(context.Background(), held[2].ID, d.now); err == nil || !strings.Contains(err.Error(), "told in the message of delivery") {
		t.Fatalf("a member was taken out of its message: %v", err)
	}
	d.channel.refuses = false
	d.wait(2 * time.Hour)
	got := d.told()
	for n, want := range []int{1, 0, 1, 1, 1, 1, 1} {
		if c := count(got, fmt.Sprintf("Filing<%d>", n+1)); c != want {
			t.Errorf("filing %d is told %d times: %q", n+1, c, got)
		}
	}
}

// Whatever quiet hours, digests, bursts, floods, deaths and outages are mixed:
// each filing is told once, by itself or in one message with others.
func TestNothingIsLostOrDoubled(t *testing.T) {
	zone := pacific(t)
	dir := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		m := Manners{Burst: Limit{rapid.IntRange(0, 5).Draw(t, "burst"), time.Minute}, Flood: Limit{rapid.IntRange(0, 12).Draw(t, "flood"), 10 * time.Minute}}
		if rapid.Bool().Draw(t, "quiet") {
			m.Quiet = &Quiet{From: rapid.IntRange(0, 1439).Draw(t, "from"), Zone: zone, Except: rapid.SampledFrom([][]string{nil, {"argument"}, {"order"}}).Draw(t, "except")}
			m.Quiet.To = (m.Quiet.From + rapid.IntRange(1, 1300).Draw(t, "length")) % 1440
		}
		if rapid.Bool().Draw(t, "digest") {
			every := time.Duration(rapid.IntRange(1, 30).Draw(t, "every")) * time.Hour
			m.Digest = &Digest{Spec: "x", Zone: zone, Next: func(after time.Time) time.Time { return after.Truncate(every).Add(every) }}
		}
		d := &desk{t: t, url: fmt.Sprintf("sqlite:%s/%d.db", dir, n), manners: m, edit: rapid.Bool().Draw(t, "edits"),
			now: time.Date(2026, 10, 31, rapid.IntRange(0, 23).Draw(t, "hour"), 0, 0, 0, zone)} // the night in which clocks go back is near
		d.open()
		defer func() { _ = d.store.Close() }() // the case is over
		var filings, arguments []docket.Alert
		for range rapid.IntRange(1, 14).Draw(t, "steps") {
			switch rapid.IntRange(0, 7).Draw(t, "what") {
			case 0, 1, 2:
				var list []docket.Alert
				for range rapid.IntRange(1, 9).Draw(t, "filings") {
					a := d.filing(rapid.SampledFrom([]string{"A", "B", "C"}).Draw(t, "case"))
					a.Document = rapid.SampledFrom([]string{"order", "opposition", ""}).Draw(t, "document")
					list = append(list, a)
				}
				d.enqueue(list...)
				filings = append(filings, list...)
			case 3:
				if len(filings) > 0 {
					a := rapid.SampledFrom(filings).Draw(t, "of")
					a.Kind, a.Digest, a.Title = docket.AlertArgument, fmt.Sprint(len(arguments)), fmt.Sprintf("Argument<%d>", len(arguments)+1)
					d.enqueue(a)
					arguments = append(arguments, a)
				}
			case 4:
				if len(filings) > 0 {
					a := rapid.SampledFrom(filings).Draw(t, "of")
					a.Kind, a.Digest, a.Body = docket.AlertUpdate, fmt.Sprint(d.now.UnixNano(), len(filings)), "text"
					d.enqueue(a)
				}
			case 5:
				d.wait(time.Duration(rapid.IntRange(1, 600).Draw(t, "minutes")) * time.Minute)
			case 6:
				d.dies = rapid.IntRange(0, 1).Draw(t, "dies")
				d.wait(time.Second)
				d.dies = 0
				d.restart()
			case 7:
				d.channel.refuses = !d.channel.refuses
			}
		}
		d.channel.refuses = false
		d.wait(50 * time.Hour)
		if q := d.queue(); q.Held+q.Waiting()+q.Dead > 0 {
			t.Fatalf("not everything was told: %+v", q)
		}
		first := make(map[string]int)
		for i, ref := range d.channel.refs {
			m := d.channel.byRef[ref]
			if m.FollowUp || strings.HasPrefix(m.Alert.Subject, "digest:") {
				continue
			}
			for line := range strings.SplitSeq(m.Alert.Title+"\n"+m.Alert.Body, "\n") {
				if strings.Contains(line, "Follow-up: ") {
					continue
				}
				for _, a := range slices.Concat(filings, arguments) {
					if strings.Contains(line, a.Title) {
						if was, again := first[a.Title]; again {
							t.Fatalf("%s is told twice, in messages %d and %d:\n%s", a.Title, was, i, strings.Join(d.told(), "\n--\n"))
						}
						first[a.Title] = i
					}
				}
			}
		}
		for _, a := range slices.Concat(filings, arguments) {
			if _, told := first[a.Title]; !told {
				t.Fatalf("%s is never told", a.Title)
			}
		}
		for _, a := range arguments {
			of := "Filing<" + a.Entry + ">"
			if first[a.Title] < first[of] {
				t.Fatalf("%s is told before %s", a.Title, of)
			}
		}
	})
}
