package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"docketwatch/config"
)

func TestASignOfLifeGoesOutOnlyWhileAllIsWell(t *testing.T) {
	pings, status := 0, http.StatusOK
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		pings++
		w.WriteHeader(status)
	}))
	address := server.URL + "/canary-uuid"
	core, logged := observer.New(zap.InfoLevel)
	well, why := true, ""
	p := newPinger(config.Health{Ping: config.SecretOf(address), Every: time.Minute}, func(context.Context) (bool, string) { return well, why }, zap.New(core))
	steps := []struct {
		name   string
		do     func()
		pings  int
		logged string // the last line; "" for none
	}{
		{"all is well", func() {}, 1, ""},
		{"a look is overdue", func() { well, why = false, "a look is overdue by 7m" }, 0, "no sign of life goes out"},
		{"and still is", func() {}, 0, ""},
		{"all is well again", func() { well = true }, 1, "signs of life go out again"},
		{"the other side refuses", func() { status = http.StatusNotFound }, 1, "no sign of life goes out"},
		{"and is gone", server.Close, 0, ""},
	}
	for _, step := range steps {
		step.do()
		before, lines := pings, logged.Len()
		p.once(t.Context())
		if pings-before != step.pings {
			t.Errorf("%s: %d pings, want %d", step.name, pings-before, step.pings)
		}
		switch all := logged.All(); {
		case step.logged == "" && len(all) != lines:
			t.Errorf("%s: logged %+v", step.name, all[lines:])
		case step.logged != "" && (len(all) != lines+1 || all[lines].Message != step.logged):
			t.Errorf("%s: logged %+v", step.name, all[lines:])
		}
	}
	if err := p.send(t.Context()); err == nil || strings.Contains(err.Error(), "canary") {
		t.Errorf("the address stands in %v", err)
	}
	if newPinger(config.Health{}, nil, zap.NewNop()) != nil {
		t.Error("without an address there is nothing to ask")
	}
}
