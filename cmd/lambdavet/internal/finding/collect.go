package finding

import (
	"go/token"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/run"
	"github.com/lambdavet/lambdavet/internal/suppression"
)

// Collect turns diagnostics into findings. Those that a dependency's own pass
// reported are left out, since only the named packages were asked about; one
// that a named package's pass places in a dependency's file stays. Test files
// do not run on Lambda and have no findings.
func Collect(fset *token.FileSet, diagnostics []run.Diagnostic) []Finding {
	var all []Finding
	for _, d := range diagnostics {
		if !d.Package.Named {
			continue
		}
		f := resolve(fset, d)
		if !strings.HasSuffix(f.Pos.File, "_test.go") {
			all = append(all, f)
		}
	}
	return Distinct(all)
}

func resolve(fset *token.FileSet, d run.Diagnostic) Finding {
	f := Finding{
		Rule:    d.Analyzer.Name,
		Message: d.Message,
		URL:     d.Analyzer.URL,
		Pos:     shown(fset, d.Pos),
		End:     endOf(fset, d.Pos, d.End),

		Suppressed: suppression.Reason(d.Diagnostic),
	}
	if d.URL != "" {
		f.URL = d.URL
	}
	for _, r := range d.Related {
		f.Hops = append(f.Hops, Hop{shown(fset, r.Pos), endOf(fset, r.Pos, r.End), r.Message})
	}
	if len(d.SuggestedFixes) > 0 {
		f.Fix = newFix(fset, d.SuggestedFixes[0])
	}
	return f
}

func newFix(fset *token.FileSet, s analysis.SuggestedFix) *Fix {
	fix := &Fix{Message: s.Message}
	for _, e := range s.TextEdits {
		pos, end := e.Pos, e.End
		if !end.IsValid() {
			end = pos
		}
		fix.Edits = append(fix.Edits, Edit{written(fset, pos), written(fset, end), string(e.NewText)})
	}
	return fix
}

func endOf(fset *token.FileSet, pos, end token.Pos) Position {
	if !end.IsValid() {
		end = pos
	}
	return shown(fset, end)
}

// shown returns the position a user should look at: a line directive is
// followed if it leads to another Go file, not to a grammar or template.
func shown(fset *token.FileSet, pos token.Pos) Position {
	if adjusted := fset.PositionFor(pos, true); filepath.Ext(adjusted.Filename) == ".go" {
		return PositionOf(adjusted)
	}
	return written(fset, pos)
}

// written returns the position in the file as it is on disk.
func written(fset *token.FileSet, pos token.Pos) Position {
	return PositionOf(fset.PositionFor(pos, false))
}

// PositionOf returns a position without its offset.
func PositionOf(p token.Position) Position {
	return Position{File: p.Filename, Line: p.Line, Column: p.Column}
}
