package main

import (
	"fmt"

	"github.com/aws/aws-lambda-go/lambda"

	"example.com/app/orders"
)

func handler() error {
	/* 🚀 */ fmt.Println("start")
	return orders.Save()
}

func main() { lambda.Start(handler) }
