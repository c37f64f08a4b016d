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

func TestTimeGrowsWithThePageAndNotWithItsSquare(t *testing.T) {
	usual := sheet{rows: []string{unnumbered("02/01/2017", "Order")}}.page()
	head := bytes.Index(usual, []byte("<br><table align=center"))
	table := bytes.Index(usual, []byte("</table><br>"))
	parse := func(piece string, size int) time.Duration {
		many := bytes.Repeat([]byte(piece), size/len(piece))
		began := time.Now()
		for _, at := range []int{head, table} {
			_, _ = ParseDocket(bytes.Join([][]byte{usual[:at], many, usual[at:]}, nil), "alnb") // what it makes of it is no matter
		}
		_, _ = ParseHistory(append(historyPage(), many...), "cand")
		_, _ = ParseAttachments(append(menuOf(menuMain), many...), "deb")
		return time.Since(began)
	}
	const size, times = 4 << 10, 16
	for _, piece := range pieces() {
		// A machine that does other things as well makes the best of three slow by
		// some five times, never by the square of the length.
		small, large := time.Hour, time.Hour
		for range 3 {
			small = min(small, parse(piece, size))
			large = min(large, parse(piece, size*times))
		}
		if large > 5*times*max(small, time.Millisecond) {
			t.Errorf("%q: %v for %d bytes, %v for %d times as many", piece, small, size, large, times)
		}
	}
}
