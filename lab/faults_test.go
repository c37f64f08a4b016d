package lab

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEveryTestThatTheFaultsNameExists keeps docs/faults.md honest: 144 rows,
// and no test named that is not there.
func TestEveryTestThatTheFaultsNameExists(t *testing.T) {
	raw, err := os.ReadFile("../docs/faults.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for line := range strings.Lines(string(raw)) {
		if !regexp.MustCompile(`^\| [STDCAG]\d+ \|`).MatchString(line) {
			continue
		}
		rows++
		cells := strings.Split(strings.TrimSuffix(strings.TrimSpace(line), "|"), "|")
		by := strings.TrimSpace(cells[len(cells)-1])
		if !strings.HasPrefix(by, "tested by ") && !strings.HasPrefix(by, "not ") && !strings.HasPrefix(by, "nothing to test") {
			t.Errorf("a row says neither what tests it nor why not: %s", line)
		}
		for _, named := range regexp.MustCompile(`((?:Test|Fuzz)\w+) in ([\w/]+)`).FindAllStringSubmatch(by, -1) {
			if !isThere(t, named[1], named[2]) {
				t.Errorf("%s names %s in %s, which is not there", strings.TrimSpace(cells[1]), named[1], named[2])
			}
		}
	}
	if rows != 144 {
		t.Errorf("%d rows, want 144", rows)
	}
}

func isThere(t *testing.T, test, room string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", filepath.FromSlash(room), "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(raw), "func "+test+"(") {
			return true
		}
	}
	return false
}
