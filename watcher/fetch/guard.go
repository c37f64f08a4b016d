package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"syscall"
)

// ErrPrivateAddress is the sentinel of every connection that was not made
// because its address belongs to no public server, or its port to no server of
// the kind that was asked for.
var ErrPrivateAddress = errors.New("not a public web address")

// Control is a net.Dialer's Control that refuses to connect to addresses inside
// a network. It sees the address after every resolution, so names that resolve
// inward, redirects and changed DNS answers meet it too. Private lets loopback
// and private addresses and any port through; link-local ones, where cloud
// machines keep their credentials, never pass. Ports are those that pass to
// public addresses: 80 and 443 where none is named.
func Control(allowPrivate bool, ports ...uint16) func(network, address string, c syscall.RawConn) error {
	if len(ports) == 0 {
		ports = []uint16{80, 443}
	}
	return func(network, address string, _ syscall.RawConn) error {
		if !strings.HasPrefix(network, "tcp") {
			return fmt.Errorf("%w: %s %s", ErrPrivateAddress, network, address)
		}
		to, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("%w: %s", ErrPrivateAddress, address)
		}
		ip := to.Addr().WithZone("").Unmap()
		if allowPrivate && inside(ip, labPrefixes) {
			return nil
		}
		if inside(ip, closedPrefixes) || inside(ip, labPrefixes) {
			return fmt.Errorf("%w: %s", ErrPrivateAddress, ip)
		}
		if !allowPrivate && !slices.Contains(ports, to.Port()) {
			return fmt.Errorf("%w: port %d", ErrPrivateAddress, to.Port())
		}
		return nil
	}
}

func inside(ip netip.Addr, list []string) bool {
	for _, p := range list {
		if netip.MustParsePrefix(p).Contains(ip) {
			return true
		}
	}
	return false
}

// The IANA special-purpose registries, IPv4 and IPv6. Both lists are closed to
// the world; a lab may open the first.
var (
	labPrefixes = []string{
		"127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "::1/128", "fc00::/7",
	}
	closedPrefixes = []string{
		"0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15",
		"198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
		"::/96",        // unspecified, and IPv4 in its oldest disguise
		"64:ff9b::/96", // IPv4 behind NAT64
		"64:ff9b:1::/48", "100::/64",
		"2001::/23", "2001:db8::/32", "2002::/16", // tunnels that carry an IPv4 address, and documentation
		"3fff::/20", "5f00::/16", "fe80::/10", "fec0::/10", "ff00::/8",
	}
)

// oddNumber reports whether a host is a number in a form that only some
// resolvers read as an address: 2130706433, 0x7f.1, 0177.0.0.1.
func oddNumber(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return false
	}
	labels := strings.Split(strings.TrimSuffix(host, "."), ".")
	last := strings.ToLower(labels[len(labels)-1])
	return last != "" && (strings.Trim(last, "0123456789") == "" ||
		strings.HasPrefix(last, "0x") && strings.Trim(last[2:], "0123456789abcdef") == "")
}
