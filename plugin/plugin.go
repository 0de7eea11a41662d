// Package plugin is lambdavet as a module plugin of golangci-lint: a custom
// binary imports it for its effect. See docs/integrations.md.
package plugin

import (
	"crypto/sha256"
	"fmt"
	"os"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers"
	"github.com/lambdavet/lambdavet/internal/bundle"
	"github.com/lambdavet/lambdavet/internal/checks"
)

// Name is the name of the linter in golangci-lint's configuration.
const Name = "lambdavet"

func init() { register.Plugin(Name, New) }

// New returns the linter with the settings that stand in golangci-lint's
// configuration below linters.settings.custom.lambdavet.settings.
func New(raw any) (register.LinterPlugin, error) {
	s, err := decode(raw)
	if err != nil {
		return nil, err
	}
	rules := analyzers.All()
	selected, err := s.apply(analyzers.Flags(), names(rules))
	if err != nil {
		return nil, err
	}
	return &Linter{Rules: rules, Selected: selected}, nil
}

func names(rules []*analysis.Analyzer) []string {
	var all []string
	for _, a := range rules {
		all = append(all, a.Name)
	}
	return all
}

// Linter is a linter that runs the rules and shows what the selected ones find.
type Linter struct {
	Rules    []*analysis.Analyzer
	Selected checks.Selection
}

// GetLoadMode asks for types.
func (*Linter) GetLoadMode() string { return register.LoadModeTypesInfo }

// BuildAnalyzers returns the analyzer that reports and one that has the facts.
// golangci-lint keeps facts and issues by the names of the analyzers and the
// text of a package, wherever that stands. Ours hold file names: those of
// another checkout would be shown, and fixed. So the folder is part of a name.
func (l *Linter) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	all := bundle.New(fmt.Sprintf("%s_%x", Name, sha256.Sum256([]byte(dir))), l.Rules)
	reporter := &analysis.Analyzer{
		Name:     Name,
		Doc:      "finds defects in AWS Lambda functions",
		URL:      "https://github.com/lambdavet/lambdavet",
		Requires: []*analysis.Analyzer{all},
		Run: func(pass *analysis.Pass) (any, error) {
			for _, d := range l.collect(pass.Fset, pass.ResultOf[all].(*bundle.Findings)) {
				pass.Report(d)
			}
			return nil, nil
		},
	}
	return []*analysis.Analyzer{reporter, all}, nil
}
