// Package fetch is the one HTTP client of every source. It is polite (one
// request to a host at a time, Retry-After reported, validators honoured),
// bounded (time, bytes, compression ratio) and careful about where it connects:
// an address in a configuration file, in a redirect or behind a changed DNS
// answer must not reach the inside of the network it runs in.
//
// It knows nothing of dockets. What came is judged by the source that asked.
package fetch
