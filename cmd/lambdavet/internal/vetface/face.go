package vetface

import (
	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/exclude"
	"github.com/lambdavet/lambdavet/internal/bundle"
)

// faces returns an analyzer for each one given, which reports what that one
// finds: go vet selects analyzers by flags and names them in its JSON.
func faces(analyzers []*analysis.Analyzer, shown *filter) []*analysis.Analyzer {
	all := bundle.New("lambdavet", analyzers)
	var out []*analysis.Analyzer
	for _, a := range analyzers {
		out = append(out, face(a, all, shown))
	}
	return out
}

// A filter says what go vet is to show.
type filter struct {
	related bool // related positions, which go vet prints as findings of their own
	exclude exclude.List
}

func face(a, all *analysis.Analyzer, shown *filter) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:     a.Name,
		Doc:      a.Doc,
		URL:      a.URL,
		Flags:    a.Flags,
		Requires: []*analysis.Analyzer{all},
		Run: func(pass *analysis.Pass) (any, error) {
			findings := pass.ResultOf[all].(*bundle.Findings)
			for _, d := range findings.Of(a) {
				if shown.exclude.In("").Match(pass.Fset.Position(d.Pos).Filename, a.Name) {
					continue
				}
				if !shown.related {
					d.Related = nil
				}
				pass.Report(d)
			}
			for _, d := range findings.Failures() {
				pass.Report(d)
			}
			return nil, nil
		},
	}
}
