package lab

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"go.uber.org/zap"

	"docketwatch/courtsim"
	"docketwatch/docket"
	"docketwatch/store"
)

// A Lab is a folder to play in, and an empty ledger to begin from.
type Lab struct {
	dir   string
	blank []byte
	Log   *zap.Logger // of the daemons; nil: none
}

// Open makes a lab in a folder. A folder in memory is many times faster.
func Open(ctx context.Context, dir string) (*Lab, error) {
	file := filepath.Join(dir, "blank.db")
	s, err := store.Open(ctx, "sqlite:"+file, store.Options{Daemon: true})
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	l := &Lab{dir: dir}
	l.blank, err = os.ReadFile(file)
	return l, err
}

// Simulate plays a world to a daemon and reports what it promised and did not
// keep. The same seed and size play the same.
func (l *Lab) Simulate(ctx context.Context, seed uint64, size Size) Report {
	return l.simulate(ctx, seed, size, bug{})
}

func (l *Lab) simulate(ctx context.Context, seed uint64, size Size, b bug) Report {
	m, err := l.open(seed, size)
	if err != nil {
		return Report{Seed: seed, Size: size, Broken: []string{"the simulation could not begin: " + err.Error()}}
	}
	m.bug = b
	defer m.close()
	if err := m.live(ctx); err != nil {
		m.breaks("the simulation could not go on: %v", err)
	} else {
		m.judge(ctx)
	}
	return m.report(seed, size)
}

// A simulation is one play.
type simulation struct {
	clock   *clock
	trace   *trace
	world   *world
	house   *courtsim.Courthouse
	network *network
	fate    *fate
	chance  *rand.Rand // of everything else: downtimes, jitter
	log     *zap.Logger
	bug     bug

	dir, file, token, webhook string

	daemon *daemon // nil while it is down
	lives  int
	wakes  time.Time // when it is started again
	played int       // beats
	cases  []docket.Case
	plans  []act

	seen    map[string]int                 // items released when a court was last shown whole, and the daemon took it
	offered map[string]int                 // the same, of the look that is under way
	overran map[string][]time.Time         // by court, by the daemon's clock
	amended []amend                        // that were made
	since   map[docket.DocketKey]time.Time // when a docket's first baseline was committed, by the world's clock
	figures Figures
	broken  []string
}

// An act is something that befalls the daemon at a moment.
type act struct {
	at   time.Time
	what string
	do   func(ctx context.Context) error
}

func (l *Lab) open(seed uint64, size Size) (*simulation, error) {
	stream := func(n uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, n)) } // #nosec G404 -- chance that can be played again, no secret
	m := &simulation{world: newWorld(stream(1), size), chance: stream(4), log: l.Log, seen: make(map[string]int), offered: make(map[string]int),
		overran: make(map[string][]time.Time), since: make(map[docket.DocketKey]time.Time)}
	m.clock = &clock{world: m.world.start.Add(-48 * time.Hour)}
	m.trace = &trace{clock: m.clock}
	var err error
	if m.dir, err = os.MkdirTemp(l.dir, "seed-"); err != nil {
		return nil, err
	}
	m.file, m.token, m.webhook = filepath.Join(m.dir, "l.db"), filepath.Join(m.dir, "token"), filepath.Join(m.dir, "hook")
	for name, text := range map[string]string{m.file: string(l.blank), m.token: "simulated", m.webhook: "http://house/slack/hook/x"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			return nil, err
		}
	}
	m.network = &network{clock: m.clock, random: stream(2), trace: m.trace, hook: m.pushed, end: m.world.end, struck: make(map[misfortune]int),
		served: m.served, count: func(court string) int { return m.house.Released(court) }}
	m.fate = &fate{random: stream(3), clock: m.clock, trace: m.trace, end: m.world.end, chance: size.Crashes}
	m.house, err = m.world.house(m.clock.now, courtsim.CourtListenerOptions{Plan: m.world.plan, TextDelay: 40 * time.Minute, PaperDelay: 100 * time.Minute,
		Webhook: "http://daemon/hooks/" + hookPath, Through: m.network})
	if err != nil {
		return nil, err
	}
	m.network.house = m.house
	m.scenario(stream(5))
	m.cases = m.world.cases
	return m, nil
}

func (m *simulation) close() {
	if m.daemon != nil {
		_ = m.daemon.store.Close() // thrown away with its folder
	}
	_ = os.RemoveAll(m.dir) // in the lab's own folder
}

func (m *simulation) jitter(most time.Duration) time.Duration {
	if most <= 0 {
		return 0
	}
	return time.Duration(m.chance.Int64N(int64(most)))
}

func (m *simulation) breaks(format string, args ...any) {
	m.broken = append(m.broken, fmt.Sprintf(format, args...))
}

// live plays the world from before its start until it is over.
func (m *simulation) live(ctx context.Context) error {
	m.clock.world = m.world.start.Add(-31 * time.Hour)
	m.play()
	m.wakes = m.world.start
	for m.clock.now().Before(m.world.over) {
		if err := ctx.Err(); err != nil {
			return err
		}
		m.play()
		if err := m.acts(ctx); err != nil {
			return err
		}
		wait := m.world.over.Sub(m.clock.now())
		if m.daemon == nil && !m.clock.now().Before(m.wakes) {
			if err := m.start(ctx); err != nil {
				return err
			}
		}
		if m.daemon != nil {
			m.house.CourtListener().Deliver(ctx)
		}
		if m.daemon != nil {
			wait = min(wait, m.step(ctx))
		}
		if m.daemon == nil {
			wait = min(wait, m.wakes.Sub(m.clock.now()))
		}
		m.clock.pass(max(min(wait, m.next()), time.Millisecond))
	}
	return nil
}

// play lets the courthouse do what is due.
func (m *simulation) play() {
	for m.played < len(m.world.beats) && !m.world.beats[m.played].After(m.clock.now()) {
		m.house.Step()
		m.played++
	}
}

func (m *simulation) acts(ctx context.Context) error {
	for len(m.plans) > 0 && !m.plans[0].at.After(m.clock.now()) {
		a := m.plans[0]
		m.plans = m.plans[1:]
		m.trace.fault("%s", a.what)
		if err := a.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", a.what, err)
		}
	}
	return nil
}

// next is how long the world outside does nothing.
func (m *simulation) next() time.Duration {
	wait := time.Hour
	if m.played < len(m.world.beats) {
		wait = min(wait, m.world.beats[m.played].Sub(m.clock.now()))
	}
	if len(m.plans) > 0 {
		wait = min(wait, m.plans[0].at.Sub(m.clock.now()))
	}
	return wait
}

// start is the beginning of a life.
func (m *simulation) start(ctx context.Context) error {
	if m.fate.disk("start") {
		m.wakes = m.clock.now().Add(time.Minute)
		return nil
	}
	m.trace.note("the daemon starts")
	m.network.excused()
	return m.wake(ctx, m.cases)
}

// alive runs a part of the life and reports whether it was survived.
func (m *simulation) alive(f func()) bool {
	ended := make(chan bool)
	go func() {
		lived := false
		defer func() { ended <- lived }()
		f()
		lived = true
	}()
	if <-ended {
		return true
	}
	m.dies()
	return false
}

// dies drops the daemon; it is started again some time later.
func (m *simulation) dies() {
	_ = m.daemon.store.Close() // a dead process closes nothing, and the ledger does not know the difference
	m.daemon = nil
	down := time.Duration(m.chance.IntN(120)) * time.Second
	if m.chance.IntN(10) == 0 {
		down = time.Duration(m.chance.IntN(240)) * time.Minute
	}
	m.wakes = m.clock.now().Add(down)
	clear(m.offered)
}

// A part is one of the daemon's loops, and when it next has something to do.
type part struct {
	name string
	at   time.Time // by the daemon's clock; zero: at once
	step func(ctx context.Context, m *simulation) (rest time.Duration, err error)
}

// parts are the loops in the order in which they are let run.
func parts() []*part {
	return []*part{
		{name: "watching", step: func(ctx context.Context, m *simulation) (time.Duration, error) {
			_, err := m.daemon.watching.Step(ctx)
			if twin := m.daemon.twin; twin != nil {
				_, more := twin.Step(ctx)
				err = errors.Join(err, more)
			}
			rest := 30 * time.Second
			for i, s := range m.daemon.watching.States() { // its own answer is never longer than its lease wants
				if wait := s.Next.Sub(m.clock.daemon()); i == 0 || wait < rest {
					rest = wait
				}
			}
			return max(rest, time.Millisecond), err
		}},
		{name: "settling", step: func(ctx context.Context, m *simulation) (time.Duration, error) {
			rest, err := m.daemon.settling.Step(ctx)
			return m.restOf(rest, time.Minute, func() time.Time { return m.unsettled(ctx) }), err
		}},
		{name: "reading", step: func(ctx context.Context, m *simulation) (time.Duration, error) {
			rest, err := m.daemon.reading.Step(ctx)
			return m.restOf(rest, 15*time.Second, func() time.Time { return m.wanted(ctx) }), err
		}},
		{name: "sending", step: func(ctx context.Context, m *simulation) (time.Duration, error) {
			rest := m.daemon.sending.Step(ctx)
			return m.restOf(rest, 15*time.Second, func() time.Time { return m.due(ctx) }), nil
		}},
	}
}

// step lets every part run that has something to do, and says how long none has.
func (m *simulation) step(ctx context.Context) time.Duration {
	d := m.daemon
	for _, p := range d.parts {
		if p.at.After(m.clock.daemon()) {
			continue
		}
		if !m.alive(func() {
			for range 200 {
				rest, err := p.step(ctx, m)
				if err != nil {
					m.trace.note("%s: %v", p.name, err)
					rest = time.Minute
				}
				if p.at = m.clock.daemon().Add(rest); rest > 0 {
					return
				}
			}
		}) {
			return 0
		}
		if p.name == "watching" {
			m.took()
		}
	}
	wait := time.Hour
	for _, p := range d.parts {
		wait = min(wait, p.at.Sub(m.clock.daemon()))
	}
	return wait
}

// rouse makes every part look again: the ledger holds something new, or the
// clock was set.
func (m *simulation) rouse() {
	if m.daemon != nil {
		for _, p := range m.daemon.parts {
			p.at = time.Time{}
		}
	}
}

// restOf is a pause as the room gives it, or, where it is the room's longest,
// until there really is something to do: only the ledger is asked meanwhile.
func (m *simulation) restOf(rest, longest time.Duration, due func() time.Time) time.Duration {
	if rest != longest {
		return rest
	}
	at := due()
	if at.IsZero() {
		return time.Hour
	}
	return max(at.Sub(m.clock.daemon()), longest)
}

func (m *simulation) unsettled(ctx context.Context) time.Time {
	_, next, err := m.daemon.store.Unsettled(ctx, time.Unix(0, 0), 1)
	if err != nil {
		return m.clock.daemon()
	}
	return next
}

func (m *simulation) wanted(ctx context.Context) time.Time {
	_, next, err := m.daemon.store.Wanted(ctx, time.Unix(0, 0), 1)
	if err != nil {
		return m.clock.daemon()
	}
	return next
}

func (m *simulation) due(ctx context.Context) (first time.Time) {
	for _, name := range []string{"desk", "relay"} {
		at, waits, err := m.daemon.store.Outbox().NextDue(ctx, name, m.clock.daemon())
		if err != nil {
			return m.clock.daemon()
		}
		if waits && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first
}

// pushed is an event at the hook; false where nobody listens.
func (m *simulation) pushed(w http.ResponseWriter, r *http.Request) bool {
	d := m.daemon
	return d != nil && m.alive(func() { d.hook.ServeHTTP(w, r) })
}
