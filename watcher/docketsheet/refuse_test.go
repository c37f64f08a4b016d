package docketsheet

import "testing"

func TestWhatComesInPlaceOfASheetIsNamed(t *testing.T) {
	for _, c := range []struct{ page, want string }{
		{"", "empty body"},
		{" \r\n", "empty body"},
		{"%PDF-1.4 …", "PDF"},
		{`{"error": "none"}`, "JSON"},
		{"504", "plain text"},
		{"<html><form><INPUT TYPE=PASSWORD name=key></form></html>", "login page"},
		{"<html><h3>Case not\n  found.</h3></html>", "case not found"},
		{"<html><b>To accept charges shown below, click on the 'View Report' button</b></html>", "accept charges page"},
		{"<html>We apologize. CM/ECF is currently&nbsp;unavailable.</html>", "court down"},
		{"<html>Server timeout waiting for the HTTP request from the client.</html>", "server timeout"},
		{"<html>The report may take a long time to run because this case has many docket entries.</html>", "long report warning"},
		{"<html>Error: There are no documents in this case.</html>", "case without documents"},
		{"<html>The case type was cr but it must be cv</html>", "wrong case type page"},
		{"<html><p>Order of the day</p></html>", "HTML page"},
		{"<x>", "something else"},
	} {
		r := refuse("a docket", []byte(c.page))
		if r.Error() != "not a docket: "+c.want {
			t.Errorf("%q: %v, want %s", c.page, r, c.want)
		}
		if r.Blocked != (c.want == "login page") {
			t.Errorf("%q: blocked %v", c.page, r.Blocked)
		}
	}
}
