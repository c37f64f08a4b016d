package pacer

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"time"
)

// A state is what the last good look at a feed left behind. It is encoded into
// the cursor and committed with the filings it vouches for.
type state struct {
	clock    time.Time     // the feed's own: its build date or its newest item, whichever is later
	newest   time.Time     // item, of the last look that had items
	reach    time.Duration // from clock back to the oldest item, of the same look
	items    bool          // some look had items
	coverage string        // the channel's description
	seen     []uint64      // sorted; of every item of the last look, repeats included
}

// itemHash names the bytes of an item. 64 bits of SHA-256: among 20,000 items
// two share one by chance once in 90 billion looks.
func itemHash(raw []byte) uint64 {
	sum := sha256.Sum256(raw)
	return binary.LittleEndian.Uint64(sum[:8])
}

const stateVersion = 1

// encode packs the state: version, flags, three numbers, the description, then
// eight bytes an item.
func (s *state) encode() []byte {
	b := make([]byte, 0, 64+len(s.coverage)+8*len(s.seen))
	b = append(b, stateVersion, 0)
	if s.items {
		b[1] = 1
	}
	b = binary.AppendVarint(b, millis(s.clock))
	b = binary.AppendVarint(b, millis(s.newest))
	b = binary.AppendVarint(b, s.reach.Milliseconds())
	b = binary.AppendUvarint(b, uint64(len(s.coverage)))
	b = append(b, s.coverage...)
	for _, h := range s.seen {
		b = binary.LittleEndian.AppendUint64(b, h)
	}
	return b
}

var errState = errors.New("a cursor of another make")

// decodeState reads what encode wrote. Anything else is an error: the look is
// then a first one, which reads everything.
func decodeState(b []byte) (state, error) {
	var s state
	if len(b) < 2 || b[0] != stateVersion {
		return s, errState
	}
	s.items = b[1]&1 != 0
	b = b[2:]
	var numbers [3]int64
	for i := range numbers {
		v, n := binary.Varint(b)
		if n <= 0 {
			return state{}, errState
		}
		numbers[i], b = v, b[n:]
	}
	s.clock, s.newest, s.reach = moment(numbers[0]), moment(numbers[1]), time.Duration(numbers[2])*time.Millisecond
	length, n := binary.Uvarint(b)
	if n <= 0 || length > uint64(len(b)-n) || (uint64(len(b)-n)-length)%8 != 0 { // #nosec G115 -- n is at most len(b)
		return state{}, errState
	}
	b = b[n:]
	s.coverage, b = string(b[:length]), b[length:]
	s.seen = make([]uint64, len(b)/8)
	for i := range s.seen {
		s.seen[i] = binary.LittleEndian.Uint64(b[8*i:])
	}
	return s, nil
}

// millis is the store's form of a time; the zero time is kept apart from 1970.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return -1 << 62
	}
	return t.UnixMilli()
}

func moment(ms int64) time.Time {
	if ms == -1<<62 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
