//go:build linux && !amd64

package pdftext

var oldCalls, oldFiles []uint32
