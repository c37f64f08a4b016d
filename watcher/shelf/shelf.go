// Package shelf keeps documents on disk under the digest of what is in them.
// The same document, filed in five cases and fetched from three places, lies
// there once; and no file name from a court, a link or an archive ever becomes
// a path.
//
//	<folder>/ab/ab3f…   the document whose SHA-256 is ab3f…
//	<folder>/new/…      one that is still being written
//
// A document is whole or not there: it is written aside, flushed to the disk,
// and renamed.
package shelf

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"sync"
	"time"
)

// MaxSize is the largest document that is kept, in bytes.
const MaxSize = 100 << 20

// ErrTooLarge is returned for a document of more than MaxSize bytes.
var ErrTooLarge = fmt.Errorf("larger than %d MiB", MaxSize>>20)

// aside is where documents are written before they have their name.
const aside = "new"

// A Shelf is one folder of documents. It is safe for use by many goroutines,
// not by several processes at once that also prune.
type Shelf struct {
	root *os.Root
	most int64

	mu sync.Mutex // a document that is put again is not pruned meanwhile
}

// Open opens the folder dir, and makes it if it is not there. What a crash left
// half written is removed.
func Open(dir string) (*Shelf, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open the document shelf: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the document shelf: %w", err)
	}
	s := &Shelf{root: root, most: MaxSize}
	err = root.RemoveAll(aside)
	if err == nil {
		err = root.Mkdir(aside, 0o700)
	}
	if err != nil {
		_ = root.Close() // nothing was opened in it
		return nil, fmt.Errorf("open the document shelf: %w", err)
	}
	return s, nil
}

// Beside opens a folder that a daemon may be writing to, only to read from it:
// nothing is made and nothing is removed.
func Beside(dir string) (*Shelf, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the document shelf: %w", err)
	}
	return &Shelf{root: root, most: MaxSize}, nil
}

// Close gives up the folder. Documents that are open stay readable.
func (s *Shelf) Close() error { return s.root.Close() }

// Put keeps what r holds, to its end, and returns the digest to ask for it with:
// 64 hexadecimal digits. One that is there already counts as new for Prune. The
// error matches [ErrTooLarge] for a document that is; any other leaves nothing
// behind either.
func (s *Shelf) Put(r io.Reader) (digest string, size int64, err error) {
	temporary := path.Join(aside, rand.Text())
	digest, size, err = s.write(temporary, r)
	if err == nil {
		err = s.place(temporary, digest, size)
	}
	if err != nil {
		_ = s.root.Remove(temporary) // it may not even be there; Open removes what stays
		return "", 0, fmt.Errorf("keep a document: %w", err)
	}
	return digest, size, nil
}

// write writes a document aside, down to the disk.
func (s *Shelf) write(name string, r io.Reader) (digest string, size int64, err error) {
	f, err := s.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", 0, err
	}
	hash := sha256.New()
	size, err = io.Copy(io.MultiWriter(f, hash), io.LimitReader(r, s.most+1))
	if err == nil && size > s.most {
		err = ErrTooLarge
	}
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return hex.EncodeToString(hash.Sum(nil)), size, err
}

// place gives a document its name. If we die before the rename it is not there;
// after it, the name may still be lost with the power until the folder is
// flushed, and Put has not yet said that it is kept.
func (s *Shelf) place(temporary, digest string, size int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := place(digest)
	if there, err := s.root.Stat(name); err == nil && there.Size() == size {
		now := time.Now()
		if err := s.root.Chtimes(name, now, now); err != nil {
			return err
		}
		return s.root.Remove(temporary)
	}
	folder := path.Dir(name)
	if err := s.root.Mkdir(folder, 0o700); err == nil {
		if err := s.flush("."); err != nil {
			return err
		}
	} else if !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := s.root.Rename(temporary, name); err != nil {
		return err
	}
	return s.flush(folder)
}

// flush brings the names in a folder down to the disk.
func (s *Shelf) flush(folder string) error {
	if !canFlushFolders {
		return nil
	}
	f, err := s.root.Open(folder)
	if err != nil {
		return err
	}
	err = f.Sync()
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// Open opens a document to read. The error matches [fs.ErrNotExist] for one that
// was never put, was pruned, or whose digest is none.
func (s *Shelf) Open(digest string) (*os.File, error) {
	if !valid(digest) {
		return nil, fmt.Errorf("open a document: %.80q is no digest: %w", digest, fs.ErrNotExist)
	}
	f, err := s.root.Open(place(digest))
	if err != nil {
		return nil, fmt.Errorf("open a document: %w", err)
	}
	return f, nil
}

// Prune removes the documents that were last put before that time, and says how
// many. It goes on after an error and returns the first.
func (s *Shelf) Prune(before time.Time) (removed int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range 256 {
		folder := hex.EncodeToString([]byte{byte(i)})
		documents, e := fs.ReadDir(s.root.FS(), folder)
		if errors.Is(e, fs.ErrNotExist) {
			continue
		}
		err = first(err, e)
		for _, document := range documents {
			if !valid(document.Name()) {
				continue // not ours
			}
			info, e := document.Info()
			if e == nil && info.ModTime().Before(before) {
				if e = s.root.Remove(path.Join(folder, document.Name())); e == nil {
					removed++
				}
			}
			err = first(err, e)
		}
	}
	if err != nil {
		return removed, fmt.Errorf("prune the document shelf: %w", err)
	}
	return removed, nil
}

func first(err, next error) error {
	if err != nil {
		return err
	}
	return next
}

func place(digest string) string { return path.Join(digest[:2], digest) }

func valid(digest string) bool {
	if len(digest) != hex.EncodedLen(sha256.Size) {
		return false
	}
	for _, c := range []byte(digest) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
