package docket_test

import (
	"fmt"

	"docketwatch/docket"
)

// One case, as the court stamped it first and as a tracker writes it later.
func Example() {
	first, err := docket.ParseNumber("5:17-cv-00574-LHK")
	if err != nil {
		fmt.Println(err)
		return
	}
	later, err := docket.ParseNumber("3:2017cv00574")
	if err != nil {
		fmt.Println(err)
		return
	}
	court, _ := docket.CourtByID("cand")
	fmt.Println(docket.KeyOf(court.ID, first) == docket.KeyOf(court.ID, later))
	fmt.Println(court.Citation, later, docket.KeyOf(court.ID, later))
	// Output:
	// true
	// N.D. Cal. 3:17-cv-00574 cand/2017-cv-574
}
