package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"docketwatch/evidence"
)

// A mark says how far a ledger had come. It stands in a small file of its own
// beside the ledger, so that an older copy put in the ledger's place, or none at
// all, is noticed: the ledger cannot say of itself that something is missing.
//
// It is written after the commit that it speaks of, so it is never ahead of the
// disk: a crash in between leaves it a step behind, which is no news. Before
// each send it is flushed with the attempt's number in it: whatever a
// destination was told, the mark knows of an attempt at least as late.
type mark struct {
	Ledger  string          `json:"ledger"` // name of the instance
	Links   int64           `json:"links"`
	Digest  evidence.Digest `json:"digest"` // of the last link
	Attempt int64           `json:"attempt"`
	ToldMS  int64           `json:"told_ms"` // when the last attempt began
}

// MarkName is the file beside a ledger that remembers how far it had come.
func MarkName(ledger string) string { return ledger + ".mark" }

// slot is the room for one mark. There are two, written in turn: a write that
// is torn leaves the other.
const slot = 512

// A markFile is the file of one daemon.
type markFile struct {
	mu   sync.Mutex
	file *os.File
	now  mark
	turn int64 // counts writes
	err  error // of the last write
}

// readMark reads the newer of the two slots; false where there is no file, or
// nothing in it was ever written whole.
func readMark(path string) (m mark, turn int64, known bool, err error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return m, 0, false, nil
	}
	if err != nil {
		return m, 0, false, err
	}
	for len(raw) > 0 {
		part := raw[:min(slot, len(raw))]
		raw = raw[len(part):]
		count, rest, ok := strings.Cut(strings.TrimRight(string(part), " \n"), " ")
		n, err := strconv.ParseInt(count, 10, 64)
		if !ok || err != nil || n <= turn {
			continue
		}
		sum, body, ok := strings.Cut(rest, " ")
		var found mark
		if !ok || evidence.Of([]byte(count+" "+body)) != evidence.Digest(sum) || json.Unmarshal([]byte(body), &found) != nil {
			continue
		}
		m, turn, known = found, n, true
	}
	return m, turn, known, nil
}

func openMark(path string, turn int64) (*markFile, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	return &markFile{file: f, turn: turn}, nil
}

// begin writes the mark of a ledger that was just opened, down to the disk.
func (f *markFile) begin(m mark) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now = m
	f.write(true)
	f.write(true) // both slots: an older mark in the other would outlive this one
	return f.err
}

// note moves the mark to a newer link. It is not flushed: it may be late.
func (f *markFile) note(t tip) {
	if f == nil || t.seq == 0 {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if t.seq > f.now.Links { // two commits may be noted in any order
		f.now.Links, f.now.Digest = t.seq, t.digest
		f.write(false)
	}
}

// attempt notes, down to the disk, that something is about to be told.
func (f *markFile) attempt(id int64, at time.Time) {
	if f == nil || id == 0 {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now.Attempt, f.now.ToldMS = max(f.now.Attempt, id), ms(at)
	f.write(true)
}

// write puts the mark into the slot whose turn it is. That it fails is no reason
// to be silent about a filing: the error waits until somebody asks.
func (f *markFile) write(flush bool) {
	f.turn++
	body, err := json.Marshal(f.now)
	if err == nil {
		count := strconv.FormatInt(f.turn, 10)
		text := fmt.Sprintf("%s %s %s", count, evidence.Of([]byte(count+" "+string(body))), body)
		line := append([]byte(text), bytes.Repeat([]byte{' '}, max(slot-1-len(text), 0))...)
		_, err = f.file.WriteAt(append(line, '\n'), f.turn%2*slot)
	}
	if err == nil && flush {
		err = f.file.Sync()
	}
	f.err = err
}

// trouble is what went wrong with the last write.
func (f *markFile) trouble() error {
	if f == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err != nil {
		return fmt.Errorf("the mark beside the ledger cannot be written: %w", f.err)
	}
	return nil
}

func (f *markFile) close() error {
	if f == nil {
		return nil
	}
	return f.file.Close()
}
