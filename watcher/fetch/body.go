package fetch

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// read takes a body to its end or to the first limit. Why is "" for a whole
// body; otherwise it says what cut it, and body is what came before.
func read(ctx context.Context, cancel context.CancelCauseFunc, res *http.Response, limit Options) (body []byte, why string) {
	wire := &wireReader{r: res.Body, left: limit.MaxCompressed}
	// The connection is cut from outside: a stalled Read cannot be asked to stop.
	wire.idle = time.AfterFunc(limit.IdleTimeout, func() { cancel(fmt.Errorf("stalled: nothing came for %s", limit.IdleTimeout)) })
	wire.wait = limit.IdleTimeout
	defer wire.idle.Stop()

	from := bufio.NewReader(wire)
	var in io.Reader = from
	switch encoding := strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding"))); encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		magic, _ := from.Peek(2) // a short body ends in the same error below
		if bytes.Equal(magic, []byte{0x1f, 0x8b}) {
			unzip, err := gzip.NewReader(from)
			if err != nil {
				return nil, reason(ctx, err)
			}
			in = unzip
		}
	default:
		return nil, fmt.Sprintf("compressed with %q, which was not asked for", encoding)
	}

	out := make([]byte, 0, room(res.ContentLength))
	for {
		if len(out) == cap(out) {
			out = append(out, 0)[:len(out)] // twice the room
		}
		n, err := in.Read(out[len(out):cap(out)])
		out = out[:len(out)+n]
		size := int64(len(out))
		switch {
		case size > limit.MaxDecoded:
			return out[:limit.MaxDecoded], fmt.Sprintf("too large: more than %d bytes", limit.MaxDecoded)
		case size > limit.RatioFrom && size > MaxRatio*wire.read:
			return out, fmt.Sprintf("compressed more than %d to 1", MaxRatio)
		case errors.Is(err, io.EOF):
			return out, ""
		case err != nil:
			return out, reason(ctx, err)
		}
	}
}

// room is how much is set aside for a body at first: what the server says it
// sends, within reason, else what most feeds take.
func room(said int64) int64 {
	if said > 0 && said <= 1<<20 {
		return said + 1 // the end is found without growing
	}
	return 64 << 10
}

// reason puts a cut in words: our own limit where one struck, else the network's.
func reason(ctx context.Context, err error) string {
	var cause error
	if ctx.Err() != nil {
		cause = context.Cause(ctx)
	}
	switch {
	case cause != nil:
		return cause.Error()
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "cut off: the connection ended before the body did"
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum):
		return "damaged: " + err.Error()
	}
	return "cut off: " + err.Error()
}

// wireReader counts the bytes as they come and pushes the idle limit ahead.
type wireReader struct {
	r    io.Reader
	read int64
	left int64
	idle *time.Timer
	wait time.Duration
}

var errTooLarge = errors.New("too large as sent")

func (w *wireReader) Read(p []byte) (int, error) {
	if w.left <= 0 {
		// At the limit: only the end may follow.
		var one [1]byte
		n, err := w.r.Read(one[:])
		if n > 0 {
			return 0, errTooLarge
		}
		return 0, err
	}
	if int64(len(p)) > w.left {
		p = p[:w.left]
	}
	n, err := w.r.Read(p)
	w.read += int64(n)
	w.left -= int64(n)
	if n > 0 {
		w.idle.Reset(w.wait)
	}
	return n, err
}
