// Events that are decoded into state.
package main

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	ginadapter "github.com/awslabs/aws-lambda-go-api-proxy/gin"
	"github.com/gin-gonic/gin"
)

type order struct {
	ID    string `json:"id"`
	Admin bool   `json:"admin"`
}

var (
	current  order
	streamed = make(map[string]string)
	pointed  *order
	bound    order
	emptied  order
	settings order
	limits   order
	count    int
)

type service struct{ last order }

func (s *service) decode(body string) error {
	return json.Unmarshal([]byte(body), &s.last) // want "^main.service.last outlives the invocation: decoding leaves in it what an earlier event had and this one lacks; decode into a variable of the handler"
}

func (s *service) handle(ctx context.Context, event events.APIGatewayProxyRequest) (int, error) {
	if err := json.Unmarshal([]byte(event.Body), &current); err != nil { // want "^main.current outlives the invocation: decoding"
		return 0, err
	}
	if err := json.NewDecoder(strings.NewReader(event.Body)).Decode(&streamed); err != nil { // want "^main.streamed outlives the invocation: decoding"
		return 0, err
	}
	if err := json.Unmarshal([]byte(event.Body), &pointed); err != nil { // want "^main.pointed outlives the invocation: decoding"
		return 0, err
	}
	if err := s.decode(event.Body); err != nil {
		return 0, err
	}
	return s.traps(ctx, event)
}

// Traps.
func (s *service) traps(ctx context.Context, event events.APIGatewayProxyRequest) (int, error) {
	var own order
	if err := json.Unmarshal([]byte(event.Body), &own); err != nil {
		return 0, err
	}
	emptied = order{}
	if err := json.Unmarshal([]byte(event.Body), &emptied); err != nil {
		return 0, err
	}
	if err := json.Unmarshal([]byte(event.Body), &count); err != nil {
		return 0, err
	}
	if err := json.Unmarshal([]byte(`{"id": "a"}`), &settings); err != nil {
		return 0, err
	}
	out, err := bucket.GetObject(ctx, &s3.GetObjectInput{Key: &event.Path})
	if err != nil {
		return 0, err
	}
	return count, json.NewDecoder(out.Body).Decode(&limits)
}

var bucket *s3.Client

func bind(c *gin.Context) {
	if err := c.ShouldBindJSON(&bound); err != nil { // want "^main.bound outlives the invocation: decoding"
		c.Status(400)
	}
}

func main() {
	router := gin.New()
	router.POST("/", bind)
	for _, handler := range []any{new(service).handle, ginadapter.New(router).ProxyWithContext} {
		lambda.Start(handler)
	}
}
