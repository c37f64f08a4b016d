package mailbox_test

import (
	"fmt"
	"os"

	"docketwatch/config"
	"docketwatch/docket"
	"docketwatch/watcher/fetch"
	"docketwatch/watcher/mailbox"
)

// A mailbox is one source for the watched dockets of every court.
func Example() {
	if err := os.Setenv("DESK_PASSWORD", "…"); err != nil {
		fmt.Println(err)
		return
	}
	options, err := config.OptionsOf(`{host: "imaps://imap.example.org", user: desk, password: "env:DESK_PASSWORD", auth_server: mx.example.org}`)
	if err != nil {
		fmt.Println(err)
		return
	}
	number, err := docket.ParseNumber("3:17-cv-00574-WHO")
	if err != nil {
		fmt.Println(err)
		return
	}
	watched := []docket.DocketRef{{Court: "cand", Number: number}}
	source, problems := mailbox.New(config.Entry{Kind: "nef_mailbox", Name: "desk", Options: options}, watched, fetch.New(fetch.Options{}))
	fmt.Println(len(problems), source.Name())
	// Output: 0 nef_mailbox/desk
}
