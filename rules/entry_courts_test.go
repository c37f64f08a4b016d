package rules_test

import (
	"os"
	"testing"
)

// Courts word the same event differently: Northern California and Illinois, New
// York, Washington, Massachusetts, Rhode Island and the District, four courts of
// appeals, ACMS and the Supreme Court. These entries were written in the courts'
// shapes before the rules were tried on them.
func TestEntriesOfManyCourtsAreRead(t *testing.T) {
	data, err := os.ReadFile("testdata/labelled/entries_courts.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	compare(t, labelled(t, data)).hold(t, 0.95, 0.98, 0.97, 0.93)
}
