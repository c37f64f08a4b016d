package rules

import "strings"

// Housekeeping reports whether a filing consists of nothing but the clerk's own
// events: "~Util - Set Deadlines". Courts show one filing with several events as
// several feed items, so "[Order]" often stands beside "[~Util - …]"; only a
// filing that has no other event is kept from users. A filing
// without any event is not housekeeping: when in doubt, tell.
func Housekeeping(events []string) bool {
	for _, event := range events {
		if !utility(event) {
			return false
		}
	}
	return len(events) > 0
}

// utility reports whether the event is "~Util - …", "~Util" or "~Utility …" in
// any case, with or without the brackets of the feed.
func utility(event string) bool {
	event = strings.ToLower(strings.TrimLeft(event, "[ \t\n\u00a0"))
	return strings.HasPrefix(event, "~util")
}
