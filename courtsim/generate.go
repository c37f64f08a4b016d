package courtsim

import (
	"fmt"
	"strconv"
	"time"

	"docketwatch/docket"
)

// events of generated feeds, in the words courts use.
var generatedEvents = []string{"Order", "Motion to Dismiss", "Notice of Appearance", "Reply to Response to Motion", "Certificate of Service",
	"Order on Motion for Extension of Time", "Summons Issued", "Letter", "Stipulation and Proposed Order", "Transcript"}

// GenerateFeed is a feed of that many items for benchmarks: everything in it
// follows from seed and place, so that start + 1 is the same feed one item
// later. Cases are drawn from a third as many ids as items; one item in fifty
// shares the identity of the one before it, as a filing with two events does.
// Item g of the world is docket 1:26-cv-(g mod items/3).
func GenerateFeed(court string, seed int64, items, start int) []byte {
	c, _ := docket.CourtByID(court) // benchmarks name known courts
	newest := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	step := 24 * time.Hour / time.Duration(max(items, 1))
	list := make([]item, 0, items)
	for g := start; g < start+items; g++ {
		id := g
		if g%50 == 49 {
			id = g - 1
		}
		r := mix(seed, id)
		n := int(r%uint64(max(items/3, 1))) + 1 // #nosec G115 -- less than items
		list = append(list, item{court: court, number: fmt.Sprintf("1:26-cv-%05d", n), caption: fmt.Sprintf("Party%d et al v. Other%d, Inc.", n, n%97),
			caseID: strconv.Itoa(300000 + n), entry: strconv.Itoa(id%400 + 1), events: []string{generatedEvents[mix(seed+1, g)%uint64(len(generatedEvents))]},
			seq: strconv.Itoa(id), docID: docID(court, id), at: newest.Add(time.Duration(id-items) * step)})
	}
	return feed(c, list, newest.Add(time.Duration(start)*step), Fault{})
}

// mix is a fixed function of seed and place that looks random (splitmix64).
func mix(seed int64, g int) uint64 {
	z := uint64(seed)*0x9e3779b97f4a7c15 + uint64(g+1)*0xbf58476d1ce4e5b9 // #nosec G115 -- it wraps around by design
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
