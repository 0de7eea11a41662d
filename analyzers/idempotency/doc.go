// Package idempotency defines an analyzer that finds side effects which a
// retry would repeat.
//
// # Analyzer idempotency
//
// idempotency: a retry would repeat the side effect
//
// Queues and streams deliver a batch again when the handler returns an error,
// and now and then when it does not. Asynchronous invocations (S3, SNS,
// EventBridge) are retried twice. The whole handler runs again, with everything
// that it did before the error: customers get the mail twice, counters are off
// by one, a second job is started.
//
// The event source decides: what only synchronous callers reach is not
// reported. If several handlers reach an effect, the message names the one
// that retries.
//
// The rule reports seven kinds of defect:
//
//   - random identity: a record or object is written under a key that is random
//     or made of the time, so that each retry adds another one; items of batches
//     and transactions count, and a condition on such a key does not stop the
//     second one;
//   - increment: counters, lists and balances are added to, by a DynamoDB
//     update expression, SQL, Redis or MongoDB;
//   - insert: a row is inserted without a conflict clause;
//   - send: a mail, message, event, HTTP POST or payment without a key that
//     makes the receiver drop the second one;
//   - start: an execution, task or job is started without a name or token from
//     the event. A token that the SDK fills in by itself is random: it protects
//     retries of one HTTP request, and not those of Lambda;
//   - create: a volume, network interface or key is created likewise;
//   - token: such a name or token is set, to something random.
//
// Take the cure that fits the operation: a conditional write, a
// MessageDeduplicationId or an execution name made of the event's id, ON CONFLICT
// DO NOTHING, an Idempotency-Key header. Before an operation that has none of
// them, record under the event's id, with a condition, that it is done, as
// publish does below. The record comes first, so it has to go when the operation
// fails: the retry would take it for done. If the process dies in between, the
// effect is missing; where that is worse than a second one, give the record a
// state and let the retry look at it.
//
// What is known of which operation, and the cure for it, stands in a table:
// https://github.com/lambdavet/lambdavet/blob/main/docs/operations.md
//
// # Bad
//
//	package main
//
//	import (
//		"context"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//		"github.com/aws/aws-sdk-go-v2/aws"
//		"github.com/aws/aws-sdk-go-v2/service/sfn"
//		"github.com/aws/aws-sdk-go-v2/service/sns"
//	)
//
//	var (
//		machines = sfn.New(sfn.Options{})
//		topic    = sns.New(sns.Options{})
//	)
//
//	func handler(ctx context.Context, event events.EventBridgeEvent) error {
//		order := aws.String(string(event.Detail))
//		if _, err := machines.StartExecution(ctx, &sfn.StartExecutionInput{Input: order}); err != nil {
//			return err
//		}
//		_, err := topic.Publish(ctx, &sns.PublishInput{Message: order})
//		return err
//	}
//
//	func main() { lambda.Start(handler) }
//
// # Good
//
//	package main
//
//	import (
//		"context"
//		"errors"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//		"github.com/aws/aws-sdk-go-v2/aws"
//		"github.com/aws/aws-sdk-go-v2/service/dynamodb"
//		"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
//		"github.com/aws/aws-sdk-go-v2/service/sfn"
//		states "github.com/aws/aws-sdk-go-v2/service/sfn/types"
//		"github.com/aws/aws-sdk-go-v2/service/sns"
//	)
//
//	var (
//		machines = sfn.New(sfn.Options{})
//		topic    = sns.New(sns.Options{})
//		table    = dynamodb.New(dynamodb.Options{})
//	)
//
//	func handler(ctx context.Context, event events.EventBridgeEvent) error {
//		order := aws.String(string(event.Detail))
//		if err := start(ctx, event.ID, order); err != nil {
//			return err
//		}
//		return publish(ctx, event.ID, order)
//	}
//
//	// start names the execution after the event, so that there is only one.
//	func start(ctx context.Context, id string, order *string) error {
//		_, err := machines.StartExecution(ctx, &sfn.StartExecutionInput{Input: order, Name: &id})
//		var exists *states.ExecutionAlreadyExists
//		if errors.As(err, &exists) {
//			return nil
//		}
//		return err
//	}
//
//	// publish remembers the events of which it has sent word.
//	func publish(ctx context.Context, id string, order *string) error {
//		key := map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: id}}
//		_, err := table.PutItem(ctx, &dynamodb.PutItemInput{
//			TableName:           aws.String("published"),
//			Item:                key,
//			ConditionExpression: aws.String("attribute_not_exists(id)"),
//		})
//		var seen *types.ConditionalCheckFailedException
//		if errors.As(err, &seen) {
//			return nil
//		}
//		if err != nil {
//			return err
//		}
//		if _, err = topic.Publish(ctx, &sns.PublishInput{Message: order}); err != nil {
//			_, undo := table.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: aws.String("published"), Key: key})
//			return errors.Join(err, undo)
//		}
//		return nil
//	}
//
//	func main() { lambda.Start(handler) }
//
// # When it stays silent
//
//   - for handlers that callers wait for (API Gateway, load balancers,
//     Cognito) and, without -strict, where the event type does not tell the
//     source;
//   - for reads, and for writes that give the same state again;
//   - for a condition, a name, a token or an idempotency header, unless it is
//     provably random; but a condition that a record exists holds the second
//     time, too, and counts for nothing;
//   - behind a guard that comes before the effect on every way to it, in the
//     function or in a caller on the chain, and whose outcome decides: a
//     conditional put, SETNX, an insert with ON CONFLICT DO NOTHING of which
//     the rows are counted, an insert whose duplicate error is known, a
//     package named after idempotency;
//   - behind a record that is read before the effect and written afterwards;
//     with -strict the race that this leaves is reported;
//   - for a function that is invoked, or an HTTP POST, whose answer is what
//     the caller wants;
//   - for SQL and expressions that are not constant.
//
// # Where it reports
//
// At the operation, where a token or condition can be set. A message that has
// no such thing, sent by a client of the program behind an interface or in
// another package, is reported where the client is called: there a guard fits.
package idempotency
