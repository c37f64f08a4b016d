package press

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"docketwatch/docket"
	"docketwatch/watcher"
)

const wantAPI = "a DOJ API page"

// apiPage is a page as read: the report and, item by item, the bytes it was read from.
type apiPage struct {
	APIPage
	raw     []json.RawMessage // beside Results
	partial *watcher.Partial  // nil if all of it was read
}

// parseAPI reads a page of the API. What is no such page is a [*watcher.Refused].
func parseAPI(body []byte) (apiPage, error) {
	var p apiPage
	trimmed := bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	if len(trimmed) == 0 || trimmed[0] != '{' {
		return p, refused(wantAPI, body)
	}
	env, err := readEnvelope(trimmed)
	if r := env.judge(err); r != "" {
		return p, &watcher.Refused{Want: wantAPI, Got: r, Body: body}
	}
	p.Count, p.Page, p.PageSize = int(env.count), int(env.page), int(env.pagesize)
	var bad []string
	for i, raw := range env.results {
		r, err := readRecord(raw)
		if err != nil {
			bad = append(bad, fmt.Sprintf("item %d: %v", i+1, err))
			continue
		}
		p.Results = append(p.Results, r)
		p.raw = append(p.raw, raw)
	}
	of, why := len(env.results), strings.Join(bad[:min(len(bad), 3)], "; ")
	if err != nil {
		of = max(of+1, env.expected())
		why = strings.TrimPrefix(why+"; cut off", "; ")
	}
	if err != nil || len(bad) > 0 {
		p.partial = &watcher.Partial{Whole: len(p.Results), Of: of, Why: why, Cut: err != nil}
	}
	return p, nil
}

// envelope is what stands around the records.
type envelope struct {
	results               []json.RawMessage
	listed, described     bool // results and resultset were there
	status                int64
	message               string
	count, pagesize, page int64
}

// countOf is a count that comes as number or as string, depending on the year;
// 0 where there is none.
func countOf(raw json.RawMessage) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(textOf(raw)), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return min(n, 1<<40)
}

// readEnvelope reads as far as the bytes are whole: an error means that the end
// is missing, and everything before it is in the envelope.
func readEnvelope(body []byte) (env envelope, err error) {
	dec := json.NewDecoder(bytes.NewReader(body))
	if _, err := dec.Token(); err != nil {
		return env, err
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return env, err
		}
		switch key {
		case "metadata":
			err = env.metadata(dec)
		case "results":
			err = env.records(dec)
		default:
			err = dec.Decode(new(json.RawMessage))
		}
		if err != nil {
			return env, err
		}
	}
	_, err = dec.Token()
	return env, err
}

func (env *envelope) metadata(dec *json.Decoder) error {
	type fields = map[string]json.RawMessage
	var all fields
	if err := dec.Decode(&all); err != nil {
		return err
	}
	var info, set fields
	if json.Unmarshal(all["responseInfo"], &info) == nil {
		env.status, env.message = countOf(info["status"]), textOf(info["developerMessage"])
	}
	if json.Unmarshal(all["resultset"], &set) == nil && set != nil {
		env.described = true
		env.count, env.pagesize, env.page = countOf(set["count"]), countOf(set["pagesize"]), countOf(set["page"])
	}
	return nil
}

func (env *envelope) records(dec *json.Decoder) error {
	open, err := dec.Token()
	if err != nil {
		return err
	}
	if open != json.Delim('[') {
		return errors.New("results are no list")
	}
	env.listed = true
	for dec.More() {
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return err
		}
		env.results = append(env.results, raw)
	}
	_, err = dec.Token()
	return err
}

// judge says why this is no page of the API; "" if it is one, whole or cut.
func (env *envelope) judge(err error) string {
	switch {
	case env.status != 0 && env.status != 200:
		return fmt.Sprintf("an answer with status %d inside: %s", env.status, oneLine(env.message))
	case !env.listed && (errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)):
		return "cut off before its first release"
	case err != nil && len(env.results) == 0:
		return "broken JSON: " + err.Error()
	case !env.listed:
		return "JSON without results"
	case err == nil && !env.described:
		return "JSON without a result set"
	}
	return ""
}

// expected is how many records this page should hold.
func (env *envelope) expected() int {
	size := min(env.pagesize, 1000)
	return int(max(0, min(size, env.count-min(env.page, 1<<30)*size)))
}

// readRecord reads one release. Three fields are required, because without them
// a release cannot be known again, told or opened; all others may come in any
// of the forms they have had since 2009.
func readRecord(raw json.RawMessage) (APIRelease, error) {
	var f map[string]json.RawMessage
	if err := json.Unmarshal(raw, &f); err != nil {
		return APIRelease{}, errors.New("no record")
	}
	attachments := f["attachment"]
	if attachments == nil {
		attachments = f["attachments"]
	}
	r := APIRelease{
		UUID: oneLine(textOf(f["uuid"])), VUUID: oneLine(textOf(f["vuuid"])),
		Title: cleanTitle(textOf(f["title"])), URL: justiceURL(textOf(f["url"])),
		Date:    dayOf(moment(textOf(f["date"]))),
		Created: moment(textOf(f["created"])), Changed: moment(textOf(f["changed"])),
		Components: namesOf(f["component"], false), Topics: namesOf(f["topic"], true),
		Number: oneLine(textOf(f["number"])), Teaser: plainText(textOf(f["teaser"])), Body: plainText(textOf(f["body"])),
		Attachments: attachmentsOf(attachments),
	}
	if r.Date == "" {
		r.Date = dayIn(washington(), r.Created)
	}
	for _, required := range [][2]string{{"uuid", r.UUID}, {"title", r.Title}, {"url", r.URL}} {
		if required[1] == "" {
			return r, fmt.Errorf("no usable %s", required[0])
		}
	}
	return r, nil
}

// textOf is a string or number; "" for null and everything else.
func textOf(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		return n.String()
	}
	return ""
}

// namesOf reads a list of {uuid, name} or strings, a single one of them, or
// null. Commas part topics; components have commas in their names.
func namesOf(raw json.RawMessage, commas bool) []string {
	names := []string{}
	add := func(s string) {
		parts := []string{s}
		if commas {
			parts = strings.Split(s, ",")
		}
		for _, p := range parts {
			if p = cleanTitle(p); p != "" && !slices.Contains(names, p) {
				names = append(names, p)
			}
		}
	}
	for _, item := range listOf(raw) {
		var named struct {
			Name json.RawMessage `json:"name"`
		}
		if json.Unmarshal(item, &named) == nil && named.Name != nil {
			add(textOf(named.Name))
		} else {
			add(textOf(item))
		}
	}
	return names
}

// listOf is the elements of a list, or the one value in place of a list.
func listOf(raw json.RawMessage) []json.RawMessage {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		return list
	}
	if len(raw) == 0 {
		return nil
	}
	return []json.RawMessage{raw}
}

func attachmentsOf(raw json.RawMessage) []APIAttachment {
	var list []APIAttachment
	for _, item := range listOf(raw) {
		var a struct {
			File struct {
				ID   json.RawMessage `json:"id"`
				UUID string          `json:"uuid"`
			} `json:"file"`
			Description json.RawMessage `json:"description"`
		}
		if json.Unmarshal(item, &a) == nil && (a.File.UUID != "" || a.File.ID != nil) {
			list = append(list, APIAttachment{ID: textOf(a.File.ID), UUID: a.File.UUID, Description: cleanTitle(textOf(a.Description))})
		}
	}
	return list
}

// justiceURL makes an address of a release absolute. "" if it is no address of
// the web: what a link may be is decided here, not by what the page says.
func justiceURL(s string) string {
	u := webURL("https://www.justice.gov/", s)
	if u == nil {
		return ""
	}
	if u.Host == "justice.gov" || u.Host == "www.justice.gov" {
		u.Scheme, u.Host = "https", "www.justice.gov"
	}
	return u.String()
}

// webURL resolves an address against a base; nil unless http or https.
func webURL(base, s string) *url.URL {
	b, err := url.Parse(base)
	if err != nil {
		return nil
	}
	s = oneLine(s)
	if s == "" {
		return nil
	}
	u, err := b.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return nil
	}
	return u
}

// appeared is the day by which a release is put into the window: the day of its
// creation where that is later, because releases are back-dated by up to 407 days.
func (r APIRelease) appeared() docket.Date {
	return max(r.Date, dayIn(washington(), r.Created))
}

// seenAs is the release as the watcher knows it.
func (r APIRelease) seenAs(source string, at time.Time) docket.Release {
	return docket.Release{
		Source: source, Key: r.UUID, Version: r.VUUID, Title: r.Title, URL: r.URL, Date: r.Date, Published: r.Created,
		Components: r.Components, Number: r.Number, Teaser: r.Teaser, Body: r.Body, Seen: at, Digest: digest(r.Title, r.Body),
	}
}
