package fetch_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"docketwatch/watcher/fetch"
)

func ExampleClient_Get() {
	court := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("<rss/>"))
	}))
	defer court.Close()

	client := fetch.New(fetch.Options{UserAgent: "docketwatch (+desk@example.org)", AllowPrivate: true})
	defer client.Close()
	res, err := client.Get(context.Background(), fetch.Request{URL: court.URL})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(res.Status, string(res.Body), res.Cut)
	// Output: 200 <rss/> false
}
