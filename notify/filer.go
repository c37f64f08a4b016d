package notify

import (
	"strings"

	"docketwatch/docket"
)

// Filer says in words what a document is and whose, as far as its docket text
// tells: "opposition, filed by the government".
func Filer(a docket.Alert) string {
	var parts []string
	if word := documentWords[a.Document]; word != "" {
		parts = append(parts, word)
	}
	switch a.FiledBy {
	case "":
	case "court":
		parts = append(parts, "by the court")
	case "government":
		parts = append(parts, "filed by the federal government")
	case "amicus":
		parts = append(parts, "filed by an amicus")
	case "intervenor":
		parts = append(parts, "filed by an intervenor")
	default:
		parts = append(parts, "filed by the "+Clean(a.FiledBy, 30))
	}
	return strings.Join(parts, ", ")
}

// documentWords are the kinds of documents as people say them. Kinds that only
// repeat the court's own word are left out.
var documentWords = map[string]string{
	"complaint": "complaint", "answer": "answer", "motion_to_dismiss": "motion to dismiss", "motion_pi_tro": "motion for a preliminary injunction or restraining order",
	"motion_other": "motion", "memorandum_support": "memorandum in support", "opposition": "opposition", "reply": "reply", "response_other": "response",
	"brief_appellate": "appellate brief", "amicus_brief": "amicus brief", "notice_of_appeal": "notice of appeal", "order": "order", "judgment": "judgment",
	"mandate": "mandate", "minute_entry": "minute entry", "transcript": "transcript", "letter": "letter", "scheduling": "schedule",
}
