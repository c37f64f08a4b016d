package mailbox

import (
	"net/mail"
	"slices"
	"strings"
)

// A trust says whose mail is read.
type trust struct {
	domains []string // lower case; what is under one is meant too
	server  string   // the receiving server's name in Authentication-Results, lower case; "none" if it writes none
}

// A verdict is what a trust thinks of a mail.
type verdict int

const (
	foreign  verdict = iota // the sender is nobody we read
	unproven                // it says it is one, and nobody vouches for it
	proven
)

// judge reads a header: the sender must be one, under an allowed domain, and the
// receiving server must have found the mail signed (DKIM) or sent (SPF) by an
// allowed domain.
func (t trust) judge(header []field) verdict {
	from := ""
	for _, f := range header {
		if f.name != "from" {
			continue
		}
		if from != "" { // readers of mail differ on which of two they show
			return foreign
		}
		from = f.value
	}
	senders, err := mail.ParseAddressList(from)
	if err != nil || len(senders) != 1 || !t.allows(domainOf(senders[0].Address)) {
		return foreign
	}
	if slices.ContainsFunc(t.results(header), t.vouches) {
		return proven
	}
	return unproven
}

// key changes with whom is believed.
func (t trust) key() string { return t.server + " " + strings.Join(t.domains, " ") }

func (t trust) allows(domain string) bool {
	domain = strings.ToLower(domain)
	return slices.ContainsFunc(t.domains, func(d string) bool { return domain == d || strings.HasSuffix(domain, "."+d) })
}

// domainOf is what follows the last @, or all of it: servers write either.
func domainOf(address string) string { return address[strings.LastIndexByte(address, '@')+1:] }

// results are what the receiving server found, method by method. A server takes
// out what strangers wrote under its name (RFC 8601, 5). Should it not, their
// words stand further down: fields below the next Received are not read, and a
// method that one field names is not looked for in the fields below it.
func (t trust) results(header []field) []result {
	var found []result
	for _, f := range header {
		if f.name == "received" && len(found) > 0 {
			break
		}
		if f.name != "authentication-results" {
			continue
		}
		server, results := parseResults(f.value)
		if server != t.server {
			continue
		}
		above := found
		for _, r := range results {
			if !slices.ContainsFunc(above, func(a result) bool { return a.method == r.method }) {
				found = append(found, r)
			}
		}
	}
	return found
}

// vouches reports whether a result proves that an allowed domain is behind a
// mail. The names of the properties are those of RFC 8601, 2.7; Amazon's servers
// write envelope-from.
func (t trust) vouches(r result) bool {
	if r.value != "pass" {
		return false
	}
	var names []string
	switch r.method {
	case "dkim":
		names = []string{"header.d", "header.i"}
	case "spf":
		names = []string{"smtp.mailfrom", "envelope-from"}
	}
	for _, name := range names {
		if value, said := r.properties[name]; said {
			return t.allows(domainOf(value))
		}
	}
	return false
}
