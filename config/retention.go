package config

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
)

// Retention says how long what is not needed for ever is kept, and when there is
// too little room for more. Entries, sightings, alerts and deliveries stay.
type Retention struct {
	Raws  time.Duration // the bytes of looks
	Looks time.Duration // the records of looks
	Room  Room          // less than that is told
}

// A Room is free space on a file system: so many bytes, or a share of the whole.
type Room struct {
	Bytes   uint64
	Percent float64
}

// Least is the smallest number of free bytes that is enough on a file system of
// that size. Where both are set the smaller counts: a gibibyte is no emergency's
// measure on a small disk, nor five percent on a large one.
func (r Room) Least(whole uint64) uint64 {
	share := uint64(float64(whole) * r.Percent / 100)
	switch {
	case r.Percent == 0:
		return r.Bytes
	case r.Bytes == 0:
		return share
	}
	return min(r.Bytes, share)
}

// usual is what is kept where the file does not say.
func usual() Retention {
	return Retention{Raws: 30 * 24 * time.Hour, Looks: 30 * 24 * time.Hour, Room: Room{Bytes: 1 << 30, Percent: 5}}
}

// leastRaws: gaps and failures are looked into for days.
const leastRaws = 24 * time.Hour

// retentionEntry is the section as written.
type retentionEntry struct {
	Raws  string `yaml:"raw_bytes"`
	Looks string `yaml:"looks"`
	Room  string `yaml:"warn_below"`
}

func retention(node *yaml.Node) (Retention, Problems) {
	r := usual()
	if node.IsZero() {
		return r, nil
	}
	var e retentionEntry
	problems := strict(node, &e, "retention")
	if err := node.Load(&e); err != nil {
		return r, append(problems, yamlProblems(err)...)
	}
	for _, x := range []struct {
		key, text string
		into      *time.Duration
	}{{"raw_bytes", e.Raws, &r.Raws}, {"looks", e.Looks, &r.Looks}} {
		if x.text == "" {
			continue
		}
		keep, err := Duration(x.text)
		if err == nil && keep < leastRaws {
			err = fmt.Errorf("%q is too short to look into anything", x.text)
		}
		if err != nil {
			problems = append(problems, Problem{Line: node.Line, Path: "retention", Message: x.key + ": " + err.Error(), Hint: `write "30d"; a day at least`})
			continue
		}
		*x.into = keep
	}
	if e.Room != "" {
		room, err := roomOf(e.Room)
		if err != nil {
			problems = append(problems, Problem{Line: node.Line, Path: "retention", Message: "warn_below: " + err.Error(), Hint: `write "1GiB", "500MiB" or "5%"`})
		}
		r.Room = room
	}
	return r, problems
}

// roomOf reads "1GiB", "500MiB" or "5%".
func roomOf(text string) (Room, error) {
	if share, ok := strings.CutSuffix(text, "%"); ok {
		n, err := strconv.ParseFloat(strings.TrimSpace(share), 64)
		if err != nil || n <= 0 || n >= 100 {
			return Room{}, fmt.Errorf("%q is no share of a disk", text)
		}
		return Room{Percent: n}, nil
	}
	for unit, size := range map[string]uint64{"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40} {
		if count, ok := strings.CutSuffix(text, unit); ok {
			n, err := strconv.ParseUint(strings.TrimSpace(count), 10, 22)
			if err != nil || n == 0 {
				break
			}
			return Room{Bytes: n * size}, nil
		}
	}
	return Room{}, fmt.Errorf("%q is no size", text)
}
