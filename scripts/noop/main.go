// Command noop is a vettool whose one analyzer does nothing: what go vet
// itself costs.
package main

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// salt makes binaries differ, so that go vet finds nothing in its cache.
var salt = "none"

func main() {
	unitchecker.Main(&analysis.Analyzer{
		Name: "noop",
		Doc:  "noop: does nothing (salt " + salt + ")",
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	})
}
