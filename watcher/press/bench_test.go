package press

import (
	"strings"
	"testing"
)

func BenchmarkParseAPI(b *testing.B) {
	body := []byte(page(strings.TrimSuffix(strings.Repeat(record2017+","+record2026+",", 25), ",")))
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if _, err := ParseAPI(body); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseFeed(b *testing.B) {
	body := []byte(actions(30))
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if _, err := ParseFeed(body); err != nil {
			b.Fatal(err)
		}
	}
}
