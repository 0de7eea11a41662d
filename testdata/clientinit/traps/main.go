// Right code that looks alike.
package main

import (
	"context"
	"html/template"
	"os"
	"regexp"
	"strings"
	"sync"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

var (
	cfg       aws.Config
	lazy      *dynamodb.Client
	once      sync.Once
	queue     *sqs.Client
	bulk      = sync.OnceValue(func() *sqs.Client { return sqs.NewFromConfig(cfg) })
	perRegion = map[string]*s3.Client{}
	page      = template.Must(template.New("page").Parse("{{.}}"))
)

// client is made by the first invocation that needs it.
func client() *dynamodb.Client {
	if lazy == nil {
		lazy = dynamodb.NewFromConfig(cfg)
	}
	return lazy
}

// inRegion keeps one client for each region.
func inRegion(region string) *s3.Client {
	c, ok := perRegion[region]
	if !ok {
		c = s3.NewFromConfig(cfg, func(o *s3.Options) { o.Region = region })
		perRegion[region] = c
	}
	return c
}

func handler(ctx context.Context, event events.APIGatewayProxyRequest) (string, error) {
	once.Do(func() { queue = sqs.NewFromConfig(cfg) })
	client()
	bulk()
	inRegion(event.QueryStringParameters["region"])

	// A role of the tenant.
	tenant := cfg.Copy()
	tenant.Credentials = stscreds.NewAssumeRoleProvider(sts.NewFromConfig(cfg, region(event)), event.PathParameters["role"])
	tables := dynamodb.NewFromConfig(tenant)

	cfg.Credentials = assumed(os.Getenv("ROLE"))

	// The message says where the answer goes.
	messages, err := queue.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: aws.String(os.Getenv("QUEUE_URL"))})
	if err != nil {
		return "", err
	}
	for _, m := range messages.Messages {
		there, err := config.LoadDefaultConfig(ctx, config.WithRegion(m.Attributes["region"]))
		if err != nil {
			return "", err
		}
		_ = s3.NewFromConfig(there)
	}

	// Signing takes no connection.
	presign := s3.NewPresignClient(s3.NewFromConfig(cfg))
	url, err := presign.PresignGetObject(ctx, &s3.GetObjectInput{Bucket: aws.String("b"), Key: aws.String("k")})
	if err != nil {
		return "", err
	}

	// The pattern is the caller's, or written piece by piece.
	if _, err := regexp.Compile(event.QueryStringParameters["filter"]); err != nil {
		return "", err
	}
	var pattern strings.Builder
	pattern.WriteString("^")
	pattern.WriteString(event.Path)
	if _, err := regexp.Compile(pattern.String()); err != nil {
		return "", err
	}
	// The functions of a template see the request.
	user := event.Headers["user"]
	own, err := template.New("mail").Funcs(template.FuncMap{"user": func() string { return user }}).Parse("{{user}}")
	if err != nil {
		return "", err
	}
	_, _, _ = tables, own, page
	return url.URL, nil
}

// assumed asks for a role's credentials, and again when they have expired.
func assumed(role string) aws.CredentialsProvider {
	return aws.NewCredentialsCache(aws.CredentialsProviderFunc(func(ctx context.Context) (aws.Credentials, error) {
		base, err := config.LoadDefaultConfig(ctx)
		if err != nil {
			return aws.Credentials{}, err
		}
		out, err := sts.NewFromConfig(base).AssumeRole(ctx, &sts.AssumeRoleInput{RoleArn: &role})
		if err != nil {
			return aws.Credentials{}, err
		}
		return aws.Credentials{AccessKeyID: *out.Credentials.AccessKeyId, SecretAccessKey: *out.Credentials.SecretAccessKey}, nil
	}))
}

func region(event events.APIGatewayProxyRequest) func(*sts.Options) {
	return func(o *sts.Options) { o.Region = event.QueryStringParameters["region"] }
}

func local() {
	_ = s3.NewFromConfig(cfg)
}

func main() {
	var err error
	if cfg, err = config.LoadDefaultConfig(context.Background()); err != nil {
		panic(err)
	}
	if os.Getenv("AWS_LAMBDA_FUNCTION_NAME") == "" {
		local()
		return
	}
	lambda.Start(handler)
}
