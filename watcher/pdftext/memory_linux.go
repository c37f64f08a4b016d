package pdftext

import "golang.org/x/sys/unix"

// reserve takes addresses only; nil if there are not enough.
func reserve(size uint64) []byte {
	mapped, err := unix.Mmap(-1, 0, int(size), unix.PROT_NONE, unix.MAP_PRIVATE|unix.MAP_ANONYMOUS|unix.MAP_NORESERVE) // #nosec G115 -- at most the 4 GiB of WebAssembly
	if err != nil {
		return nil
	}
	return mapped
}

// commit makes the first size bytes usable. It counts against RLIMIT_DATA.
func commit(mapped []byte, size uint64) bool {
	return size == 0 || unix.Mprotect(mapped[:size], unix.PROT_READ|unix.PROT_WRITE) == nil
}

func release(mapped []byte) {
	_ = unix.Munmap(mapped) // it was mapped by reserve
}

// mayCompile says whether this process may make memory executable, which
// systemd's MemoryDenyWriteExecute and some kernels forbid.
func mayCompile() bool {
	page, err := unix.Mmap(-1, 0, unix.Getpagesize(), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANONYMOUS)
	if err != nil {
		return false
	}
	defer release(page)
	return unix.Mprotect(page, unix.PROT_READ|unix.PROT_EXEC) == nil
}
