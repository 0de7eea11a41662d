// Messages that go to brokers through channels.
package main

import (
	"context"
	"strings"

	"github.com/IBM/sarama"
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

var producer sarama.AsyncProducer

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		producer.Input() <- &sarama.ProducerMessage{Topic: "t", Value: sarama.StringEncoder(record.Body)} // want `^sarama\.AsyncProducer\.Input sends again when SQS redelivers the batch`
		select {
		case producer.Input() <- &sarama.ProducerMessage{Topic: "u"}: // want `^sarama\.AsyncProducer\.Input sends again`
		case <-ctx.Done():
			return ctx.Err()
		}
		if strings.HasPrefix(record.Body, "x") {
			return (<-producer.Errors()).Err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
