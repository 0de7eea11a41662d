// Executions, tasks and jobs started once more.
package main

import (
	"context"
	"encoding/json"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/batch"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	lambdasdk "github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/google/uuid"
)

var (
	machines *sfn.Client
	tasks    *ecs.Client
	jobs     *batch.Client
	commands *ssm.Client
	lambdas  *lambdasdk.Client
)

func handler(ctx context.Context, event events.EventBridgeEvent) error {
	in := string(event.Detail)
	_, err := machines.StartExecution(ctx, &sfn.StartExecutionInput{Input: &in}) // want `^sfn\.StartExecution starts another run when Lambda retries the EventBridge event, up to twice; set Name from the event's ID`
	if err != nil {
		return err
	}
	_, err = machines.StartExecution(ctx, &sfn.StartExecutionInput{Input: &in, Name: &event.ID})
	if err != nil {
		return err
	}
	name := "run-" + uuid.NewString()
	_, err = machines.StartExecution(ctx, &sfn.StartExecutionInput{Input: &in, Name: &name}) // want `^sfn\.StartExecution repeats in spite of its Name, which is random,`
	if err != nil {
		return err
	}
	return nil
}

func work(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if _, err := tasks.RunTask(ctx, input(record)); err != nil { // want `^ecs\.RunTask starts another run when SQS redelivers the batch; set ClientToken from the MessageId: what the SDK fills in is random`
			return err
		}
		in := input(record)
		in.ClientToken = &record.MessageId
		if _, err := jobs.SubmitJob(ctx, &batch.SubmitJobInput{JobName: &record.MessageId}); err != nil { // want `^batch\.SubmitJob starts another run`
			return err
		}
		if _, err := commands.SendCommand(ctx, &ssm.SendCommandInput{DocumentName: aws.String("run")}); err != nil { // want `^ssm\.SendCommand starts another run`
			return err
		}
		if _, err := tasks.RunTask(ctx, named(record)); err != nil {
			return err
		}
	}
	return nil
}

func input(record events.SQSMessage) *ecs.RunTaskInput {
	return &ecs.RunTaskInput{TaskDefinition: aws.String("worker"), Group: &record.MessageId}
}

func named(record events.SQSMessage) *ecs.RunTaskInput {
	return &ecs.RunTaskInput{TaskDefinition: aws.String("worker"), ClientToken: &record.MessageId}
}

func invoke(ctx context.Context, event events.S3Event) error {
	for _, record := range event.Records {
		payload, err := json.Marshal(record)
		if err != nil {
			return err
		}
		_, err = lambdas.Invoke(ctx, &lambdasdk.InvokeInput{Payload: payload, InvocationType: types.InvocationTypeEvent}) // want `^lambda\.Invoke starts another run when Lambda retries the S3 event, up to twice; record the key and sequencer first`
		if err != nil {
			return err
		}
		if _, err := lambdas.Invoke(ctx, &lambdasdk.InvokeInput{Payload: payload}); err != nil { // want `^lambda\.Invoke starts another run`
			return err
		}
		price, err := ask(ctx, payload)
		if err != nil {
			return err
		}
		if _, err := tell(ctx, []byte(price)); err != nil {
			return err
		}
	}
	return nil
}

// ask invokes a function for its answer: a query, as far as can be seen.
func ask(ctx context.Context, payload []byte) (string, error) {
	out, err := lambdas.Invoke(ctx, &lambdasdk.InvokeInput{Payload: payload})
	if err != nil {
		return "", err
	}
	var answer struct{ Price string }
	if err := json.Unmarshal(out.Payload, &answer); err != nil {
		return "", err
	}
	return answer.Price, nil
}

// tell returns the answer, too, but nobody wants it.
func tell(ctx context.Context, payload []byte) ([]byte, error) {
	out, err := lambdas.Invoke(ctx, &lambdasdk.InvokeInput{Payload: payload}) // want `^lambda\.Invoke starts another run`
	if err != nil {
		return nil, err
	}
	return out.Payload, nil
}

func main() {
	lambda.Start(handler)
	lambda.Start(work)
	lambda.Start(invoke)
}
