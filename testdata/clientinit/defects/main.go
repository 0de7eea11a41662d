// What is made again on each invocation, one of each kind.
package main

import (
	"context"
	"html/template"
	"regexp"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/session"
	v1sns "github.com/aws/aws-sdk-go/service/sns"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

const layout = "<p>{{.}}</p>"

func handler(ctx context.Context, event events.S3Event) error {
	cfg, err := config.LoadDefaultConfig(ctx) // want "^config.LoadDefaultConfig runs on every invocation: it reads the configuration and resolves credentials again; do it once outside the handler$"
	if err != nil {
		return err
	}
	objects := s3.NewFromConfig(cfg)                                                                         // want "^s3.NewFromConfig runs on every invocation: it drops the keep-alive connections, so each call pays a new TLS handshake; make it once outside the handler$"
	queues := sqs.NewFromConfig(cfg, func(o *sqs.Options) {})                                                // want "^sqs.NewFromConfig runs on every invocation"
	topics := v1sns.New(session.Must(session.NewSession()))                                                  // want "^sns.New runs on every invocation: it builds the client's handlers and endpoint again; make it once outside the handler$"
	conn, err := grpc.NewClient("localhost:50051", grpc.WithTransportCredentials(insecure.NewCredentials())) // want "^grpc.NewClient runs on every invocation"
	if err != nil {
		return err
	}
	defer conn.Close()
	for _, record := range event.Records {
		// The region of the bucket is that of the function: it never varies.
		sess, err := session.NewSession(&aws.Config{Region: aws.String(record.AWSRegion)}) // want "^session.NewSession runs on every invocation: .*; do it once outside the handler, for the region of a record is always that of the function$"
		if err != nil {
			return err
		}
		_ = v1sns.New(sess)                             // want "^sns.New runs on every invocation: .*, for the region of a record is always that of the function$"
		isImage := regexp.MustCompile(`\.(png|jpe?g)$`) // want "^regexp.MustCompile runs on every invocation: it compiles the same pattern again; compile it once in a package variable$"
		if !isImage.MatchString(record.S3.Object.Key) {
			continue
		}
		page, err := template.New("page").Parse(layout) // want "^template.Template.Parse runs on every invocation: it parses the same text again; parse it once in a package variable$"
		if err != nil {
			return err
		}
		var out strings.Builder
		if err := page.Execute(&out, record.S3.Object.Key); err != nil {
			return err
		}
	}
	_, _, _ = objects, queues, topics
	return nil
}

func main() { lambda.Start(handler) }
