package pdftext

import "github.com/tetratelabs/wazero/experimental"

// A ceiling is the memory of WebAssembly instances: it grows in place, so that
// growing needs no second copy, goes back to the system with the instance, and
// never passes the limit.
type ceiling struct {
	limit   uint64
	refused bool // the document under way asked for more
}

func (c *ceiling) allocator() experimental.MemoryAllocator {
	return experimental.MemoryAllocatorFunc(func(_, _ uint64) experimental.LinearMemory {
		return &linear{ceiling: c, mapped: reserve(c.limit)}
	})
}

// linear is the memory of one instance.
type linear struct {
	ceiling *ceiling
	mapped  []byte // all of it; what is not yet used takes no room
}

// Reallocate grows the memory to size; nil is "no" to the module.
func (m *linear) Reallocate(size uint64) []byte {
	if size > m.ceiling.limit || m.mapped == nil || !commit(m.mapped, size) {
		m.ceiling.refused = true
		return nil
	}
	return m.mapped[:size]
}

// Free gives the memory back.
func (m *linear) Free() {
	if m.mapped != nil {
		release(m.mapped)
		m.mapped = nil
	}
}
