package rule

import (
	"fmt"
	"go/token"
	"maps"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/internal/suppression"
)

// finding is a candidate and the way to it.
type finding struct {
	Candidate
	step   *invocation.Step
	reason string // of the directive that silences it, "" if none does
}

func (f *finding) key() string { return fmt.Sprintf("%s:%d %s", f.Pos.File, f.Pos.Offset, f.Kind) }

// place puts a finding where the user can change something: where the rule
// wants it or, if the candidate lies in a module of the same owner, at the call
// that leads there.
func place(r *Rule, q *Query, c Candidate, step *invocation.Step) (finding, bool) {
	if r.Place != nil {
		if s := r.Place(q, c, step); s != nil {
			c.Pos, c.End, c.Fix = s.Via.Call.Pos, callgraph.Position{}, nil
			return finding{Candidate: c, step: step}, true
		}
	}
	if step.Func.Local || !r.NextDoor {
		return finding{Candidate: c, step: step}, step.Func.Local
	}
	for s := step; s.Via != nil; s = s.Caller {
		if s.Caller.Func.Local {
			c.Pos, c.End, c.Fix = s.Via.Call.Pos, callgraph.Position{}, nil
			return finding{Candidate: c, step: step}, true
		}
	}
	return finding{}, false
}

// reporter turns findings into diagnostics. Positions that came out of facts
// get a token.File, so that a finding stands in the file that has to change,
// even if that file is of another package.
type reporter struct {
	pass     *analysis.Pass
	findings []finding
	files    map[string]*token.File
	bounds   map[string]map[int]int // file → line → offset of its start
}

func newReporter(pass *analysis.Pass, findings []finding) *reporter {
	return &reporter{pass: pass, findings: findings, files: make(map[string]*token.File), bounds: make(map[string]map[int]int)}
}

func (r *reporter) report(rule *Rule, q *Query) {
	for i := range r.findings {
		r.note(&r.findings[i])
	}
	for _, f := range r.findings {
		message := f.Message
		if rule.Message != nil {
			message = rule.Message(q, f.Candidate, f.step)
		}
		d := analysis.Diagnostic{
			Pos:            r.pos(f.Pos),
			End:            r.pos(f.End),
			Message:        message + chain(f.step, f.Below),
			Related:        r.related(f.step),
			SuggestedFixes: r.fixes(f.Fix),
		}
		if f.reason != "" {
			suppression.Mark(&d, f.reason)
		}
		r.pass.Report(d)
	}
}

// related has one entry for each call of the chain.
func (r *reporter) related(step *invocation.Step) []analysis.RelatedInformation {
	var related []analysis.RelatedInformation
	for _, s := range step.Path() {
		if s.Via != nil {
			related = append(related, analysis.RelatedInformation{
				Pos:     r.pos(s.Via.Call.Pos),
				Message: s.Caller.Func.Name + " calls " + s.Func.Name,
			})
		}
	}
	return related
}

func (r *reporter) fixes(fix *Fix) []analysis.SuggestedFix {
	if fix == nil {
		return nil
	}
	edits := make([]analysis.TextEdit, len(fix.Edits))
	for i, e := range fix.Edits {
		edits[i] = analysis.TextEdit{Pos: r.pos(e.Pos), End: r.pos(e.End), NewText: []byte(e.New)}
	}
	return []analysis.SuggestedFix{{Message: fix.Message, TextEdits: edits}}
}

// note collects the positions of a finding that need a file.
func (r *reporter) note(f *finding) {
	r.bound(f.Pos)
	r.bound(f.End)
	for s := f.step; s != nil && s.Via != nil; s = s.Caller {
		r.bound(s.Via.Call.Pos)
	}
	if f.Fix != nil {
		for _, e := range f.Fix.Edits {
			r.bound(e.Pos)
			r.bound(e.End)
		}
	}
}

func (r *reporter) bound(p callgraph.Position) {
	if !p.IsValid() || p.Pos().IsValid() {
		return
	}
	if r.bounds[p.File] == nil {
		r.bounds[p.File] = make(map[int]int)
	}
	r.bounds[p.File][p.Line] = p.Offset - p.Col + 1
}

func (r *reporter) pos(p callgraph.Position) token.Pos {
	switch {
	case !p.IsValid():
		return token.NoPos
	case p.Pos().IsValid():
		return p.Pos()
	}
	file := r.files[p.File]
	if file == nil {
		file = r.addFile(p.File)
		r.files[p.File] = file
	}
	return file.Pos(p.Offset)
}

// addFile makes a file whose line table is right for the lines that are
// needed. Where the lines between them start is unknown. Each has at least its
// newline, so one byte each, right before the next known line, keeps the table
// ascending and clear of the text of the known line before.
func (r *reporter) addFile(name string) *token.File {
	bounds := r.bounds[name]
	lines := []int{0}
	for _, line := range slices.Sorted(maps.Keys(bounds)) {
		for l := len(lines) + 1; l <= line; l++ {
			lines = append(lines, bounds[line]-(line-l))
		}
	}
	const slack = 1 << 16 // room for the last line
	size := lines[len(lines)-1] + slack
	file := r.pass.Fset.AddFile(name, -1, size)
	file.SetLines(lines)
	return file
}
