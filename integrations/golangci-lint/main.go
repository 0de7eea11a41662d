// Golangci-lint with lambdavet as one of its linters. It is built like any Go
// program; golangci-lint's own "custom" command clones its repository for that.
package main

import (
	"fmt"
	"os"
	"runtime"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/lambdavet/lambdavet/plugin"
)

func main() {
	// The cache is keyed by the version. "(devel)" makes that the hash of this
	// executable, so that no result of another build is shown.
	info := commands.BuildInfo{GoVersion: runtime.Version(), Version: "(devel)"}
	if err := commands.Execute(info); err != nil {
		fmt.Fprintf(os.Stderr, "The command is terminated due to an error: %v\n", err)
		os.Exit(exitcodes.Failure)
	}
}
