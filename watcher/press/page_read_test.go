package press

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"

	"docketwatch/watcher"
)

func selector(t testing.TB, s string) cascadia.Selector {
	t.Helper()
	c, err := cascadia.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestThePartThatMattersIsReadOnce(t *testing.T) {
	const address = "https://www.ojp.gov/funding/explore/legal-notices"
	for name, c := range map[string]struct {
		body, selects, text string
		links               []string
	}{
		"one of two parts in the other": {`<html><main><article>Notice</article></main></html>`, "main, article", "Notice", nil},
		"two parts":                     {`<html><p class=x>One</p><p>no</p><p class=x>Two</p></html>`, ".x", "One\n\nTwo", nil},
		"a table": {`<html><main><table><tr><th>State<th>Since<tr><td><a href=/x>Illinois</a><td>2025</table></main></html>`, "main",
			"State | Since\nIllinois | 2025", []string{"https://www.ojp.gov/x"}},
		"a base address": {`<html><base href="https://bja.ojp.gov/program/"><main>See <a href="jag">JAG</a></main></html>`, "main", "See JAG",
			[]string{"https://bja.ojp.gov/program/jag"}},
		"links of other kinds": {`<html><main>x<a href="mailto:a@b.example"></a><a href="javascript:x()"></a><a href="#top"></a><a href=" /a b?q=1&amp;r=2 "></a><a href=""></a></main></html>`,
			"main", "x", []string{"https://www.ojp.gov/a%20b?q=1&r=2"}},
		"letters that look alike": {"<html><main>8 U.S.C. §\u00a01373, \uff21 sanc\u00adtuary\u2060</main></html>", "main", "8 U.S.C. § 1373, A sanctuary", nil},
		"no end in the body":      {`<HTML><MAIN>x</BODY></HTML >`, "main", "x", nil},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := readPage([]byte(c.body), "text/html; charset=utf-8", address, selector(t, c.selects), nil, c.selects)
			if err != nil || p.text != c.text || !slices.Equal(p.links, c.links) {
				t.Errorf("%v %q %q", err, p.text, p.links)
			}
		})
	}
}

func TestAPageInAnyCharsetIsRead(t *testing.T) {
	for name, c := range map[string][2]string{
		"declared by the server": {"<html><main>\xa7 1373 \x93x\x94</main></html>", "text/html; charset=windows-1252"},
		"declared by the page":   {"<html><head><meta charset=iso-8859-1></head><main>\xa7 1373 \x93x\x94</main></html>", "text/html"},
		"not declared at all":    {"<html><main>§ 1373 “x”</main></html>", ""},
	} {
		p, err := readPage([]byte(c[0]), c[1], "https://x.example/", selector(t, "main"), nil, "main")
		if err != nil || p.text != "§ 1373 “x”" {
			t.Errorf("%s: %v %q", name, err, p.text)
		}
	}
}

func TestTheTitleIsTheHeadingOfThePart(t *testing.T) {
	for body, want := range map[string]string{
		"<html><title>Site</title><h1>Site</h1><main><h1>\n The &amp;amp; list\n</h1></main></html>": "The & list",
		"<html><title>Site</title><h1>Page</h1><main>x</main></html>":                                "Page",
		"<html><title>List | Site</title><main>x</main></html>":                                      "List | Site",
		"<html><h1> </h1><main>x</main></html>":                                                      "untitled page",
	} {
		p, err := readPage([]byte(body), "", "https://x.example/", selector(t, "main"), nil, "main")
		if err != nil || p.title != want {
			t.Errorf("%s: %v %q", body, err, p.title)
		}
	}
}

func TestStampsAreWholeLinesAndNothingElse(t *testing.T) {
	for _, line := range []string{
		"Last updated: July 3, 2025", "Updated October 31, 2025", "Page last reviewed: 31 Oct 2025", "Date modified: 2025-10-31", "Last Modified 10/31/2025 3:45 PM",
		"This page was last updated on Friday, October 31st, 2025 at 3:45 p.m. EDT.", "Content last reviewed October 31, 2025", "Generated 2025-10-31T12:00:00Z",
		"| Updated: Oct. 31, 2025", "(last updated on 10.31.2025)", "This document has been updated October 31, 2025",
	} {
		if got := (pageText{text: "a\n" + line + "\nb"}).quiet(); strings.Contains(got, "2025") {
			t.Errorf("%q is compared: %q", line, got)
		}
	}
	for _, line := range []string{
		"Revised October 31, 2025", "List as of October 31, 2025", "Updated October 31, 2025: Nevada removed", "Conditions (updated October 31, 2025) apply",
		"October 31, 2025", "Awards of FY 2025", "Updated", "3:25-cv-01350-WHO of 2025", "15PBJA-25-GG-00123-JAGX in 2025", "2025000012345678901",
	} {
		if got := (pageText{text: "a\n" + line + "\nb"}).quiet(); !strings.Contains(got, line) {
			t.Errorf("%q is not compared: %q", line, got)
		}
	}
	if got := (pageText{text: "Last updated:\n\nOctober 31, 2025\n\nOctober 30, 2025"}).quiet(); strings.Contains(got, "31") || !strings.Contains(got, "30") {
		t.Errorf("a stamp of two lines: %q", got)
	}
}

func TestPagesMadeToHurtAreReadInNoTime(t *testing.T) {
	began := time.Now()
	main := selector(t, "main")
	for name, body := range map[string]string{
		"links":       "<html><main>" + strings.Repeat(`<a href="/x?_=1&utm_source=2">x</a>`, 100_000) + "</main></html>",
		"parts":       "<html>" + strings.Repeat("<main>x", 400) + "</html>",
		"many parts":  "<html>" + strings.Repeat("<main>x</main>", 30_000) + "</html>",
		"stamps":      "<html><main>" + strings.Repeat("last updated on at : ", 20_000) + "</main></html>",
		"stamp lines": "<html><main>" + strings.Repeat("<p>Updated October 31, 2025 at 3:45", 10_000) + "</main></html>",
		"no end":      "<html><main>" + strings.Repeat("</html", 500_000),
		"white space": "<html><main>x" + strings.Repeat(" \n", 2_000_000) + "</main></html>",
	} {
		p, err := readPage([]byte(body), "", "https://x.example/", main, nil, "main")
		if err == nil {
			p.quiet()
		} else if name != "no end" && name != "stamps" && name != "many parts" {
			t.Logf("%s: %v", name, err)
		}
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %s", took)
	}
}

// A saved listing of the Department's present theme: what stands in it must
// stand in its text and links.
func TestARealPageKeepsEveryEntry(t *testing.T) {
	dir := corpusDir(t, "doj")
	read := func(name string) []byte {
		body, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return body
	}
	var want []struct {
		Date    string `json:"case_dates"`
		Name    string `json:"case_names"`
		URL     string `json:"download_urls"`
		Summary string `json:"summaries"`
	}
	if err := json.Unmarshal(read("olc_opinions_2023_expected.json"), &want); err != nil {
		t.Fatal(err)
	}
	p, err := readPage(read("olc_opinions_2023_noscript.html"), "text/html; charset=UTF-8", "https://www.justice.gov/olc/opinions", selector(t, "main"), nil, "main")
	if err != nil {
		t.Fatal(err)
	}
	straight := strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`) // the expected form has no curly quotes
	text := straight.Replace(oneLine(p.text))
	agree, fields := 0, 0
	for _, w := range want {
		day, err := time.Parse(time.DateOnly, w.Date)
		if err != nil {
			t.Fatal(err)
		}
		for what, ok := range map[string]bool{
			"name " + w.Name:       strings.Contains(text, cleanTitle(w.Name)),
			"summary " + w.Summary: strings.Contains(text, cleanTitle(w.Summary)),
			"date " + w.Date:       strings.Contains(text, day.Format("January 2, 2006")),
			"link " + w.URL:        slices.Contains(p.links, w.URL),
		} {
			fields++
			if ok {
				agree++
			} else {
				t.Errorf("missing: %s", what)
			}
		}
	}
	t.Logf("%d of %d fields agree", agree, fields)
	if fields == 0 || p.title == "untitled page" {
		t.Errorf("%d fields, title %q", fields, p.title)
	}
}

func FuzzPage(f *testing.F) {
	f.Add([]byte(listPage(1, cities(2))), "text/html")
	f.Add([]byte("<html><base href='//x'><main><a href='?utm_=1'>\xa7</a><h1></html>"), "text/html; charset=latin1")
	f.Add([]byte("<html><main><table><td><li><main></html>"), "")
	f.Add([]byte(`<html><main>Last updated<p>October 3, 2025 deadbeefdeadbeef0</html>`), "application/xhtml+xml")
	main := selector(f, "main, h1")
	f.Fuzz(func(t *testing.T, body []byte, kind string) {
		p, err := readPage(body, kind, "https://x.example/list", main, nil, "main")
		if err != nil {
			var r *watcher.Refused
			if !errors.As(err, &r) || r.Got == "" {
				t.Fatalf("%v is no refusal", err)
			}
			return
		}
		if strings.TrimSpace(p.text) == "" || p.title == "" || strings.ContainsAny(p.text, "\u2060\u00ad\u00a0") {
			t.Fatalf("%+v", p)
		}
		for _, l := range p.links {
			if !strings.HasPrefix(l, "http") {
				t.Fatalf("link %q", l)
			}
		}
		if again, err := readPage(body, kind, "https://x.example/list", main, nil, "main"); err != nil || again.quiet() != p.quiet() {
			t.Fatalf("the same page reads differently: %v", err)
		}
	})
}

func BenchmarkReadPage(b *testing.B) {
	body := []byte(listPage(1, strings.Repeat(cities(26), 40)))
	main := selector(b, "main")
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		p, err := readPage(body, "text/html", "https://x.example/list", main, nil, "main")
		if err != nil {
			b.Fatal(err)
		}
		p.quiet()
	}
}
