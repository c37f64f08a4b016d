package slack

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Check asks Slack whose the token is and what it may do (auth.test, whose answer
// names the scopes in the header X-OAuth-Scopes). Nothing is posted.
func (b *Bot) Check(ctx context.Context) (says string, doubts []string, err error) {
	res, err := b.api.AuthTestContext(ctx)
	if err != nil {
		return "", nil, classify(err, true)
	}
	says = fmt.Sprintf("the token is %s's in %s", res.User, res.Team)
	named := res.Header.Get("X-OAuth-Scopes")
	if named == "" {
		return says, []string{"Slack does not say which scopes the token has"}, nil
	}
	var scopes []string
	for _, s := range strings.Split(named, ",") {
		scopes = append(scopes, strings.TrimSpace(s))
	}
	says += "; scopes " + strings.Join(scopes, ", ")
	if !slices.Contains(scopes, "chat:write") {
		return says, nil, fmt.Errorf("the token lacks the scope chat:write: nothing can be posted; add it under OAuth & Permissions and install the app anew")
	}
	if !slices.Contains(scopes, "channels:history") && !slices.Contains(scopes, "groups:history") {
		doubts = append(doubts, "the token lacks channels:history (groups:history for a private channel): after a crash a message may come twice")
	}
	if strings.HasPrefix(b.channel, "#") && !slices.Contains(scopes, "channels:read") {
		doubts = append(doubts, "the channel is given by name, and the token lacks channels:read: write its id (C…) for look-ups")
	}
	return says, doubts, nil
}
