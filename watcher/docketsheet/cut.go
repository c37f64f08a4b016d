package docketsheet

import "fmt"

// Cut is the error of a sheet that breaks off, or of which a part is missing.
// What was read before that is returned beside it; it is never the whole sheet.
type Cut struct {
	Missing string // "the rest of the docket table"
	Whole   int    // entries that are whole
}

func (c *Cut) Error() string {
	if c.Whole == 1 {
		return fmt.Sprintf("partial: 1 entry: %s is missing", c.Missing)
	}
	return fmt.Sprintf("partial: %d entries: %s is missing", c.Whole, c.Missing)
}
