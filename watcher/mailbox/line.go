package mailbox

import (
	"errors"
	"fmt"
	"net"
	"os"
	"time"
)

// A line is the connection to a mail server under our own limits. The IMAP
// library sets deadlines of its own and none while it waits for an answer: those
// are not passed on.
type line struct {
	net.Conn
	idle time.Duration
	left int64 // bytes that may still come; only the library's reader counts them
}

func (l *line) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errors.New("the server sent more than a mailbox can hold")
	}
	if err := l.Conn.SetReadDeadline(time.Now().Add(l.idle)); err != nil {
		return 0, err
	}
	n, err := l.Conn.Read(p)
	l.left -= int64(n)
	return n, l.named(err)
}

func (l *line) Write(p []byte) (int, error) {
	err := l.Conn.SetWriteDeadline(time.Now().Add(l.idle))
	n := 0
	if err == nil {
		n, err = l.Conn.Write(p)
	}
	if errors.Is(err, net.ErrClosed) { // the library shut it when it read the end
		err = errors.New("the server closed the connection")
	}
	return n, l.named(err)
}

func (l *line) named(err error) error {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return fmt.Errorf("nothing came for %s", l.idle)
	}
	return err
}

// SetDeadline does nothing.
func (l *line) SetDeadline(time.Time) error { return nil }

// SetReadDeadline does nothing.
func (l *line) SetReadDeadline(time.Time) error { return nil }

// SetWriteDeadline does nothing.
func (l *line) SetWriteDeadline(time.Time) error { return nil }
