// Sleeping, waiters and polling.
package main

import (
	"context"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go/aws/session"
	v1s3 "github.com/aws/aws-sdk-go/service/s3"
)

var (
	objects = s3.New(s3.Options{})
	states  = sfn.New(sfn.Options{})
	old     = v1s3.New(session.Must(session.NewSession()))
)

func handler(ctx context.Context, event events.S3Event) error {
	time.Sleep(5 * time.Second) // want "^time.Sleep of 5s is billed like work, and whoever waits for the answer waits longer; delay the message or use a Step Functions wait$"
	<-time.After(time.Second)   // want "^time.After of 1s is billed like work"
	for _, record := range event.Records {
		time.Sleep(2 * time.Second) // want "^time.Sleep of 2s is billed like work, once for each element; let a queue or Step Functions set the pace$"
		_ = record
	}
	waiter := s3.NewObjectExistsWaiter(objects)
	if err := waiter.Wait(ctx, &s3.HeadObjectInput{}, 5*time.Minute); err != nil { // want "^s3.ObjectExistsWaiter.Wait holds the invocation while it polls, billed like work; go on from an event or a Step Functions state instead$"
		return err
	}
	if err := old.WaitUntilObjectExistsWithContext(ctx, &v1s3.HeadObjectInput{}); err != nil { // want "^s3.S3.WaitUntilObjectExistsWithContext holds the invocation"
		return err
	}
	for {
		out, err := states.DescribeExecution(ctx, &sfn.DescribeExecutionInput{ExecutionArn: aws.String("arn")})
		if err != nil {
			return err
		}
		if out.Status != "RUNNING" {
			break
		}
		time.Sleep(500 * time.Millisecond) // want "^time.Sleep polls in a loop that only the function's timeout ends: the invocation is killed without a word; count the attempts or end with the context$"
	}
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		<-ticker.C // want "^time.Ticker polls in a loop that only the function's timeout ends"
		if done() {
			return nil
		}
	}
}

func done() bool { return objects == nil }

func main() { lambda.Start(handler) }
