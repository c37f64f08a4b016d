package shelf

// Windows cannot flush a folder; its file system keeps a journal of names.
const canFlushFolders = false
