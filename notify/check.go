package notify

import "context"

// A Checker is a notifier that can say whether it would be able to send, without
// sending. Says is what it found, in one line; doubts are what will fail later
// and works now, each with what to do. An error means that nothing can be sent.
type Checker interface {
	Check(ctx context.Context) (says string, doubts []string, err error)
}
