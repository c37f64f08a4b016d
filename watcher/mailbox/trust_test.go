package mailbox

import (
	"fmt"
	"strings"
	"testing"
)

func believing(server string, domains ...string) trust {
	if len(domains) == 0 {
		domains = senders()
	}
	return trust{domains: domains, server: server}
}

func TestWhoseMailIsRead(t *testing.T) {
	const from = "From: ECF-CAND@cand.uscourts.gov\n"
	const pass = "Authentication-Results: mx.example.org; dkim=pass header.d=cand.uscourts.gov\n"
	name := map[verdict]string{foreign: "foreign", unproven: "unproven", proven: "proven"}
	for _, c := range []struct{ why, header, want string }{
		{"signed by the court", pass + from, "proven"},
		{"sent by a server of the court", "Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=ecf@cand.uscourts.gov\n" + from, "proven"},
		{"the server's name in other letters, with a version", "Authentication-Results: MX.Example.ORG 1; spf=pass smtp.mailfrom=cand.uscourts.gov\n" + from, "proven"},
		{"folded, with comments, versions and spaces", "Authentication-Results: mx.example.org (the; border);\r\n\tspf/1 = pass (a (nested; one) \\) of ours)\r\n smtp.mailfrom=\"ecf@cand.uscourts.gov\" reason=\"a; b\";\r\n dmarc=none\r\n" + from, "proven"},
		{"Google's form", "Authentication-Results: mx.example.org;\n       dkim=pass header.i=@uscourts.gov header.s=a header.b=Xy=;\n       spf=fail (domain of x does not designate 1.2.3.4) smtp.mailfrom=x@y.example\n" + from, "proven"},
		{"Amazon's form", "Authentication-Results: mx.example.org;\n spf=pass (spfCheck: ok) client-ip=1.2.3.4; envelope-from=cmecf@ca2.uscourts.gov; helo=a.example;\n dmarc=none header.from=ca2.uscourts.gov;\n" + from, "proven"},
		{"one of two signatures", "Authentication-Results: mx.example.org; dkim=fail header.d=uscourts.gov; dkim=pass header.d=ca9.fedcourts.us\nFrom: ACMS@ca9.fedcourts.us\n", "proven"},
		{"results in two fields", "Authentication-Results: mx.example.org; spf=none\nX-Scanned: yes\nAuthentication-Results: mx.example.org; dkim=pass header.d=uscourts.gov\n" + from, "proven"},
		{"a name and an encoded word", pass + "From: =?utf-8?q?The_Clerk?= <ECF-CAND@CAND.USCOURTS.GOV>\n", "proven"},
		{"below the line of the last hop within the house", "Received: from mx by store\n" + pass + "Received: from cand by mx\n" + from, "proven"},

		{"no result at all", from, "unproven"},
		{"another server's", strings.Replace(pass, "mx.example.org", "mx.evil.example", 1) + from, "unproven"},
		{"no pass", strings.Replace(pass, "pass", "fail", 1) + from, "unproven"},
		{"a pass of somebody else", strings.Replace(pass, "d=cand.uscourts.gov", "d=evil.example", 1) + from, "unproven"},
		{"a pass of nobody named", strings.Replace(pass, "header.d=cand.uscourts.gov", "", 1) + from, "unproven"},
		{"a domain that only ends alike", strings.Replace(pass, "cand.uscourts.gov", "evil-uscourts.gov", 1) + from, "unproven"},
		{"a pass in a comment", "Authentication-Results: mx.example.org; dkim=none (dkim=pass header.d=uscourts.gov)\n" + from, "unproven"},
		{"another method's pass", "Authentication-Results: mx.example.org; auth=pass smtp.auth=x header.d=uscourts.gov; dmarc=pass header.from=uscourts.gov\n" + from, "unproven"},
		{"a stranger's field under the server's name, further down", "Authentication-Results: mx.example.org; dkim=none; spf=pass smtp.mailfrom=x@evil.example\n" + pass + from, "unproven"},
		{"a stranger's field below the next Received", "Authentication-Results: mx.example.org; spf=fail smtp.mailfrom=x@evil.example\nReceived: from evil by mx\n" + pass + from, "unproven"},
		{"a quoted half of an address that looks like a domain", `Authentication-Results: mx.example.org; spf=pass smtp.mailfrom="a.uscourts.gov"@evil.example` + "\n" + from, "unproven"},
		{"an address that ends the comment it is quoted in", `Authentication-Results: mx.example.org; spf=pass (domain of "a) smtp.mailfrom=x@uscourts.gov; dkim=pass header.d=uscourts.gov ("@evil.example) smtp.mailfrom="a"@evil.example` + "\n" + from, "unproven"},
		{"or does so without quotation marks", `Authentication-Results: mx.example.org; spf=pass (domain of a) smtp.mailfrom=x@uscourts.gov () smtp.mailfrom=a@evil.example` + "\n" + from, "unproven"},
		{"results that are no results", "Authentication-Results: mx.example.org; =; pass; dkim; ;;\n" + from, "unproven"},

		{"another sender", pass + "From: x@evil.example\n", "foreign"},
		{"no sender", pass, "foreign"},
		{"two senders in one field", pass + "From: ecf@cand.uscourts.gov, x@evil.example\n", "foreign"},
		{"two fields", pass + from + "From: x@evil.example\n", "foreign"},
		{"a court's name as the name of another", pass + `From: "ecf@cand.uscourts.gov" <x@evil.example>` + "\n", "foreign"},
		{"a domain that only begins alike", pass + "From: x@uscourts.gov.evil.example\n", "foreign"},
		{"no address", pass + "From: the clerk\n", "foreign"},
		{"a sender in the body", pass + "\n" + from, "foreign"},
		{"nothing", "", "foreign"},
	} {
		for _, header := range []string{c.header, strings.ReplaceAll(strings.ReplaceAll(c.header, "\r\n", "\n"), "\n", "\r\n")} {
			if got := believing("mx.example.org").judge(fieldsOf([]byte(header))); name[got] != c.want {
				t.Errorf("%s: %s, want %s", c.why, name[got], c.want)
			}
		}
	}
}

// Microsoft's servers write no name before their results.
func TestAServerMayWriteNoName(t *testing.T) {
	const header = "Authentication-Results: spf=pass (sender IP is 1.2.3.4)\n smtp.mailfrom=cand.uscourts.gov; dkim=none; dmarc=bestguesspass action=none\nFrom: ecf@cand.uscourts.gov\n"
	if got := believing("none").judge(fieldsOf([]byte(header))); got != proven {
		t.Errorf("verdict %d", got)
	}
	if got := believing("mx.example.org").judge(fieldsOf([]byte(header))); got != unproven {
		t.Errorf("under the name of another: verdict %d", got)
	}
	named := strings.Replace(header, "spf=pass", "mx.evil.example; spf=pass", 1)
	if got := believing("none").judge(fieldsOf([]byte(named))); got != unproven {
		t.Errorf("with a name: verdict %d", got)
	}
}

func TestAnAllowedDomainHoldsWhatIsUnderIt(t *testing.T) {
	for domain, want := range map[string]bool{
		"uscourts.gov": true, "CA9.uscourts.gov": true, "a.b.uscourts.gov": true, "ca9.fedcourts.us": true, "em1.ca2.fedcourts.us": true,
		"": false, "gov": false, "xuscourts.gov": false, "uscourts.gov.": false, "fedcourts.us": false, ".uscourts.gov.example": false,
	} {
		if believing("x").allows(domain) != want {
			t.Errorf("%q: %v", domain, !want)
		}
	}
}

func FuzzJudge(f *testing.F) {
	f.Add("Authentication-Results: mx.example.org; dkim=pass header.d=uscourts.gov\nFrom: a@uscourts.gov\n")
	f.Add("Authentication-Results: mx.example.org (a\\)b); spf=pass smtp.mailfrom=\"a b\"@x\nReceived: x\n y\nFrom: \"x\" <a@uscourts.gov>\n\n")
	f.Fuzz(func(t *testing.T, header string) {
		fields := fieldsOf([]byte(header))
		if believing("mx.example.org").judge(fields) != proven {
			return
		}
		// Nothing is proven that does not say so under the server's own name.
		text := strings.ToLower(fmt.Sprint(fields))
		for _, must := range []string{"mx.example.org", "pass", "from"} {
			if !strings.Contains(text, must) {
				t.Errorf("proven without %q: %q", must, header)
			}
		}
		if believing("mx.example.com").judge(fields) == proven && !strings.Contains(text, "mx.example.com") {
			t.Errorf("proven by a server that is not named: %q", header)
		}
	})
}
