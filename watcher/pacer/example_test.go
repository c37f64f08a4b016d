package pacer_test

import (
	"fmt"

	"docketwatch/watcher/pacer"
)

func ExampleParse() {
	feed := []byte(`<?xml version="1.0" encoding="ISO-8859-1"?>
<rss version="2.0"><channel><link>https://ecf.cand.uscourts.gov</link>
<item><title>3:17-cv-00574 County of Santa Clara v. Trump et al</title>
<link>https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?307001</link>
<description>[Response in Opposition to Motion] (&lt;a href="https://ecf.cand.uscourts.gov/doc1/035115000001">46&lt;/a>)</description>
<pubDate>Thu, 09 Mar 2017 23:10:44 GMT</pubDate></item>
<item><title>3:17-cv-00485 City and County of San Fra`) // and here the connection broke

	filings, err := pacer.Parse(feed, "cand")
	for _, f := range filings {
		fmt.Println(f.DocketNumber, f.CaseName, *f.Entries[0].DocumentNumber, f.Entries[0].ShortDescription)
	}
	fmt.Println(err)
	// Output:
	// 3:17-cv-00574 County of Santa Clara v. Trump 46 Response in Opposition to Motion
	// partial: 1 of 2 items: cut off
}
