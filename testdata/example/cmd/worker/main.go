// Command worker is the Lambda that works off the queue of payments.
package main

import (
	"context"
	"log"
	"log/slog"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"

	"github.com/lambdavet/lambdavet/testdata/example/internal/handler"
	"github.com/lambdavet/lambdavet/testdata/example/internal/notify"
	"github.com/lambdavet/lambdavet/testdata/example/internal/report"
	"github.com/lambdavet/lambdavet/testdata/example/internal/store"
)

func main() {
	slog.SetDefault(lambdacontext.NewLogger())

	ctx := context.Background()
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		log.Fatalf("load AWS configuration: %v", err)
	}
	ledger, err := store.NewPool(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatalf("open order database: %v", err)
	}
	worker := &handler.Worker{
		Ledger:  ledger,
		Mailer:  notify.NewMailer(sesv2.NewFromConfig(cfg), os.Getenv("MAIL_FROM")),
		Archive: report.NewArchive(s3.NewFromConfig(cfg), os.Getenv("ARCHIVE_BUCKET")),
	}
	lambda.Start(worker.Handle)
}
