package config

import (
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Chat says where and by whom the daemon may be asked. Without app token nobody
// is heard.
type Chat struct {
	AppToken Secret   // Slack's app-level token, for the connection
	Token    Secret   // the bot's, for the answers
	Users    []string // ids of those who are answered
	URL      string   // Web API base; "" for Slack's own
}

// chatEntry is the section as written.
type chatEntry struct {
	AppToken Secret   `yaml:"app_token"`
	Token    Secret   `yaml:"token"`
	Users    []string `yaml:"users"`
	URL      string   `yaml:"url"`
}

var memberID = regexp.MustCompile(`^[UW][A-Z0-9]{2,20}$`)

// chat reads the section.
func chat(node *yaml.Node) (Chat, Problems) {
	if node.IsZero() {
		return Chat{}, nil
	}
	var e chatEntry
	problems := strict(node, &e, "chat")
	if err := node.Load(&e); err != nil {
		return Chat{}, append(problems, yamlProblems(err)...)
	}
	wrong := func(hint, format string, args ...any) {
		problems = append(problems, Problem{Line: node.Line, Path: "chat", Message: fmt.Sprintf(format, args...), Hint: hint})
	}
	switch {
	case !e.AppToken.IsSet():
		wrong("`app_token: env:SLACK_APP_TOKEN`, a token of the app with the scope connections:write", "app_token is missing")
	case !strings.HasPrefix(e.AppToken.Reveal(), "xapp-"):
		wrong("it begins with xapp-", "app_token is no app-level token")
	}
	if !e.Token.IsSet() {
		wrong("`token: env:SLACK_BOT_TOKEN`", "token is missing")
	}
	if len(e.Users) == 0 {
		wrong("`users: [U0123ABCD]`; a member's id stands in the profile, under Copy member ID", "nobody would be answered")
	}
	for _, u := range e.Users {
		if !memberID.MatchString(u) {
			wrong("the id and not the name: names can be taken by others", "%q is no member id", u)
		}
	}
	return Chat(e), problems
}
