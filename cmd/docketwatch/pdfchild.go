package main

import (
	"os"

	"docketwatch/watcher/pdftext"
)

// pdfProgram is what is started to read a document; "" for this program.
var pdfProgram string

// pdfChildCmd is how the daemon starts this program once more, to read a
// document that may do anything to whoever reads it. Nobody types it.
type pdfChildCmd struct {
	Order string `arg:"" help:"What the daemon wants, as JSON."`
}

func (c *pdfChildCmd) Run() error {
	if code := pdftext.ChildMain([]string{c.Order}); code != 0 {
		os.Exit(code) // the reason is on standard error, for the daemon
	}
	return nil
}
