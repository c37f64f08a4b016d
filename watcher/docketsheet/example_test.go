package docketsheet_test

import (
	"fmt"

	"docketwatch/watcher/docketsheet"
)

func ExampleParseDocket() {
	page := []byte(`<html><body><h3>U.S. District Court<br>CIVIL DOCKET FOR CASE #: 3:17-cv-00574-WHO</h3>
<table><tr><td>County of Santa Clara v. Trump et al<br>Assigned to: Hon. William H. Orrick</td><td>Date Filed: 02/03/2017</td></tr></table>
<table><tr><td>Date Filed</td><th>#</th><td>Docket Text</td></tr>
<tr><td>04/25/2017</td><td><a href="/doc1/035115366041">98</a></td><td>ORDER GRANTING MOTION FOR PRELIMINARY INJUNCTION. (Entered: 04/25/2017)</td></tr></table></body></html>`)
	d, err := docketsheet.ParseDocket(page, "cand")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(*d.Number, d.CaseName, "before", d.AssignedTo)
	for _, e := range d.Entries {
		fmt.Println(*e.Number, *e.DateFiled, *e.PacerDocID, e.Description)
	}
	_, err = docketsheet.ParseDocket([]byte(`<html><form><input type="password"></form></html>`), "cand")
	fmt.Println(err)
	// Output:
	// 3:17-cv-00574 County of Santa Clara v. Trump before William H. Orrick
	// 98 2017-04-25 035015366041 ORDER GRANTING MOTION FOR PRELIMINARY INJUNCTION. (Entered: 04/25/2017)
	// not a docket: login page
}
