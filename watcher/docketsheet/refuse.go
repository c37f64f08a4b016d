package docketsheet

import (
	"bytes"
	"strings"

	"docketwatch/watcher"
)

// A notice is what CM/ECF, PACER or something before them says in place of a
// sheet. Most words are those of ERROR_STRINGS in juriscraper's
// pacer/reports.py and pacer/docket_report.py, in lower case.
type notice struct {
	got     string
	blocked bool // asking harder will not help: a person has to
	words   []string
}

// notices stand in the order in which they are looked for: what blocks first,
// then what is told in a sentence of its own, then forms.
func notices() []notice {
	return []notice{
		{"captcha page", true, []string{"g-recaptcha", "hcaptcha", "cf-chl", "<title>just a moment", "_incapsula_resource", "are you a robot", "unusual traffic"}},
		{"access denied page", true, []string{"<title>access denied", "errors.edgesuite.net"}},
		{"client code page", true, []string{"a client code is required for pacer search"}},
		{"login page", true, []string{`type="password"`, "type='password'", "type=password", "<title>login", "pacer login</title>", "csologin", "nextgencso", "your session has expired"}},

		{"case not found", false, []string{"case not found", "cannot locate the case with caseid", "cannot find case"}},
		{"sealed case", false, []string{"this case is sealed", "case is under seal", "this case is under seal"}},
		{"page without permission", false, []string{"either you do not have permission to view the document", "you do not have permission to view", "you do not have access to"}},
		{"administratively closed case", false, []string{"this case was administratively closed"}},
		{"case in the process of being opened", false, []string{"this case is in the process of being opened"}},
		{"case without documents", false, []string{"there are no documents in this case"}},
		{"long report warning", false, []string{"the report may take a long time to run"}},
		{"accept charges page", false, []string{"to accept charges shown below", "pacer service center transaction receipt: accept"}},
		{"incomplete request page", false, []string{"incomplete request"}},
		{"refused date range", false, []string{"the start date must be less than or equal", "invalid date_from", "invalid date_to"}},
		{"refused document range", false, []string{"the starting document number must be less than or equal"}},
		{"unknown page id", false, []string{"the page id does not exist"}},
		{"wrong case type page", false, []string{"the case type was"}},
		{"page of a request already made", false, []string{"submission already made, please wait"}},
		{"server timeout", false, []string{"server timeout waiting for the http request", "gateway time-out", "gateway timeout"}},
		{"court down", false, []string{"currently unavailable", "temporarily unavailable", "we apologize", "down for maintenance", "scheduled maintenance",
			"undergoing maintenance", "service unavailable", "internal server error", "please try again later", "is down for"}},
		{"docket query form", false, []string{`name="date_range_type"`, "name='date_range_type'", "name=date_range_type", `name="all_case_ids"`, `name="documents_numbered_from_"`}},
		{"docket in text format", false, []string{"format: text"}},

		// Sheets, but not the one that was asked for.
		{"attachment menu", false, []string{"document selection menu"}},
		{"history report", false, []string{"history/documents query", ">date of last filing:<"}},
		{"appellate docket", false, []string{"general docket", "appellate pacer service center"}},
		{"docket report", false, []string{"docket for case #:", "bankruptcy petition #:", "adversary proceeding #:"}},
	}
}

// recognise names what came in place of a sheet. It is asked only once the page
// has proven to be no sheet: the text of a real entry may hold any such words.
func recognise(body []byte) (got string, blocked bool) {
	text := bytes.TrimSpace(body)
	switch {
	case len(text) == 0:
		return "empty body", false
	case bytes.HasPrefix(text, []byte("%PDF")):
		return "PDF", false
	case text[0] == '{' || text[0] == '[':
		return "JSON", false
	}
	// Markup in capitals and sentences broken over lines are found as well.
	page := squeeze(strings.ToLower(string(text[:min(len(text), maxNotice)])))
	if !strings.Contains(page, "<") {
		return "plain text", false
	}
	page = strings.ReplaceAll(page, "&nbsp;", " ")
	said := withoutScripts(page)
	for _, n := range notices() {
		page := page
		if !n.blocked { // walls are built of scripts; forms only warn in theirs
			page = said
		}
		for _, words := range n.words {
			if strings.Contains(page, words) {
				return n.got, n.blocked
			}
		}
	}
	if strings.Contains(page, "<html") || strings.Contains(page, "<body") || strings.Contains(page, "<table") || strings.Contains(page, "<!doctype html") {
		return "HTML page", false
	}
	return "something else", false
}

// withoutScripts is a page in lower case without its scripts.
func withoutScripts(page string) string {
	var b strings.Builder
	for {
		i := strings.Index(page, "<script")
		if i < 0 {
			b.WriteString(page)
			return b.String()
		}
		b.WriteString(page[:i])
		j := strings.Index(page[i:], "</script")
		if j < 0 {
			return b.String()
		}
		page = page[i+j:]
	}
}

// maxNotice is far more than any notice takes.
const maxNotice = 256 << 10

// refuse is the error for a page that is not what was asked for; want is "a
// docket", "a history report".
func refuse(want string, body []byte) *watcher.Refused {
	got, blocked := recognise(body)
	if strings.HasSuffix(want, got) { // it says so, but does not look like one
		got = "broken " + got
	}
	return &watcher.Refused{Want: want, Got: got, Blocked: blocked, Body: body}
}

// refuseAs is refuse for a page whose name is known.
func refuseAs(want, got string, body []byte) *watcher.Refused {
	return &watcher.Refused{Want: want, Got: got, Body: body}
}
