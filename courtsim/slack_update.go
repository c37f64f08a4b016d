package courtsim

import (
	"net/http"
	"net/url"
	"slices"
)

// update changes a message in place, unless a limit or a mode says otherwise.
// As at Slack, what a call leaves out stays: the metadata above all.
func (s *Slack) update(w http.ResponseWriter, r *http.Request, args url.Values) {
	s.mu.Lock()
	mode, struck := s.strike()
	if struck && !mode.Accept {
		s.mu.Unlock()
		mode.refuse(w, false)
		return
	}
	i := slices.IndexFunc(s.messages, func(m Message) bool { return m.Channel == args.Get("channel") && m.TS == args.Get("ts") })
	m, word := readMessage(args, args.Get("channel"))
	switch {
	case i < 0:
		word = "message_not_found"
	case word == "":
		old := &s.messages[i]
		old.Text, old.Raw, old.Mentions, old.Links = m.Text, m.Raw, m.Mentions, m.Links
		old.Edits++
	default:
		s.Breaches++
	}
	s.mu.Unlock()
	switch {
	case word != "":
		(Mode{Word: word}).refuse(w, false)
	case struck:
		mode.after(w, r, false)
	default:
		answer(w, map[string]any{"ok": true, "channel": args.Get("channel"), "ts": args.Get("ts"), "text": m.Text})
	}
}

// Delete takes a message away, as a user can.
func (s *Slack) Delete(ts string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messages = slices.DeleteFunc(s.messages, func(m Message) bool { return m.TS == ts })
}
