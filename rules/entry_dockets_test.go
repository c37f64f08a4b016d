package rules_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A sheet is what is read here of a docket in the shared JSON names.
type sheet struct {
	CaseName string `json:"case_name"`
	Entries  []struct {
		Description string `json:"description"`
		Short       string `json:"short_description"`
	} `json:"docket_entries"`
}

// dockets reads every docket of the corpus, or skips.
func dockets(t testing.TB) []sheet {
	t.Helper()
	root := os.Getenv("DOCKETWATCH_CORPUS")
	if root == "" {
		root = "../../shared/corpus"
	}
	var sheets []sheet
	for _, folder := range []string{"dockets", "docket_history", "nda", "nef", "rss", "scotus"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".json") || strings.HasSuffix(name, ".compare.json") {
				return err
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			sheets = append(sheets, sheetsOf(data)...)
			return nil
		})
		if err != nil {
			t.Skipf("no corpus: %v", err)
		}
	}
	return sheets
}

// sheetsOf reads a docket, a list of them, or a notice that holds them; other
// shapes hold no docket.
func sheetsOf(data []byte) []sheet {
	var list []json.RawMessage
	if json.Unmarshal(data, &list) != nil {
		list = []json.RawMessage{data}
	}
	var sheets []sheet
	for _, raw := range list {
		var one struct {
			sheet
			Dockets []sheet `json:"dockets"`
		}
		if json.Unmarshal(raw, &one) == nil {
			sheets = append(append(sheets, one.sheet), one.Dockets...)
		}
	}
	return sheets
}
