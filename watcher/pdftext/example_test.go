package pdftext_test

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"docketwatch/watcher/pdftext"
)

func ExampleExtractor_Extract() {
	reader, err := pdftext.New(pdftext.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer reader.Close()
	// What a court's site sends to whoever is not signed in.
	text, err := reader.Extract(context.Background(), strings.NewReader("<html><title>PACER Login</title></html>"))
	var unreadable *pdftext.Unreadable
	if errors.As(err, &unreadable) {
		fmt.Println(unreadable)
		return
	}
	fmt.Println(text, err)
	// Output: no text: not a PDF: an HTML page
}

func ExampleStampPage() {
	fmt.Println(pdftext.StampPage("Case 3:17-cv-00574-WHO   Document 98   Filed 04/25/17   Page 2 of 49\nORDER"))
	// Output: 2
}
