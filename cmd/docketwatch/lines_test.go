package main

import (
	"strings"
	"sync"
)

// lines is a log that is read while it is written.
type lines struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func (l *lines) has(words string) bool { return strings.Contains(l.text(), words) }

// last are its last lines.
func (l *lines) last() string {
	text := l.text()
	return text[max(len(text)-2000, 0):]
}
