package bundle

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/internal/sequence"
)

// present makes a diagnostic fit for drivers that show little of it: the rule's
// name leads the message, since go vet shows nothing else of it. golangci-lint
// would apply all fixes, and of each only the edits in the diagnostic's file.
func present(a *analysis.Analyzer, fset *token.FileSet, d analysis.Diagnostic) analysis.Diagnostic {
	d.Message = a.Name + ": " + d.Message
	if len(d.SuggestedFixes) == 0 {
		return d
	}
	fix := d.SuggestedFixes[0]
	d.SuggestedFixes = nil
	if !slices.ContainsFunc(fix.TextEdits, func(e analysis.TextEdit) bool { return fset.File(e.Pos) != fset.File(d.Pos) }) {
		fix.TextEdits = slices.SortedStableFunc(slices.Values(fix.TextEdits), func(x, y analysis.TextEdit) int { return cmp.Compare(x.Pos, y.Pos) })
		d.SuggestedFixes = []analysis.SuggestedFix{fix}
	}
	return d
}

// describe makes a diagnostic of an internal error. It stands at the package
// clause: go vet, told of an error, would drop the findings of other rules.
func describe(f *sequence.Failure, pass *analysis.Pass) analysis.Diagnostic {
	return analysis.Diagnostic{
		Pos:     packageClause(pass.Files),
		Message: f.Error() + "; lambdavet -debug shows the stack",
	}
}

// packageClause returns the one of the first file that a person wrote:
// golangci-lint hides what stands in generated files.
func packageClause(files []*ast.File) token.Pos {
	i := slices.IndexFunc(files, func(f *ast.File) bool { return !ast.IsGenerated(f) })
	switch {
	case i >= 0:
		return files[i].Package
	case len(files) > 0:
		return files[0].Package
	}
	return token.NoPos
}
