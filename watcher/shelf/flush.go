//go:build !windows

package shelf

const canFlushFolders = true
