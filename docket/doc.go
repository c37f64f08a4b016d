// Package docket holds the words of the field: court, docket number, case,
// entry, sighting, release, alert, delivery. It is data and pure functions on
// the standard library alone, so that every other room can import it and it
// imports none of them.
//
// Times are instants (the store keeps them as UTC milliseconds). A [Date] is a
// calendar day where the court sits. Names follow the field's own: those of
// PACER, and of Free Law Project's juriscraper and CourtListener.
package docket
