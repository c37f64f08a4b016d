package docket

import "time"

// AlertKind says what sort of thing an alert tells.
type AlertKind string

// The kinds of alert.
const (
	AlertFiling    AlertKind = "filing"    // a new entry on a watched docket
	AlertUpdate    AlertKind = "update"    // a told entry gained its text or its document: the message is edited
	AlertArgument  AlertKind = "argument"  // a told document makes an argument that is watched
	AlertRule      AlertKind = "rule"      // a rule of the user's own fits what became known of a told entry: its document, its text
	AlertPaired    AlertKind = "paired"    // a filing says that nothing has been done, and a release announces something
	AlertAmended   AlertKind = "amended"   // the wording of a told entry or release changed
	AlertSealed    AlertKind = "sealed"    // a told entry is no longer open to the public
	AlertRemoved   AlertKind = "removed"   // a told entry is no longer on its docket
	AlertRestored  AlertKind = "restored"  // it is back
	AlertLate      AlertKind = "late"      // old entries that a source learned of only now
	AlertSuggested AlertKind = "suggested" // a case that nobody watches and somebody may want to
	AlertRelease   AlertKind = "release"   // a relevant press item
	AlertWatching  AlertKind = "watching"  // a first look has taken its baseline
	AlertGap       AlertKind = "gap"       // a stretch that a source may have shown and we did not see
	AlertExpected  AlertKind = "expected"  // what a docket entry said would come by a day, and no source has shown
	AlertHealth    AlertKind = "health"    // something is wrong with the watching itself, or right again
	AlertDigest    AlertKind = "digest"    // many things in one message: a digest, a burst, what was held
	AlertTest      AlertKind = "test"      // asked for by a person
)

// AlertKinds are all of them but the test, which only a person asks for.
func AlertKinds() []AlertKind {
	return []AlertKind{AlertFiling, AlertUpdate, AlertArgument, AlertRule, AlertPaired, AlertAmended, AlertSealed, AlertRemoved, AlertRestored,
		AlertLate, AlertSuggested, AlertRelease, AlertWatching, AlertGap, AlertHealth, AlertDigest}
}

// An Alert is one thing worth telling, with the reason in words. It is unique
// on (Subject, Kind, Digest): the ledger refuses to tell the same thing twice.
//
// Case, Court and Number come from the source's identifiers only. Title and
// Body may hold text of a court or a press office: hostile until escaped.
type Alert struct {
	ID      int64     `json:"id"`
	Subject string    `json:"subject"`
	Kind    AlertKind `json:"kind"`
	Digest  string    `json:"digest,omitempty"`

	Case      string    `json:"case,omitempty"`     // the user's name of the case
	Court     string    `json:"court_id,omitempty"` // CourtListener id
	CourtName string    `json:"court,omitempty"`    // "N.D. Cal."
	Number    string    `json:"docket_number,omitempty"`
	Entry     string    `json:"document_number,omitempty"` // "" for an entry without number
	Labels    []string  `json:"labels,omitempty"`
	Title     string    `json:"title"`                   // what it is, in one line
	Document  string    `json:"document_kind,omitempty"` // "opposition"; "" where it is not known
	FiledBy   string    `json:"filed_by,omitempty"`      // "government"; "" where it is not known
	Body      string    `json:"body,omitempty"`          // more, where there is more; a redline for amended
	Link      string    `json:"link,omitempty"`          // the document
	DocketURL string    `json:"docket_url,omitempty"`    // the docket
	PressURL  string    `json:"press_url,omitempty"`     // the release that stands beside the document
	When      time.Time `json:"when,omitzero"`           // the source's own time; zero: it gave none
	DayOnly   bool      `json:"day_only,omitempty"`      // When has day precision
	Zone      string    `json:"zone,omitempty"`          // IANA zone When is shown in
	Source    string    `json:"source,omitempty"`
	Seen      time.Time `json:"seen,omitzero"`       // when we first saw it
	Reason    string    `json:"reason"`              // why the user is told
	EditOnly  bool      `json:"edit_only,omitempty"` // worth editing a message for, not worth another message
	Paper     string    `json:"paper,omitempty"`     // what came of reading the document: "PDF, 12 pages"
	Awaiting  string    `json:"awaiting,omitempty"`  // what is not known yet and being asked for; "" when nothing is
	Rules     []RuleHit `json:"rules,omitempty"`     // the user's own rules that fit, with the words
	Parts     []Part    `json:"parts,omitempty"`     // of a digest: what Body says, with links
	Rings     []string  `json:"rings,omitempty"`     // of many told in one message: their kinds, of alert and of filed document
	Carries   []string  `json:"carries,omitempty"`   // of the same: the public ids of their deliveries, which a look-up may search for
}

// A Part is one paragraph of a digest: a case, or what is no case's.
type Part struct {
	Head  string `json:"head"`
	Lines []Line `json:"lines,omitempty"`
}

// A Line is one thing of a part. Its text may be a court's: hostile until escaped.
type Line struct {
	Text    string `json:"text"`
	Word    string `json:"word,omitempty"` // what the link is called: "No. 46"
	Link    string `json:"link,omitempty"`
	Subject string `json:"subject,omitempty"` // of the filing that it tells of; "" for anything else
}

// A Plan is an alert and the destinations it was routed to. Routing is decided
// and stored with the alert, so that editing the configuration later does not
// redirect what is already queued.
type Plan struct {
	Alert        Alert
	Destinations []string
	Threads      map[string]string // destination to the thread it keeps this in; absent: none
}
