package analyzers

import (
	"slices"
	"strings"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
)

// catalogRoots derives the packages from the registrations and events that the
// catalog knows.
func catalogRoots() []string {
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
