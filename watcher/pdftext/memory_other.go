//go:build !linux

package pdftext

// reserve leaves it to the system to give pages only as they are touched.
func reserve(size uint64) []byte { return make([]byte, size) }

func commit([]byte, uint64) bool { return true }

func release([]byte) {}

// mayCompile: the runtime looks for itself.
func mayCompile() bool { return true }
