package console_test

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"testing"

	"docketwatch/config"
	"docketwatch/notify/console"
	"docketwatch/notify/notifytest"
)

// screen keeps what is printed, a message a write.
type screen struct {
	mu    sync.Mutex
	shown []notifytest.Shown
	full  bool
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.full {
		return 0, errors.New("no space left on device")
	}
	// A terminal makes nothing of text; links are those it is given on lines of their own.
	shown := notifytest.Shown{Text: string(bytes.Clone(p))}
	for line := range strings.Lines(shown.Text) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, notifytest.Court) {
			shown.Links = append(shown.Links, line)
		}
	}
	s.shown = append(s.shown, shown)
	return len(p), nil
}

func TestConsole(t *testing.T) {
	var screens sync.Map
	nobody := "a screen takes what it is given: there is nobody to refuse or to ask for patience"
	notifytest.Run(t, notifytest.Kind{
		Open: func(t testing.TB) *notifytest.Room {
			s := &screen{}
			c, err := console.New(config.Entry{Name: "screen"}, s)
			if err != nil {
				t.Fatal(err)
			}
			r := &notifytest.Room{Notifier: c, Shown: func() []notifytest.Shown {
				s.mu.Lock()
				defer s.mu.Unlock()
				return append([]notifytest.Shown(nil), s.shown...)
			}}
			screens.Store(r, s)
			return r
		},
		Faults: []notifytest.Fault{{Name: "the disk behind it is full", Want: notifytest.Transient, Strike: func(r *notifytest.Room) {
			s, _ := screens.Load(r)
			s.(*screen).full = true
		}}},
		Never: map[notifytest.Class]string{notifytest.Message: nobody, notifytest.Destination: nobody, notifytest.Later: nobody,
			notifytest.Unclear: "what was written is on the screen"},
	})
}
