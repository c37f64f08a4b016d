// Command pdfchild is the child alone, for tests whose own program is built
// with the race detector: under it, compiling pdfium takes half a minute and a
// gibibyte.
package main

import (
	"os"

	"docketwatch/watcher/pdftext"
)

func main() { os.Exit(pdftext.ChildMain(os.Args[2:])) }
