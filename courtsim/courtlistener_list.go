package courtsim

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// A table is an endpoint: which filters and orders it has, and its rows.
type table struct {
	fields   map[string]field
	related  map[string]relation
	orders   []string
	render   func(row any, full string) map[string]any
	defaults string
}

// A field is a column that can be asked for. Kinds are those of the API's own
// OPTIONS answers: N numbers, D days, T moments, E exact only, I exact and in,
// P exact and startswith, and N? and E? that can be asked whether they are null.
type field struct {
	kind string
	get  func(row any) string // "" for null
}

// A relation leads to rows of another table: "docket__court".
type relation struct {
	table func() table
	rows  func(row any) []any
}

var lookups = map[string]string{
	"N": "exact gt gte lt lte range", "N?": "exact gt gte lt lte range isnull", "D": "exact gt gte lt lte range year month day",
	"T": "exact gt gte lt lte range year month day hour minute second", "E": "exact", "I": "exact in", "P": "exact startswith",
}

// control parameters of every list.
var listParams = []string{"order_by", "cursor", "page", "count", "fields", "omit", "format"}

// list answers a list endpoint.
func (c *CourtListener) list(r *http.Request, endpoint string) clAnswer {
	t, rows, ok := c.table(endpoint)
	if !ok {
		return refuse(http.StatusNotFound, "Not found.")
	}
	q := r.URL.Query()
	var unknown []string
	for _, name := range slices.Sorted(maps.Keys(q)) {
		value := q.Get(name)
		if slices.Contains(listParams, name) || value == "" { // an empty filter is dropped without a word
			continue
		}
		keep := rows[:0:0]
		known, bad := t.check(name, value, c)
		if !known {
			unknown = append(unknown, name)
			continue
		}
		if bad != "" {
			return complain(name, bad)
		}
		for _, row := range rows {
			if t.match(name, value, row) {
				keep = append(keep, row)
			}
		}
		rows = keep
	}
	if len(unknown) > 0 {
		return clAnswer{status: http.StatusBadRequest, body: map[string]any{"detail": "Unknown filter parameters are not allowed.", "unknown_params": unknown}}
	}
	if q.Get("count") == "on" {
		return clAnswer{status: http.StatusOK, body: map[string]any{"count": len(rows)}}
	}
	return c.paginate(r, t, rows)
}

// check says whether the table knows a filter, and what is wrong with its value.
func (t table) check(name, value string, c *CourtListener) (known bool, bad string) {
	head, rest, nested := strings.Cut(name, "__")
	if rel, ok := t.related[head]; ok {
		if nested {
			return rel.table().check(rest, value, c)
		}
		if head == "docket" && !slices.ContainsFunc(c.dockets, func(d *clDocket) bool { return !d.gone && strconv.FormatInt(d.id, 10) == value }) {
			return true, "Select a valid choice. That choice is not one of the available choices."
		}
		return true, ""
	}
	f, ok := t.fields[head]
	if !ok {
		return false, ""
	}
	if rest == "" {
		rest = "exact"
	}
	if !slices.Contains(strings.Fields(lookups[f.kind]), rest) {
		return false, ""
	}
	switch {
	case f.kind == "T" && rest != "isnull" && moment(value).IsZero():
		return true, "Enter a valid date/time."
	case f.kind == "D" && len(value) != len("2006-01-02"):
		return true, "Enter a valid date."
	case f.kind[0] == 'N' && rest != "isnull" && strings.Trim(value, "0123456789,") != "":
		return true, "Enter a number."
	}
	return true, ""
}

// match applies a filter that check has passed.
func (t table) match(name, value string, row any) bool {
	head, rest, nested := strings.Cut(name, "__")
	if rel, ok := t.related[head]; ok {
		if !nested {
			rest = "id"
		}
		return slices.ContainsFunc(rel.rows(row), func(r any) bool { return rel.table().match(rest, value, r) })
	}
	f := t.fields[head]
	have := f.get(row)
	if rest == "isnull" {
		return (have == "") == strings.EqualFold(value, "true")
	}
	if have == "" {
		return false
	}
	switch rest {
	case "in":
		return slices.Contains(strings.Split(value, ","), have)
	case "startswith":
		return strings.HasPrefix(have, value)
	}
	order := compareAs(f.kind, have, value)
	switch rest {
	case "gt":
		return order > 0
	case "gte":
		return order >= 0
	case "lt":
		return order < 0
	case "lte":
		return order <= 0
	}
	return order == 0
}

func compareAs(kind, a, b string) int {
	switch kind[0] {
	case 'N':
		x, _ := strconv.ParseInt(a, 10, 64) // checked
		y, _ := strconv.ParseInt(b, 10, 64)
		return cmp.Compare(x, y)
	case 'T':
		return moment(a).Compare(moment(b))
	}
	return strings.Compare(a, b)
}

// pageSize is fixed.
const pageSize = 20

// paginate orders and cuts: with a cursor where the order is by id or by a stamp
// of the row, with page numbers, a hundred at most, elsewhere.
func (c *CourtListener) paginate(r *http.Request, t table, rows []any) clAnswer {
	q := r.URL.Query()
	order := cmp.Or(q.Get("order_by"), t.defaults)
	by, down := strings.CutPrefix(order, "-")
	if !slices.Contains(t.orders, by) {
		return complain("order_by", fmt.Sprintf("%q is no order of this endpoint; CourtListener would ignore it", order))
	}
	key := func(row any) string {
		f := t.fields[by]
		k := f.get(row)
		switch f.kind[0] {
		case 'N':
			k = fmt.Sprintf("%020s", k)
		case 'T':
			k = moment(k).UTC().Format("2006-01-02T15:04:05.000000")
		}
		return k + fmt.Sprintf("|%020s", t.fields["id"].get(row))
	}
	keys := make(map[any]string, len(rows))
	for _, row := range rows {
		keys[row] = key(row)
	}
	slices.SortFunc(rows, func(a, b any) int {
		if down {
			a, b = b, a
		}
		return strings.Compare(keys[a], keys[b])
	})
	from, number := 0, 1
	cursored := slices.Contains([]string{"id", "date_created", "date_modified"}, by)
	if text := q.Get("cursor"); text != "" && cursored {
		last, err := base64.URLEncoding.DecodeString(text)
		if err != nil {
			return refuse(http.StatusNotFound, "Invalid cursor")
		}
		from = slices.IndexFunc(rows, func(row any) bool { return down && keys[row] < string(last) || !down && keys[row] > string(last) })
		if from < 0 {
			from = len(rows)
		}
	} else if text := q.Get("page"); text != "" && !cursored {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > 100 {
			return refuse(http.StatusNotFound, "Invalid page.")
		}
		number, from = n, min((n-1)*pageSize, len(rows))
	}
	to := min(from+pageSize, len(rows))
	var next any
	if to < len(rows) {
		if cursored {
			next = address(r, "cursor", base64.URLEncoding.EncodeToString([]byte(keys[rows[to-1]])))
		} else {
			next = address(r, "page", strconv.Itoa(number+1))
		}
	}
	results := []any{}
	for _, row := range rows[from:to] {
		results = append(results, pruned(t.render(row, base(r)), q))
	}
	return clAnswer{status: http.StatusOK, body: map[string]any{"count": address(r, "count", "on"), "next": next, "previous": nil, "results": results}}
}

// base is the API's address as the asker wrote it.
func base(r *http.Request) string { return "http://" + r.Host + "/cl/api/rest/v4/" }

// address is the question's own with one parameter set.
func address(r *http.Request, name, value string) string {
	q := r.URL.Query()
	q.Set(name, value)
	return (&url.URL{Scheme: "http", Host: r.Host, Path: r.URL.Path, RawQuery: q.Encode()}).String()
}

// pruned applies `fields` and `omit`, one level deep and two.
func pruned(row map[string]any, q url.Values) map[string]any {
	if fields := q.Get("fields"); fields != "" {
		keep := strings.Split(fields, ",")
		for name := range row {
			if !slices.Contains(keep, name) {
				delete(row, name)
			}
		}
	}
	for path := range strings.SplitSeq(q.Get("omit"), ",") {
		name, inner, nested := strings.Cut(path, "__")
		if !nested {
			delete(row, name)
			continue
		}
		if list, ok := row[name].([]any); ok {
			for _, x := range list {
				delete(x.(map[string]any), inner)
			}
		}
	}
	return row
}
