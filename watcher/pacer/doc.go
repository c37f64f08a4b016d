// Package pacer reads the RSS feeds of the federal courts (PACER, CM/ECF):
// district, bankruptcy and appellate, and the home-made one of E.D.N.Y.
//
// The way of an answer: [fetch] -> charset -> scan (where each item begins and
// ends) -> prove (it is a feed, and of the court asked) -> read (an item's own
// shape) -> merge (events of one filing) -> normalise (what the ledger keeps).
// Every step but the first is a pure function.
//
// The scanner is our own. encoding/xml loses every item after one stray tag;
// here a damaged item costs only itself, and a feed that was cut off gives all
// it held before the cut. Both are told as partial, never as whole. It also
// costs a fraction of the time: a known item is hashed, not parsed.
//
// Facts about the feeds come from captures of 2018 and 2023 and from
// juriscraper's and CourtListener's public source.
package pacer
