package mailbox

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
)

// options are the keys of a `kind: nef_mailbox` entry.
type options struct {
	Host     string        `yaml:"host"` // imaps://imap.example.org, with a port if it is not 993
	User     string        `yaml:"user"`
	Password config.Secret `yaml:"password"`
	Mailbox  string        `yaml:"mailbox"`     // INBOX where it is not given
	From     []string      `yaml:"from"`        // domains that may send notices, with all below them
	Auth     string        `yaml:"auth_server"` // how the receiving server names itself in Authentication-Results; "none" if it does not
}

// senders are the domains that courts send notices from: their own, and those of
// ACMS, the appellate system of the Second and Ninth Circuits.
func senders() []string { return []string{"uscourts.gov", "ca2.fedcourts.us", "ca9.fedcourts.us"} }

// limits bound one look. The times are of the network, not of the schedule.
type limits struct {
	total time.Duration // from dialing to the last message
	grace time.Duration // for a look to end once its connection is cut
	idle  time.Duration // between two pieces of an answer
	bytes int64         // that the server may send
	mail  int64         // bytes of one message; no notice comes near
	mails int           // new messages read in one look; the next look reads on
}

func standardLimits() limits {
	return limits{total: 3 * time.Minute, grace: 5 * time.Second, idle: time.Minute, bytes: 256 << 20, mail: 2 << 20, mails: 500}
}

// A Source is one mailbox.
type Source struct {
	name     string
	refs     []docket.DocketRef
	host     string
	port     uint16
	plain    bool
	user     string
	password config.Secret
	folder   string
	trust    trust
	client   *fetch.Client
	limits   limits
	busy     atomic.Bool // a look is under way, or was left to itself and has not ended
}

// New makes the source of an entry for the watched dockets of all courts. It
// connects to nothing.
func New(e config.Entry, watched []docket.DocketRef, client *fetch.Client) (*Source, config.Problems) {
	o := options{Mailbox: "INBOX", From: senders()}
	if err := e.Options.Decode(&o); err != nil {
		var problems config.Problems
		if errors.As(err, &problems) {
			return nil, problems
		}
		return nil, e.Problem("", "%v", err)
	}
	s := &Source{
		name: e.Kind, user: o.User, password: o.Password, folder: o.Mailbox, client: client, limits: standardLimits(),
		trust: trust{server: strings.ToLower(strings.TrimSpace(o.Auth))},
	}
	if e.Name != e.Kind {
		s.name += "/" + e.Name
	}
	problems := s.serverOf(e, o.Host)
	for key, missing := range map[string]bool{"user": o.User == "", "password": !o.Password.IsSet(), "mailbox": o.Mailbox == ""} {
		if missing {
			problems = append(problems, e.Problem("", "%s is missing", key)...)
		}
	}
	if s.trust.server == "" {
		problems = append(problems, e.Problem("the first word of the Authentication-Results in the source of any mail there (`auth_server: mx.google.com`); `none` if the server writes no name, as Microsoft's",
			"auth_server is missing: without it anybody's mail could pass for a court's")...)
	}
	if len(o.From) == 0 {
		problems = append(problems, e.Problem("leave it out for the courts' own domains", "from names nobody")...)
	}
	for _, domain := range o.From {
		domain = strings.ToLower(strings.TrimSpace(domain))
		if !isDomain(domain) {
			problems = append(problems, e.Problem("write a domain, as uscourts.gov", "from: %q is no domain", domain)...)
		}
		s.trust.domains = append(s.trust.domains, domain)
	}
	slices.SortFunc(problems, func(a, b config.Problem) int { return strings.Compare(a.Message, b.Message) })
	for _, ref := range watched {
		court, _ := docket.CourtByID(ref.Court) // an unknown court may be any
		if court.Kind == docket.Supreme {       // it sends no notices of this kind
			continue
		}
		if !slices.ContainsFunc(s.refs, func(r docket.DocketRef) bool { return r.Key() == ref.Key() }) {
			s.refs = append(s.refs, ref)
		}
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return s, nil
}

// serverOf reads the address of the mail server.
func (s *Source) serverOf(e config.Entry, address string) config.Problems {
	const hint = "write imaps://imap.example.org, with a port if it is not 993"
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
		return e.Problem(hint, "host is no address of a mail server")
	}
	port := u.Port()
	switch u.Scheme {
	case "imaps":
		if port == "" {
			port = "993"
		}
	case "imap":
		if port == "" {
			port = "143"
		}
		if s.plain = true; s.client == nil || !s.client.Private() {
			return e.Problem(hint, "host: imap:// would send the password as it stands: it is for a laboratory only")
		}
	default:
		return e.Problem(hint, "host: scheme %q is not imaps", u.Scheme)
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || n == 0 {
		return e.Problem(hint, "host: %q is no port", port)
	}
	s.host, s.port = u.Hostname(), uint16(n)
	return nil
}

// isDomain: labels of letters, digits and hyphens, two at the least.
func isDomain(s string) bool {
	labels := strings.Split(s, ".")
	for _, label := range labels {
		if label == "" || strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return false
		}
	}
	return len(labels) > 1
}

// Name is the source's row in the ledger: "nef_mailbox", or "nef_mailbox/desk"
// of an entry with a name.
func (s *Source) Name() string { return s.name }

// Dockets are the watched dockets, whatever their court but the Supreme Court: a
// notice may be of any.
func (s *Source) Dockets() []docket.DocketRef { return s.refs }

// where is the mailbox in messages.
func (s *Source) where() string { return fmt.Sprintf("mailbox %s on %s", s.folder, s.host) }

var _ watcher.Source = (*Source)(nil)
