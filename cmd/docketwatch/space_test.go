package main

import (
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/zap"

	"docketwatch/config"
	"docketwatch/docket"
)

// Room that runs low is told once, also across a restart; that there is enough
// again is told once, and not while it flickers.
func TestLittleRoomIsToldOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	c, err := config.Parse("c.yaml", []byte("storage: sqlite:"+path+"\nsources: [{kind: court_rss}]\nnotify: [{kind: console, name: screen}]\nretention: {warn_below: 1GiB}\n"))
	if err != nil {
		t.Fatal(err)
	}
	const gib = 1 << 30
	steps := []struct {
		name    string
		free    uint64
		restart bool
		told    int
		says    string
	}{
		{"plenty", 50 * gib, false, 0, ""},
		{"little", gib - 1, false, 1, "Little room is left for the ledger"},
		{"less", gib / 2, false, 1, ""},
		{"still, after a restart", gib / 2, true, 1, ""},
		{"a breath more than little", gib + 1, false, 1, ""},
		{"enough", 2 * gib, false, 2, "There is room for the ledger again"},
		{"still enough, after a restart", 2 * gib, true, 2, ""},
		{"little once more", gib / 4, false, 3, "256.0 MiB free"},
	}
	var d *service
	for _, s := range steps {
		t.Run(s.name, func(t *testing.T) {
			if d == nil || s.restart {
				if d != nil {
					if err := d.store.Close(); err != nil {
						t.Fatal(err)
					}
				}
				if d, err = openService(t.Context(), c.Storage, zap.NewNop()); err != nil {
					t.Fatal(err)
				}
				a, err := assemble(c, &strings.Builder{})
				if err != nil {
					t.Fatal(err)
				}
				if err := d.mount(a); err != nil {
					t.Fatal(err)
				}
			}
			room := space{Of: "ledger", Path: "/", Free: s.free, Whole: 100 * gib, Low: s.free < c.Retention.Room.Least(100*gib)}
			if err := d.tellSpace(t.Context(), room); err != nil {
				t.Fatal(err)
			}
			list, err := d.store.Alerts(t.Context(), 10)
			if err != nil || len(list) != s.told {
				t.Fatalf("%d told, want %d, %v", len(list), s.told, err)
			}
			if s.says != "" && !strings.Contains(list[0].Title+list[0].Body, s.says) {
				t.Errorf("%q does not say %q", list[0].Title+": "+list[0].Body, s.says)
			}
			if s.told > 0 && (list[0].Kind != docket.AlertHealth || len(list[0].Deliveries) != 1) {
				t.Errorf("%+v", list[0])
			}
		})
	}
	if d != nil {
		_ = d.store.Close() // the test is over
	}
}

func TestSpaceOfThisMachine(t *testing.T) {
	dir := t.TempDir()
	c := &config.Config{Storage: "sqlite:" + filepath.Join(dir, "deep", "ledger.db"), Papers: config.Documents{Dir: dir}}
	list, err := spaces(c)
	if err != nil {
		t.Fatal(err)
	}
	if _, known, _ := spaceAt(dir); known && (len(list) != 2 || list[0].Whole == 0 || list[0].Free > list[0].Whole) {
		t.Fatalf("%+v", list)
	}
}
