package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"docketwatch/config"
)

type healthyCmd struct{ configFlag }

// Run asks the running daemon's /healthz, for a container that has no shell and
// no curl to ask with.
func (c *healthyCmd) Run(ctx context.Context, std streams) error {
	cfg, err := config.Load(c.Config)
	if err != nil {
		return asFileError(c.Config, err)
	}
	if cfg.Listen == "" {
		return usageError{fmt.Errorf("%s sets no web.listen: there is nobody to ask", c.Config)}
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+cfg.Listen+"/healthz", nil)
	if err != nil {
		return usageError{err}
	}
	resp, err := (&http.Client{}).Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }() // read to its end below
	body, err := io.ReadAll(io.LimitReader(resp.Body, 1<<16))
	if err != nil {
		return err
	}
	_, _ = std.out.Write(body)
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("the daemon is not detecting: %s", resp.Status)
	}
	return nil
}
