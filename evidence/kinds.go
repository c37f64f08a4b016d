package evidence

// kinds are the kinds of row that are chained, and what stands in each row's line, in this order.
// The ledger writes the lines (store/migrations/0008_evidence.sql); a change here without one there
// would make every bundle look forged, so a test compares them.
func kinds() []Kind {
	return []Kind{
		{"look", []string{"id", "source", "began_ms", "ended_ms", "outcome", "error", "counts"}},
		{"raw", []string{"id", "source", "at_ms", "reason", "digest", "size", "packed_sha256"}},
		{"entry", []string{"id", "version", "docket", "key", "case_name", "number", "pacer_case_id", "document_number", "pacer_doc_id", "seq_no",
			"part_id", "events", "text", "entered_ms", "filed", "document_url", "docket_url", "documents", "standing", "doc_kind",
			"filed_by", "told", "muted", "first_ms", "first_source"}},
		{"sighting", []string{"entry_id", "source", "digest", "kind", "standing", "text", "seen_ms"}},
		{"revision", []string{"id", "subject", "was", "source", "at_ms"}},
		{"reading", []string{"id", "entry_id", "attachment", "state", "why", "url", "digest", "size", "reader", "at_ms"}},
		{"page", []string{"reading_id", "number", "stamp", "text"}},
		{"finding", []string{"id", "subject", "entry_id", "attachment", "argument", "tier", "stance", "speaker", "holder", "quote", "plain", "page",
			"sheet", "start_at", "end_at", "form", "pattern", "doc_kind", "filed_by", "found_ms"}},
		{"release", []string{"id", "source", "key", "version", "title", "url", "date", "published_ms", "components", "number", "teaser", "body",
			"cluster", "relevance", "why", "seen_ms", "digest", "told"}},
		{"gap", []string{"id", "source", "from_ms", "to_ms", "why", "opened_ms", "closed_ms", "how"}},
		{"alert", []string{"id", "subject", "kind", "digest", "at_ms", "body"}},
		{"delivery", []string{"id", "public_id", "alert_id", "destination", "thread", "subject", "state", "ref", "created_ms"}},
		{"attempt", []string{"id", "delivery_id", "began_ms", "ended_ms", "outcome", "error"}},
		{"pruning", []string{"id", "at_ms", "looks_before_ms", "looks", "raws_before_ms", "raws"}},
		{"restore", []string{"id", "found_ms", "from_ms", "told_ms", "links", "lost_links"}},
	}
}

// A Kind is one kind of row, and the names of its columns.
type Kind struct {
	Name    string
	Columns []string
}

// Kinds are all kinds that are chained.
func Kinds() []Kind { return kinds() }

// columnsOf are the columns of a kind; nil for one that nobody knows.
func columnsOf(kind string) []string {
	for _, k := range kinds() {
		if k.Name == kind {
			return k.Columns
		}
	}
	return nil
}
