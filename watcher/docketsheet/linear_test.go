package docketsheet

import (
	"bytes"
	"testing"
	"time"
)

// Pieces that a page may hold any number of. A parser that goes back to its
// start for each of them would need minutes.
func pieces() []string {
	return []string{
		"<table>Docket Text", "Docket Text", "<table><tr><td>Docket Text</td>", "<b>", "<table><tr><td>", "<tr><td>", "<td>02/01/2017", "<a href=x>1", "<font><b><u>",
		"<tr><td><b><u>Plaintiff</u></b></td></tr><tr><td><b>Doe</b></td></tr>", "<center>", "<!--", "&amp;", "Date Filed: ", "Entered: ", "\x92", "<h3>1:17-cv-00001",
		"Assigned to: ", "<input name=arr_de_seq_nums value=1>", `<a href="/doc1/04515784391">`, "caseid=", "</td>", "<p>", "<script>", "<table><tr><td>Date Filed:",
	}
}

func TestNoPieceOfAPageTakesMoreThanItsShareOfTime(t *testing.T) {
	usual := sheet{rows: []string{unnumbered("02/01/2017", "Order")}}.page()
	head := bytes.Index(usual, []byte("<br><table align=center"))
	table := bytes.Index(usual, []byte("</table><br>"))
	for _, piece := range pieces() {
		many := bytes.Repeat([]byte(piece), 1<<18/len(piece))
		began := time.Now()
		for _, at := range []int{head, table} {
			page := bytes.Join([][]byte{usual[:at], many, usual[at:]}, nil)
			_, _ = ParseDocket(page, "cand") // what it makes of it is no matter, but that it ends
			_, _ = ParseDocket(page, "alnb")
		}
		_, _ = ParseHistory(append(historyPage(), many...), "cand")
		_, _ = ParseAttachments(append(menuOf(menuMain), many...), "deb")
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%q: %v for 1.5 MB", piece, took)
		}
	}
}
