package batchfailure

import (
	_ "embed"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

//go:embed doc.go
var doc string

// Analyzer is the rule batchfailure.
var Analyzer = rule.New[mark](rule.Rule{
	Name:    "batchfailure",
	Doc:     rule.Page(doc),
	Find:    find,
	Reports: reports,
	Message: message,
})

type mark struct{}

// The kinds of finding.
const (
	abort      = "abort"
	swallow    = "swallow"
	identifier = "identifier"
	dropped    = "dropped"
	order      = "order"
)

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	candidates := marks(c, fn)
	both := dropsFailures(c, fn)
	candidates = append(candidates, both...)
	for _, l := range recordLoops(fn) {
		candidates = append(candidates, aborts(c, fn, l, both)...)
		candidates = append(candidates, swallows(c, fn, l)...)
		candidates = append(candidates, overtakes(c, fn, l)...)
		for _, w := range workers(c, l) {
			candidates = append(candidates, swallows(c, w.fn, w)...)
		}
	}
	for _, l := range resultLoops(fn) {
		candidates = append(candidates, swallows(c, fn, l)...)
	}
	candidates = append(candidates, bareNames(c, fn)...)
	return append(candidates, identifiers(c, fn)...)
}

// reports: what a loop does matters where Lambda polls, and where the calls in
// it reach outside; only what was made of types can tell that.
func reports(q *rule.Query, c rule.Candidate, s *invocation.Step) bool {
	if s.Source.Model != entrypoint.Poll && s.Source.Model != entrypoint.Unknown {
		return false
	}
	switch c.Kind {
	case abort:
		return reaches(q, c, "calls", s, changes)
	case swallow:
		return q.Config.Strict || !reaches(q, c, "others", s, asks) && reaches(q, c, "calls", s, asks)
	}
	return true
}

func message(_ *rule.Query, c rule.Candidate, _ *invocation.Step) string {
	source := c.Notes["source"]
	switch c.Kind {
	case abort:
		if !partial(source) {
			return "return fails the whole " + source + " batch for one record: unless the batch size is 1, those already done are delivered and done again; make each safe to repeat, or use batches of 1"
		}
		return "return fails the whole " + source + " batch for one record: unless the batch size is 1, those already done are delivered and done again; report it in batchItemFailures"
	case swallow:
		lost := "its message is deleted and lost"
		if source != "SQS" {
			lost = "it is skipped and lost"
		}
		if !partial(source) {
			return c.Message + " is all that happens to the error of a record: the invocation succeeds and " + lost + "; return the joined errors after the loop"
		}
		return c.Message + " is all that happens to the error of a record: the invocation succeeds and " + lost + "; report it in batchItemFailures"
	}
	return c.Message
}

// partial reports whether aws-lambda-go knows how to report single records of a source.
func partial(source string) bool {
	return source == "SQS" || source == "Kinesis" || source == "DynamoDB stream"
}

// at returns a candidate of a loop.
func at(c *rule.Context, fn *ssa.Function, instr ssa.Instruction, kind string, l *loop) rule.Candidate {
	candidate := c.At(fn, instr, instr.Pos())
	if call, ok := instr.(ssa.CallInstruction); ok {
		candidate = c.AtCall(fn, call)
		if callee := rule.Callee(call.Common()); callee != nil {
			candidate.Message = callgraph.Display(callee)
		}
	}
	candidate.Kind = kind
	candidate.Notes = map[string]string{"source": l.source}
	return candidate
}
