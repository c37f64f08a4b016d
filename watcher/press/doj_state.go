package press

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"strings"

	"docketwatch/docket"
)

// state is the cursor of DOJ.
type state struct {
	Newest docket.Date      `json:"newest"` // the newest day seen: the overlap is counted back from it
	Known  map[string]known `json:"known"`  // by uuid, as far back as the last sweep read
	Count  int              `json:"count"`  // of all releases, as the API says
	Print  string           `json:"print"`  // of page 0
	Swept  int64            `json:"swept"`  // when the overlap was last read whole, Unix ms
	RSS    rssState         `json:"rss"`
}

// known is what is remembered of a release.
type known struct {
	Digest string      `json:"d"`
	Date   docket.Date `json:"t"`
	Path   string      `json:"p"` // a digest of its path, to find it in the feed
}

// readState reads a cursor. One that cannot be read is that of a first look:
// everything is read again, and the ledger knows what it has.
func readState(b []byte) state {
	var s state
	if len(b) == 0 || json.Unmarshal(b, &s) != nil {
		return state{}
	}
	return s
}

func (s state) encode() []byte {
	b, err := json.Marshal(s)
	if err != nil {
		return nil // unreachable: strings and numbers
	}
	return b
}

// cutoff is the first day of the overlap.
func (s state) cutoff() docket.Date { return minusDays(s.Newest, overlap) }

// news reports whether a release is unknown or edited. An old release that
// merely slid into view, because one before it was taken down, is neither.
func (s state) news(r APIRelease) bool {
	k, seen := s.Known[r.UUID]
	if seen {
		return k.Digest != short(digest(r.Title, r.Body))
	}
	return r.Created.IsZero() || r.appeared() >= s.cutoff()
}

// after is the state once a look was whole. What is known is kept for the
// overlap even if the API stops showing it: it may come back.
func (s state) after(l *look) state {
	next := state{Newest: max(s.Newest, l.newest), Known: make(map[string]known), Count: l.count, Print: l.print, Swept: s.Swept, RSS: s.RSS}
	if l.swept {
		next.Swept = l.at.Now.UnixMilli()
	}
	for uuid, k := range s.Known {
		if !l.swept || k.Date >= next.cutoff() {
			next.Known[uuid] = k
		}
	}
	for _, r := range l.items {
		next.Known[r.UUID] = known{Digest: short(digest(r.Title, r.Body)), Date: r.Date, Path: short(digest(releasePath(r.URL), ""))}
	}
	return next
}

func short(hexDigest string) string { return hexDigest[:16] }

// releasePath is the part of an address that stays: releases of earlier
// administrations move below /archives. Numbers at the end of a slug belong to
// it. "" for what is no press release.
func releasePath(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	path := strings.TrimPrefix(strings.TrimSuffix(u.EscapedPath(), "/"), "/archives")
	if !strings.Contains(path, "/pr/") {
		return ""
	}
	return path
}

// itemDigest is the digest of bytes, for answers compared whole.
func itemDigest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
