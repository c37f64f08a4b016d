package docketsheet

import (
	"os"
	"path/filepath"
	"testing"
)

// captured are the real pages of a folder of the corpus, by path. They are no
// part of the project.
func captured(t testing.TB, folder string) map[string][]byte {
	dir := os.Getenv("DOCKETWATCH_CORPUS")
	if dir == "" {
		dir = "../../../shared/corpus"
	}
	dir = filepath.Join(dir, folder)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no captured pages at %s; set DOCKETWATCH_CORPUS to compare with them", dir)
	}
	paths, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no pages in %s: %v", dir, err)
	}
	pages := make(map[string][]byte)
	for _, path := range paths {
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		pages[path] = body
	}
	return pages
}
