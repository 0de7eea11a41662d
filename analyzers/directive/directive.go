package directive

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/directive"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

//go:embed doc.go
var doc string

// New returns the analyzer for directives that speak of rules. It requires
// them, to know what each directive silenced.
func New(rules []*analysis.Analyzer) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:             "directive",
		Doc:              rule.Page(doc),
		URL:              rule.Site + "directive.md",
		Requires:         append([]*analysis.Analyzer{directive.Analyzer, callgraph.Analyzer}, rules...),
		RunDespiteErrors: true,
		Run:              func(pass *analysis.Pass) (any, error) { return nil, run(pass, rules) },
	}
}

func run(pass *analysis.Pass, rules []*analysis.Analyzer) error {
	graph := pass.ResultOf[callgraph.Analyzer].(*callgraph.Result)
	if graph == nil {
		return nil
	}
	names := make([]string, len(rules))
	for i, r := range rules {
		names[i] = r.Name
	}
	for _, d := range pass.ResultOf[directive.Analyzer].(*directive.Set).All {
		if problem := problem(pass, graph, rules, names, d); problem != "" {
			pass.Reportf(d.Pos, "%s", problem)
		}
	}
	return nil
}

func problem(pass *analysis.Pass, graph *callgraph.Result, rules []*analysis.Analyzer, names []string, d *directive.Directive) string {
	switch {
	case d.Verb != "ignore":
		return fmt.Sprintf("unknown directive lambdavet:%s; write //lambdavet:ignore rule reason", d.Verb)
	case len(d.Rules) == 0:
		return "lambdavet:ignore names no rule; write //lambdavet:ignore rule reason"
	}
	for _, name := range d.Rules {
		if !slices.Contains(names, name) {
			return fmt.Sprintf("lambdavet:ignore names the unknown rule %q; rules are %s", name, strings.Join(names, ", "))
		}
	}
	if d.Reason == "" {
		return "lambdavet:ignore gives no reason; say after the rule why the finding does not matter"
	}
	for _, r := range rules {
		if slices.Contains(d.Rules, r.Name) && !used(graph, d, pass.ResultOf[r].(*rule.Result)) {
			return fmt.Sprintf("lambdavet:ignore %s suppresses nothing here; remove it", r.Name)
		}
	}
	return ""
}

// used reports whether a directive silenced a finding of the rule, or may do
// so in a package that imports this one.
func used(graph *callgraph.Result, d *directive.Directive, r *rule.Result) bool {
	if covers(d, r.Used) {
		return true
	}
	if graph.Summary.Main {
		return false
	}
	if covers(d, r.Covered) {
		return true
	}
	for _, f := range graph.Summary.Funcs {
		for _, c := range f.Calls {
			if c.Kind != callgraph.External && d.Covers(c.Pos.File, c.Pos.Line) {
				return true
			}
		}
	}
	return false
}

func covers(d *directive.Directive, lines map[rule.Line]bool) bool {
	for line := range lines {
		if d.Covers(line.File, line.Number) {
			return true
		}
	}
	return false
}
