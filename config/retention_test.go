package config

import (
	"strings"
	"testing"
	"time"
)

func TestRetention(t *testing.T) {
	tests := []struct {
		name, text string
		want       Retention
		problem    string
	}{
		{"nothing is said", "", usual(), ""},
		{"days and a size", "retention: {raw_bytes: 7d, looks: 90d, warn_below: 500MiB}", Retention{7 * 24 * time.Hour, 90 * 24 * time.Hour, Room{Bytes: 500 << 20}}, ""},
		{"a share", "retention: {warn_below: 12.5%}", Retention{usual().Raws, usual().Looks, Room{Percent: 12.5}}, ""},
		{"too short", "retention: {raw_bytes: 1h}", Retention{}, "raw_bytes: \"1h\" is too short"},
		{"no size", "retention: {warn_below: 1 apple}", Retention{}, "warn_below: \"1 apple\" is no size"},
		{"more than all", "retention: {warn_below: 100%}", Retention{}, "no share of a disk"},
		{"nothing at all", "retention: {warn_below: 0GiB}", Retention{}, "no size"},
		{"a slip", "retention: {raw_byte: 7d}", Retention{}, "raw_bytes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := Parse("c.yaml", []byte(tt.text+"\nsources: [{kind: x}]\nnotify: [{kind: console, name: screen}]\n"))
			if tt.problem != "" {
				if err == nil || !strings.Contains(err.Error(), tt.problem) {
					t.Fatalf("got %v, want %q", err, tt.problem)
				}
				return
			}
			if err != nil || c.Retention != tt.want {
				t.Fatalf("got %+v, %v", c.Retention, err)
			}
		})
	}
}

func TestRoomIsTheSmallerOfBoth(t *testing.T) {
	for whole, want := range map[uint64]uint64{10 << 30: 512 << 20, 100 << 30: 1 << 30} {
		if got := usual().Room.Least(whole); got != want {
			t.Errorf("of %d: %d, want %d", whole, got, want)
		}
	}
}
