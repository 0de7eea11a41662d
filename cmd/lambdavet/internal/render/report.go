package render

import (
	"io"

	"golang.org/x/tools/go/analysis"
	"honnef.co/go/tools/analysis/lint"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/source"
)

// A Report is the outcome of a run, ready to be written in any format.
type Report struct {
	Dir      string // absolute; relative paths start here
	Version  string // of lambdavet
	Findings []finding.Finding
	Rules    []Rule                 // those that ran, in the order of the suite
	Fails    func(rule string) bool // whether findings of a rule set the exit code
	Sources  *source.Files

	// Suppressed are findings that directives silence. Only SARIF tells of them.
	Suppressed []finding.Finding

	// Incomplete says that findings may be missing: packages could not be loaded
	// or an analyzer failed.
	Incomplete bool
}

// A Rule is what a report says of a rule itself.
type Rule struct {
	*analysis.Analyzer
	Page *lint.Documentation
}

// A Format writes a report. The same report gives the same bytes.
type Format func(io.Writer, *Report) error

// severity is what most formats call a finding, "error" if it sets the exit
// code and "warning" otherwise.
func severity(f *finding.Finding) string { return level(!f.Advisory) }

func level(fails bool) string {
	if fails {
		return "error"
	}
	return "warning"
}
