// What is not found yet.
package main

import (
	"context"
	"log"
	"os"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

// The name of the parameter is all that says what it is.
func check(token string) { log.Println("checking", token) }

type config struct{ DBPassword string }

func handler(ctx context.Context, event events.APIGatewayProxyRequest) error {
	check(event.QueryStringParameters["code"])
	c := config{DBPassword: os.Getenv("DB")}
	log.Printf("%+v", c)                                                   // a struct with a secret among its fields
	log.Println(strings.SplitN(event.Headers["Cookie"], "session=", 2)[1]) // one cookie, whose name says it
	return nil
}

func main() { lambda.Start(handler) }
