package docketsheet

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed changeover.csv
var changeoverCSV string

// lastCounted is, by district, the serial of the last document of the time when
// attachment menus counted the main document as number 1. The serial is the
// document's id without its first three digits, the court's.
//
// Menus of both times look the same, so this must be known: the serials are
// those that juriscraper's pacer/attachment_page.py found court by court.
var lastCounted = sync.OnceValue(func() map[string]int {
	last := make(map[string]int)
	for line := range strings.Lines(changeoverCSV) {
		court, serial, _ := strings.Cut(strings.TrimSpace(line), ",")
		if n, err := strconv.Atoi(serial); err == nil { // the first line is headings
			last[court] = n
		}
	}
	return last
})
