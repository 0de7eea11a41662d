package structlog

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

//go:embed doc.go
var doc string

// Analyzer is the rule structlog.
var Analyzer = rule.New[mark](rule.Rule{
	Name:    "structlog",
	Doc:     rule.Page(doc),
	Find:    find,
	Reports: reports,
})

type mark struct{}

// The kinds of finding.
const (
	unstructured = "unstructured"
	message      = "message"
	silent       = "silent"
	contextless  = "context" // with -strict
)

// The kinds of mark. A bridge is followed by its target.
const (
	bridge   = "bridge "
	jsonText = "json"          // the function returns JSON text
	jsonArg  = "json argument" // JSON text is handed to the function
	traces   = "trace"         // the function logs an error
)

// finder looks at one function.
type finder struct {
	*rule.Context
	fn         *ssa.Function
	candidates []rule.Candidate
	logsError  bool
}

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	f := &finder{Context: c, fn: fn}
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case ssa.CallInstruction:
				f.call(instr)
			case *ssa.MakeInterface:
				f.formatter(instr)
			}
		}
	}
	if f.logsError {
		f.mark(traces)
	}
	if f.returnsJSON() {
		f.mark(jsonText)
	}
	f.silences()
	return f.candidates
}

// mark notes a property of the function.
func (f *finder) mark(kind string) {
	f.candidates = append(f.candidates, rule.Candidate{Func: callgraph.Key(f.fn), Kind: kind, Mark: true})
}

func (f *finder) call(call ssa.CallInstruction) {
	common := call.Common()
	if builtin, ok := common.Value.(*ssa.Builtin); ok {
		if builtin.Name() == "print" || builtin.Name() == "println" {
			f.print(call, catalog.Row{Args: []string{"words=0"}}, builtin.Name())
		}
		return
	}
	callee := rule.Callee(common)
	if callee == nil {
		return
	}
	if row, ok := f.Table.Func(catalog.Bridge, callee); ok && f.installs(row, common) {
		candidate := f.AtCall(f.fn, call)
		candidate.Kind, candidate.Mark = bridge+row.Arg(0), true
		f.candidates = append(f.candidates, candidate)
	}
	if row, ok := f.Table.Func(catalog.Log, callee); ok {
		f.log(call, row, callgraph.ShortSymbol(catalog.Symbol(callee)))
	}
	if row, ok := f.Table.Func(catalog.Print, callee); ok {
		f.print(call, row, callgraph.ShortSymbol(catalog.Symbol(callee)))
	} else if fn := common.StaticCallee(); fn != nil && f.Graph.Known(callee.Pkg()) {
		f.handsJSON(common, callgraph.Key(fn))
	}
}

func reports(q *rule.Query, c rule.Candidate, s *invocation.Step) bool {
	target := c.Notes["bridge"]
	switch c.Kind {
	case unstructured:
		return (target == "" || q.Main && !q.Marked(bridge+target)) && !printsJSON(q, c)
	case message: // without the bridge the line is reported as unstructured
		return target == "" || q.Main && q.Marked(bridge+target)
	case silent:
		return answers(q, s) && !traced(q, c)
	}
	return q.Config.Strict
}

// printsJSON: what is printed comes from a function of another package that
// returns JSON text, or is a parameter for which a caller has some.
func printsJSON(q *rule.Query, c rule.Candidate) bool {
	if c.Notes["parameter"] != "" {
		for _, m := range q.Marks(c.Func) {
			if m.Kind == jsonArg {
				return true
			}
		}
	}
	for key := range strings.SplitSeq(c.Notes["from"], "\n") {
		for _, m := range q.Marks(key) {
			if m.Kind == jsonText {
				return true
			}
		}
	}
	return false
}
