package courtsim

import (
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"docketwatch/docket"
)

// clStamp is how CourtListener writes moments.
const clStamp = "2006-01-02T15:04:05.000000-07:00"

// clZone is loaded once: it is asked for with every row.
var clZone = sync.OnceValue(pacific)

func stamped(t time.Time) string { return t.In(clZone()).Format(clStamp) }

// moment reads a stamp or a filter's value; zero where it is none.
func moment(text string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	return time.Time{}
}

// build makes the tables, once.
func (c *CourtListener) build() {
	c.tables = map[string]table{"dockets": c.docketTable(), "docket-entries": c.entryTable(), "recap-documents": c.documentTable(),
		"docket-alerts": c.alertTable(), "courts": courtTable()}
}

// to leads to another table.
func (c *CourtListener) to(endpoint string) func() table {
	return func() table { return c.tables[endpoint] }
}

// table is an endpoint's and its rows; false for an endpoint that is not there.
func (c *CourtListener) table(endpoint string) (table, []any, bool) {
	var rows []any
	switch endpoint {
	case "dockets":
		for _, d := range c.dockets {
			if !d.gone {
				rows = append(rows, d)
			}
		}
		return c.tables["dockets"], rows, true
	case "docket-entries":
		for _, d := range c.dockets {
			for _, e := range d.entries {
				rows = append(rows, e)
			}
		}
		return c.tables["docket-entries"], rows, true
	case "recap-documents":
		for _, d := range c.dockets {
			for _, e := range d.entries {
				for _, x := range e.documents {
					rows = append(rows, x)
				}
			}
		}
		return c.tables["recap-documents"], rows, true
	case "docket-alerts":
		for _, a := range c.alerts {
			rows = append(rows, a)
		}
		return c.tables["docket-alerts"], rows, true
	}
	return table{}, nil, false
}

// detail answers for one row.
func (c *CourtListener) detail(endpoint, id string) clAnswer {
	t, rows, ok := c.table(endpoint)
	if ok {
		for _, row := range rows {
			if t.fields["id"].get(row) == id {
				return clAnswer{status: http.StatusOK, body: t.render(row, "http://127.0.0.1/cl/api/rest/v4/")}
			}
		}
	}
	return refuse(http.StatusNotFound, "Not found.")
}

// get makes a column's reader.
func get[T any](read func(T) string) func(any) string {
	return func(row any) string { return read(row.(T)) }
}

func (c *CourtListener) docketTable() table {
	return table{
		defaults: "-id", orders: []string{"id", "date_created", "date_modified", "date_filed", "date_last_filing"},
		fields: map[string]field{
			"id":                 {"N", get(func(d *clDocket) string { return strconv.FormatInt(d.id, 10) })},
			"date_created":       {"T", get(func(d *clDocket) string { return stamped(d.created) })},
			"date_modified":      {"T", get(func(d *clDocket) string { return stamped(d.modified) })},
			"date_filed":         {"D", get(func(d *clDocket) string { return d.created.Format(time.DateOnly) })},
			"date_last_filing":   {"D", get(func(d *clDocket) string { return d.modified.Format(time.DateOnly) })},
			"docket_number":      {"E", get(func(d *clDocket) string { return d.number })},
			"docket_number_core": {"P", get(func(d *clDocket) string { return clCore(d.number) })},
			"pacer_case_id":      {"E", get(func(d *clDocket) string { return d.caseID })},
		},
		related: map[string]relation{"court": {c.to("courts"), func(row any) []any { return []any{row.(*clDocket).court} }}},
		render: func(row any, at string) map[string]any {
			d := row.(*clDocket)
			n, _ := docket.ParseNumber(d.number) // scripts hold good numbers
			var kind any
			if n.Type != "" {
				kind = n.Type
			}
			return map[string]any{"resource_uri": fmt.Sprintf("%sdockets/%d/", at, d.id), "id": d.id, "court": at + "courts/" + d.court + "/", "court_id": d.court,
				"absolute_url": d.path(), "date_created": stamped(d.created), "date_modified": stamped(d.modified), "source": 9, "case_name": d.caption,
				"docket_number": d.number, "docket_number_core": clCore(d.number), "docket_number_raw": d.number, "pacer_case_id": null(d.caseID),
				"federal_dn_case_type": kind, "federal_dn_office_code": null(n.Office), "federal_defendant_number": nil,
				"date_last_filing": d.modified.In(clZone()).Format(time.DateOnly), "date_terminated": nil}
		},
	}
}

// courtTable has one column: `court=cand` and `court__id=cand` are the same.
func courtTable() table {
	return table{fields: map[string]field{"id": {"E", get(func(id string) string { return id })}}}
}

func (d *clDocket) path() string {
	return fmt.Sprintf("/docket/%d/%s/", d.id, slug(Release{Title: d.caption}))
}

// clCore is docket_number_core: the type is not in it.
func clCore(number string) string {
	n, err := docket.ParseNumber(number)
	if err != nil || n.Year == 0 {
		return ""
	}
	if n.Type == "" {
		return fmt.Sprintf("%02d%06d", n.Year%100, n.Serial)
	}
	return fmt.Sprintf("%02d%05d", n.Year%100, n.Serial)
}

func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func number(s string) any {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return nil
	}
	return n
}

func (c *CourtListener) entryTable() table {
	return table{
		defaults: "-id", orders: []string{"id", "date_created", "date_modified", "date_filed", "recap_sequence_number", "entry_number"},
		fields: map[string]field{
			"id":                    {"N", get(func(e *clEntry) string { return strconv.FormatInt(e.id, 10) })},
			"entry_number":          {"N?", get(func(e *clEntry) string { return e.number })},
			"pacer_sequence_number": {"N?", get(func(e *clEntry) string { return e.seq })},
			"date_created":          {"T", get(func(e *clEntry) string { return stamped(e.created) })},
			"date_modified":         {"T", get(func(e *clEntry) string { return stamped(e.modified) })},
			"date_filed":            {"D", get(func(e *clEntry) string { return e.filed })},
			"recap_sequence_number": {"", get(func(e *clEntry) string { return e.sequence })},
		},
		related: map[string]relation{
			"docket": {c.to("dockets"), func(row any) []any { return []any{row.(*clEntry).docket} }},
			"recap_documents": {c.to("recap-documents"), func(row any) (rows []any) {
				for _, x := range row.(*clEntry).documents {
					rows = append(rows, x)
				}
				return rows
			}},
		},
		render: func(row any, at string) map[string]any {
			e := row.(*clEntry)
			m := e.render()
			m["resource_uri"] = fmt.Sprintf("%sdocket-entries/%d/", at, e.id)
			m["docket"] = fmt.Sprintf("%sdockets/%d/", at, e.docket.id)
			m["tags"] = []any{}
			return m
		},
	}
}

// render is an entry as webhooks hold it: the docket is a number.
func (e *clEntry) render() map[string]any {
	documents := []any{}
	for _, x := range e.documents {
		documents = append(documents, x.render())
	}
	return map[string]any{"id": e.id, "docket": e.docket.id, "date_created": stamped(e.created), "date_modified": stamped(e.modified), "date_filed": e.filed,
		"time_filed": nil, "entry_number": number(e.number), "recap_sequence_number": e.sequence, "pacer_sequence_number": number(e.seq),
		"description": e.text, "recap_documents": documents}
}

func (c *CourtListener) documentTable() table {
	return table{
		defaults: "-id", orders: []string{"id", "date_created", "date_modified", "date_upload"},
		fields: map[string]field{
			"id":              {"N", get(func(x *clDocument) string { return strconv.FormatInt(x.id, 10) })},
			"date_created":    {"T", get(func(x *clDocument) string { return stamped(x.created) })},
			"date_modified":   {"T", get(func(x *clDocument) string { return stamped(x.modified) })},
			"document_number": {"E", get(func(x *clDocument) string { return x.number })},
			"pacer_doc_id":    {"I", get(func(x *clDocument) string { return x.docID })},
			"is_available":    {"E", get(func(x *clDocument) string { return strconv.FormatBool(x.paper != "") })},
		},
		related: map[string]relation{"docket_entry": {c.to("docket-entries"), func(row any) []any { return []any{row.(*clDocument).entry} }}},
		render: func(row any, at string) map[string]any {
			m := row.(*clDocument).render()
			m["resource_uri"], m["tags"] = fmt.Sprintf("%srecap-documents/%v/", at, m["id"]), []any{}
			return m
		},
	}
}

func (x *clDocument) render() map[string]any {
	page := x.entry.docket.path()
	if x.number != "" {
		page = fmt.Sprintf("/docket/%d/%s/%s/", x.entry.docket.id, x.number, slug(Release{Title: x.entry.docket.caption}))
	}
	m := map[string]any{"id": x.id, "absolute_url": page,
		"date_created": stamped(x.created), "date_modified": stamped(x.modified), "sha1": "", "page_count": nil, "file_size": nil, "filepath_local": nil,
		"filepath_ia": "", "ia_upload_failure_count": nil, "thumbnail": nil, "thumbnail_status": 0, "plain_text": "", "ocr_status": nil, "date_upload": nil,
		"document_number": x.number, "attachment_number": nil, "pacer_doc_id": x.docID, "is_available": x.paper != "", "is_free_on_pacer": nil,
		"is_sealed": nil, "document_type": 1, "description": x.short, "acms_document_guid": ""}
	if x.attachment > 0 {
		m["document_type"], m["attachment_number"] = 2, x.attachment
	}
	if x.paper != "" {
		m["filepath_local"], m["page_count"], m["plain_text"] = x.path(), x.pages, paperText(x.paper)
		m["date_upload"], m["ocr_status"], m["thumbnail_status"] = stamped(x.modified), 2, 1
	}
	return m
}

// path is where the paper lies in the storage.
func (x *clDocument) path() string {
	name := "gov.uscourts." + x.entry.docket.court + "." + x.entry.docket.caseID
	return fmt.Sprintf("recap/%s/%s.%s.%d.pdf", name, name, x.number, x.attachment)
}

// court answers for one court, with what its simulated feed carries.
func court(id string) clAnswer {
	c, ok := docket.CourtByID(id)
	if !ok || c.ID != id {
		return refuse(http.StatusNotFound, "Not found.")
	}
	types := "all"
	if c.FeedURL == "" {
		types = ""
	}
	return clAnswer{status: http.StatusOK, body: map[string]any{"id": c.ID, "pacer_court_id": 1, "pacer_has_rss_feed": c.FeedURL != "", "pacer_rss_entry_types": types,
		"date_last_pacer_contact": nil, "in_use": true, "jurisdiction": "FD", "citation_string": c.Citation, "full_name": c.Name}}
}
