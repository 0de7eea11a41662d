package reply

import "github.com/aws/aws-lambda-go/events"

func Error(code int) events.APIGatewayProxyResponse {
	return events.APIGatewayProxyResponse{StatusCode: code}
}

func None() (r events.APIGatewayProxyResponse) { return r }

func OK() (events.APIGatewayProxyResponse, error) { return Error(200), nil }
