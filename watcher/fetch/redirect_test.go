package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestARedirectOnTheSameHostIsFollowed(t *testing.T) {
	c, s := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/old" {
			http.Redirect(w, r, "/new#part", http.StatusMovedPermanently)
			return
		}
		write(t, w, []byte(r.URL.Path+" "+r.Header.Get("Authorization")))
	})
	res, err := get(c, s.URL+"/old", "Authorization", "Token x")
	if err != nil || string(res.Body) != "/new Token x" || res.URL != s.URL+"/new" {
		t.Fatalf("%v %+v", err, res)
	}
}

func TestALoopEnds(t *testing.T) {
	asked := 0
	c, s := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) { asked++; http.Redirect(w, r, "/", http.StatusFound) })
	_, err := get(c, s.URL)
	var redirect *RedirectError
	if !errors.As(err, &redirect) || asked != MaxRedirects+1 {
		t.Fatalf("%v after %d", err, asked)
	}
}

func TestAnotherHostNeedsPermissionAndGetsNoSecrets(t *testing.T) {
	var seen http.Header
	c, other := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) { seen = r.Header; write(t, w, []byte("there")) })
	s := httptest.NewServer(http.RedirectHandler(other.URL+"/x?key=hunter2", http.StatusTemporaryRedirect))
	defer s.Close()

	_, err := get(c, s.URL)
	var redirect *RedirectError
	if !errors.As(err, &redirect) || redirect.To != other.URL+"/x" || seen != nil || strings.Contains(err.Error(), "hunter2") {
		t.Fatalf("%v, asked %v", err, seen)
	}
	res, err := c.Get(context.Background(), Request{URL: s.URL, AllowHosts: []string{strings.TrimPrefix(other.URL, "http://")},
		Header: http.Header{"Authorization": {"Token x"}, "Cookie": {"a=b"}, "X-Api-Key": {"x"}, "Accept": {"text/xml"}}})
	if err != nil || string(res.Body) != "there" {
		t.Fatalf("%v %+v", err, res)
	}
	if seen.Get("Authorization")+seen.Get("Cookie")+seen.Get("X-Api-Key") != "" || seen.Get("Accept") != "text/xml" {
		t.Errorf("sent on: %v", seen)
	}
}

func TestRedirectsThatLeadAstrayAreRefused(t *testing.T) {
	for name, to := range map[string]string{
		"to the cloud's credentials": "http://169.254.169.254/latest/meta-data/", "to a file": "file:///etc/passwd",
		"to a script": "javascript:alert(1)", "to a decimal address": "http://2130706433/", "to no address": "http://[::1",
		"with a password": "http://u:hunter2@example.org/",
	} {
		t.Run(name, func(t *testing.T) {
			c, s := serve(t, Options{}, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Location", to)
				w.WriteHeader(http.StatusFound)
			})
			_, err := c.Get(context.Background(), Request{URL: s.URL, AllowHosts: []string{"169.254.169.254"}})
			var redirect *RedirectError
			if !errors.As(err, &redirect) && !errors.Is(err, ErrPrivateAddress) {
				t.Error(err)
			}
			if err != nil && strings.Contains(err.Error(), "hunter2") {
				t.Error("secret shown:", err)
			}
		})
	}
}

func TestARedirectFromHTTPSToHTTPIsRefused(t *testing.T) {
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	s := httptest.NewTLSServer(http.RedirectHandler(plain.URL, http.StatusFound))
	defer s.Close()
	c := New(Options{AllowPrivate: true, RootCAs: s.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs})
	defer c.Close()
	_, err := c.Get(context.Background(), Request{URL: s.URL, AllowHosts: []string{strings.TrimPrefix(plain.URL, "http://")}})
	var redirect *RedirectError
	if !errors.As(err, &redirect) || redirect.Why != "from https to http" {
		t.Fatal(err)
	}
}

func TestACertificateOfNobodyKnownIsRefused(t *testing.T) {
	s := httptest.NewTLSServer(http.NotFoundHandler())
	defer s.Close()
	c := New(Options{AllowPrivate: true})
	defer c.Close()
	if _, err := get(c, s.URL); err == nil || !contains(err.Error(), "certificate") {
		t.Fatal(err)
	}
}

func TestARedirectWithoutAnAddressIsAnAnswerThatCannotBeUsed(t *testing.T) {
	c, s := serve(t, Options{}, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusFound) })
	_, err := get(c, s.URL)
	var status *StatusError
	if !errors.As(err, &status) || status.Status != 302 {
		t.Fatal(err)
	}
}
