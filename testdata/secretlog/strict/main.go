// Payloads of queues, topics, streams and tables: what they carry is often no
// one's secret, so all of them are reported in strict mode only.
package main

import (
	"context"
	"encoding/json"
	"log"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func handler(ctx context.Context, event events.SNSEvent) error {
	log.Printf("%+v", event) // want "^log.Printf logs events.SNSEvent, the whole payload: what users sent stays in CloudWatch in clear text; log ids"
	queue(events.SQSEvent{})
	table(events.DynamoDBEvent{})
	return nil
}

func queue(event events.SQSEvent) {
	for _, m := range event.Records {
		log.Println(m.Body) // want "^log.Println logs events.SQSMessage.Body, the whole payload"
		var order struct{ ID string }
		if err := json.Unmarshal([]byte(m.Body), &order); err != nil {
			log.Println("not an order:", m.Body, err)
		}
	}
}

func table(event events.DynamoDBEvent) {
	text, _ := json.Marshal(event)
	log.Println(string(text)) // want "^log.Println logs events.DynamoDBEvent, the whole payload"
}

func main() { lambda.Start(handler) }
