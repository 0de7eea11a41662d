// A parameter as state: the function writes it, too, so it has to read it each time.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
)

var params = ssm.New(ssm.Options{})

func handler(ctx context.Context, event events.CloudWatchEvent) error {
	out, err := params.GetParameter(ctx, &ssm.GetParameterInput{Name: aws.String("/import/cursor")})
	if err != nil {
		return err
	}
	_, err = params.PutParameter(ctx, &ssm.PutParameterInput{
		Name: aws.String("/import/cursor"), Value: aws.String(aws.ToString(out.Parameter.Value) + event.ID),
	})
	return err
}

func main() { lambda.Start(handler) }
