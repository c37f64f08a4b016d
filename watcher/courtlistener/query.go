package courtlistener

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// A query is what is asked of an endpoint, in the order in which it is sent.
type query []param

type param struct{ name, value string }

// errEmpty: CourtListener drops a filter without a value silently, and answers
// as if it had not been there: every docket of every court.
var errEmpty = errors.New("a filter without a value means no filter")

// encode refuses an empty value before anything is asked.
func (q query) encode() (string, error) {
	var b strings.Builder
	for i, p := range q {
		if p.name == "" || strings.TrimSpace(p.value) == "" {
			return "", fmt.Errorf("our own bug: %q: %w", p.name, errEmpty)
		}
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(url.QueryEscape(p.name) + "=" + url.QueryEscape(p.value))
	}
	return b.String(), nil
}

// withoutText leaves the text of papers out of an answer: it can be megabytes.
var withoutText = param{"omit", "recap_documents__plain_text"}

// stamp is a moment as filters take it.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }
