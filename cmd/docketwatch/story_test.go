package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestStories plays the command line as users meet it; see testdata.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata"})
}
