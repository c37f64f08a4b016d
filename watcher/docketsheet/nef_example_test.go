package docketsheet_test

import (
	"errors"
	"fmt"

	"docketwatch/watcher"
	"docketwatch/watcher/docketsheet"
)

func ExampleParseNEF() {
	notice := []byte(`Notice of Electronic Filing

The following transaction was entered on 4/19/2021 at 1:33 PM PDT and filed on 4/19/2021

Case Name:       County of Santa Clara v. Trump et al
Case Number:     3:17-cv-00574-WHO
Document Number: 460(No document attached)

Docket Text:
CLERK'S NOTICE. Hearing set for 4/21/2021.

3:17-cv-00574-WHO Notice has been electronically mailed to:

Jane Doe     jane.doe@example.gov
`)
	n, err := docketsheet.ParseNEF(notice, "cand")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range n.Dockets {
		e := d.Entries[0]
		fmt.Println(d.DocketNumber, d.CaseName, *e.DateFiled, *e.DocumentNumber, e.Description)
	}

	_, err = docketsheet.ParseNEF([]byte("<html><title>Login</title></html>"), "cand")
	var refused *watcher.Refused
	fmt.Println(errors.As(err, &refused), err)
	// Output:
	// 3:17-cv-00574 County of Santa Clara v. Trump 2021-04-19 460 CLERK'S NOTICE. Hearing set for 4/21/2021.
	// true not a notice of electronic filing: login page
}
