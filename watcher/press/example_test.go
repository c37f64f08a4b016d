package press_test

import (
	"fmt"

	"docketwatch/watcher/press"
)

func ExampleParseFeed() {
	page, err := press.ParseFeed([]byte(`<rss version="2.0"><channel><title>City Attorney</title>
<item><title>City sues over grant conditions</title><link>https://city.example/news/1</link>
<pubDate>Tue, 31 Jan 2017 11:05:00 -0800</pubDate></item></channel></rss>`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(page.Title, len(page.Items), page.Items[0].Date, page.Items[0].Title)
	// Output: City Attorney 1 2017-01-31 City sues over grant conditions
}
