package shelf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func open(t testing.TB) (*Shelf, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "documents")
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // the folder goes with the test
	return s, dir
}

// files are all files of a folder, by their path in it.
func files(t testing.TB, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name, _ := filepath.Rel(dir, path) // it lies in dir
			names = append(names, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func ExampleShelf() {
	dir, err := os.MkdirTemp("", "shelf")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }() // an example leaves nothing behind
	s, err := Open(dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = s.Close() }() // everything is on disk
	digest, size, err := s.Put(strings.NewReader("%PDF-1.7 …"))
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := s.Open(digest)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = f.Close() }() // only read from
	body, err := io.ReadAll(f)
	fmt.Println(digest[:8], size, string(body), err)
	// Output: 64d018db 12 %PDF-1.7 … <nil>
}

func TestWhatIsPutIsFoundUnderItsDigest(t *testing.T) {
	s, dir := open(t)
	rapid.Check(t, func(r *rapid.T) {
		body := rapid.SliceOf(rapid.Byte()).Draw(r, "body")
		digest, size, err := s.Put(bytes.NewReader(body))
		if err != nil {
			r.Fatal(err)
		}
		sum := sha256.Sum256(body)
		if digest != hex.EncodeToString(sum[:]) || size != int64(len(body)) {
			r.Fatalf("%s, %d bytes", digest, size)
		}
		f, err := s.Open(digest)
		if err != nil {
			r.Fatal(err)
		}
		got, err := io.ReadAll(f)
		if e := f.Close(); err != nil || e != nil || !bytes.Equal(got, body) {
			r.Fatalf("%q, %v, %v", got, err, e)
		}
	})
	for _, name := range files(t, dir) {
		if !valid(filepath.Base(name)) || filepath.Dir(name) != filepath.Base(name)[:2] {
			t.Errorf("there is a %s", name)
		}
	}
}

// broken fails after some bytes, as a download does.
type broken struct{ left int }

var errCut = errors.New("cut off")

func (b *broken) Read(p []byte) (int, error) {
	if b.left == 0 {
		return 0, errCut
	}
	n := min(b.left, len(p))
	b.left -= n
	return n, nil
}

func TestNothingIsLeftOfWhatWasNotKept(t *testing.T) {
	s, dir := open(t)
	s.most = 1000
	for name, c := range map[string]struct {
		from io.Reader
		want error
	}{
		"a document that is cut off":   {&broken{500}, errCut},
		"a document that is too large": {bytes.NewReader(make([]byte, 1001)), ErrTooLarge},
		"a document without an end":    {&broken{1 << 40}, ErrTooLarge},
	} {
		if _, _, err := s.Put(c.from); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left := files(t, dir); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
	if _, size, err := s.Put(bytes.NewReader(make([]byte, 1000))); err != nil || size != 1000 {
		t.Errorf("a document as large as may be: %d, %v", size, err)
	}
}

func TestNoNameBecomesAPath(t *testing.T) {
	s, dir := open(t)
	if err := os.WriteFile(filepath.Join(dir, "..", "secret"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", "..", "../secret", "new", "ab/../../secret", strings.Repeat("a", 63), strings.Repeat("A", 64), strings.Repeat("../", 21) + "x", strings.Repeat("a", 64) + "\x00"} {
		if f, err := s.Open(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: %v, %v", name, f, err)
		}
	}
	if f, err := s.Open(strings.Repeat("a", 64)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a document that was never put: %v, %v", f, err)
	}
	// A link that somebody laid leads nowhere.
	digest := strings.Repeat("cd", 32)
	if err := os.Mkdir(filepath.Join(dir, "cd"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../../secret", filepath.Join(dir, "cd", digest)); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if f, err := s.Open(digest); err == nil {
		t.Errorf("%v was opened", f.Name())
	}
}

func TestADocumentThatWasDamagedOnDiskIsPutAnew(t *testing.T) {
	s, dir := open(t)
	digest, _, err := s.Put(strings.NewReader("the whole document"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, digest[:2], digest)
	if err := os.Truncate(path, 3); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Put(strings.NewReader("the whole document")); err != nil {
		t.Fatal(err)
	}
	if body, err := os.ReadFile(path); err != nil || string(body) != "the whole document" {
		t.Errorf("%q, %v", body, err)
	}
}

func TestPruneRemovesWhatWasNotPutSince(t *testing.T) {
	s, dir := open(t)
	put := func(text string) string {
		digest, _, err := s.Put(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return digest
	}
	old, again, fresh := put("old"), put("again"), put("fresh")
	long := time.Now().Add(-48 * time.Hour)
	for _, digest := range []string{old, again} {
		if err := os.Chtimes(filepath.Join(dir, digest[:2], digest), long, long); err != nil {
			t.Fatal(err)
		}
	}
	put("again")
	stranger := filepath.Join(dir, old[:2], "README")
	if err := os.WriteFile(stranger, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(stranger, long, long); err != nil {
		t.Fatal(err)
	}
	if removed, err := s.Prune(time.Now().Add(-24 * time.Hour)); removed != 1 || err != nil {
		t.Errorf("%d removed, %v", removed, err)
	}
	for digest, want := range map[string]bool{old: false, again: true, fresh: true} {
		f, err := s.Open(digest)
		if (err == nil) != want {
			t.Errorf("%s: %v", digest, err)
		}
		if err == nil {
			_ = f.Close() // only looked for
		}
	}
	if _, err := os.Stat(stranger); err != nil {
		t.Errorf("a file that is not ours is gone: %v", err)
	}
}

func TestWhatACrashLeftIsRemoved(t *testing.T) {
	s, dir := open(t)
	digest, _, err := s.Put(strings.NewReader("kept"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, aside, "HALF"), []byte("ke"), 0o600); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(dir); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }() // the folder goes with the test
	if got := files(t, dir); len(got) != 1 || got[0] != digest[:2]+"/"+digest {
		t.Errorf("got %v", got)
	}
}

func TestManyPutAtOnce(t *testing.T) {
	s, dir := open(t)
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			if _, _, err := s.Put(strings.NewReader(fmt.Sprint("document ", i%4))); err != nil {
				t.Error(err)
			}
			if _, err := s.Prune(time.Now().Add(-time.Hour)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := files(t, dir); len(got) != 4 {
		t.Errorf("got %v", got)
	}
}

func BenchmarkPut(b *testing.B) {
	s, _ := open(b)
	body := make([]byte, 1<<20)
	b.SetBytes(int64(len(body)))
	for i := 0; b.Loop(); i++ {
		copy(body, fmt.Sprint(i))
		if _, _, err := s.Put(bytes.NewReader(body)); err != nil {
			b.Fatal(err)
		}
	}
}
