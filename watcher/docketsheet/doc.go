// Package docketsheet reads what a court itself writes of a case: docket
// reports of district, bankruptcy and appellate courts, history reports,
// attachment menus, the JSON of ACMS and of the Supreme Court, and the notices
// that courts mail (NEF, NDA). Bytes in, the dictionary of the RECAP ecosystem
// out; no I/O, no clock.
//
// A page that is not what it claims to be is a [*watcher.Refused] that names
// what came instead. It is never read as an empty docket.
package docketsheet
