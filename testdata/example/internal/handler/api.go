// Package handler translates between Lambda's events and the order service.
package handler

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"github.com/aws/aws-lambda-go/events"

	"github.com/lambdavet/lambdavet/testdata/example/internal/order"
)

// API answers requests of the HTTP API.
type API struct {
	orders *order.Service
}

// NewAPI returns the handler of the HTTP API.
func NewAPI(orders *order.Service) *API {
	return &API{orders: orders}
}

// Handle routes one request.
func (a *API) Handle(ctx context.Context, req events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	switch req.RouteKey {
	case "POST /orders":
		return a.place(ctx, req)
	case "GET /orders/{id}":
		return a.get(ctx, req.PathParameters["id"])
	default:
		return reply(http.StatusNotFound, map[string]string{"error": "no such route"})
	}
}

func (a *API) place(ctx context.Context, req events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	var o order.Order
	if err := json.Unmarshal([]byte(req.Body), &o); err != nil {
		return reply(http.StatusBadRequest, map[string]string{"error": "the body is not an order"})
	}
	placed, err := a.orders.Place(ctx, o)
	switch {
	case errors.Is(err, order.ErrDuplicate):
		return reply(http.StatusConflict, map[string]string{"error": err.Error()})
	case err != nil:
		slog.ErrorContext(ctx, "order not placed", "order", o.ID, "error", err)
		return reply(http.StatusInternalServerError, map[string]string{"error": "try again later"})
	}
	return reply(http.StatusCreated, placed)
}

func (a *API) get(ctx context.Context, id string) (events.APIGatewayV2HTTPResponse, error) {
	o, err := a.orders.Get(ctx, id)
	switch {
	case errors.Is(err, order.ErrNotFound):
		return reply(http.StatusNotFound, map[string]string{"error": err.Error()})
	case err != nil:
		slog.ErrorContext(ctx, "order not read", "order", id, "error", err)
		return reply(http.StatusInternalServerError, map[string]string{"error": "try again later"})
	}
	return reply(http.StatusOK, o)
}

func reply(status int, body any) (events.APIGatewayV2HTTPResponse, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return events.APIGatewayV2HTTPResponse{}, err
	}
	return events.APIGatewayV2HTTPResponse{
		StatusCode: status,
		Headers:    map[string]string{"content-type": "application/json"},
		Body:       string(text),
	}, nil
}
