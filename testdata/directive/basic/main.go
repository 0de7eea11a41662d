// Directives at findings, at calls, and those that do nothing.
package main

import (
	"context"
	"database/sql"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func atFinding() {
	//lambdavet:ignore handlerpanic the environment is broken beyond repair
	os.Exit(1)
}

func onLine() {
	os.Exit(1) //lambdavet:ignore handlerpanic the environment is broken beyond repair
}

func below() { os.Exit(1) }

func stacked() {
	//lambdavet:ignore dbconn the proxy closes idle connections
	//lambdavet:ignore handlerpanic the environment is broken beyond repair
	log.Fatal(sql.Open("pgx", ""))
}

func several() {
	//lambdavet:ignore dbconn,handlerpanic fails once in a blue moon
	log.Fatal(sql.Open("pgx", ""))
}

func unused(n int) int {
	//lambdavet:ignore handlerpanic nothing to see here // want `^lambdavet:ignore handlerpanic suppresses nothing here; remove it$`
	return n + 1
}

func noReason() {
	//lambdavet:ignore handlerpanic // want "gives no reason"
	os.Exit(1)
}

func noRule() {
	//lambdavet:ignore // want "names no rule"
	os.Exit(1)
}

func unknownRule() {
	//lambdavet:ignore handlerpanics they are fine // want `names the unknown rule "handlerpanics"`
	os.Exit(1)
}

func unknownVerb() {
	//lambdavet:disable handlerpanic they are fine // want "unknown directive lambdavet:disable"
	os.Exit(1)
}

func tooFar() {
	//lambdavet:ignore handlerpanic they are fine // want "suppresses nothing"

	os.Exit(1)
}

func handle(ctx context.Context, event events.SQSEvent) error {
	atFinding()
	onLine()
	//lambdavet:ignore handlerpanic a caller's reason
	below()
	stacked()
	several()
	noReason()
	noRule()
	unknownRule()
	unknownVerb()
	tooFar()
	unused(1)
	return nil
}

func main() { lambda.Start(handle) }
