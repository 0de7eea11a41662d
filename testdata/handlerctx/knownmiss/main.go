// What the rule does not find yet.
package main

import (
	"context"
	"net/http"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"gorm.io/gorm"
)

var (
	db     *gorm.DB
	client = &http.Client{}
)

// gorm gets its context by a method of its own, db.WithContext(ctx).
func handler(ctx context.Context, event events.SQSEvent) error {
	if err := db.Exec("DELETE FROM jobs").Error; err != nil {
		return err
	}
	// The request is made in one function and sent in another.
	req, err := request(ctx)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func request(_ context.Context) (*http.Request, error) {
	return http.NewRequest(http.MethodGet, "https://example.com", nil)
}

func main() { lambda.Start(handler) }
