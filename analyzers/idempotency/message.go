package idempotency

import (
	"strings"

	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

// message: what is repeated, why, and the cheapest cure.
func message(q *rule.Query, c rule.Candidate, step *invocation.Step) string {
	text := c.Message + " " + harm(c) + " when " + cause(step.Source)
	if protection(q, c, step) == flagged {
		return text + " while it still runs: both find no record yet; write the record first, with a condition"
	}
	return text + "; " + cure(c, step.Source)
}

// harm is what a second run does.
func harm(c rule.Candidate) string {
	switch c.Kind {
	case identity:
		return "writes once more, under another random key,"
	case increment:
		return "adds once more"
	case insert:
		return "inserts another row"
	case create:
		return "creates another one"
	case start:
		return "starts another run"
	case badToken:
		return "repeats in spite of its " + c.Notes[noteToken] + ", which is random,"
	}
	return "sends again"
}

// cause is why the handler runs again for the same event.
func cause(source entrypoint.Source) string {
	switch {
	case source.Name == "SQS":
		return "SQS redelivers the batch"
	case source.Model == entrypoint.Poll:
		return source.Name + " redelivers the batch"
	case source.Model == entrypoint.Async:
		return "Lambda retries the " + source.Name + " event, up to twice"
	}
	return "the event is delivered twice"
}

// eventID is what names the event or record, the same in each delivery.
func eventID(source entrypoint.Source) string {
	switch source.Name {
	case "SQS":
		return "MessageId"
	case "SNS", "SES", "ActiveMQ", "RabbitMQ":
		return "MessageID"
	case "Kinesis", "DynamoDB stream":
		return "EventID"
	case "Kafka":
		return "topic, partition and offset"
	case "S3":
		return "key and sequencer"
	case "EventBridge":
		return "event's ID"
	}
	return "event's id"
}

// cure is the cheapest advice for the operation.
func cure(c rule.Candidate, source entrypoint.Source) string {
	id := eventID(source)
	switch {
	case c.Kind == badToken:
		return "derive it from the " + id
	case c.Kind == identity:
		return "derive the key from the " + id
	}
	switch c.Notes[noteCure] {
	case "fifo":
		return "set MessageDeduplicationId (FIFO) from the " + id + ", or record that id first, with a condition"
	case "name":
		return "set Name from the " + id
	case "condition":
		return "add a ConditionExpression, or record the " + id + " in the same transaction"
	case "conflict":
		return "key the row by the " + id + " and add ON CONFLICT DO NOTHING"
	case "header":
		return "send an Idempotency-Key header made of the " + id + ", or record that id first"
	case "id":
		return "set _id from the " + id
	case "msgid":
		return "set the message id from the " + id
	case "stripe":
		return "set IdempotencyKey from the " + id
	case "merge":
		if c.Kind == create {
			return "MERGE a node keyed by the " + id
		}
	}
	return protect(c, id)
}

// protect: a token where there is one, or else a record of the event.
func protect(c rule.Candidate, id string) string {
	field := c.Notes[noteToken]
	switch {
	case field == "" || c.Notes[noteCure] == "guard":
		return "record the " + id + " first, with a condition"
	case c.Notes[noteAuto] != "":
		return "set " + field + " from the " + id + ": what the SDK fills in is random"
	}
	return "set " + field + " from the " + strings.TrimPrefix(id, "the ")
}
