package secretlog

import (
	_ "embed"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

//go:embed doc.go
var doc string

// Analyzer is the rule secretlog.
var Analyzer = rule.New[mark](rule.Rule{
	Name: "secretlog",
	Doc:  rule.Page(doc),
	Find: find,
	Rare: true, // a line that is printed once stays in the log
})

type mark struct{}

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var candidates []rule.Candidate
	for call, callee := range rule.Calls(fn) {
		for _, v := range c.Graph.Logged(call.Common()) {
			if onlyType(call.Common(), v) {
				continue
			}
			if s := secretOf(c, v); s != nil && !(s.isInput() && wanted(c, s, call)) {
				candidate := c.AtCall(fn, call)
				candidate.Kind = s.kind
				candidate.Attr &^= callgraph.Once | callgraph.Lazy
				candidate.Message = callgraph.Display(callee) + " logs " + s.text()
				candidates = append(candidates, candidate)
				break // one defect, however many of its arguments show it
			}
		}
	}
	return candidates
}

// onlyType reports whether a format prints just the type or the address of v.
func onlyType(common *ssa.CallCommon, v ssa.Value) bool {
	for i, arg := range common.Args {
		elements := value.Variadic(arg)
		if i == 0 || len(elements) == 0 {
			continue
		}
		format, ok := value.Text(common.Args[i-1])
		if !ok {
			continue
		}
		verbs := verbs(format)
		for j, element := range elements {
			if element == v && j < len(verbs) {
				return verbs[j] == 'T' || verbs[j] == 'p'
			}
		}
	}
	return false
}

// verbs returns the verbs of a format in the order of its arguments.
func verbs(format string) []byte {
	var list []byte
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			continue
		}
		for i++; i < len(format) && !letter(format[i]) && format[i] != '%'; i++ {
		}
		if i < len(format) && format[i] != '%' {
			list = append(list, format[i])
		}
	}
	return list
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
