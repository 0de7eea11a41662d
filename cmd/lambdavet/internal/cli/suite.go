// Package cli is the lambdavet command as people run it: flags in, findings
// and an exit code out.
package cli

import (
	"flag"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"honnef.co/go/tools/analysis/lint"
)

// A Suite is the set of analyzers a command is made of.
type Suite struct {
	Analyzers []*analysis.Analyzer // the rules, in the order they are listed

	// Directive names the analyzer that reports suppressions without effect.
	// It can only do so if every other rule has run.
	Directive string

	Flags *flag.FlagSet // settings shared by all rules, "owners" among them

	// Entrypoints finds the handlers, as that of package analyzers does.
	Entrypoints *analysis.Analyzer

	// LambdaRoots returns what load.Config asks for, with the settings of the
	// moment.
	LambdaRoots func() []string

	// ReportSuppressed makes the rules report suppressed findings, marked as such.
	ReportSuppressed func(bool)

	// Documentation returns the page of a rule by its parts.
	Documentation func(*analysis.Analyzer) *lint.Documentation
}

func (s *Suite) find(name string) *analysis.Analyzer {
	i := slices.IndexFunc(s.Analyzers, func(a *analysis.Analyzer) bool { return a.Name == name })
	if i < 0 {
		return nil
	}
	return s.Analyzers[i]
}

func (s *Suite) names() []string {
	var names []string
	for _, a := range s.Analyzers {
		names = append(names, a.Name)
	}
	return names
}

// title returns what an analyzer's documentation says after "name: ".
func title(a *analysis.Analyzer) string {
	line, _, _ := strings.Cut(a.Doc, "\n")
	return strings.TrimPrefix(line, a.Name+": ")
}
