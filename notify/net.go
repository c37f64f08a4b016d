package notify

import (
	"crypto/x509"
	"syscall"
	"time"
)

// Net is how destinations connect.
type Net struct {
	// Control is a net.Dialer's Control that refuses the addresses which nobody
	// may connect to. Private lets those of private networks pass; port is the
	// one that the user named, and good on public addresses.
	Control func(private bool, port uint16) func(network, address string, c syscall.RawConn) error
	Lab     bool             // private addresses and unencrypted connections are good
	Roots   *x509.CertPool   // who signs good certificates; nil: whom the system trusts
	Now     func() time.Time // for signatures, dates and waits until a moment
}
