// Secrets in log lines.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"net/http/httputil"
	"os"
	"sync"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/rs/zerolog"
	"go.uber.org/zap"
)

type settings struct {
	Host     string
	Password string
	APIKey   *string
}

var (
	logger  = zap.NewExample()
	zl      = zerolog.New(os.Stdout)
	secrets *secretsmanager.Client
)

func environment(s settings) {
	for _, line := range os.Environ() {
		log.Println(line) // want "^log.Println logs the whole environment, the role's credentials included: who reads the logs can use them; log single variables"
	}
	fmt.Println(os.Environ())                                  // want "^fmt.Println logs the whole environment"
	slog.Info("config", "db", os.Getenv("DB_PASSWORD"))        // want "^slog.Info logs .DB_PASSWORD: who reads the logs has the secret; log whether it is set, not its value"
	log.Printf("key %s", os.Getenv("AWS_ACCESS_KEY_ID"))       // want ".AWS_ACCESS_KEY_ID"
	log.Printf("connecting to %s with %s", s.Host, s.Password) // want "^log.Printf logs the field Password: who reads the logs has the secret; leave it out"
	fmt.Fprintln(os.Stderr, "key "+aws.ToString(s.APIKey))     // want "the field APIKey"
}

func credentials(ctx context.Context, cfg aws.Config) error {
	creds, err := cfg.Credentials.Retrieve(ctx)
	if err != nil {
		return err
	}
	log.Printf("%+v", creds) // want "^log.Printf logs aws.Credentials: who reads the logs has the secret; leave it out"
	out, err := secrets.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: aws.String("db")})
	if err != nil {
		return err
	}
	zl.Info().Str("secret", *out.SecretString).Msg("fetched") // want "logs secretsmanager.GetSecretValueOutput.SecretString"
	return nil
}

func request(request events.APIGatewayProxyRequest) {
	log.Printf("%+v", request) // want "^log.Printf logs the whole events.APIGatewayProxyRequest: Authorization, cookies and the body end up in CloudWatch; log single fields"
	text, _ := json.Marshal(&request)
	logger.Info("event", zap.ByteString("event", text))       // want "^zap.Logger.Info logs the whole events.APIGatewayProxyRequest"
	logger.Info("event", zap.Any("headers", request.Headers)) // want "^zap.Logger.Info logs all headers: Authorization and cookies end up in CloudWatch and can be used again; log the ones you need"
	log.Println("auth:", request.Headers["Authorization"])    // want "^log.Println logs the header Authorization: it ends up in CloudWatch and can be used again; log who it was"
	slog.Info("request", slog.String("body", request.Body))   // want "^slog.Info logs events.APIGatewayProxyRequest.Body, the whole body: passwords and personal data stay in CloudWatch in clear text; log single fields"
	for name, value := range request.Headers {
		log.Printf("%s: %s", name, value) // want "^log.Printf logs all headers"
	}
}

func web(w http.ResponseWriter, r *http.Request) {
	dump, _ := httputil.DumpRequest(r, true)
	log.Printf("%q", dump)                        // want "^log.Printf logs the whole httputil.DumpRequest"
	log.Println(r.Header.Get("Cookie"), r.Method) // want "the header Cookie"
	fmt.Fprintln(w, r.Header)
}

type reset struct{ Email, Token string }

// decoded: the program says itself that the message holds a secret.
func decoded(event events.SQSEvent) error {
	for _, m := range event.Records {
		log.Println("got", m.Body) // want "^log.Println logs events.SQSMessage.Body, the whole payload: what users sent stays in CloudWatch in clear text; log ids"
		if _, err := parse(m.Body); err != nil {
			return err
		}
	}
	return nil
}

func parse(text string) (*reset, error) {
	r := new(reset)
	return r, json.Unmarshal([]byte(text), r)
}

var (
	once sync.Once
	warm bool
)

// coldStart: a line that is printed once stays in the log.
func coldStart() {
	once.Do(func() {
		log.Println("db", os.Getenv("DB_PASSWORD")) // want "^log.Println logs .DB_PASSWORD"
	})
	if !warm {
		warm = true
		log.Println(os.Environ()) // want "^log.Println logs the whole environment"
	}
}

func handler(ctx context.Context, event events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	environment(settings{})
	request(event)
	web(nil, nil)
	coldStart()
	if err := decoded(events.SQSEvent{}); err != nil {
		return events.APIGatewayProxyResponse{}, err
	}
	return events.APIGatewayProxyResponse{StatusCode: 200}, credentials(ctx, aws.Config{})
}

func main() {
	log.Println(os.Getenv("DB_PASSWORD")) // before Start: not on the path
	lambda.Start(handler)
}
