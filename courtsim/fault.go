package courtsim

import (
	"bytes"
	"compress/gzip"
	"net/http"
)

// A Fault is what strikes a court's feed, the Supreme Court ("scotus"), the
// mailbox ("mailbox"), CourtListener ("cl") or its storage ("storage"), or the
// press: the Department's API ("doj"), the Federal Register ("fr"), the listing of
// Homeland Security ("dhs"), pages ("page").
type Fault struct {
	Kind FaultKind
	At   int    // FaultTruncate: bytes that are sent
	To   string // FaultRedirect: where to
}

// FaultKind names a fault; the zero value is none.
type FaultKind string

// The faults, each seen at a real court or agency.
const (
	FaultNone        FaultKind = ""
	FaultEmpty       FaultKind = "empty"       // 200 and no byte
	FaultLogin       FaultKind = "login"       // 200 and a login page
	FaultMaintenance FaultKind = "maintenance" // 200 and an apology
	FaultCaptcha     FaultKind = "captcha"
	FaultTruncate    FaultKind = "truncate"
	FaultCharset     FaultKind = "charset" // bytes that are not of the declared charset
	FaultZeroItems   FaultKind = "zero"
	FaultOlderFeed   FaultKind = "older"
	FaultStrayTag    FaultKind = "stray"   // one malformed item
	FaultEndless     FaultKind = "endless" // a body without end
	FaultBomb        FaultKind = "bomb"    // a megabyte that unpacks to a gigabyte
	FaultRedirect    FaultKind = "redirect"
	FaultHTTP500     FaultKind = "500"
	FaultHang        FaultKind = "hang"
	FaultFrozen      FaultKind = "frozen" // the feed as it stood when the fault struck, whatever is filed
	FaultOrdersOnly  FaultKind = "orders" // the feed says that it carries orders only, and does
)

// Fault sets what strikes a court's feed (by PACER id) or one of the others;
// FaultNone ends it.
func (h *Courthouse) Fault(where string, f Fault) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.faults[where] = f
	delete(h.frozen, where)
}

// serve answers with the fault, if it is one of the answer itself.
func (f Fault) serve(w http.ResponseWriter, r *http.Request, body []byte) bool {
	page := func(text string) bool {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(text)) // the asker hung up: nobody to tell
		return true
	}
	switch f.Kind {
	case FaultEmpty:
		w.WriteHeader(http.StatusOK)
	case FaultLogin:
		return page(`<html><head><title>PACER: Login</title></head><body><form id="loginForm" action="/csologin/login.jsf"><label>Username</label><input name="loginForm:loginName"><input type="password" name="loginForm:password"></form></body></html>`)
	case FaultMaintenance:
		return page(`<html><head><title>CM/ECF</title></head><body><h2>We apologize</h2><p>CM/ECF is currently unavailable for scheduled maintenance. Please try again later.</p></body></html>`)
	case FaultCaptcha:
		return page(`<html><head><meta http-equiv="refresh" content="5; URL='/?bm-verify=AAQ'"><title>&nbsp;</title></head><body><div id="sec-if-cpt-container"></div><script src="/_sec/verify?provider=interstitial"></script>Please complete the captcha</body></html>`)
	case FaultTruncate:
		_, _ = w.Write(body[:min(f.At, len(body))]) // the asker hung up: nobody to tell
	case FaultCharset:
		_, _ = w.Write(bytes.ReplaceAll(body, []byte(" v. "), []byte(" \x93v.\x94\xe9 "))) // the asker hung up: nobody to tell
	case FaultEndless:
		_, _ = w.Write(body[:len(body)/2])
		for junk := bytes.Repeat([]byte("<!-- and so on -->"), 4096); ; {
			if _, err := w.Write(junk); err != nil {
				return true
			}
		}
	case FaultBomb:
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		for zeros := make([]byte, 1<<20); ; {
			if _, err := z.Write(zeros); err != nil {
				return true
			}
		}
	case FaultRedirect:
		http.Redirect(w, r, f.To, http.StatusFound)
	case FaultHTTP500:
		http.Error(w, "internal error", http.StatusInternalServerError)
	case FaultHang:
		<-r.Context().Done()
	default:
		return false
	}
	return true
}
