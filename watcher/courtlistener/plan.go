package courtlistener

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Plan is the membership of the account that the token belongs to.
type Plan string

// The plans, as the file names them. A legacy account is one that was in use
// before May 2026 and kept its 5,000 requests an hour.
const (
	Free   Plan = "free"
	Tier1  Plan = "tier1"
	Tier2  Plan = "tier2"
	Tier3  Plan = "tier3"
	Tier4  Plan = "tier4"
	Edu    Plan = "edu"
	Legacy Plan = "legacy"
)

const day = 24 * time.Hour

// Plans lists them, the smallest first.
func Plans() []Plan { return []Plan{Free, Tier1, Tier2, Tier3, Tier4, Edu, Legacy} }

// ParsePlan reads a plan; "" is the free one.
func ParsePlan(text string) (Plan, error) {
	if text == "" {
		return Free, nil
	}
	p := Plan(text)
	if !slices.Contains(Plans(), p) {
		names := make([]string, len(Plans()))
		for i, known := range Plans() {
			names[i] = string(known)
		}
		return "", fmt.Errorf("unknown plan %q: one of %s", text, strings.Join(names, ", "))
	}
	return p, nil
}

// Limits are the requests that each rolling window may hold. All of them apply
// (freelawproject/courtlistener, cl/api/constants.py and
// cl/settings/third_party/rest_framework.py, since 7 May 2026).
func (p Plan) Limits() map[time.Duration]int {
	perMinute, perHour, perDay := 5, 50, 125
	switch p {
	case Tier1:
		perMinute, perHour, perDay = 10, 75, 300
	case Tier2:
		perMinute, perHour, perDay = 15, 150, 600
	case Tier3:
		perMinute, perHour, perDay = 20, 250, 1000
	case Tier4:
		perMinute, perHour, perDay = 25, 300, 1400
	case Edu:
		return map[time.Duration]int{time.Minute: 20, time.Hour: 1000}
	case Legacy:
		return map[time.Duration]int{time.Hour: 5000}
	}
	return map[time.Duration]int{time.Minute: perMinute, time.Hour: perHour, day: perDay}
}

// Alerts is how many docket alerts the plan allows: 5 for a free account, 10
// more for one that uses the RECAP extension, and -1, no limit, for members
// (cl/settings/project/money.py).
func (p Plan) Alerts(extension bool) int {
	switch {
	case p != Free:
		return -1
	case extension:
		return 15
	}
	return 5
}

// daily is what a day brings at most.
func (p Plan) daily() int {
	limits := p.Limits()
	if n, ok := limits[day]; ok {
		return n
	}
	return 24 * limits[time.Hour]
}

// A Priority says what a request is for. The lower ones leave a reserve.
type Priority int

// The priorities, the highest first. The rule: settling a fresh filing may use
// all that the plan allows in an hour and a day, filling a gap three quarters of
// it, the routine sweep half. What others have used counts. A minute's limit is
// nobody's reserve: it is whole again a minute later.
const (
	Settle Priority = iota
	Gap
	Sweep
)

// margin lengthens every window: a request reaches the server later than it was
// counted here, and the next one may be faster.
const margin = 2 * time.Second

// limits are the plan's for one priority, with the margin.
func (p Plan) limits(pr Priority) map[time.Duration]int {
	limits := make(map[time.Duration]int)
	for window, most := range p.Limits() {
		if window >= time.Hour {
			most = most * (4 - int(pr)) / 4
		}
		limits[window+margin] = most
	}
	return limits
}
