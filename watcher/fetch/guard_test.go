package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestAddressesInsideANetworkAreRefusedWhateverTheirForm(t *testing.T) {
	for _, address := range []string{
		"127.0.0.1:80", "127.8.8.8:443", "[::1]:80", "169.254.169.254:80", "[fd00::1]:80", "[fd00:ec2::254]:80",
		"10.0.0.1:80", "172.16.0.1:80", "172.31.255.255:80", "192.168.1.1:443", "100.64.0.1:80", "100.127.255.255:80",
		"0.0.0.0:80", "0.1.2.3:80", "[::]:80", "[::ffff:127.0.0.1]:80", "[::ffff:7f00:1]:80", "[::ffff:10.0.0.1]:80",
		"[::127.0.0.1]:80", "[64:ff9b::7f00:1]:80", "[2002:7f00:1::]:80", "[2001::1]:80", "[fe80::1%eth0]:80", "[ff02::1]:80",
		"224.0.0.1:80", "255.255.255.255:80", "198.18.0.1:80", "192.0.0.192:80", "[fec0::1]:80",
		"93.184.215.14:22", "93.184.215.14:25", "93.184.215.14:6379", "[2606:4700::1]:8080", "not an address",
	} {
		if err := Control(false)("tcp4", address, nil); !errors.Is(err, ErrPrivateAddress) {
			t.Errorf("%s: got %v, want ErrPrivateAddress", address, err)
		}
	}
	for _, address := range []string{"93.184.215.14:443", "172.32.0.1:80", "100.128.0.1:80", "[2606:4700::1]:443", "[::ffff:93.184.215.14]:80"} {
		if err := Control(false)("tcp", address, nil); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestALabReachesItsOwnMachinesButNeverCredentialsOfTheCloud(t *testing.T) {
	for _, address := range []string{"127.0.0.1:9001", "[::1]:9001", "10.1.1.1:80", "[::ffff:127.0.0.1]:22", "93.184.215.14:8443"} {
		if err := Control(true)("tcp", address, nil); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, address := range []string{"169.254.169.254:80", "[fe80::1]:80", "0.0.0.0:80", "[::ffff:169.254.169.254]:80"} {
		if err := Control(true)("tcp", address, nil); !errors.Is(err, ErrPrivateAddress) {
			t.Errorf("%s: got %v, want ErrPrivateAddress", address, err)
		}
	}
	if err := Control(true)("udp", "127.0.0.1:53", nil); !errors.Is(err, ErrPrivateAddress) {
		t.Errorf("udp: got %v", err)
	}
}

func TestNoRequestReachesTheInside(t *testing.T) {
	asked := false
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	defer s.Close()
	client := New(Options{})
	defer client.Close()
	for _, url := range []string{
		s.URL, "http://localhost/", "http://[::ffff:7f00:1]/", "http://[::1]:22/",
		"http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1.0x1/", "http://127.1/", "http://0/", "http://127.0.0.01/",
	} {
		_, err := client.Get(context.Background(), Request{URL: url})
		if !errors.Is(err, ErrPrivateAddress) {
			t.Errorf("%s: got %v, want ErrPrivateAddress", url, err)
		}
	}
	if asked {
		t.Error("the server inside was asked")
	}
}

func TestAddressesThatCannotBeFetchedAreRefusedWithoutShowingSecrets(t *testing.T) {
	client := New(Options{})
	for _, url := range []string{"ftp://example.org/", "file:///etc/passwd", "http://", "http://user:hunter2@example.org/", "http://hunter2\x7f/", ""} {
		_, err := client.Get(context.Background(), Request{URL: url})
		if err == nil {
			t.Errorf("%q was fetched", url)
		} else if contains(err.Error(), "hunter2") {
			t.Errorf("%q: the error shows the secret: %v", url, err)
		}
	}
}
