package courtsim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// clAlert is a docket alert of the account.
type clAlert struct {
	id                int64
	docket            *clDocket
	on                bool
	created, modified time.Time
}

// alertsOfFree is how many docket alerts a free account may have on.
const alertsOfFree = 5

func (c *CourtListener) alertTable() table {
	return table{
		defaults: "date_created", orders: []string{"id", "date_created", "date_modified"},
		fields: map[string]field{
			"id":            {"E", get(func(a *clAlert) string { return strconv.FormatInt(a.id, 10) })},
			"alert_type":    {"E", get(func(a *clAlert) string { return strconv.Itoa(a.kind()) })},
			"date_created":  {"T", get(func(a *clAlert) string { return stamped(a.created) })},
			"date_modified": {"T", get(func(a *clAlert) string { return stamped(a.modified) })},
		},
		related: map[string]relation{"docket": {c.to("dockets"), func(row any) []any { return []any{row.(*clAlert).docket} }}},
		render:  func(row any, _ string) map[string]any { return row.(*clAlert).render() },
	}
}

func (a *clAlert) kind() int {
	if a.on {
		return 1
	}
	return 0
}

func (a *clAlert) render() map[string]any {
	return map[string]any{"id": a.id, "docket": a.docket.id, "alert_type": a.kind(), "date_created": stamped(a.created), "date_modified": stamped(a.modified),
		"date_last_hit": nil, "secret_key": fmt.Sprintf("secret-of-alert-%d", a.id)}
}

// changeAlert makes a docket alert (POST) or switches one (PATCH).
func (c *CourtListener) changeAlert(r *http.Request, id string) clAnswer {
	var body struct {
		Docket int64 `json:"docket"`
		Type   *int  `json:"alert_type"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(nil, r.Body, 1<<16)).Decode(&body); err != nil {
		return refuse(http.StatusBadRequest, "JSON parse error - "+err.Error())
	}
	on := body.Type == nil || *body.Type == 1
	if on && c.o.Plan == "free" && c.on() >= alertsOfFree {
		return refuse(http.StatusForbidden, "You do not have permission to perform this action: the docket alerts of this account are used up.")
	}
	switch {
	case r.Method == http.MethodPost && id == "":
		i := slices.IndexFunc(c.dockets, func(d *clDocket) bool { return d.id == body.Docket && !d.gone })
		if i < 0 {
			return complain("docket", fmt.Sprintf("Invalid pk \"%d\" - object does not exist.", body.Docket))
		}
		if slices.ContainsFunc(c.alerts, func(a *clAlert) bool { return a.docket == c.dockets[i] }) {
			return complain("non_field_errors", "The fields docket, user must make a unique set.")
		}
		c.ids++
		a := &clAlert{id: c.ids, docket: c.dockets[i], on: on, created: c.h.clock, modified: c.h.clock}
		c.alerts = append(c.alerts, a)
		return clAnswer{status: http.StatusCreated, body: a.render()}
	case r.Method == http.MethodPatch:
		for _, a := range c.alerts {
			if strconv.FormatInt(a.id, 10) == id {
				a.on, a.modified = on, c.h.clock
				return clAnswer{status: http.StatusOK, body: a.render()}
			}
		}
	}
	return refuse(http.StatusNotFound, "Not found.")
}

func (c *CourtListener) on() (n int) {
	for _, a := range c.alerts {
		if a.on {
			n++
		}
	}
	return n
}

// Drop switches the account's alert of a docket off, as CourtListener does when
// a case was terminated half a year ago, and reports whether there was one.
func (c *CourtListener) Drop(docket int64) bool {
	c.h.mu.Lock()
	defer c.h.mu.Unlock()
	for _, a := range c.alerts {
		if a.docket.id == docket && a.on {
			a.on = false
			return true
		}
	}
	return false
}
