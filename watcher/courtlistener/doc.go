// Package courtlistener reads CourtListener, where Free Law Project keeps what
// the courts' feeds and the users of RECAP saw of dockets: the full docket text
// and free copies of the papers that a court's own feed does not carry. It is a
// client of REST v4, a [Source] that sweeps the watched dockets, a [Resolver]
// that is asked about one entry, a reader of webhook events, and the keeper of
// docket alerts.
//
// Everything is asked inside the account's allowance, which is small: a free
// account has 125 requests a day for everything. What was asked is counted in
// the ledger, through [Budget], before it is asked.
package courtlistener
