package courtsim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

// socketPing is how often the simulated Slack pings; the real one does every
// few seconds, and clients give up a connection that is silent for long.
const socketPing = 5 * time.Second

// socket is one app's Socket Mode connection.
type socket struct {
	out  chan []byte
	done chan struct{}
}

// serveSocket takes an app's connection, greets it, and passes on what people
// write.
func (s *Slack) serveSocket(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }} // Slack's clients name Slack's own
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return // it has been answered
	}
	defer func() { _ = conn.Close() }() // either side may have closed it
	c := &socket{out: make(chan []byte, 16), done: make(chan struct{})}
	s.mu.Lock()
	s.socket = c
	s.mu.Unlock()
	go func() {
		defer close(c.done)
		for {
			var ack struct {
				Envelope string `json:"envelope_id"`
			}
			if conn.ReadJSON(&ack) != nil {
				return
			}
			s.mu.Lock()
			s.acked = append(s.acked, ack.Envelope)
			s.mu.Unlock()
		}
	}()
	if conn.WriteMessage(websocket.TextMessage, []byte(`{"type":"hello","num_connections":1}`)) != nil {
		return
	}
	ping := time.NewTicker(socketPing)
	defer ping.Stop()
	for {
		select {
		case <-c.done:
			return
		case <-ping.C:
			err = conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(time.Second))
		case text := <-c.out:
			err = conn.WriteMessage(websocket.TextMessage, text)
		}
		if err != nil {
			return
		}
	}
}

// Write is a person writing to the app: a mention in a channel, or a direct
// message where channel begins with D. id is the event's: the same twice is
// Slack repeating itself. It reports whether an app was listening.
func (s *Slack) Write(id, user, channel, text string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.socket == nil {
		return false
	}
	select {
	case <-s.socket.done:
		return false
	default:
	}
	s.seq++
	ts := fmt.Sprintf("%d.%06d", s.now().Unix(), s.seq)
	s.asked = append(s.asked, channel+":"+ts)
	event := map[string]any{"type": "app_mention", "user": user, "text": text, "channel": channel, "ts": ts}
	if channel[0] == 'D' {
		event["type"], event["channel_type"] = "message", "im"
	}
	raw, err := json.Marshal(map[string]any{"type": "events_api", "envelope_id": fmt.Sprintf("%s-%d", id, s.seq), "accepts_response_payload": false,
		"payload": map[string]any{"type": "event_callback", "event_id": id, "team_id": "T0DEMO", "api_app_id": "A0DEMO", "event": event}})
	if err != nil {
		return false
	}
	s.socket.out <- raw
	return true
}

// Acknowledged are the envelopes that the app has acknowledged.
func (s *Slack) Acknowledged() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.acked...)
}
