package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"go.uber.org/zap"

	"docketwatch/config"
	"docketwatch/docket"
)

// A space is the room on one file system, in bytes.
type space struct {
	Of    string `json:"of"` // "ledger", "documents"
	Path  string `json:"path"`
	Free  uint64 `json:"free_bytes"`
	Whole uint64 `json:"size_bytes"`
	Low   bool   `json:"low"`
}

func (s space) String() string {
	line := fmt.Sprintf("%s: %s free of %s at %s", s.Of, sizeWords(s.Free), sizeWords(s.Whole), s.Path)
	if s.Low {
		line += ", which is too little"
	}
	return line
}

// spaces is the room where the ledger and the documents are. A folder that is
// not there yet is asked for through the one that it will be made in.
func spaces(c *config.Config) ([]space, error) {
	var list []space
	var errs []error
	for _, place := range []struct{ of, path string }{{"ledger", filepath.Dir(strings.TrimPrefix(c.Storage, "sqlite:"))}, {"documents", c.Papers.Dir}} {
		path := place.path
		s, known, err := spaceAt(path)
		for errors.Is(err, fs.ErrNotExist) && filepath.Dir(path) != path {
			path = filepath.Dir(path)
			s, known, err = spaceAt(path)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("free space of the %s at %s: %w", place.of, path, err))
			continue
		}
		if known {
			s.Of, s.Path = place.of, place.path
			s.Low = s.Free < c.Retention.Room.Least(s.Whole)
			list = append(list, s)
		}
	}
	return list, errors.Join(errs...)
}

// watchSpace tells once when room runs low, and once when there is enough again.
// It asks every few minutes: a disk fills in hours, or in no time at all.
func (d *service) watchSpace(ctx context.Context) error {
	every := 5 * time.Minute
	if d.lab {
		every = time.Second
	}
	for {
		list, err := d.space()
		if err != nil {
			d.log.Warn("free space not known", zap.Error(err))
		}
		for _, s := range list {
			if err := d.tellSpace(ctx, s); err != nil && ctx.Err() == nil {
				d.log.Error("too little room, and no word of it could be kept", zap.Stringer("space", s), zap.Error(err))
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(every):
		}
	}
}

// tellSpace enqueues a change of the state. The ledger itself remembers what was
// told last, so that a restart says nothing again.
func (d *service) tellSpace(ctx context.Context, s space) error {
	subject := "disk:" + s.Of
	last, err := d.store.LastAlert(ctx, subject)
	if err != nil {
		return err
	}
	was := strings.HasPrefix(last.Digest, "low-")
	if s.Low == was || !s.Low && s.Free < 11*d.roomFor(s)/10 { // a tenth more, so that it does not flicker
		return nil
	}
	a := docket.Alert{Subject: subject, Kind: docket.AlertHealth, Seen: d.now(), Reason: "the disk itself", Digest: "low-" + strconv.FormatInt(d.now().UnixMilli(), 10),
		Title: "Little room is left for the " + s.Of,
		Body:  s.String() + ". When it is full nothing new can be kept or told; what is filed then is told when there is room again. `retention:` and `documents: keep:` say what is kept how long."}
	if !s.Low {
		a.Digest, a.Title, a.Body = "enough-"+strconv.FormatInt(d.now().UnixMilli(), 10), "There is room for the "+s.Of+" again", s.String()
	}
	if err := d.store.Enqueue(ctx, []docket.Plan{d.router().Plan(a, nil)}, d.now()); err != nil {
		return err
	}
	d.delivering.Load().WakeAll()
	return nil
}

// roomFor is how much is enough on that file system.
func (d *service) roomFor(s space) uint64 { return d.file.Load().Retention.Room.Least(s.Whole) }

// space is what the daemon's configuration finds. Tests put a disk of their own in its place.
func (d *service) space() ([]space, error) {
	if d.spaces != nil {
		return d.spaces(d.file.Load())
	}
	return spaces(d.file.Load())
}
