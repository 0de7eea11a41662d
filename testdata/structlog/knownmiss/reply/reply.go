// Package reply makes answers.
package reply

import "github.com/aws/aws-lambda-go/events"

// Failed answers that something went wrong.
func Failed() events.APIGatewayProxyResponse { return events.APIGatewayProxyResponse{StatusCode: 500} }
