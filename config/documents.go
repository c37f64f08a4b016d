package config

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
)

// Documents say where papers are kept and what reads them.
type Documents struct {
	Dir       string        // folder of the copies
	Keep      time.Duration // copies older than that are removed; 0 keeps them for ever. Text stays in the ledger
	PDFToText string        // path of poppler's pdftotext, to read with in place of the built-in reader
	OCR       string        // path of tesseract, for scanned papers; "" leaves them unread
}

// documentsEntry is the section as written.
type documentsEntry struct {
	Dir       string `yaml:"dir"`
	Keep      string `yaml:"keep"`
	PDFToText string `yaml:"pdftotext"`
	OCR       string `yaml:"ocr"`
}

// keepDocuments is how long copies are kept where the file does not say.
const keepDocuments = 365 * 24 * time.Hour

// documents reads the section. Without one the copies lie beside the ledger.
func documents(node *yaml.Node, storage string) (Documents, Problems) {
	d := Documents{Dir: "documents", Keep: keepDocuments}
	if path, ok := strings.CutPrefix(storage, "sqlite:"); ok {
		d.Dir = strings.TrimSuffix(path, filepath.Ext(path)) + "-documents"
	}
	if node.IsZero() {
		return d, nil
	}
	var e documentsEntry
	problems := strict(node, &e, "documents")
	if err := node.Load(&e); err != nil {
		return d, append(problems, yamlProblems(err)...)
	}
	if e.Dir != "" {
		d.Dir = e.Dir
	}
	d.PDFToText, d.OCR = e.PDFToText, e.OCR
	if e.Keep != "" {
		keep, err := Duration(e.Keep)
		if err != nil {
			problems = append(problems, Problem{Line: node.Line, Path: "documents", Message: "keep: " + err.Error(), Hint: `write "90d", or "0d" for ever`})
		}
		d.Keep = keep
	}
	return d, problems
}

// Duration reads a length of time with its unit: "90d", "12h", "30m".
func Duration(text string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(text, "d"); ok {
		n, err := strconv.Atoi(days)
		if err != nil || n < 0 || n > 100*366 {
			return 0, fmt.Errorf("%q is no number of days", text)
		}
		return time.Duration(n) * 24 * time.Hour, nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return 0, fmt.Errorf("%q is no length of time", text)
	}
	return d, nil
}
