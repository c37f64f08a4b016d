package main

import "syscall"

// spaceAt is the room on the file system that a path is on, as far as this
// process may use it.
func spaceAt(path string) (s space, known bool, err error) {
	var st syscall.Statfs_t
	if err := syscall.Statfs(path, &st); err != nil {
		return s, false, err
	}
	size := uint64(st.Bsize) // #nosec G115 -- never negative
	return space{Free: st.Bavail * size, Whole: st.Blocks * size}, true, nil
}
