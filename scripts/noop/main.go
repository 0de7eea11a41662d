// Command noop is a vettool whose one analyzer does nothing: what go vet
// itself costs.
package main

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

func main() {
	unitchecker.Main(&analysis.Analyzer{
		Name: "noop",
		Doc:  "noop: does nothing",
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	})
}
