package courtlistener

import (
	"context"
	"fmt"

	"docketwatch/docket"
)

// Words of ocr_status that say that a paper without text stays without it
// (CourtListener's OCRStatus: 1 complete, 2 unnecessary, 3 failed, 4 needed).
var noMoreText = map[string]bool{"1": true, "2": true, "3": true}

// Transcribe is the text that CourtListener made of a paper, with its own
// reader or, where the pages are pictures, its machine for those. ok is false
// where it has none and will have none. A text that is still to come is an
// error: ask again.
//
// It costs one request. The text has no form feeds: only the court's stamps
// part its pages.
func (r *Resolver) Transcribe(ctx context.Context, d docket.Document) (text string, ok bool, err error) {
	if d.PacerDocID == "" { // nothing else names a paper in every court
		return "", false, nil
	}
	p, err := r.client.list(ctx, Settle, "recap-documents", query{{"pacer_doc_id", d.PacerDocID}, {"fields", "id,plain_text,ocr_status"}})
	if err != nil {
		return "", false, err
	}
	awaited := false
	for _, raw := range p.results { // a paper filed in two cases stands there twice
		o, err := objectOf("recap document", raw)
		if err != nil {
			return "", false, fmt.Errorf("the text of a paper: %w", err)
		}
		words, status := o.scalar("plain_text"), o.scalar("ocr_status")
		if err := o.err(); err != nil {
			return "", false, fmt.Errorf("the text of a paper: %w", err)
		}
		if words != "" {
			return words, true, nil
		}
		awaited = awaited || !noMoreText[status]
	}
	if awaited {
		return "", false, fmt.Errorf("CourtListener has not read paper %s yet", d.PacerDocID)
	}
	return "", false, nil
}
