package courtlistener

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"time"

	"docketwatch/docket"
)

// A state is what the last good look left behind: for each of CourtListener's
// dockets how far it has been read, by CourtListener's clock, and when, by ours.
// It is encoded into the cursor and committed with the filings it vouches for.
type state struct {
	Version  int                  `json:"v"`
	Hinted   time.Time            `json:"hinted,omitzero"`    // ours: when all dockets were last asked in one call
	Hints    map[int64]string     `json:"hints,omitempty"`    // what that call showed: document to digest
	Unhinted int                  `json:"unhinted,omitempty"` // calls in a row that failed
	Turned   time.Time            `json:"turned,omitzero"`    // ours: when a docket was last read in its turn
	SetupDay time.Time            `json:"setup,omitzero"`     // ours: since when Setup counts
	Setup    int                  `json:"setup_n,omitempty"`  // requests spent on dockets not read yet
	Dockets  map[int64]*reading   `json:"dockets"`            // by CourtListener's id
	Missing  map[string]time.Time `json:"missing,omitempty"`  // watched dockets it does not have, and since when that is known
	Later    map[string]time.Time `json:"later,omitempty"`    // watched dockets that could not be looked up: not before then
}

// A reading is how far one docket has been read.
type reading struct {
	Key   docket.DocketKey `json:"key"`
	High  time.Time        `json:"high,omitzero"`  // CourtListener's: entries changed until then are read
	Rest  string           `json:"rest,omitempty"` // address of the page at which reading stopped; "" where it came to the end
	Docs  time.Time        `json:"docs,omitzero"`  // as High, for papers that became free
	Read  time.Time        `json:"read,omitzero"`  // ours: when it was last read; zero: never, read its newest page
	Want  want             `json:"want,omitempty"`
	Fails int              `json:"fails,omitempty"`
	Again time.Time        `json:"again,omitzero"` // ours: not before, after a failure
	Why   string           `json:"why,omitempty"`
	Bad   string           `json:"bad,omitempty"`  // what is wrong with single entries, while the rest can be read
	Seen  map[int64]glance `json:"seen,omitempty"` // entries of the last quarter of an hour before High
}

// A glance is one entry as it was read.
type glance struct {
	At     time.Time `json:"at"` // date_modified
	Digest string    `json:"d"`
}

// want says what a hint asks to be read, out of a docket's turn.
type want int

const (
	wantEntries want = 1 << iota
	wantPapers
)

const stateVersion = 1

// overlap is how far behind the high-water mark a docket is read again: rows
// become visible in another order than that of their stamps, and the lists of
// the API are cached for ten minutes.
const overlap = 15 * time.Minute

func newState() *state { return &state{Version: stateVersion, Dockets: make(map[int64]*reading)} }

// later puts off the looking up of a docket.
func (s *state) later(key docket.DocketKey, until time.Time) {
	if s.Later == nil {
		s.Later = make(map[string]time.Time)
	}
	s.Later[string(key)] = until
}

func (s *state) encode() ([]byte, error) { return json.Marshal(s) }

var errState = errors.New("a cursor of another make")

// decodeState reads what encode wrote. Anything else is an error: the look is
// then a first one.
func decodeState(raw []byte) (*state, error) {
	s := newState()
	if err := json.Unmarshal(raw, s); err != nil || s.Version != stateVersion || s.Dockets == nil {
		return nil, errState
	}
	for _, r := range s.Dockets {
		if r == nil {
			return nil, errState
		}
	}
	return s, nil
}

// rewind takes out of the state what lies ahead of a clock that was set back: a
// source must not wait for a moment that a wrong clock once showed.
func (s *state) rewind(now time.Time) {
	for _, t := range []*time.Time{&s.Hinted, &s.Turned, &s.SetupDay} {
		if t.After(now) {
			*t = now
		}
	}
	for _, r := range s.Dockets {
		if r.Read.After(now) {
			r.Read = now
		}
		if r.Again.After(now.Add(day)) {
			r.Again = now
		}
	}
	for key, t := range s.Later {
		if t.After(now.Add(day)) {
			delete(s.Later, key)
		}
	}
}

// follow makes the state one of these copies and no others: dockets that are
// watched no more and copies that vanished are forgotten. A copy that takes the
// place of one that vanished goes on from its mark: what changed meanwhile is
// read, and what is old is not read as new.
func (s *state) follow(copies map[int64]docket.DocketKey) {
	gone := make(map[docket.DocketKey]*reading)
	kept := make(map[docket.DocketKey]bool)
	for id, r := range s.Dockets {
		if _, ok := copies[id]; ok {
			kept[r.Key] = true
			continue
		}
		if was := gone[r.Key]; was == nil || r.High.Before(was.High) {
			gone[r.Key] = r
		}
		delete(s.Dockets, id)
	}
	for id, key := range copies {
		if s.Dockets[id] != nil {
			continue
		}
		r := &reading{Key: key}
		if was := gone[key]; was != nil && !kept[key] {
			r.High, r.Docs, r.Read = was.High, was.Docs, was.Read
		}
		s.Dockets[id] = r
	}
}

// FirstRead lists the dockets of which the look between two cursors was the
// first: what it showed of them stood there already, and is no news. A sweep
// reads a few dockets at a look, so that this is not one look for all.
func FirstRead(before, after []byte) []docket.DocketKey {
	was, err := decodeState(before)
	if err != nil {
		was = newState()
	}
	is, err := decodeState(after)
	if err != nil {
		return nil
	}
	known := was.readKeys()
	return slices.DeleteFunc(slices.Sorted(maps.Keys(is.readKeys())), func(k docket.DocketKey) bool { return known[k] })
}

func (s *state) readKeys() map[docket.DocketKey]bool {
	keys := make(map[docket.DocketKey]bool)
	for _, r := range s.Dockets {
		if !r.Read.IsZero() {
			keys[r.Key] = true
		}
	}
	return keys
}

// take notes the entries of an answer and returns those that were not seen in
// just this form.
func (r *reading) take(list []candidate) (fresh []candidate) {
	high := r.High
	for _, c := range list {
		if c.entry.Modified.After(high) {
			high = c.entry.Modified
		}
	}
	seen := make(map[int64]glance)
	for id, g := range r.Seen {
		if g.At.After(high.Add(-overlap)) {
			seen[id] = g
		}
	}
	for _, c := range list {
		digest := c.digest()
		if r.Seen[c.entry.ID].Digest != digest {
			fresh = append(fresh, c)
		}
		if c.entry.Modified.After(high.Add(-overlap)) {
			seen[c.entry.ID] = glance{c.entry.Modified, digest}
		}
	}
	r.High, r.Seen = high, seen
	return fresh
}

// digest names what an entry says, whenever it was seen.
func (c candidate) digest() string {
	s := c.sighting
	s.Seen, s.Digest = time.Time{}, ""
	raw, err := json.Marshal(s)
	if err != nil {
		return c.entry.Modified.String() // unreachable: a sighting is text and numbers
	}
	return digestOf(raw)[:16]
}

// fail notes a docket that could not be read: it waits longer each time, up to a
// day, so that it cannot keep the others from their turn.
func (r *reading) fail(now time.Time, err error) {
	r.Fails++
	r.Why = err.Error()
	r.Again = now.Add(min(time.Hour<<min(r.Fails-1, 5), day))
}

// done notes a docket that was read, and when.
func (r *reading) done(at time.Time) {
	r.Read, r.Fails, r.Why, r.Again = at, 0, "", time.Time{}
}
