// Package rules says which filings and press items matter, and why. Text and
// facts go in; a verdict and the words that decided it come out. It does no
// I/O, knows no clock and writes no log, so that every rule can be tried on a
// page of text.
package rules
