// Payloads: those of queues and tables by default, those of topics and streams
// only in strict mode, since what they carry is more often no one's secret.
package main

import (
	"context"
	"log"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func handler(ctx context.Context, event events.SNSEvent) error {
	log.Printf("%+v", event) // want "^log.Printf logs events.SNSEvent, the whole payload: what users sent stays in CloudWatch in clear text; log ids"
	queue(events.SQSEvent{})
	return nil
}

func queue(event events.SQSEvent) {
	for _, m := range event.Records {
		log.Println(m.Body) // want "^log.Println logs events.SQSMessage.Body, the whole payload"
	}
}

func main() { lambda.Start(handler) }
