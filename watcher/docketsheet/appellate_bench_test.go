package docketsheet

import "testing"

// Every reader over the real pages of its kind; without them, nothing.
func BenchmarkRealPages(b *testing.B) {
	for _, k := range sampleKinds() {
		b.Run(k.name, func(b *testing.B) {
			pages := k.samples(b)
			size := 0
			for _, body := range pages {
				size += len(body)
			}
			b.SetBytes(int64(size))
			for b.Loop() {
				for name, body := range pages {
					if _, err := k.parse(body, courtOfSample(name)); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(pages)), "ns/page")
		})
	}
}
