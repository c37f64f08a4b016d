package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"
	"unicode"

	"docketwatch/docket"
)

// A Hit is one place where the words were found.
type Hit struct {
	Kind           string           `json:"kind"` // "entry", "document", "release"
	Docket         docket.DocketKey `json:"-"`
	Case           string           `json:"case,omitempty"` // as the court captions it; the caller may know a better name
	Court          string           `json:"court_id,omitempty"`
	Number         string           `json:"docket_number,omitempty"`
	DocumentNumber string           `json:"document_number,omitempty"`
	Attachment     int              `json:"attachment_number,omitempty"`
	Page           int              `json:"page,omitempty"` // the court's own where it is stamped, else of the file
	Date           docket.Date      `json:"date,omitempty"`
	Title          string           `json:"title,omitempty"` // of a release
	Link           string           `json:"link,omitempty"`
	Snippet        string           `json:"snippet"` // the words around, with HitOpen and HitClose around what was found
}

// HitOpen and HitClose stand around found words in a snippet. No text of a court
// holds them: they are taken out of it.
const (
	HitOpen  = "\u27e6"
	HitClose = "\u27e7"
)

// ErrNoWords is the sentinel for a search for nothing.
var ErrNoWords = errors.New("there is no word to search for")

// Search finds the words in entries, documents and releases, the best hits first.
// Every word must be there; "words in quotation marks" must stand together, a
// star at the end of a word finds its other endings, and a minus before it
// leaves out what holds it. Nothing else has a meaning, so no query is wrong but
// an empty one ([ErrNoWords]).
func (s *Store) Search(ctx context.Context, query string, limit int) ([]Hit, error) {
	match, err := matchOf(query)
	if err != nil {
		return nil, err
	}
	if err := s.Index(ctx); err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `SELECT kind, docket, case_name, number, document_number, attachment, page, filed, entered, title, link, snippet FROM (
		SELECT * FROM (SELECT 'entry' AS kind, e.docket, e.case_name, e.number, e.document_number, 0 AS attachment, 0 AS page, e.filed, e.entered_ms AS entered,
			'' AS title, e.document_url AS link, snippet(entries_found, -1, char(1), char(2), '…', 24) AS snippet, f.rank AS rank
			FROM entries_found f JOIN entries e ON e.id = f.rowid WHERE entries_found MATCH $1 ORDER BY f.rank LIMIT $2)
		UNION ALL SELECT * FROM (SELECT 'document', e.docket, e.case_name, e.number, e.document_number, r.attachment, CASE WHEN p.stamp > 0 THEN p.stamp ELSE p.number END,
			e.filed, e.entered_ms, '', r.url, snippet(pages_found, -1, char(1), char(2), '…', 24), f.rank
			FROM pages_found f JOIN pages p ON p.reading_id = f.rowid / 65536 AND p.number = f.rowid % 65536 JOIN readings r ON r.id = p.reading_id
			JOIN entries e ON e.id = r.entry_id WHERE pages_found MATCH $1 ORDER BY f.rank LIMIT $2)
		UNION ALL SELECT * FROM (SELECT 'release', '', '', x.number, '', 0, 0, x.date, x.published_ms, x.title, x.url,
			snippet(releases_found, -1, char(1), char(2), '…', 24), f.rank
			FROM releases_found f JOIN releases x ON x.id = f.rowid WHERE releases_found MATCH $1 ORDER BY f.rank LIMIT $2)
		) ORDER BY rank LIMIT $2`, match, limit)
	if err != nil {
		return nil, plain(err)
	}
	return collect(rows, func(r *sql.Rows) (h Hit, err error) {
		var entered int64
		err = r.Scan(&h.Kind, &h.Docket, &h.Case, &h.Number, &h.DocumentNumber, &h.Attachment, &h.Page, &h.Date, &entered, &h.Title, &h.Link, &h.Snippet)
		h.Court, h.Snippet = h.Docket.Court(), marked(h.Snippet)
		if court, ok := docket.CourtByID(h.Court); ok && h.Date == "" && entered != 0 {
			h.Date = docket.Date(at(entered).In(court.Location()).Format(time.DateOnly))
		}
		return h, err
	})
}

// indexAtOnce is how many entries one transaction takes into the index: a
// filing that comes meanwhile waits no longer than that takes.
const indexAtOnce = 2000

// Index takes the entries that are new since the last time into the index. It is
// not done when they are committed, where it would cost a tenth of every look.
func (s *Store) Index(ctx context.Context) error {
	for {
		var upto, newest int64
		if err := s.read.QueryRowContext(ctx, `SELECT entry_id, (SELECT coalesce(max(id), 0) FROM entries) FROM found_upto`).Scan(&upto, &newest); err != nil {
			return plain(err)
		}
		if upto >= newest {
			return nil
		}
		if err := s.tx(ctx, func(tx *sql.Tx) error {
			if err := tx.QueryRowContext(ctx, `SELECT entry_id FROM found_upto`).Scan(&upto); err != nil { // another search may have been here
				return err
			}
			to := min(upto+indexAtOnce, newest)
			if _, err := tx.ExecContext(ctx, `INSERT INTO entries_found (rowid, events, text) SELECT id, events, text FROM entry_words WHERE id > $1 AND id <= $2`, upto, to); err != nil {
				return err
			}
			_, err := tx.ExecContext(ctx, `UPDATE found_upto SET entry_id = $1 WHERE entry_id < $1`, to)
			return err
		}); err != nil {
			return err
		}
	}
}

// marked puts the marks in the place of the control characters that the engine
// was told to set.
func marked(snippet string) string {
	return strings.NewReplacer(HitOpen, "", HitClose, "", "\x01", HitOpen, "\x02", HitClose).Replace(snippet)
}

// matchOf is a query in the engine's language. Every word goes there between
// quotation marks, so that AND, NEAR, colons and brackets are words like others.
func matchOf(query string) (string, error) {
	var with, without []string
	for _, w := range wordsOf(query) {
		term := `"` + strings.ReplaceAll(w.text, `"`, `""`) + `"`
		if w.prefix {
			term += "*"
		}
		if w.not {
			without = append(without, term)
		} else {
			with = append(with, term)
		}
	}
	if len(with) == 0 {
		return "", ErrNoWords
	}
	match := "(" + strings.Join(with, " AND ") + ")"
	for _, term := range without {
		match += " NOT " + term
	}
	return match, nil
}

// word is one word or phrase of a query.
type word struct {
	text        string
	not, prefix bool
}

// mostWords keeps a pasted page from becoming a query.
const mostWords = 50

func wordsOf(query string) (words []word) {
	query = strings.NewReplacer("“", `"`, "”", `"`, "\x00", " ").Replace(strings.ToValidUTF8(query, " "))
	for query = strings.TrimSpace(query); query != "" && len(words) < mostWords; query = strings.TrimSpace(query) {
		w := word{not: len(query) > 1 && query[0] == '-'}
		if w.not {
			query = query[1:]
		}
		if query[0] == '"' {
			w.text, query, _ = strings.Cut(query[1:], `"`)
		} else {
			end := strings.IndexFunc(query, func(r rune) bool { return unicode.IsSpace(r) || r == '"' })
			if end < 0 {
				end = len(query)
			}
			w.text, query = query[:end], query[end:]
		}
		w.text, w.prefix = strings.TrimSuffix(w.text, "*"), strings.HasSuffix(w.text, "*")
		if strings.ContainsFunc(w.text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
			words = append(words, w)
		}
	}
	return words
}
