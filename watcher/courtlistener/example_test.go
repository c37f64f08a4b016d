package courtlistener_test

import (
	"fmt"
	"net/http"
	"net/netip"

	"docketwatch/watcher/courtlistener"
)

func ExampleParseWebhook() {
	event, err := courtlistener.ParseWebhook([]byte(`{
		"payload": {"results": [{"id": 9, "docket": 4214664, "date_filed": "2017-03-10", "time_filed": null, "entry_number": 46,
			"description": "", "date_created": "2017-03-09T16:13:00-08:00", "date_modified": "2017-03-09T16:13:00-08:00",
			"pacer_sequence_number": 140, "recap_sequence_number": "2017-03-10.001", "recap_documents": []}]},
		"webhook": {"version": 1, "event_type": 1, "date_created": "2017-03-09T16:13:01-08:00", "deprecation_date": null}}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range event.Entries {
		fmt.Printf("docket %d, entry %s, text %q\n", e.Docket, e.Number, e.Text)
	}
	// Output: docket 4214664, entry 46, text ""
}

func ExampleGate_Admit() {
	header := http.Header{"Content-Type": {"application/json"}, "Idempotency-Key": {"59f1be59-e428-427a-a346-9cacded5c1d4"}}
	key, err := courtlistener.PublicGate().Admit(netip.MustParseAddr("34.210.230.218"), header)
	fmt.Println(key, err)
	_, err = courtlistener.PublicGate().Admit(netip.MustParseAddr("198.51.100.7"), header)
	fmt.Println(err)
	// Output:
	// 59f1be59-e428-427a-a346-9cacded5c1d4 <nil>
	// webhook refused: 198.51.100.7 is not an address of CourtListener's
}
