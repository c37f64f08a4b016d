package docketsheet

import (
	"errors"
	"testing"

	"docketwatch/watcher"
)

// seeds are pages of every kind, whole and cut, and the pieces of which they
// are made.
func seeds(f *testing.F) {
	pages := [][]byte{
		sheet{rows: []string{numbered("01/31/2017", 1, "COMPLAINT"), unnumbered("02/01/2017", "Order \x92")}}.page(),
		multiDocs(`<tr><td>10/20/2020</td><td><a href="/doc1/04508117526" onclick="goDLS('/doc1/04508117526','223205','15')">1</a></td><td><input name="arr_de_seq_nums" value="15"></td><td>x</td></tr>
<tr><td></td><td></td><td></td><td><table><tr><td><input name="document_223205_15_0" value="8117526-1074119-64"></td><td>0</td><td>Main</td><td>64 pages</td><td>1.0 MB</td></tr></table></td></tr>`),
		historyPage(historyRow("1", "12/07/2017", "Motion"), historyRow("", "12/08/2017", "Order")),
		menuPage(menuRow(1, "Exhibit A")),
		[]byte(bankruptcyTable),
	}
	for _, court := range []string{"cand", "alnb", "txnb"} {
		for _, page := range pages {
			f.Add(page, court)
			f.Add(page[:len(page)*2/3], court)
		}
		for _, piece := range pieces() {
			f.Add([]byte(piece+piece), court)
		}
	}
}

// checkAnswer says that an answer comes with nothing, a refusal or a cut.
func checkAnswer(t *testing.T, some bool, err error) {
	var refused *watcher.Refused
	var cut *Cut
	switch {
	case err == nil && some:
	case errors.As(err, &refused) && !some && refused.Got != "":
	case errors.As(err, &cut) && some:
	default:
		t.Errorf("something %v, error %v", some, err)
	}
}

func FuzzParseDocket(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, page []byte, court string) {
		d, err := ParseDocket(page, court)
		checkAnswer(t, d != nil, err)
		if d == nil {
			return
		}
		for _, e := range d.Entries {
			if e.DateFiled == nil || len(*e.DateFiled) != len("2006-01-02") || e.Number != nil && !allDigits(*e.Number) {
				t.Errorf("entry %+v", e)
			}
		}
	})
}

func FuzzParseHistory(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, page []byte, court string) {
		h, err := ParseHistory(page, court)
		checkAnswer(t, h != nil, err)
	})
}

func FuzzParseAttachments(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, page []byte, court string) {
		p, err := ParseAttachments(page, court)
		checkAnswer(t, p != nil, err)
	})
}
