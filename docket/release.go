package docket

import "time"

// A Release is one press item: a Justice Department release, a presidential
// action, an item of any configured feed.
type Release struct {
	Source     string // the source's name in the ledger: "doj_press"
	Key        string // the publisher's stable id (DOJ: uuid); never the URL, which moves to archives
	Version    string // the publisher's revision id where it has one (DOJ: vuuid)
	Title      string
	URL        string
	Date       Date      // the day printed on it; may be months before it appeared
	Published  time.Time // with time of day where the source has one; else zero
	Components []string  // "Office of Public Affairs", "USAO - Illinois, Northern"
	Number     string    // release number: "17-436"
	Teaser     string    // plain text
	Body       string    // plain text, whole
	Cluster    string    // same text posted by several offices: normalised title + date, where the source gives no other
	Relevance  Relevance // judged by the rules, where the source (a page that the user asked for) does not say
	Why        string    // which words decided the relevance
	Seen       time.Time
	Digest     string // SHA-256 (hex) of title and body
	Told       Told
	InPlace    bool // a watched page, edited where it stands: every edit is news, also of what stood there at the first look. Not kept
}

// Subject names the release in alerts and threads; copies of one release by
// several offices share it.
func (r Release) Subject() string { return "release:" + r.Cluster }

// Relevance grades a release.
type Relevance string

// The grades of relevance.
const (
	Relevant    Relevance = "relevant"
	MentionOnly Relevance = "mention"
	Irrelevant  Relevance = "none"
)
