package fetch

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// parse reads the address of a request.
func parse(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("fetch: not an address of the web") // the text may hold a password
	}
	if err := usable(u); err != nil {
		return nil, fmt.Errorf("fetch %s: %w", show(u), err)
	}
	return u, nil
}

func usable(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("scheme %q is not http or https", u.Scheme)
	case u.Hostname() == "":
		return fmt.Errorf("no host")
	case u.User != nil:
		return fmt.Errorf("user name or password in the address")
	case oddNumber(u.Hostname()):
		return fmt.Errorf("%w: %s", ErrPrivateAddress, u.Hostname())
	}
	return nil
}

// follow judges a redirect. The first address's host is always good.
func follow(first, from *url.URL, location string, allow []string) (*url.URL, error) {
	to, err := from.Parse(location)
	if err != nil {
		return nil, &RedirectError{Why: "to something that is no address"}
	}
	refuse := func(why string) (*url.URL, error) { return nil, &RedirectError{To: show(to), Why: why} }
	if err := usable(to); err != nil {
		return nil, &RedirectError{To: show(to), Why: err.Error(), Err: err}
	}
	if from.Scheme == "https" && to.Scheme == "http" {
		return refuse("from https to http")
	}
	if h := host(to); h != host(first) && !slices.Contains(allow, h) {
		return refuse("to another host")
	}
	to.Fragment = ""
	return to, nil
}

// host is the host with its port, unless the port is the scheme's own.
func host(u *url.URL) string {
	h := strings.ToLower(u.Host)
	if port := u.Port(); port == "80" && u.Scheme == "http" || port == "443" && u.Scheme == "https" {
		h = strings.TrimSuffix(h, ":"+port)
	}
	return h
}

// show is an address for messages: queries may hold keys, so they stay out.
func show(u *url.URL) string { return u.Scheme + "://" + u.Host + u.EscapedPath() }

// withoutSecrets is what of a request may go to another host.
func withoutSecrets(h http.Header) http.Header {
	kept := make(http.Header)
	for _, name := range []string{"Accept", "Accept-Language", "Cache-Control"} {
		if v := h.Values(name); len(v) > 0 {
			kept[name] = v
		}
	}
	return kept
}
