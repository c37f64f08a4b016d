// Package mailbox reads the notices that courts mail of each filing (NEF, NDA),
// from a mailbox over IMAP. Nothing brings the full docket text sooner.
//
// The mailbox is only looked at: it is opened read-only (EXAMINE), messages are
// fetched without marking them (BODY.PEEK), and nothing is ever moved or deleted.
//
// Anybody can write a mail that looks like a court's. One is read only if its
// sender is under an allowed domain and the receiving server says, in its own
// Authentication-Results (RFC 8601), that it was proven to be.
//
// A notice holds one free look at its document, which whoever opens the address
// first uses up. These addresses are never opened, and nothing that leaves this
// package holds one: no sighting, no evidence, no error. The people a notice was
// mailed to are nobody's business either.
package mailbox
