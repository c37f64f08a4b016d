// Package press reads press sources: the Justice Department's News API with its
// RSS feed as a cross-check; any RSS or Atom feed (the White House, agencies,
// city attorneys); the Federal Register, from filing to publication; the listing
// of the Department of Homeland Security; and web pages that are edited in
// place, such as a list of jurisdictions.
//
// Every answer has to prove what it is. Bot walls answer 200, a mistyped
// parameter brings the oldest releases instead of the newest, and feed readers
// drop items without an error: all of that is known from the public record of
// these sites, and none of it may look like "nothing new". No wall is evaded.
package press
