package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"docketwatch/config"
	"docketwatch/store"
	"docketwatch/watcher/courtlistener"
)

// quotas are what the accounts of a configuration may still ask.
func quotas(ctx context.Context, c *config.Config, s *store.Store, now time.Time) ([]courtlistener.Quota, error) {
	list := []courtlistener.Quota{}
	for _, e := range c.Sources {
		if e.Kind != "courtlistener" {
			continue
		}
		q, err := courtlistener.QuotaOf(ctx, e, s, now)
		if err != nil {
			return nil, fmt.Errorf("the quota of %s: %w", e.Name, err)
		}
		list = append(list, q)
	}
	return list, nil
}

// quotaLine says it in words: "courtlistener (free): 3 of 5 left this minute, …".
func quotaLine(q courtlistener.Quota, now time.Time) string {
	var parts []string
	for _, w := range q.Windows {
		window := map[int64]string{60: "this minute", 3600: "this hour", 86400: "today"}[w.Seconds]
		parts = append(parts, fmt.Sprintf("%d of %d left %s", w.Left, w.Limit, window))
	}
	line := fmt.Sprintf("%s (%s): %s", q.Source, q.Plan, strings.Join(parts, ", "))
	if q.Barred.After(now) {
		line += "; it asked for silence until " + q.Barred.UTC().Format(time.DateTime) + " UTC"
	}
	return line
}
