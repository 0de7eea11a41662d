// Lambdavet finds defects in AWS Lambda functions written in Go: what runs in
// the wrong phase, what a retried event repeats, what a frozen or reused
// environment breaks.
//
// It is a command of its own (lambdavet ./...) and a tool of go vet
// (go vet -vettool=$(which lambdavet) ./...).
package main

import (
	"os"
	"runtime/debug"

	"github.com/lambdavet/lambdavet/analyzers"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/cli"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/vetface"
)

func main() {
	collectLess()
	if vetface.Invoked(os.Args[1:]) {
		vetface.Main(analyzers.All(), analyzers.Flags())
	}
	os.Exit(cli.Main(suite(), os.Args[1:], os.Stdout, os.Stderr))
}

// collectLess trades memory for time: a run is short and keeps most of what it
// allocates, so that the collector finds little. GOGC has the last word.
func collectLess() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(150)
	}
}

// suite puts together what this command consists of.
func suite() *cli.Suite {
	return &cli.Suite{
		Analyzers:        analyzers.All(),
		Directive:        "directive",
		Flags:            analyzers.Flags(),
		Entrypoints:      analyzers.Entrypoints(),
		LambdaRoots:      analyzers.LambdaRoots,
		ReportSuppressed: analyzers.ReportSuppressed,
		Documentation:    analyzers.Documentation,
	}
}
