package pacer

// A Filing is one entry of a docket as the feed shows it: one item, or the
// several items that its events were parted into.
type Filing struct {
	Item             // the first of them, with the document of the first that has one
	Events  []string // in the feed's order; repeats are kept
	Ordinal int      // 0 for the first, 1 for the second … of otherwise equal filings
}

// identity says which items are one filing. The guid names the entry where it
// holds a sequence number or part id; otherwise the document does.
type identity struct {
	title, link, guid, date string
	document                string // where the guid names only the case
	event                   string // where there is no document either
}

// merge joins the items of one filing: same title, link, guid and date, and the
// same sequence number or document. Entries that have neither, as most of
// E.D.N.Y.'s, are not joined: two orders of one second are two orders, and
// equal ones are told apart by their ordinal.
func merge(items []Item) []Filing {
	filings := make([]Filing, 0, len(items))
	newest := make(map[identity]int, len(items)) // the newest filing of that identity
	for i := range items {
		it := &items[i]
		id := identity{title: it.Title, link: it.Link, guid: it.GUID, date: it.Date}
		named := true
		switch {
		case it.SeqNo != "" || it.PartID != "":
		case it.Document != "" || it.DocumentID != "":
			id.document = it.Document + "/" + it.DocumentID
		default:
			id.event, named = it.Event, false
		}
		at, again := newest[id]
		if again && named {
			filings[at].join(it)
			continue
		}
		f := Filing{Item: *it}
		if again {
			f.Ordinal = filings[at].Ordinal + 1
		}
		if it.Event != "" {
			f.Events = []string{it.Event}
		}
		newest[id] = len(filings)
		filings = append(filings, f)
	}
	return filings
}

// join takes in another item of the filing.
func (f *Filing) join(it *Item) {
	if it.Event != "" {
		f.Events = append(f.Events, it.Event)
	}
	if f.DocumentURL == "" {
		f.Document, f.DocumentID, f.DocumentSeq, f.DocumentURL = it.Document, it.DocumentID, it.DocumentSeq, it.DocumentURL
	}
}
