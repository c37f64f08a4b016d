// Package examples holds configurations that are shipped with docketwatch, and
// the tests that keep them true.
package examples
