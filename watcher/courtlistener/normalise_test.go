package courtlistener

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"docketwatch/docket"
)

// sightingOf normalises an entry as it would stand on the docket of a court.
func sightingOf(t *testing.T, court string, copy Copy, changes map[string]any) docket.Sighting {
	t.Helper()
	c, err := NewClient(Options{})
	if err != nil {
		t.Fatal(err)
	}
	if copy.Number == "" {
		copy = Copy{ID: 4214664, Number: "3:17-cv-00574", PacerCaseID: "307687", CaseName: "County of Santa Clara v. Trump", URL: "/docket/4214664/county-of-santa-clara-v-trump/"}
	}
	e := parsed(t, changes)
	key := docket.KeyOf(court, number(t, copy.Number))
	return c.sighting(&e, placeOf(key, copy), look{source: "courtlistener", seen: noon, digest: "d"})
}

func TestASightingClaimsNoMoreThanIsKnown(t *testing.T) {
	const page = "https://www.courtlistener.com/docket/4214664/46/county-of-santa-clara-v-trump/"
	const docketPage = "https://www.courtlistener.com/docket/4214664/county-of-santa-clara-v-trump/"
	full := docket.Sighting{Source: "courtlistener", Court: "cand", Number: number(t, "3:17-cv-00574"), CaseName: "County of Santa Clara v. Trump", PacerCaseID: "307687",
		DocumentNumber: "46", PacerDocID: "035015264587", SeqNo: "140", Text: "OPPOSITION/RESPONSE", Filed: "2017-03-09", DocumentURL: page, DocketURL: docketPage,
		Documents: []docket.Document{{Number: "46", PacerDocID: "035015264587", Description: "Opposition/Response to Motion", Pages: 4}}, Seen: noon, Digest: "d",
		SourceID: "courtlistener/2208776", Learned: parsed(t, nil).Created}
	for _, c := range []struct {
		name    string
		changes map[string]any
		want    func(*docket.Sighting)
	}{
		{"an entry with docket text has no events", nil, func(*docket.Sighting) {}},
		{"a stub has its event, no text and no day of filing", map[string]any{"description": ""}, func(s *docket.Sighting) {
			s.Text, s.Filed, s.Events = "", "", []string{"Opposition/Response to Motion"}
		}},
		{"a text of white space is none", map[string]any{"description": " \n", "document.description": "Order"}, func(s *docket.Sighting) {
			s.Text, s.Filed, s.Events, s.Documents[0].Description = "", "", []string{"Order"}, "Order"
		}},
		{"events that juriscraper joined are parted", map[string]any{"description": nil, "document.description": "Order AND ~Util - Set Deadlines"}, func(s *docket.Sighting) {
			s.Text, s.Filed, s.Events, s.Documents[0].Description = "", "", []string{"Order", "~Util - Set Deadlines"}, "Order AND ~Util - Set Deadlines"
		}},
		{"a title in capitals is not parted", map[string]any{"description": nil, "document.description": "OPINION AND ORDER"}, func(s *docket.Sighting) {
			s.Text, s.Filed, s.Events, s.Documents[0].Description = "", "", []string{"OPINION AND ORDER"}, "OPINION AND ORDER"
		}},
		{"free copies, CourtListener's own first", map[string]any{"document.is_available": true,
			"document.filepath_local": "recap/gov.uscourts.cand.307687/gov.uscourts.cand.307687.46.0.pdf",
			"document.filepath_ia":    "https://archive.org/download/gov.uscourts.cand.307687/gov.uscourts.cand.307687.46.0.pdf"}, func(s *docket.Sighting) {
			s.Documents[0].URLs = []string{"https://storage.courtlistener.com/recap/gov.uscourts.cand.307687/gov.uscourts.cand.307687.46.0.pdf",
				"https://archive.org/download/gov.uscourts.cand.307687/gov.uscourts.cand.307687.46.0.pdf"}
			s.DocumentURL = s.Documents[0].URLs[0]
		}},
		{"a sealed paper is not linked", map[string]any{"document.is_sealed": true, "document.filepath_local": "recap/x.pdf"}, func(s *docket.Sighting) {
			s.Documents[0].Sealed, s.Standing = true, docket.StandingSealed
		}},
		{"addresses that are none are left out", map[string]any{"document.filepath_local": "file:///etc/passwd", "document.filepath_ia": "javascript:alert(1)",
			"document.absolute_url": "//evil.example.org/x"}, func(s *docket.Sighting) { s.DocumentURL = "" }},
		{"a path cannot climb out", map[string]any{"document.filepath_local": "../../x.pdf"}, func(s *docket.Sighting) {
			s.Documents[0].URLs = []string{"https://storage.courtlistener.com/x.pdf"}
			s.DocumentURL = s.Documents[0].URLs[0]
		}},
		{"attachments follow the main document, by number", map[string]any{"recap_documents": []any{
			doc(2, "46", 2, "035015264589", "Exhibit B"), doc(2, "46", 1, "035115264588", "Exhibit A"), doc(1, "46", nil, "035115264587", ""), doc(2, "46", nil, "035015264590", "?")}},
			func(s *docket.Sighting) {
				s.DocumentURL = ""
				s.Documents = []docket.Document{{Number: "46", PacerDocID: "035015264587"}, {Number: "46", Attachment: 1, PacerDocID: "035015264588", Description: "Exhibit A"},
					{Number: "46", Attachment: 2, PacerDocID: "035015264589", Description: "Exhibit B"}}
			}},
		{"an unnumbered entry is told from equal ones by CourtListener's id", map[string]any{"entry_number": nil, "pacer_sequence_number": nil,
			"recap_documents": []any{doc(1, "", nil, "", "")}}, func(s *docket.Sighting) {
			s.DocumentNumber, s.PacerDocID, s.SeqNo, s.Documents, s.DocumentURL = "", "", "", nil, ""
		}},
		{"an unnumbered entry with a sequence number is known by it too", map[string]any{"entry_number": nil, "recap_documents": nil}, func(s *docket.Sighting) {
			s.DocumentNumber, s.PacerDocID, s.Documents, s.DocumentURL = "", "", nil, ""
		}},
		{"an entry without papers still has its number", map[string]any{"recap_documents": nil}, func(s *docket.Sighting) { s.PacerDocID, s.Documents, s.DocumentURL = "", nil, "" }},
		{"a number that only the paper has", map[string]any{"entry_number": nil, "document.document_number": "046"}, func(s *docket.Sighting) {}},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := full
			want.Documents = append([]docket.Document(nil), full.Documents...)
			c.want(&want)
			if d := cmp.Diff(want, sightingOf(t, "cand", Copy{}, c.changes)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// doc is a recap document of the given type, number, attachment, id and text.
func doc(kind int, number string, attachment any, id, description string) map[string]any {
	return map[string]any{"id": 1, "document_type": kind, "document_number": number, "attachment_number": attachment, "pacer_doc_id": id, "description": description,
		"page_count": nil, "is_available": false, "is_sealed": nil, "filepath_local": "", "filepath_ia": nil, "absolute_url": "", "date_modified": "2017-03-09T16:14:00-08:00"}
}

func TestNumbersOfOtherCourts(t *testing.T) {
	ca9 := Copy{ID: 1, Number: "17-17480"}
	for _, c := range []struct {
		name, court string
		copy        Copy
		changes     map[string]any
		number, id  string
		seq         string
	}{
		{"an appellate entry whose number is the id of its document", "ca9", ca9, map[string]any{"entry_number": 12909409219058, "document.pacer_doc_id": "00919409219"}, "", "00909409219", ""},
		{"the same without the id beside it", "ca9", ca9, map[string]any{"entry_number": 919409219, "document.pacer_doc_id": ""}, "", "00909409219", ""},
		{"the same without any paper", "ca9", ca9, map[string]any{"entry_number": 919409219, "recap_documents": nil}, "", "00909409219", ""},
		{"an appellate entry with a number", "ca9", ca9, map[string]any{"entry_number": 55}, "55", "035015264587", ""},
		{"an ACMS document id stays as it is", "ca9", ca9, map[string]any{"document.pacer_doc_id": "27f1a2c3-0000-4000-8000-00155d0a0b0c"}, "46", "27f1a2c3-0000-4000-8000-00155d0a0b0c", ""},
		{"a Supreme Court row has no number on its sheet", "scotus", Copy{ID: 2, Number: "24-966"}, map[string]any{"entry_number": 415069, "document.pacer_doc_id": ""}, "", "", ""},
		{"a sequence number without the court's case id names nothing", "cand", Copy{ID: 3, Number: "3:17-cv-00574"}, nil, "46", "035015264587", ""},
		{"number 0 is none", "cand", Copy{ID: 3, Number: "3:17-cv-00574"}, map[string]any{"entry_number": 0}, "", "035015264587", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := sightingOf(t, c.court, c.copy, c.changes)
			if s.DocumentNumber != c.number || s.PacerDocID != c.id || s.SeqNo != c.seq {
				t.Errorf("number %q, document %q, sequence %q; want %q, %q, %q", s.DocumentNumber, s.PacerDocID, s.SeqNo, c.number, c.id, c.seq)
			}
		})
	}
}

func TestASightingJoinsWhatTheCourtsFeedSaid(t *testing.T) {
	feed := docket.Sighting{Court: "cand", Number: number(t, "3:17-cv-00574-WHO"), PacerCaseID: "307687", DocumentNumber: "46", PacerDocID: "035015264587", SeqNo: "140"}
	ours := sightingOf(t, "cand", Copy{}, nil)
	if ours.Docket() != feed.Docket() {
		t.Fatalf("%s is not %s", ours.Docket(), feed.Docket())
	}
	if d := cmp.Diff(append(docket.EntryKeys(feed), "x:courtlistener/2208776"), docket.EntryKeys(ours)); d != "" {
		t.Error(d)
	}
}
