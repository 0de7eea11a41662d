// Secrets and parameters: by a name that is known before, and by one that is not.
package main

import (
	"context"
	"os"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
)

type parameters interface {
	GetParameter(context.Context, *ssm.GetParameterInput, ...func(*ssm.Options)) (*ssm.GetParameterOutput, error)
}

type app struct {
	secrets *secretsmanager.Client
	params  parameters
	apiKey  string
	fetched time.Time
}

func (a *app) secret(ctx context.Context, id string) (string, error) {
	out, err := a.secrets.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: aws.String(id)}) // want "^secretsmanager.Client.GetSecretValue runs on every invocation: it asks for the same value over the network; fetch it once, and again when it has aged"
	if err != nil {
		return "", err
	}
	return aws.ToString(out.SecretString), nil
}

// tenantSecret is the same helper for names that come with the event.
func (a *app) tenantSecret(ctx context.Context, id string) (string, error) {
	out, err := a.secrets.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: aws.String("tenant/" + id)})
	if err != nil {
		return "", err
	}
	return aws.ToString(out.SecretString), nil
}

// key fetches again when the value has aged.
func (a *app) key(ctx context.Context) (string, error) {
	if time.Since(a.fetched) < 5*time.Minute {
		return a.apiKey, nil
	}
	out, err := a.params.GetParameter(ctx, &ssm.GetParameterInput{Name: aws.String("/api/key")})
	if err != nil {
		return "", err
	}
	a.apiKey, a.fetched = aws.ToString(out.Parameter.Value), time.Now()
	return a.apiKey, nil
}

func (a *app) handle(ctx context.Context, event events.APIGatewayProxyRequest) error {
	if _, err := a.secret(ctx, os.Getenv("SECRET_ARN")); err != nil {
		return err
	}
	if _, err := a.tenantSecret(ctx, event.PathParameters["tenant"]); err != nil {
		return err
	}
	if _, err := a.key(ctx); err != nil {
		return err
	}
	_, err := a.params.GetParameter(ctx, &ssm.GetParameterInput{Name: aws.String("/app/flags")}) // want "GetParameter runs on every invocation: it asks for the same value"
	return err
}

func main() {
	a := &app{secrets: secretsmanager.New(secretsmanager.Options{}), params: ssm.New(ssm.Options{})}
	lambda.Start(a.handle)
}
