// Parts of tokens and headers.
package main

import (
	"context"
	"encoding/base64"
	"log"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func authorize(ctx context.Context, event events.APIGatewayCustomAuthorizerRequest) (events.APIGatewayCustomAuthorizerResponse, error) {
	scheme, token, _ := strings.Cut(event.AuthorizationToken, " ")
	log.Println(scheme)
	log.Println(token) // want "^log.Println logs events.APIGatewayCustomAuthorizerRequest.AuthorizationToken"
	decoded, err := base64.StdEncoding.DecodeString(token)
	if err != nil {
		log.Println(err)
		return events.APIGatewayCustomAuthorizerResponse{}, err
	}
	login := strings.SplitN(string(decoded), ":", 2)
	log.Printf("%+v", login) // want "^log.Printf logs events.APIGatewayCustomAuthorizerRequest.AuthorizationToken"
	log.Println(login[0])
	basic, err := base64.StdEncoding.DecodeString(event.AuthorizationToken[6:])
	log.Printf("%s %v", basic, err) // want "^log.Printf logs events.APIGatewayCustomAuthorizerRequest.AuthorizationToken"
	return events.APIGatewayCustomAuthorizerResponse{}, nil
}

func handler(ctx context.Context, event events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	header := event.Headers["Authorization"]
	log.Println(header[len("Bearer "):]) // want "^log.Println logs the header Authorization"
	log.Println(header[len(header)-4:], header[:6], header[7:10])
	parts := strings.Split(event.Headers["Authorization"], " ")
	log.Println(len(parts), parts[0])
	log.Println(parts[1])                                          // want "^log.Println logs the header Authorization"
	log.Println(strings.Fields(event.Headers["Authorization"])[1]) // want "^log.Println logs the header Authorization"
	log.Println(event.MultiValueHeaders["Authorization"][0])       // want "^log.Println logs the header Authorization"
	log.Println(strings.Split(event.Headers["Accept"], ",")[1])
	log.Println(event.MultiValueHeaders["Accept"][0])
	log.Println(strings.Split(event.Headers["Authorization"], ".")[1])
	log.Println(strings.Split(event.Headers["Authorization"], "Bearer ")[1]) // want "^log.Println logs the header Authorization"
	if _, token, ok := strings.Cut(event.Headers["Authorization"], "Bearer "); ok {
		log.Println(token) // want "^log.Println logs the header Authorization"
	}
	for _, cookie := range strings.Split(event.Headers["Cookie"], "; ") {
		name, value, _ := strings.Cut(cookie, "=")
		if name == "locale" {
			log.Println(value)
		}
		if pair := strings.SplitN(cookie, "=", 2); pair[0] == "theme" {
			log.Println(pair[1])
		}
	}
	log.Println(strings.Split(event.Headers["Cookie"], "; ")[1]) // want "^log.Println logs the header Cookie"
	if key := strings.Split(event.Headers["X-Api-Key"], "_"); len(key) == 3 {
		log.Println(key[1])
	}
	return events.APIGatewayProxyResponse{StatusCode: 204}, nil
}

func main() {
	lambda.Start(authorize)
	lambda.Start(handler)
}
