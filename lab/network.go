package lab

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// What can befall a request. Of those that change an answer, the asker can
// notice all but stale, reordered and slow.
type misfortune string

const (
	fine      misfortune = ""
	slow      misfortune = "slow"
	refused   misfortune = "refused"    // nothing was sent
	lost      misfortune = "lost"       // sent, and never taken
	unheard   misfortune = "unheard"    // taken, and the answer never came
	broken    misfortune = "broken off" // taken, and the connection reset
	throttled misfortune = "throttled"  // 429 with a Retry-After
	internal  misfortune = "500"        // not taken
	after500  misfortune = "500, taken" // taken all the same
	cut       misfortune = "cut"        // a body without its end
	stale     misfortune = "stale"      // an older answer once more
	reordered misfortune = "reordered"  // a feed in another order
	page      misfortune = "page"       // 200 and a maintenance page
	empty     misfortune = "empty"      // 200 and no byte
	revoked   misfortune = "revoked"    // Slack: the token
	archived  misfortune = "archived"   // Slack: the channel
)

// A spell is a stretch of one misfortune.
type spell struct {
	from, to time.Time
	what     misfortune
}

// A server is what the network knows of one other side.
type server struct {
	name    string
	odds    []misfortune // what may befall a single request
	spells  []spell
	past    []byte    // an earlier answer
	pastOf  int       // items released when it was given
	until   time.Time // it asked not to be asked before
	last    time.Time // it was last asked
	pace    time.Duration
	reset   bool      // its last answer was a connection that broke
	failing int       // requests in a row that the asker must call failed
	since   time.Time // of the first of them
	long    bool      // they went on for longer than a quarter of an hour, three at least
}

// A network leads requests straight into the handlers of the world.
type network struct {
	clock   *clock
	random  *rand.Rand
	trace   *trace
	house   http.Handler
	hook    func(http.ResponseWriter, *http.Request) bool // false: nobody listens
	servers map[string]*server
	end     time.Time // of all misfortune
	chance  float64   // of a single request
	asked   int
	struck  map[misfortune]int
	broke   []string // manners that were forgotten
	served  func(court string, items int, whole bool)
	count   func(court string) int
}

// RoundTrip is the network. It never sleeps: what takes time moves the clock.
func (n *network) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host == "daemon" {
		return n.push(r)
	}
	n.asked++
	s := n.servers[serverOf(r.URL)]
	if s == nil {
		return nil, errors.New("no such host: " + r.URL.Host)
	}
	now := n.clock.now()
	n.manners(s, r, now)
	what := n.befalls(s, r, now)
	if what != fine {
		n.struck[what]++
		n.trace.fault("network %s %s: %s", s.name, short(r.URL), what)
	}
	res, err := n.answer(s, r, what)
	n.judge(s, what, res, err, now)
	return res, err
}

func serverOf(u *url.URL) string {
	switch parts := strings.Split(strings.TrimPrefix(u.Path, "/"), "/"); {
	case parts[0] == "slack" && parts[1] == "hook":
		return "relay"
	case parts[0] == "slack":
		return "desk"
	case parts[0] == "cl":
		return "cl"
	case len(parts) == 2 && parts[1] == "rss":
		return parts[0]
	}
	return ""
}

func short(u *url.URL) string {
	return u.Path[strings.LastIndexByte(strings.TrimSuffix(u.Path, "/"), '/')+1:]
}

// befalls draws what happens to a request.
func (n *network) befalls(s *server, r *http.Request, now time.Time) misfortune {
	if now.After(n.end) {
		return fine
	}
	for _, x := range s.spells {
		if !now.Before(x.from) && now.Before(x.to) {
			return x.what
		}
	}
	if n.random.Float64() < n.chance {
		return s.odds[n.random.IntN(len(s.odds))]
	}
	return fine
}

// answer does to a request what befell it.
func (n *network) answer(s *server, r *http.Request, what misfortune) (*http.Response, error) {
	switch what {
	case refused:
		return nil, &netError{"connect", syscall.ECONNREFUSED}
	case lost:
		written(r)
		n.clock.pass(20 * time.Second)
		return nil, &netError{"read", errors.New("i/o timeout")}
	case unheard:
		written(r)
		n.serve(r)
		n.clock.pass(20 * time.Second)
		return nil, &netError{"read", errors.New("i/o timeout")}
	case broken:
		written(r)
		n.serve(r)
		return nil, &netError{"read", syscall.ECONNRESET}
	case throttled:
		wait := 10 + n.random.IntN(600)
		s.until = n.clock.now().Add(time.Duration(wait) * time.Second)
		res := n.made(r, http.StatusTooManyRequests, []byte("slow down"))
		res.Header.Set("Retry-After", strconv.Itoa(wait))
		return res, nil
	case internal:
		return n.made(r, http.StatusInternalServerError, []byte("internal error")), nil
	case after500:
		n.serve(r)
		return n.made(r, http.StatusInternalServerError, []byte("internal error")), nil
	case page:
		return n.made(r, http.StatusOK, []byte("<html><head><title>CM/ECF</title></head><body><p>We apologize: CM/ECF is down for maintenance.</p></body></html>")), nil
	case empty:
		return n.made(r, http.StatusOK, nil), nil
	case revoked:
		return n.made(r, http.StatusOK, []byte(`{"ok":false,"error":"token_revoked"}`)), nil
	case archived:
		return n.made(r, http.StatusForbidden, []byte("channel_is_archived")), nil
	case stale:
		if s.past != nil {
			return n.made(r, http.StatusOK, s.past), nil
		}
	}
	rec := n.serve(r)
	body := rec.body.Bytes()
	switch what {
	case slow:
		n.clock.pass(time.Duration(1+n.random.IntN(9)) * time.Second)
	case cut:
		res := n.made(r, rec.status, body)
		res.Body = io.NopCloser(io.MultiReader(bytes.NewReader(body[:n.random.IntN(len(body)+1)]), failing{}))
		return res, nil
	case reordered:
		body = n.shuffle(body)
	}
	if s.odds[0] == stale && (s.past == nil || n.random.IntN(8) == 0) {
		s.past, s.pastOf = bytes.Clone(body), n.count(s.name)
	}
	res := n.made(r, rec.status, body)
	for k, v := range rec.header {
		res.Header[k] = v
	}
	return res, nil
}

// shuffle puts the items of a feed into another order.
func (n *network) shuffle(body []byte) []byte {
	parts := bytes.SplitAfter(body, []byte("</item>\n"))
	if len(parts) < 3 {
		return body
	}
	i := bytes.Index(parts[0], []byte("<item>"))
	head := parts[0][:i]
	items, tail := parts[:len(parts)-1], parts[len(parts)-1]
	items[0] = items[0][i:]
	n.random.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
	return bytes.Join(append(append([][]byte{head}, items...), tail), nil)
}

// judge keeps what the oracle asks of later: what each court showed, and for how
// long it could not be read.
func (n *network) judge(s *server, what misfortune, res *http.Response, err error, now time.Time) {
	s.reset = what == broken
	good := err == nil && res.StatusCode == http.StatusOK && what != cut && what != page && what != empty
	if good {
		s.failing, s.since = 0, time.Time{}
	} else {
		if s.failing++; s.failing == 1 {
			s.since = now
		}
		s.long = s.long || s.failing >= 4 && now.Sub(s.since) > 15*time.Minute
	}
	if good && s.odds[0] == stale {
		items := n.count(s.name)
		if what == stale && s.past != nil {
			items = s.pastOf
		}
		n.served(s.name, items, true)
	}
}

// manners notes a request that came sooner than it may.
func (n *network) manners(s *server, r *http.Request, now time.Time) {
	if s.reset && now.Sub(s.last) < time.Second { // a connection that broke is tried once more at once
		s.reset = false
		return
	}
	if now.Before(s.until) && s.name != "cl" || s.pace > 0 && !s.last.IsZero() && now.Sub(s.last) < s.pace {
		n.broke = append(n.broke, n.clock.now().UTC().Format(time.DateTime)+" "+s.name+" was asked ("+short(r.URL)+"), which it may not be before "+
			later(s.until, s.last.Add(s.pace)).UTC().Format(time.TimeOnly))
	}
	s.last = now
}

// excused: a new life, or a clock that was set, cannot know what it asked before.
func (n *network) excused() {
	for _, s := range n.servers {
		s.until, s.last = time.Time{}, time.Time{}
	}
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// push leads what CourtListener sends to the daemon's hook.
func (n *network) push(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.RemoteAddr = "34.210.230.218:40000"
	rec := &recorder{header: make(http.Header), status: http.StatusOK}
	if !n.hook(rec, r) {
		return nil, &netError{"connect", syscall.ECONNREFUSED}
	}
	if n.clock.now().Before(n.end) && n.random.IntN(10) == 0 {
		n.trace.fault("network: the hook's answer is lost")
		return nil, &netError{"read", syscall.ECONNRESET}
	}
	return n.made(r, rec.status, rec.body.Bytes()), nil
}

func (n *network) serve(r *http.Request) *recorder {
	rec := &recorder{header: make(http.Header), status: http.StatusOK}
	r = r.Clone(r.Context())
	r.RequestURI = r.URL.RequestURI()
	n.house.ServeHTTP(rec, r)
	return rec
}

func (n *network) made(r *http.Request, status int, body []byte) *http.Response {
	written(r)
	if t := httptrace.ContextClientTrace(r.Context()); t != nil && t.GotFirstResponseByte != nil {
		t.GotFirstResponseByte()
	}
	return &http.Response{StatusCode: status, Status: http.StatusText(status), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: make(http.Header),
		Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)), Request: r}
}

// written tells the asker that its request is on its way.
func written(r *http.Request) {
	if t := httptrace.ContextClientTrace(r.Context()); t != nil && t.WroteRequest != nil {
		t.WroteRequest(httptrace.WroteRequestInfo{})
	}
}

type netError struct {
	op  string
	err error
}

func (e *netError) Error() string { return e.op + ": " + e.err.Error() }
func (e *netError) Unwrap() error { return e.err }

// failing is a body that ends before it should.
type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// A recorder is the writer that handlers answer into.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(b []byte) (int, error) { return r.body.Write(b) }
