package courtlistener

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"docketwatch/docket"
)

// An object is a JSON object that is read field by field. A field that may be
// null must still be there: a name that is gone is a field that was renamed, and
// reading it as empty would turn every filing into one without text.
type object struct {
	what   string
	fields map[string]json.RawMessage
	wrong  []string
}

var errObject = errors.New("not a JSON object")

func objectOf(what string, raw []byte) (*object, error) {
	o := &object{what: what}
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || raw[0] != '{' || json.Unmarshal(raw, &o.fields) != nil {
		return nil, errObject
	}
	return o, nil
}

// err names everything that was wrong, in the order in which it was read.
func (o *object) err() error {
	if len(o.wrong) == 0 {
		return nil
	}
	return &FieldError{What: o.what, Fields: o.wrong}
}

func (o *object) complain(name, why string) { o.wrong = append(o.wrong, name+" "+why) }

func (o *object) raw(name string) json.RawMessage {
	raw, ok := o.fields[name]
	if !ok {
		o.complain(name, "is missing")
		return nil
	}
	return raw
}

func isNull(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

// scalar is a text or a number, as text; "" for null. Fields have been seen as
// either.
func (o *object) scalar(name string) string {
	raw := o.raw(name)
	if isNull(raw) {
		return ""
	}
	if raw[0] == '"' {
		var s string
		if json.Unmarshal(raw, &s) == nil {
			return s
		}
	}
	if c := raw[0]; c == '-' || c >= '0' && c <= '9' {
		return string(raw)
	}
	o.complain(name, "is neither text nor number")
	return ""
}

// number is a whole number, as number or text; 0 where it is null or empty.
func (o *object) number(name string) int64 {
	text := strings.TrimSpace(o.scalar(name))
	if text == "" {
		return 0
	}
	n, err := strconv.ParseInt(strings.TrimSuffix(text, ".0"), 10, 64)
	if err != nil {
		o.complain(name, "is no whole number")
	}
	return n
}

// id is a number that must be there, or the link that ends in it:
// ".../api/rest/v4/dockets/4214664/?format=json".
func (o *object) id(name string) int64 {
	text := strings.TrimSpace(o.scalar(name))
	if strings.Contains(text, "/") {
		text, _, _ = strings.Cut(text, "?")
		text = strings.TrimRight(text, "/")
		text = text[strings.LastIndexByte(text, '/')+1:]
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if (err != nil || n <= 0) && !o.complained(name) {
		o.complain(name, "is no id")
	}
	return n
}

func (o *object) complained(name string) bool {
	return len(o.wrong) > 0 && strings.HasPrefix(o.wrong[len(o.wrong)-1], name+" ")
}

// flag is true or false; false where it is null.
func (o *object) flag(name string) bool {
	raw := o.raw(name)
	switch {
	case isNull(raw), string(raw) == "false":
		return false
	case string(raw) == "true":
		return true
	}
	o.complain(name, "is neither true nor false")
	return false
}

// moment is an ISO 8601 time with a zone; zero where it is null.
func (o *object) moment(name string) time.Time {
	text := o.scalar(name)
	if text == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		o.complain(name, "is no time")
	}
	return t
}

// date is a day; "" where it is null. Search results give it with a time.
func (o *object) date(name string) docket.Date {
	text := o.scalar(name)
	if text == "" {
		return ""
	}
	head := text[:min(len(text), 10)]
	if _, err := time.Parse(time.DateOnly, head); err != nil {
		o.complain(name, "is no date")
		return ""
	}
	return docket.Date(head)
}

// list is an array; nil where it is null.
func (o *object) list(name string) []json.RawMessage {
	raw := o.raw(name)
	if isNull(raw) {
		return nil
	}
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		o.complain(name, "is no list")
	}
	return list
}

// has reports whether a field is there at all. Only what older answers lack is
// asked for in this way.
func (o *object) has(name string) bool { _, ok := o.fields[name]; return ok }
