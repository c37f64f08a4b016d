package sourcetest_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/sourcetest"
)

// lines is the smallest source that passes: an answer is a line for each item
// and a last one that says "end".
type lines struct{ url string }

func (lines) Name() string { return "lines" }

func (s lines) Poll(ctx context.Context, at watcher.Cursor) (watcher.Batch, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url, nil)
	if err != nil {
		return watcher.Batch{}, err
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return watcher.Batch{}, err
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return watcher.Batch{}, err
	}
	all, whole := strings.CutSuffix(string(body), "end\n")
	if res.StatusCode != http.StatusOK || !whole {
		return watcher.Batch{}, &watcher.Refused{Want: "lines", Got: res.Status, Body: body}
	}
	if all == string(at.State) && !at.Full {
		return watcher.Batch{}, watcher.ErrNotModified
	}
	sum := sha256.Sum256(body)
	b := watcher.Batch{Items: strings.Count(all, "\n"), Next: []byte(all), Raw: &docket.Raw{Body: body}}
	for _, line := range strings.Fields(all) {
		b.Releases = append(b.Releases, docket.Release{Source: "lines", Key: line, Seen: at.Now, Digest: hex.EncodeToString(sum[:])})
	}
	return b, nil
}

func TestTheSuitePassesASourceThatKeepsItsPromises(t *testing.T) {
	sourcetest.Run(t, sourcetest.Harness{
		New:         func(_ *testing.T, baseURL string) watcher.Source { return lines{baseURL} },
		ContentType: "text/plain",
		Body: func(_ *http.Request, n int) []byte {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, "item-%d\n", i+1)
			}
			return []byte(b.String() + "end\n")
		},
	})
}
