// What the rule does not find yet.
package main

import (
	"net/http"
	"net/smtp"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type app struct {
	client *http.Client
	pause  time.Duration
}

// The client is a field: what it was made with is not followed. The pause is
// one, too. Other protocols than HTTP are not looked at.
func (a *app) handle(event events.SQSEvent) error {
	time.Sleep(a.pause)
	if _, err := a.client.Get("https://example.com"); err != nil {
		return err
	}
	return smtp.SendMail("mail:25", nil, "a@example.com", nil, nil)
}

func main() {
	a := &app{client: &http.Client{}, pause: 5 * time.Second}
	lambda.Start(a.handle)
}
