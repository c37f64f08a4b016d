package config_test

import (
	"testing"
	"time"

	"docketwatch/config"
)

func TestCopiesLieBesideTheLedgerUnlessTheFileSaysOtherwise(t *testing.T) {
	const rest = "\nsources: [{kind: court_rss}]\nnotify: [{name: screen, kind: console}]\n"
	for text, want := range map[string]config.Documents{
		"storage: sqlite:/var/lib/x.db" + rest:                                     {Dir: "/var/lib/x-documents", Keep: 365 * 24 * time.Hour},
		"documents: {dir: /srv/papers, keep: 90d, ocr: /usr/bin/tesseract}" + rest: {Dir: "/srv/papers", Keep: 90 * 24 * time.Hour, OCR: "/usr/bin/tesseract"},
		"documents: {keep: 0d}" + rest:                                             {Dir: "./docketwatch-documents"},
	} {
		c, err := config.Parse("x.yaml", []byte(text))
		if err != nil || c.Papers != want {
			t.Errorf("%q: %+v, %v; want %+v", text, c.Papers, err, want)
		}
	}
}

func TestADurationHasAUnit(t *testing.T) {
	for text, want := range map[string]time.Duration{"90d": 90 * 24 * time.Hour, "0d": 0, "12h": 12 * time.Hour, "1h30m": 90 * time.Minute} {
		if got, err := config.Duration(text); err != nil || got != want {
			t.Errorf("%q: %s, %v", text, got, err)
		}
	}
	for _, bad := range []string{"", "90", "d", "-1d", "-5m", "9999999d", "1.5d", "a week"} {
		if got, err := config.Duration(bad); err == nil {
			t.Errorf("%q is %s", bad, got)
		}
	}
}
