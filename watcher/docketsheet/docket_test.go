package docketsheet

import (
	"errors"
	"strings"
	"testing"

	"docketwatch/watcher"
	"github.com/google/go-cmp/cmp"
)

func ptr[T any](v T) *T { return &v }

// mustParse reads a page that is a whole docket.
func mustParse(t *testing.T, page []byte, court string) *Docket {
	t.Helper()
	d, err := ParseDocket(page, court)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestADistrictsSheetIsReadInFull(t *testing.T) {
	s := sheet{rows: []string{
		numbered("01/31/2017", 1, "COMPLAINT against All Defendants ( Filing fee &#036; 400)."),
		unnumbered("03/02/2017", "<b>TEXT ORDER</b><br>Hearing set for 4/14/2017 ."),
	}}
	want := &Docket{
		CourtID: "cand", Number: ptr("3:17-cv-00999"), CaseName: "City of Springfield v. United States", PacerCaseID: ptr("300999"),
		DateFiled: ptr("2017-01-31"), AssignedTo: "Jane Q. Doe", ReferredTo: "Richard Roe", Cause: "05:702 Administrative Procedure Act",
		NatureOfSuit: "899 Other Statutes: Administrative Procedures Act/Review or Appeal of Agency Decision", JuryDemand: "None",
		Jurisdiction: "U.S. Government Defendant", OrderedBy: ptr("date_filed"),
		Federal: Federal{Office: ptr("3"), CaseType: ptr("cv"), Assigned: ptr("JQD"), Referred: ptr("RR")},
		Parties: []Party{
			{Name: "City of Springfield", Type: "Plaintiff", ExtraInfo: "a municipal corporation", Attorneys: []Attorney{
				{Name: "John Q. Public , Jr.", Contact: "Office of the City Attorney\n1 Main Street\nSpringfield, CA 90000\nEmail: jqpublic@example.org\n",
					Roles: []string{"LEAD ATTORNEY", "ATTORNEY TO BE NOTICED"}},
				{Name: "Mary Roe", Roles: []string{"TERMINATED: 03/02/2017"}},
			}},
			{Name: "United States of America", Type: "Defendant", ExtraInfo: "TERMINATED: 04/05/2017", DateTerminated: ptr("2017-04-05")},
		},
		Entries: []Entry{
			{DateFiled: ptr("2017-01-31"), DateEntered: ptr("2017-01-31"), Number: ptr("1"), PacerDocID: ptr("03501000001"), PacerSeqNo: ptr("5"),
				Description: "COMPLAINT against All Defendants ( Filing fee $ 400). (Entered: 01/31/2017)"},
			{DateFiled: ptr("2017-03-02"), DateEntered: ptr("2017-03-02"), Description: "TEXT ORDERHearing set for 4/14/2017 . (Entered: 03/02/2017)"},
		},
	}
	if diff := cmp.Diff(want, mustParse(t, s.page(), "cand")); diff != "" {
		t.Error(diff)
	}
}

func TestRowsOfEveryShapeAreRead(t *testing.T) {
	const a1 = `<a href="/doc1/03510000013" onclick="goDLS('/doc1/03510000013','300999','27','','1','1','','');return(false);">13</a>`
	filed := Entry{DateFiled: ptr("2017-02-01"), Number: ptr("13"), PacerDocID: ptr("03500000013"), PacerSeqNo: ptr("27"), Description: "Motion"}
	with := func(change func(*Entry)) []Entry {
		e := filed
		change(&e)
		return []Entry{e}
	}
	for _, c := range []struct {
		why, court, rows string
		want, unlisted   []Entry
	}{
		{"a row in three cells", "cand", `<tr><td>02/01/2017</td><td>` + a1 + `&nbsp;</td><td>Motion</td></tr>`, with(func(*Entry) {}), nil},
		{"one more cell before the number", "almb", `<tr><td>02/01/2017</td><td>&nbsp;</td><td>` + a1 + `</td><td>Motion</td></tr>`, with(func(*Entry) {}), nil},
		{"pages beside the number", "flsb", `<tr><td>02/01/2017</td><td></td><td>` + a1 + `<br>(5&nbsp;pgs; 2&nbsp;docs)</td><td>Motion</td></tr>`, with(func(e *Entry) { e.PageCount = ptr(5) }), nil},
		{"number and text in one cell", "txnb", `<tr><td>02/01/2017</td><td>` + a1 + ` (5 pgs) Motion</td></tr>`, with(func(*Entry) {}), nil},
		{"number, attachments and text in one cell", "txnb", `<tr><td>02/01/2017</td><td>` + a1 + ` (5 pgs; 2 docs) Motion</td></tr>`, with(func(*Entry) {}), nil},
		{"text that starts with no number where both share a cell", "txnb", `<tr><td>02/01/2017</td><td>Sealed 13</td></tr>`,
			[]Entry{{DateFiled: ptr("2017-02-01"), Description: "Sealed 13"}}, nil},
		{"a number without a link", "cand", `<tr><td>02/01/2017</td><td>13&nbsp;</td><td>Motion</td></tr>`,
			with(func(e *Entry) { e.PacerDocID, e.PacerSeqNo = nil, nil }), nil},
		{"links in the text are not the document's", "cand", `<tr><td>02/01/2017</td><td>13</td><td>Motion re ` + a1 + `</td></tr>`,
			with(func(e *Entry) { e.PacerDocID, e.PacerSeqNo, e.Description = nil, nil, "Motion re 13" }), nil},
		{"the same number twice", "cand", `<tr><td>02/01/2017</td><td>` + a1 + `</td><td>Motion</td></tr><tr><td>02/01/2017</td><td>` + a1 + `</td><td>Motion</td></tr>`,
			[]Entry{filed, filed}, nil},
		{"rows and cells that nothing closes", "cand", `<tr><td>02/01/2017<td>` + a1 + `<td>Motion<tr><td>02/01/2017<td><td>Order`,
			[]Entry{filed, {DateFiled: ptr("2017-02-01"), Description: "Order"}}, nil},
		{"an empty row", "wiwb", `<tr></tr><tr><td>02/01/2017</td><td></td><td>` + a1 + `</td><td>Motion</td></tr>`, with(func(*Entry) {}), nil},
		{"a word in place of the number is kept apart", "cand", `<tr><td>02/01/2017</td><td><a href="/doc1/03510000099">doc</a></td><td>Letter</td></tr>`,
			[]Entry{}, []Entry{{DateFiled: ptr("2017-02-01"), Number: ptr("doc"), PacerDocID: ptr("03500000099"), Description: "Letter"}}},
		{"a row without a date is kept apart", "cand", `<tr><td></td><td>` + a1 + `</td><td>Motion</td></tr>`,
			[]Entry{}, with(func(e *Entry) { e.DateFiled = nil })},
		{"a table inside the text is text", "cand", `<tr><td>02/01/2017</td><td>` + a1 + `</td><td>Motion <table><tr><td>of</td><td>today</td></tr></table></td></tr>`,
			with(func(e *Entry) { e.Description = "Motion oftoday" }), nil},
		{"a table that somebody's text opens and nothing closes", "cand", `<tr><td>02/01/2017</td><td>` + a1 + `</td><td>Motion<table></td></tr><tr><td>02/01/2017</td><td></td><td>Order</td></tr>`,
			[]Entry{filed, {DateFiled: ptr("2017-02-01"), Description: "Order"}}, nil},
		{"the table goes on in another without headings", "cand", `<tr><td>02/01/2017</td><td>` + a1 + `</td><td>Motion</td></tr></table><br><table><tr><td>02/01/2017</td><td></td><td>Order</td></tr>`,
			[]Entry{filed, {DateFiled: ptr("2017-02-01"), Description: "Order"}}, nil},
		{"scripts, comments and control characters are no text", "cand", `<tr><td>02/01/2017</td><td>` + a1 + "</td><td><!--SB-->Mo\x01tion<script>if (a<b) alert('x')</script></td></tr>", with(func(*Entry) {}), nil},
		{"windows-1252 beside references", "cand", `<tr><td>02/01/2017</td><td>` + a1 + "</td><td>Plaintiff\x92s &ldquo;Motion&rdquo; &#150; Pe\xf1a</td></tr>",
			with(func(e *Entry) { e.Description = "Plaintiff’s “Motion” – Peña" }), nil},
		{"the date of entry is the last one", "cand", `<tr><td>02/01/2017</td><td>` + a1 + `</td><td>ORDER re 12 Letter (Entered: 01/30/2017) is STRICKEN. (Entered: 02/03/2017)</td></tr>`,
			with(func(e *Entry) {
				e.DateEntered, e.Description = ptr("2017-02-03"), "ORDER re 12 Letter (Entered: 01/30/2017) is STRICKEN. (Entered: 02/03/2017)"
			}), nil},
		{"a time follows the date of entry", "wawb", `<tr><td>02/01/2017</td><td></td><td>` + a1 + `</td><td>Motion (Entered: 02/03/2017 at 15:49:00)</td></tr>`,
			with(func(e *Entry) {
				e.DateEntered, e.Description = ptr("2017-02-03"), "Motion (Entered: 02/03/2017 at 15:49:00)"
			}), nil},
		{"what was edited or deleted keeps its text", "cand", `<tr><td>02/01/2017</td><td>13</td><td>***DELETED*** Motion , filed in error. [Edited: 02/02/2017]</td></tr>`,
			with(func(e *Entry) {
				e.PacerDocID, e.PacerSeqNo, e.Description = nil, nil, "***DELETED*** Motion, filed in error. [Edited: 02/02/2017]"
			}), nil},
	} {
		t.Run(c.why, func(t *testing.T) {
			d := mustParse(t, sheet{rows: []string{c.rows}}.page(), c.court)
			if diff := cmp.Diff(c.want, d.Entries); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.unlisted, d.Unlisted); diff != "" {
				t.Error("unlisted", diff)
			}
		})
	}
}

func TestTheHeadingSaysWhichDateTheFirstColumnHolds(t *testing.T) {
	for heading, want := range map[string]string{"Date Filed": "date_filed", "Filing Date": "date_filed", "Date Entered": "date_entered", "Docket Date": "date_entered"} {
		page := strings.Replace(string(sheet{rows: []string{unnumbered("02/01/2017", "Order")}}.page()), ">Date Filed</td>\n<th>", ">"+heading+"</td>\n<th>", 1)
		if d := mustParse(t, []byte(page), "cand"); *d.OrderedBy != want || len(d.Entries) != 1 {
			t.Errorf("%s: %s, %d entries", heading, *d.OrderedBy, len(d.Entries))
		}
	}
}

func TestASheetThatSaysItHasNoEntriesIsWhole(t *testing.T) {
	page := sheet{}.page()
	i := strings.Index(string(page), "<br><table align=center")
	page = append(page[:i:i], "<h2 align=center>There are proceedings for case 3:17-cv-00999-JQD but none satisfy the selection criteria.</h2>"+pageEnd...)
	d := mustParse(t, page, "cand")
	if len(d.Entries) != 0 || d.OrderedBy != nil || len(d.Parties) != 2 {
		t.Errorf("got %+v", d)
	}
}

func TestAHeadWithoutADocketTableIsNoEmptyDocket(t *testing.T) {
	page := sheet{}.page()
	i := strings.Index(string(page), "<br><table align=center")
	d, err := ParseDocket(append(page[:i:i], pageEnd...), "cand")
	var cut *Cut
	if !errors.As(err, &cut) || d == nil || *d.Number != "3:17-cv-00999" {
		t.Errorf("got %+v, %v", d, err)
	}
}

func TestWhatTheEntriesSayDoesNotRefuseTheSheet(t *testing.T) {
	for _, words := range []string{
		"NOTICE: Case not found.", "ORDER. This case was administratively closed.", "Letter on the login page, captcha and CM/ECF being currently unavailable",
		"Exhibit: MetaMask and web3 statements", "Exhibit: Drumpf and Trump", "Format: text",
	} {
		if d := mustParse(t, sheet{rows: []string{unnumbered("02/01/2017", words)}}.page(), "cand"); len(d.Entries) != 1 {
			t.Errorf("%q: %d entries", words, len(d.Entries))
		}
	}
}

func TestPagesThatAnExtensionRewroteAreRefused(t *testing.T) {
	page := string(sheet{rows: []string{unnumbered("02/01/2017", "Motion against Donald J. Trump")}}.page())
	for why, p := range map[string]string{
		"names rewritten":     strings.ReplaceAll(page, "Trump", "Drumpf"),
		"a script of its own": "<script>/* MetaMask */ window.web3 = {}</script>" + page,
	} {
		_, err := ParseDocket([]byte(p), "cand")
		var r *watcher.Refused
		if !errors.As(err, &r) || r.Got != "page altered by a browser extension" {
			t.Errorf("%s: %v", why, err)
		}
	}
	mustParse(t, []byte(page), "cand")
}

func TestOtherSheetsAreNamed(t *testing.T) {
	history := historyPage(historyRow("1", "12/07/2017", "Motion"))
	for _, c := range []struct {
		page []byte
		want string
	}{
		{history, "not a docket: history report"},
		{menuPage(menuRow(1, "Exhibit A")), "not a docket: attachment menu"},
	} {
		if _, err := ParseDocket(c.page, "cand"); err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
	docket := sheet{rows: []string{unnumbered("02/01/2017", "Order")}}.page()
	if _, err := ParseHistory(docket, "cand"); err == nil || err.Error() != "not a history report: docket report" {
		t.Error(err)
	}
	if _, err := ParseAttachments(docket, "cand"); err == nil || err.Error() != "not an attachment menu: docket report" {
		t.Error(err)
	}
}
