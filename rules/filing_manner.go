package rules

// A manner is who an excerpt sounds like. It is asked only where neither the
// caller nor the document tells who wrote it.
type manner struct {
	known bool
	side  Side // court, press, or unknown
	own   bool // somebody speaks for himself: "we think", "our view"
}

// mannerOf listens to the whole excerpt once.
func (d *document) mannerOf() manner {
	if d.manner.known {
		return d.manner
	}
	m := manner{known: true, side: SideUnknown}
	s := &d.reader.speech
	court, press, party := 0, 0, 0
	for i, at := range d.sentences {
		if at.question {
			court++
		}
		for _, h := range d.hitsOf(i) {
			switch h.id {
			case s.own:
				m.own = true
				party++
			case s.addressee:
				court++
			case s.press:
				press++
			case s.honor:
				party += 3
			case s.bench:
				court += 2
			}
		}
	}
	switch {
	case press > 0:
		m.side = SidePress
	case court > party:
		m.side = SideCourt
	}
	d.manner = m
	return m
}
