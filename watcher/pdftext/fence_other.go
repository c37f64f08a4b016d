//go:build !linux

package pdftext

import "errors"

// enclose has nothing to hold a child with: time, output and the memory of
// WebAssembly are limited all the same.
func enclose(order) Setup {
	return Setup{Lacks: []string{"resource limits, an empty network and a system call filter: only on Linux"}}
}

func become(order) error {
	return errors.New("other programs are read with only on Linux, where they can be held")
}
