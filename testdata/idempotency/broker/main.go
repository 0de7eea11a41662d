// Messages to brokers.
package main

import (
	"context"

	"github.com/IBM/sarama"
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
)

var (
	writer   *kafka.Writer
	producer sarama.SyncProducer
	channel  *amqp.Channel
	conn     *nats.Conn
	js       jetstream.JetStream
)

func handler(ctx context.Context, event events.KafkaEvent) error {
	for _, records := range event.Records {
		for _, record := range records {
			data := []byte(record.Value)
			if err := writer.WriteMessages(ctx, kafka.Message{Value: data}); err != nil { // want `^kafka\.Writer\.WriteMessages sends again when Kafka redelivers the batch; record the topic, partition and offset first`
				return err
			}
			if _, _, err := producer.SendMessage(&sarama.ProducerMessage{Topic: "t"}); err != nil { // want `SyncProducer\.SendMessage sends again`
				return err
			}
			if err := channel.PublishWithContext(ctx, "", "q", false, false, amqp.Publishing{Body: data}); err != nil { // want `PublishWithContext sends again`
				return err
			}
			if err := conn.Publish("s", data); err != nil { // want `^nats\.Conn\.Publish sends again`
				return err
			}
			if _, err := js.Publish(ctx, "s", data); err != nil { // want `Publish sends again when Kafka redelivers the batch; set the message id from`
				return err
			}
			if _, err := js.Publish(ctx, "s", data, jetstream.WithMsgID(record.Key)); err != nil {
				return err
			}
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
