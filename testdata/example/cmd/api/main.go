// Command api is the Lambda behind the HTTP API of the shop.
package main

import (
	"log"
	"log/slog"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"

	"github.com/lambdavet/lambdavet/testdata/example/internal/handler"
	"github.com/lambdavet/lambdavet/testdata/example/internal/order"
	"github.com/lambdavet/lambdavet/testdata/example/internal/store"
)

func main() {
	slog.SetDefault(lambdacontext.NewLogger())

	api := handler.NewAPI(order.NewService(openStore()))
	lambda.Start(api.Handle)
}

// openStore picks the store of this stage. We are on our way from Aurora to DynamoDB.
func openStore() order.Store {
	if table := os.Getenv("ORDERS_TABLE"); table != "" {
		return &store.Dynamo{Table: table}
	}
	dsn := os.Getenv("DATABASE_URL")
	if dsn == "" {
		log.Fatal("neither ORDERS_TABLE nor DATABASE_URL is set")
	}
	return store.NewPostgres(dsn)
}
