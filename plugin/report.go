package plugin

import (
	"cmp"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/internal/bundle"
)

// collect returns what the selected rules found, in the order of the files.
// golangci-lint makes an issue of each related position, so there are none;
// and if two fixes overlap it applies none in that file, so the first stays.
func (l *Linter) collect(fset *token.FileSet, findings *bundle.Findings) []analysis.Diagnostic {
	var all []analysis.Diagnostic
	for _, a := range l.Rules {
		if l.Selected[a.Name] {
			all = append(all, findings.Of(a)...)
		}
	}
	slices.SortStableFunc(all, func(x, y analysis.Diagnostic) int {
		p, q := fset.Position(x.Pos), fset.Position(y.Pos)
		return cmp.Or(cmp.Compare(p.Filename, q.Filename), cmp.Compare(p.Offset, q.Offset))
	})
	all = append(all, findings.Failures()...)
	var taken []analysis.TextEdit
	for i := range all {
		all[i].Related = nil
		for _, fix := range all[i].SuggestedFixes {
			if conflict(fix.TextEdits, taken) {
				all[i].SuggestedFixes = nil
			} else {
				taken = append(taken, fix.TextEdits...)
			}
		}
	}
	return all
}

func conflict(edits, taken []analysis.TextEdit) bool {
	return slices.ContainsFunc(edits, func(e analysis.TextEdit) bool {
		return slices.ContainsFunc(taken, func(t analysis.TextEdit) bool { return overlap(e, t) })
	})
}

// overlap reports whether two different edits touch the same text. Two
// insertions at one place do not.
func overlap(e, t analysis.TextEdit) bool {
	same := e.Pos == t.Pos && end(e) == end(t) && string(e.NewText) == string(t.NewText)
	return !same && e.Pos < end(t) && t.Pos < end(e)
}

func end(e analysis.TextEdit) token.Pos {
	if !e.End.IsValid() {
		return e.Pos
	}
	return e.End
}
