// Branches that do not run on Lambda.
package main

import (
	"context"
	"database/sql"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/dbconn/phase-offline/env"
)

func dsn() string { return os.Getenv("DATABASE_URL") }

var onLambda = os.Getenv("AWS_LAMBDA_FUNCTION_NAME") != ""

func isLambda() bool { return os.Getenv("AWS_LAMBDA_RUNTIME_API") != "" }

func isLocal() bool {
	_, ok := os.LookupEnv("LAMBDA_TASK_ROOT")
	return !ok
}

func open() *sql.DB {
	d, _ := sql.Open("pgx", dsn())
	return d
}

func handle(ctx context.Context, event events.SQSEvent) error {
	if !isLambda() {
		open()
	}
	if isLocal() {
		open()
	}
	if !onLambda {
		open()
	}
	if env.Local() || len(event.Records) == 0 && isLocal() {
		open()
	}
	if os.Getenv("AWS_LAMBDA_FUNCTION_NAME") == "" {
		d, err := sql.Open("pgx", dsn())
		if err != nil {
			return err
		}
		return d.Ping()
	}
	if v, ok := os.LookupEnv("AWS_LAMBDA_FUNCTION_NAME"); !ok || v == "" {
		open()
	}
	switch os.Getenv("AWS_LAMBDA_FUNCTION_NAME") {
	case "":
		open()
	}
	if isLambda() {
		_, err := sql.Open("pgx", dsn()) // want "sql.Open"
		return err
	}
	return nil
}

func early(ctx context.Context, event events.SNSEvent) error {
	if isLambda() {
		return nil
	}
	_, err := sql.Open("pgx", dsn())
	return err
}

// stage is set by the user on Lambda and elsewhere.
func stage(ctx context.Context, event events.S3Event) error {
	if os.Getenv("STAGE") == "local" {
		_, err := sql.Open("pgx", dsn()) // want "sql.Open"
		return err
	}
	return nil
}

func main() {
	if isLocal() {
		if err := handle(context.Background(), events.SQSEvent{}); err != nil {
			os.Exit(1)
		}
		return
	}
	switch os.Getenv("HANDLER") {
	case "early":
		lambda.Start(early)
	case "stage":
		lambda.Start(stage)
	}
	lambda.Start(handle)
}
