package analyzers

import (
	"slices"
	"strings"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
)

// LambdaRoots returns import path prefixes of the packages that start a Lambda
// or name its events, as far as the catalog knows: only packages that depend on
// one can hold a handler.
func LambdaRoots() []string {
	var roots []string
	for _, kind := range []catalog.Kind{catalog.Start, catalog.Event} {
		for _, row := range catalog.Default().Rows(kind) {
			symbol := strings.TrimLeft(row.Symbol, "(*")
			dir := symbol[:strings.LastIndexByte(symbol, '/')+1]
			name, _, _ := strings.Cut(symbol[len(dir):], ".")
			roots = append(roots, dir+name)
		}
	}
	slices.Sort(roots)
	return slices.Compact(roots)
}
