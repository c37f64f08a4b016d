package papers_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"docketwatch/docket"
	"docketwatch/watcher"
	"docketwatch/watcher/fetch"
	"docketwatch/watcher/papers"
	"docketwatch/watcher/pdftext"
)

type pile struct{ kept []string }

func (p *pile) Put(r io.Reader) (string, int64, error) {
	raw, err := io.ReadAll(r)
	p.kept = append(p.kept, string(raw))
	return "digest", int64(len(raw)), err
}

// clerk reads what is written plainly, and nothing else.
type clerk struct{}

func (clerk) Extract(_ context.Context, pdf io.ReadSeeker) (*pdftext.Text, error) {
	raw, err := io.ReadAll(pdf)
	switch text := string(raw); {
	case err != nil:
		return nil, err
	case strings.HasPrefix(text, "broken"):
		return nil, errors.New("no child could be started")
	case !strings.HasPrefix(text, "%PDF"):
		return nil, &pdftext.Unreadable{Reason: "not a PDF"}
	default:
		return &pdftext.Text{Reader: "pdfium", Pages: []string{"Case 3:17-cv-00574-WHO   Document 46   Filed 03/09/17   Page 3 of 4\nNot ripe.", "no stamp"}}, nil
	}
}

func TestADocumentIsReadFromTheFirstCopyThatIsGood(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/good":
			_, _ = io.WriteString(w, "%PDF one") // the asker reports what is missing
		case "/wall":
			_, _ = io.WriteString(w, "<html>are you human?") // the asker reports what is missing
		case "/broken":
			_, _ = io.WriteString(w, "broken") // the asker reports what is missing
		case "/cut":
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, "%PDF one") // and no more
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	tests := []struct {
		name      string
		copies    string
		want      string // the copy it was read from; "" if from none
		illegible string
	}{
		{"the only copy", "good", "good", ""},
		{"a copy that is gone, then a good one", "gone good", "good", ""},
		{"a wall, then a good one", "wall good", "good", ""},
		{"a copy cut off, then a good one", "cut good", "good", ""},
		{"walls only", "wall wall", "", "not a PDF"},
		{"a wall and a copy that is gone: it may come back", "wall gone", "", ""},
		{"a reader that cannot start", "broken", "", ""},
		{"no copy at all", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := docket.Document{Number: "46"}
			for c := range strings.FieldsSeq(tt.copies) {
				d.URLs = append(d.URLs, server.URL+"/"+c)
			}
			shelf := &pile{}
			l := papers.New(fetch.New(fetch.Options{UserAgent: "test", AllowPrivate: true}), shelf, clerk{})
			paper, err := l.Read(t.Context(), d)
			var illegible *watcher.Illegible
			switch {
			case tt.want != "":
				if err != nil || paper.URL != server.URL+"/"+tt.want || len(paper.Pages) != 2 || paper.Pages[0].Stamp != 3 || paper.Pages[1].Number != 2 || len(shelf.kept) == 0 {
					t.Errorf("%+v, %v", paper, err)
				}
			case tt.illegible != "":
				if !errors.As(err, &illegible) || illegible.Reason != tt.illegible || illegible.Paper.Digest == "" {
					t.Errorf("%v", err)
				}
			default:
				if err == nil || errors.As(err, &illegible) {
					t.Errorf("not worth another try: %v", err)
				}
			}
		})
	}
}

// scribe has read what it was told.
type scribe struct {
	text string
	ok   bool
	err  error
}

func (s scribe) Transcribe(context.Context, docket.Document) (string, bool, error) {
	return s.text, s.ok, s.err
}

func TestWhatIsIllegibleHereIsTakenFromWhoReadIt(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "pictures of pages") // the asker reports what is missing
	}))
	defer server.Close()
	stamped := "Case 3:17-cv-00574-WHO Document 46 Filed 03/09/17 Page 1 of 2\nOpposition.\nCase 3:17-cv-00574-WHO Document 46 Filed 03/09/17 Page 2 of 2\nNot ripe.\n"
	long := strings.Repeat("The claims of the County are not ripe for review by this Court. ", 200)
	for _, tt := range []struct {
		name    string
		scribes []papers.Scribe
		pages   []int // their numbers; nil where it stays illegible
		later   bool  // worth another try
	}{
		{"nobody did", nil, nil, false},
		{"it has none and will have none", []papers.Scribe{scribe{}}, nil, false},
		{"it is still reading", []papers.Scribe{scribe{err: errors.New("not yet")}}, nil, true},
		{"its text is no words either", []papers.Scribe{scribe{text: strings.Repeat("7KH &RXUW ", 100), ok: true}}, nil, false},
		{"the court's stamps part its pages", []papers.Scribe{scribe{text: stamped, ok: true}}, []int{1, 2}, false},
		{"form feeds part its pages", []papers.Scribe{scribe{text: "Opposition.\fNot ripe.", ok: true}}, []int{1, 2}, false},
		{"nobody knows its pages", []papers.Scribe{scribe{text: long, ok: true}}, []int{0}, false},
		{"the second knows", []papers.Scribe{scribe{}, scribe{text: stamped, ok: true}}, []int{1, 2}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := papers.New(fetch.New(fetch.Options{UserAgent: "test", AllowPrivate: true}), &pile{}, clerk{}, tt.scribes...)
			paper, err := l.Read(t.Context(), docket.Document{Number: "46", PacerDocID: "035015264587", URLs: []string{server.URL}})
			var illegible *watcher.Illegible
			if tt.pages == nil {
				if err == nil || errors.As(err, &illegible) == tt.later {
					t.Errorf("%+v, %v", paper, err)
				}
				return
			}
			var numbers []int
			for _, p := range paper.Pages {
				numbers = append(numbers, p.Number)
			}
			if err != nil || !slices.Equal(numbers, tt.pages) || paper.Reader != "courtlistener" || paper.Digest == "" {
				t.Errorf("%+v, %v", paper, err)
			}
		})
	}
}
