// Lines that look like leaks and are none.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"os"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type page struct {
	NextToken string
	TokenType string
	SecretARN string
	Tokens    int
}

type login struct{ user, password string }

func (l login) check() bool { return l.password != "" }

func environment(p page) {
	log.Println(os.Getenv("SECRET_ARN"), os.Getenv("TOKEN_TABLE"), os.Getenv("PASSWORD_POLICY"), os.Getenv("STAGE"))
	log.Println("password set:", os.Getenv("DB_PASSWORD") != "", len(os.Getenv("DB_PASSWORD")))
	log.Println(p.NextToken, p.TokenType, p.SecretARN, p.Tokens)
	token := os.Getenv("API_TOKEN")
	log.Println("token", token[:4]+"…")
	log.Println("valid:", login{"a", os.Getenv("DB_PASSWORD")}.check())
	log.Println(len(os.Environ()), "variables")
}

func request(ctx context.Context, r events.APIGatewayV2HTTPRequest) {
	slog.InfoContext(ctx, "request", "method", r.RequestContext.HTTP.Method, "path", r.RawPath, "agent", r.Headers["user-agent"])
	log.Println(len(r.Body), r.Headers["content-type"], r.Headers["x-request-id"])
	log.Printf("got a %T", r)
	safe := r
	safe.Headers, safe.Cookies = nil, nil
	log.Printf("%+v", safe)
}

func deleted(r events.APIGatewayProxyRequest) {
	delete(r.Headers, "Authorization")
	log.Printf("%+v", r)
}

func selected(r events.APIGatewayProxyRequest) {
	for name, value := range r.Headers {
		if strings.EqualFold(name, "authorization") {
			continue
		}
		log.Println(name, value)
	}
}

func parsed(r events.APIGatewayProxyRequest) {
	var order struct{ ID string }
	err := json.Unmarshal([]byte(r.Body), &order)
	log.Println(order.ID, err)
}

// reply logs only what cannot be encoded, which is not what it is for.
func reply(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		log.Printf("cannot encode %v: %v", v, err)
		return ""
	}
	return string(text)
}

func answer(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, "%s", r.Header.Get("Authorization")) // not the log
}

func objects(event events.S3Event) {
	log.Printf("%+v", event) // refers to data, holds none
}

// traced logs what users sent while somebody looks for a defect.
func traced(ctx context.Context, event events.APIGatewayV2HTTPRequest) {
	logger := slog.Default()
	if logger.Enabled(ctx, slog.LevelDebug) {
		logger.DebugContext(ctx, "body", "body", event.Body)
	}
}

// queue: what a message carries between programs is for them to say.
func queue(event events.SQSEvent) {
	for _, m := range event.Records {
		log.Println(m.Body)
		if order, err := decode(m.Body); err == nil && order == nil {
			log.Println("empty")
		}
	}
}

func decode(text string) (order *struct{ ID string }, err error) {
	err = json.Unmarshal([]byte(text), &order)
	return order, err
}

// poison leaves no other trace than this line.
func poison(event events.SQSEvent, r events.APIGatewayV2HTTPRequest) {
	var login struct{ Password string }
	for _, m := range event.Records {
		if err := json.Unmarshal([]byte(m.Body), &login); err != nil {
			log.Println("not a login:", m.Body, err)
		}
		if known, other := kinds(m.Body); known != nil {
			continue
		} else if other == nil {
			log.Println("neither:", m.Body)
		}
	}
	if err := json.Unmarshal([]byte(r.Body), &login); err != nil {
		log.Println("not a login:", r.Body)
	}
}

func kinds(text string) (a, b *login) { return nil, nil }

func handler(ctx context.Context, event events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	environment(page{})
	request(ctx, event)
	deleted(events.APIGatewayProxyRequest{})
	selected(events.APIGatewayProxyRequest{})
	parsed(events.APIGatewayProxyRequest{})
	answer(nil, nil)
	objects(events.S3Event{})
	traced(ctx, event)
	queue(events.SQSEvent{})
	poison(events.SQSEvent{}, event)
	return events.APIGatewayV2HTTPResponse{StatusCode: 200, Body: reply(event)}, nil
}

func main() { lambda.Start(handler) }
