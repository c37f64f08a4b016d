package courtlistener

import (
	"fmt"
	"mime"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// A Gate decides which webhook posts are taken in. CourtListener signs nothing:
// what can be checked is where a post comes from and that it names its event.
// The secret address that it is sent to, and that its entries are confirmed by
// asking, are the other two parts of the lock.
type Gate struct {
	From []netip.Prefix // the addresses that may send; none means nobody
}

// PublicGate lets in the two addresses that CourtListener's help page on webhooks
// names.
func PublicGate() Gate {
	return Gate{From: []netip.Prefix{netip.MustParsePrefix("34.210.230.218/32"), netip.MustParsePrefix("54.189.59.91/32")}}
}

// A Refusal is a post that is not taken in, and the status to answer with.
type Refusal struct {
	Status int
	Why    string
}

func (e *Refusal) Error() string { return "webhook refused: " + e.Why }

// Admit judges a post by its real peer (not what a header says of it, unless a
// trusted proxy wrote the header) and its header. It returns the key of the
// event, the same at every repetition; the error is a [*Refusal].
func (g Gate) Admit(peer netip.Addr, header http.Header) (key string, err error) {
	peer = peer.WithZone("").Unmap()
	if !slices.ContainsFunc(g.From, func(p netip.Prefix) bool { return p.Contains(peer) }) {
		return "", &Refusal{http.StatusForbidden, fmt.Sprintf("%s is not an address of CourtListener's", peer)}
	}
	if kind, _, err := mime.ParseMediaType(header.Get("Content-Type")); err != nil || kind != "application/json" {
		return "", &Refusal{http.StatusUnsupportedMediaType, "not JSON"}
	}
	keys := header.Values("Idempotency-Key")
	if len(keys) != 1 || !isKey(strings.TrimSpace(keys[0])) {
		return "", &Refusal{http.StatusBadRequest, "no Idempotency-Key"}
	}
	return strings.ToLower(strings.TrimSpace(keys[0])), nil
}

// isKey: 128 bits as a UUID prints them, with or without dashes.
func isKey(s string) bool {
	hex := strings.ReplaceAll(s, "-", "")
	return len(hex) == 32 && len(s) <= 36 && strings.Trim(strings.ToLower(hex), "0123456789abcdef") == ""
}
