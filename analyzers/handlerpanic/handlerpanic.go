package handlerpanic

import (
	_ "embed"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/firstparty"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

//go:embed doc.go
var doc string

// Analyzer is the rule handlerpanic.
var Analyzer = rule.New[mark](rule.Rule{
	Name:     "handlerpanic",
	Doc:      rule.Page(doc),
	Find:     find,
	Reports:  reports,
	Message:  message,
	NextDoor: true,
})

type mark struct{}

// The kinds of finding. A panic or exit in a goroutine differs only in its message.
const (
	exit   = "exit"
	panics = "panic"
	must   = "must"
)

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	if helpsTests(fn) {
		return nil
	}
	var candidates []rule.Candidate
	for call, callee := range rule.Calls(fn) {
		if kind := kindOf(c, call, callee); kind != "" {
			candidate := c.AtCall(fn, call)
			candidate.Kind = kind
			if kind == exit && c.Graph.Encodes(call.Block()) && firstparty.Local(c.Pass) {
				candidate.Attr &^= callgraph.Offline // an exit that waits for a field of ours to change
			}
			candidate.Message = callgraph.ShortSymbol(catalog.Symbol(callee))
			candidate.Fix = returnInstead(c, call.Common().Pos())
			if kind == panics && !namesError(call.Common().Args) {
				guardNote(c, &candidate, call.Block())
			}
			candidates = append(candidates, candidate)
		}
	}
	for _, block := range fn.Blocks {
		if p, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Panic); ok {
			if candidate, ok := panicking(c, fn, p); ok {
				candidates = append(candidates, candidate)
			}
		}
	}
	return candidates
}

// kindOf returns what a call of callee does to the process, "" for nothing.
func kindOf(c *rule.Context, call ssa.CallInstruction, callee *types.Func) string {
	if row, ok := c.Table.Func(catalog.Exit, callee); ok && takesEffect(row, call) {
		return exit
	}
	if row, ok := c.Table.Func(catalog.Panic, callee); ok && takesEffect(row, call) {
		return panics
	}
	if row, ok := c.Table.Func(catalog.Must, callee); ok && !(row.Has("const-ok") && constant(call)) {
		return must
	}
	return ""
}

// takesEffect: a zerolog event exits when it is sent, so one that is dropped does not.
func takesEffect(row catalog.Row, call ssa.CallInstruction) bool {
	v, ok := call.(*ssa.Call)
	return !row.Has("event") || ok && len(*v.Referrers()) > 0
}

func constant(call ssa.CallInstruction) bool {
	for _, arg := range call.Common().Args {
		if !value.Fixed(arg) {
			return false
		}
	}
	return true
}

// reports: a panic that a caller recovers ends nothing. Whether middleware
// recovers is only known where the handler is registered. A library in another
// module panics for invariants of its own.
func reports(q *rule.Query, c rule.Candidate, s *invocation.Step) bool {
	if c.Kind == exit {
		return true
	}
	return s.Func.Local && preventable(q, c, s) && !s.Recovered && c.Attr&callgraph.Recovered == 0 && !s.Entry.Deferred
}

func message(_ *rule.Query, c rule.Candidate, s *invocation.Step) string {
	switch {
	case c.Kind == exit:
		return c.Message + " ends the process: deferred calls are skipped, nothing is reported to Lambda, the environment is lost; return an error"
	case s.Goroutine:
		return c.Message + " in a goroutine crashes the process, whatever the handler recovers: nothing is reported to Lambda; pass the error back"
	case c.Kind == must:
		return c.Message + " panics when its input is wrong, and a panic ends the execution environment; use the variant that returns an error"
	}
	return c.Message + " ends the execution environment, and the next invocation pays a cold start; return an error"
}

// helpsTests reports whether fn is a test helper outside of _test.go files.
func helpsTests(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		for p := range fn.Signature.Params().Variables() {
			switch types.TypeString(p.Type(), nil) {
			case "*testing.T", "*testing.B", "*testing.F", "testing.TB":
				return true
			}
		}
	}
	return false
}
