// Package pdftext reads the text of PDF documents, page by page. A document
// comes from a stranger: it may be a bomb or a loop, encrypted, cut off, or no
// PDF at all. The result is always text, or a reason in words why there is none
// ([*Unreadable]); the daemon itself never parses a byte of it.
//
// A document is read in a child process, which is this same program started
// with the hidden command "pdf-child" ([ChildMain]). What holds the child:
//
//   - time: it is killed, with its process group, 20 s after it was handed a
//     document. What it had read until then is kept.
//   - memory: pdfium runs as WebAssembly whose memory cannot grow past half the
//     limit; the kernel refuses data beyond the whole (RLIMIT_DATA, measured
//     from what the runtime holds before the first document); and the parent
//     kills a child whose resident set passes it. RLIMIT_AS cannot be used: the
//     Go runtime alone reserves more than a gibibyte of addresses.
//   - reach: empty environment, no core, no file it may write, few descriptors;
//     an empty network of its own where the kernel lets an unprivileged process
//     make one; and a system call filter, installed once pdfium is loaded, under
//     which it can open no file and no socket and start no program.
//     [Extractor.Setup] says which of these hold on this machine.
//
// One child serves many documents in a row, each in a fresh WebAssembly
// instance: no document can touch the text of the next. It is replaced after a
// failure, after a hundred documents, and when there was nothing to read for a
// minute. Starting one takes 0.2 s with a warm cache of the compiled module
// (Options.Cache), 3 s and 330 MiB without.
//
// systemd's MemoryDenyWriteExecute forbids machine code made at run time. The
// child notices and interprets pdfium in place of compiling it: the same text
// at about 60 ms a page in place of 1.5 ms, and in 200 MiB in place of 50.
//
// Off Linux there are the limits of time and output and the memory limit of
// WebAssembly; the rest needs Linux.
package pdftext
