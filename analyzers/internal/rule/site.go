package rule

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/config"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
)

// NewSite makes the analyzer of a rule about the place where a program hands
// its handler to Lambda. What stands there is a finding by itself, whether or
// not an invocation could ever be reached: of the Rule it uses Find alone.
func NewSite[M any](r Rule) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:             r.Name,
		Doc:              r.Doc,
		URL:              Site + r.Name + ".md",
		Requires:         []*analysis.Analyzer{config.Analyzer, callgraph.Analyzer},
		RunDespiteErrors: true,
		FactTypes:        []analysis.Fact{new(Fact[M])}, // so that drivers keep the facts of callgraph
		ResultType:       reflect.TypeFor[*Result](),
		Run:              func(pass *analysis.Pass) (any, error) { return runSite(pass, &r), nil },
	}
}

func runSite(pass *analysis.Pass, r *Rule) *Result {
	result := &Result{Used: make(map[Line]bool), Covered: make(map[Line]bool)}
	graph := pass.ResultOf[callgraph.Analyzer].(*callgraph.Result)
	if graph == nil || !graph.Summary.Local {
		return result
	}
	ctx := &Context{Pass: pass, Table: catalog.Default(), Config: pass.ResultOf[config.Analyzer].(*config.Config), Graph: graph}
	var findings []finding
	seen := make(map[string]bool) // a handler can be registered twice
	for i, fn := range graph.Functions {
		if ctx.Generated(fn.Pos()) {
			continue
		}
		for _, c := range r.Find(ctx, fn) {
			f := finding{Candidate: c, step: &invocation.Step{Func: graph.Summary.Funcs[i]}}
			if c.Attr&callgraph.Offline != 0 || seen[f.key()] {
				continue
			}
			seen[f.key()] = true
			if lines := silencers(r.Name, c, f.step); len(lines) > 0 {
				result.use(lines)
				if !ctx.Config.Suppressed {
					continue
				}
				f.reason = reasonOf(r.Name, lines)
			}
			findings = append(findings, f)
		}
	}
	newReporter(pass, findings).report(&Rule{}, nil)
	return result
}
