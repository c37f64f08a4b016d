package lab

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"docketwatch/courtsim"
	"docketwatch/docket"
)

// A world is what will happen outside the daemon, decided before anything does.
type world struct {
	size    Size
	courts  []docket.Court
	dockets []*place
	cases   []docket.Case
	late    []docket.Case // watched from joins on
	text    strings.Builder
	beats   []time.Time
	start   time.Time // the daemon's first start
	joins   time.Time // the user lists the late cases; zero: never
	end     time.Time // of filings and faults
	over    time.Time
	amends  []amend
	plan    string // of the account at CourtListener
}

// A place is one docket.
type place struct {
	code, court, number, name string // name: the case as the user calls it; "" for unwatched
	entries                   int
	lastWord                  string // of its latest entry without a number
	lastAt                    time.Time
}

// An amend is a clerk's edit of a told entry, as CourtListener shows it.
type amend struct {
	at          time.Time
	of          *place
	entry, text string
}

var events = []string{"Motion to Dismiss", "Order on Motion for Preliminary Injunction", "Notice of Appeal", "Reply to Response to Motion",
	"Motion for Temporary Restraining Order", "Response in Opposition to Motion", "Administrative Record", "Amended Complaint", "Stipulation", "Letter Brief"}

// unnumbered are the events of entries without a number.
var unnumbered = []string{"Minute Entry", "Order Setting Hearing", "Set Motion Hearing", "Clerk's Notice", "Text Order"}

func newWorld(r *rand.Rand, size Size) *world {
	w := &world{size: size}
	w.start = []time.Time{
		time.Date(2026, 6, 10, 9, 0, 0, 0, time.UTC), time.Date(2026, 3, 6, 9, 0, 0, 0, time.UTC), // a change to summer time
		time.Date(2026, 10, 30, 9, 0, 0, 0, time.UTC), time.Date(2027, 12, 30, 9, 0, 0, 0, time.UTC), // one back; a new year
	}[r.IntN(4)]
	w.plan = []string{"tier2", "tier2", "tier2", "free"}[r.IntN(4)]
	w.end = w.start.AddDate(0, 0, size.Days)
	w.over = w.end.Add(calm)
	for _, c := range docket.Courts() {
		if c.FeedURL != "" && c.Kind == docket.District {
			w.courts = append(w.courts, c)
		}
	}
	r.Shuffle(len(w.courts), func(i, j int) { w.courts[i], w.courts[j] = w.courts[j], w.courts[i] })
	w.courts = w.courts[:size.Courts]
	w.open(r)
	w.before(r)
	w.days(r)
	return w
}

// open lists the dockets. Numbers repeat from court to court, on purpose.
func (w *world) open(r *rand.Rand) {
	add := func(court, n int, name string) *place {
		p := &place{code: fmt.Sprintf("D%d", len(w.dockets)), court: w.courts[court].ID, number: fmt.Sprintf("1:26-cv-%05d", 1000+n), name: name}
		p.entries = r.IntN(40)
		w.dockets = append(w.dockets, p)
		watched := ""
		if name != "" {
			watched = " | " + name
		}
		fmt.Fprintf(&w.text, "docket %s %s %s %d Township %d et al v. Department%s\n", p.code, p.court, p.number, 500000+len(w.dockets), n, watched)
		return p
	}
	ref := func(p *place) docket.DocketRef {
		n, _ := docket.ParseNumber(p.number) // it is of the plainest form
		return docket.DocketRef{Court: p.court, Number: n}
	}
	for i := range w.size.Cases {
		name := fmt.Sprintf("Township %d v. Department", i)
		c := docket.Case{Name: name, Government: docket.RoleDefendant, Dockets: []docket.DocketRef{ref(add(i%len(w.courts), i/len(w.courts), name))}}
		if len(w.courts) > 1 && r.IntN(6) == 0 {
			c.Dockets = append(c.Dockets, ref(add((i+1)%len(w.courts), 4000+i, name)))
		}
		if r.IntN(8) == 0 {
			w.late = append(w.late, c)
		} else {
			w.cases = append(w.cases, c)
		}
	}
	if len(w.cases) == 0 {
		w.cases, w.late = w.late, nil
	}
	if len(w.late) > 0 {
		w.joins = w.start.Add(time.Duration(r.Int64N(int64(w.end.Sub(w.start)))))
	}
	for i := range max(len(w.courts), 2) { // other people's; some have a number that is watched in another court
		add(i%len(w.courts), []int{7000, 4000}[i%2]+i, "")
	}
}

// pick is a random docket; most are watched.
func (w *world) pick(r *rand.Rand) *place { return w.dockets[r.IntN(len(w.dockets))] }

// before is what stood in the feeds when the daemon first looked.
func (w *world) before(r *rand.Rand) {
	for i := range 3 {
		w.beat(w.start.Add(-time.Duration(30-5*i) * time.Hour))
		for range len(w.courts) + r.IntN(4) {
			w.file(r, w.pick(r))
		}
	}
}

func (w *world) days(r *rand.Rand) {
	var at []time.Time
	for day := w.start; day.Before(w.end); day = day.Add(24 * time.Hour) {
		n := w.size.PerDay
		if d := day.Weekday(); d == time.Saturday || d == time.Sunday {
			n = n/4 + 1
		}
		for range n {
			at = append(at, day.Add(5*time.Hour+time.Duration(r.IntN(15*60))*time.Minute)) // 14:00 to 05:00 UTC: never in the hour that comes twice
		}
	}
	slices.SortFunc(at, time.Time.Compare)
	burst := time.Time{}
	if r.IntN(3) == 0 {
		burst = at[r.IntN(len(at))]
	}
	for i := 0; i < len(at); i++ {
		if at[i].After(w.end) {
			break
		}
		if !burst.IsZero() && !at[i].Before(burst) {
			at[i] = w.flood(r, burst)
			burst = time.Time{}
		}
		if last := w.beats[len(w.beats)-1]; !at[i].After(last) {
			at[i] = last
		} else {
			w.beat(at[i])
		}
		w.file(r, w.pick(r))
	}
}

// flood is a mass filing in one court: more than its feed shows, within minutes.
func (w *world) flood(r *rand.Rand, at time.Time) time.Time {
	court := w.pick(r).court
	left := w.size.Window + r.IntN(w.size.Window)
	for left > 0 {
		w.beat(at)
		for range 12 {
			for _, p := range w.dockets {
				if p.court == court && (p.name == "" || r.IntN(6) == 0) {
					w.file(r, p)
					left -= 3 // the feed shows two of other people's with it
				}
			}
		}
		at = at.Add(time.Minute)
	}
	return at
}

func (w *world) beat(at time.Time) {
	at = at.Truncate(time.Minute)
	court, _ := docket.CourtByID("cand") // the script's hours are Pacific
	w.beats = append(w.beats, at)
	fmt.Fprintf(&w.text, "at %s\n", at.In(court.Location()).Format("2006-01-02 15:04"))
}

// file writes one filing into the script.
func (w *world) file(r *rand.Rand, p *place) {
	at := w.beats[len(w.beats)-1]
	switch n := r.IntN(20); {
	case n < 4:
		i := slices.Index(unnumbered, p.minute(at))
		if i+1 == len(unnumbered) {
			return
		}
		fmt.Fprintf(&w.text, "file %s - %s\n", p.code, unnumbered[i+1])
		p.lastWord, p.lastAt = unnumbered[i+1], at
	case n == 4:
		p.entries++
		fmt.Fprintf(&w.text, "file %s %d ~Util - Set Deadlines\n", p.code, p.entries)
	default:
		p.entries++
		what := events[r.IntN(len(events))]
		if n > 16 {
			what += " + Certificate of Service"
		}
		paper := ""
		if r.IntN(6) > 0 {
			paper = " @sc98_order"
		}
		fmt.Fprintf(&w.text, "file %s %d %s%s\n", p.code, p.entries, what, paper)
		if r.IntN(10) > 0 {
			text := fmt.Sprintf("%s No. %d by Township. Signed by the filer.", strings.ToUpper(what[:1])+what[1:], p.entries)
			fmt.Fprintf(&w.text, "text %s %d %s\n", p.code, p.entries, text)
			if p.name != "" && at.After(w.start) && at.Before(w.end.Add(-8*time.Hour)) && r.IntN(5) == 0 {
				w.amends = append(w.amends, amend{at: at.Add(4*time.Hour + time.Duration(r.IntN(300))*time.Minute), of: p, entry: fmt.Sprint(p.entries),
					text: text[:len(text)-len("Signed by the filer.")] + "Corrected by the clerk: docketed in error under another event."})
			}
		}
	}
}

// minute is the last word that the docket's entries without number used in that
// minute.
func (p *place) minute(at time.Time) string {
	if p.lastAt.Equal(at) {
		return p.lastWord
	}
	return ""
}

func (w *world) house(now func() time.Time, o courtsim.CourtListenerOptions) (*courtsim.Courthouse, error) {
	script, err := courtsim.ParseScript(strings.NewReader(w.text.String()))
	if err != nil {
		return nil, err
	}
	return courtsim.New(courtsim.Options{Script: script, Now: now, SlackPace: time.Second, Window: w.size.Window, CourtListener: o}), nil
}
