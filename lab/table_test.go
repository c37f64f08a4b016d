package lab

import (
	"bytes"
	"os"
	"testing"
)

// TestTheFiguresWereWrittenByTheLab: figures of docs/reliability.md are never
// typed.
func TestTheFiguresWereWrittenByTheLab(t *testing.T) {
	page, err := os.ReadFile("../docs/reliability.md")
	if err != nil {
		t.Fatal(err)
	}
	if !Genuine(page) {
		t.Error("docs/reliability.md was not written by `make faults`, or was touched since")
	}
	if Genuine(bytes.Replace(page, []byte("| figure |"), []byte("| figures |"), 1)) {
		t.Error("a page that was touched passes")
	}
}
