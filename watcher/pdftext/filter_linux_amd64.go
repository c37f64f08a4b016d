package pdftext

import "golang.org/x/sys/unix"

// The calls that newer architectures never had.
var oldFiles = []uint32{unix.SYS_OPEN, unix.SYS_CREAT}

var oldCalls = []uint32{
	unix.SYS_FORK, unix.SYS_VFORK, unix.SYS_UNLINK, unix.SYS_RENAME, unix.SYS_RENAMEAT, unix.SYS_MKDIR, unix.SYS_RMDIR, unix.SYS_MKNOD,
	unix.SYS_LINK, unix.SYS_SYMLINK, unix.SYS_CHMOD, unix.SYS_CHOWN, unix.SYS_LCHOWN,
}
