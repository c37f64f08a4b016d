package courtsim

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// searchParams are those that the search knows.
var searchParams = []string{"type", "q", "order_by", "cursor", "court", "filed_after", "filed_before", "docket_number", "available_only", "highlight", "format", "fields", "omit"}

// search answers of papers (rd), and of dockets without (d) and with (r) their
// papers. The index holds papers: an entry that has none is not in it.
func (c *CourtListener) search(r *http.Request) clAnswer {
	q := r.URL.Query()
	var unknown []string
	for name := range q {
		if !slices.Contains(searchParams, name) {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) > 0 {
		slices.Sort(unknown)
		return clAnswer{status: http.StatusBadRequest, body: map[string]any{"detail": "Unknown filter parameters are not allowed.", "unknown_params": unknown}}
	}
	var rows []map[string]any
	for _, d := range c.dockets {
		if d.gone || q.Get("court") != "" && q.Get("court") != d.court {
			continue
		}
		papers := c.papers(d, q.Get("q"))
		switch kind := q.Get("type"); {
		case kind == "rd":
			rows = append(rows, papers...)
		case (kind == "r" || kind == "d") && (len(papers) > 0 || d.says(q.Get("q"))):
			rows = append(rows, d.hit(kind, papers))
		case kind != "r" && kind != "d":
			return complain("type", "only rd, r and d are simulated")
		}
	}
	switch order := q.Get("order_by"); order {
	case "", "score desc":
	case "entry_date_filed desc":
		slices.SortStableFunc(rows, func(a, b map[string]any) int {
			if x := strings.Compare(text(b["entry_date_filed"]), text(a["entry_date_filed"])); x != 0 {
				return x
			}
			return int(b["id"].(int64) - a["id"].(int64))
		})
	case "dateFiled desc":
		slices.SortStableFunc(rows, func(a, b map[string]any) int { return strings.Compare(text(b["dateFiled"]), text(a["dateFiled"])) })
	default:
		return complain("order_by", order+" is no order of this search")
	}
	from := 0
	if raw, err := base64.URLEncoding.DecodeString(q.Get("cursor")); err == nil && len(raw) > 0 {
		from, _ = strconv.Atoi(string(raw)) // ours; anything else is the beginning
	}
	from = min(max(from, 0), len(rows))
	to := min(from+pageSize, len(rows))
	var next any
	if to < len(rows) {
		next = address(r, "cursor", base64.URLEncoding.EncodeToString([]byte(strconv.Itoa(to))))
	}
	results := []any{}
	for _, row := range rows[from:to] {
		results = append(results, pruned(row, q))
	}
	return clAnswer{status: http.StatusOK, body: map[string]any{"count": len(rows), "next": next, "previous": nil, "results": results}}
}

func text(v any) string { s, _ := v.(string); return s }

// wantedDockets reads "docket_id:1 OR docket_id:2"; nil where the query is of
// another kind.
func wantedDockets(q string) []string {
	var ids []string
	for term := range strings.SplitSeq(q, " OR ") {
		id, ok := strings.CutPrefix(strings.TrimSpace(term), "docket_id:")
		if !ok {
			return nil
		}
		ids = append(ids, id)
	}
	return ids
}

// papers are the hits of one docket.
func (c *CourtListener) papers(d *clDocket, q string) (rows []map[string]any) {
	ids := wantedDockets(q)
	if ids != nil && !slices.Contains(ids, strconv.FormatInt(d.id, 10)) {
		return nil
	}
	words := strings.ToLower(strings.Trim(q, `"`))
	for _, e := range d.entries {
		for _, x := range e.documents {
			if x.number == "" || ids == nil && !strings.Contains(strings.ToLower(e.text+" "+x.short+" "+d.caption), words) {
				continue
			}
			m := x.render()
			rows = append(rows, map[string]any{"id": x.id, "docket_id": d.id, "docket_entry_id": e.id, "description": e.text, "short_description": x.short,
				"entry_number": number(e.number), "entry_date_filed": e.filed, "document_type": "PACER Document", "document_number": number(x.number),
				"attachment_number": m["attachment_number"], "is_available": m["is_available"], "page_count": m["page_count"], "filepath_local": m["filepath_local"],
				"absolute_url": m["absolute_url"], "pacer_doc_id": x.docID, "cites": []any{}, "snippet": e.text,
				"meta": map[string]any{"timestamp": x.modified.UTC().Format(time.RFC3339Nano), "date_created": x.created.UTC().Format(time.RFC3339Nano)}})
		}
	}
	return rows
}

func (d *clDocket) says(q string) bool {
	if ids := wantedDockets(q); ids != nil {
		return slices.Contains(ids, strconv.FormatInt(d.id, 10))
	}
	return strings.Contains(strings.ToLower(d.caption), strings.ToLower(strings.Trim(q, `"`)))
}

// hit is a docket as the search shows it.
func (d *clDocket) hit(kind string, papers []map[string]any) map[string]any {
	m := map[string]any{"docket_id": d.id, "docket_absolute_url": d.path(), "caseName": d.caption, "case_name_full": "", "docketNumber": d.number, "court_id": d.court,
		"dateFiled": d.created.In(clZone()).Format(time.DateOnly), "dateTerminated": nil, "pacer_case_id": d.caseID, "party": []any{}, "attorney": []any{}, "firm": []any{},
		"meta": map[string]any{"timestamp": stamped(d.modified), "date_created": stamped(d.created)}}
	if kind == "r" {
		m["recap_documents"] = papers[:min(len(papers), 3)]
		m["meta"].(map[string]any)["more_docs"] = len(papers) > 3
	}
	return m
}
