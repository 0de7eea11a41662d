package nettimeout

import (
	_ "embed"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

//go:embed doc.go
var doc string

// Analyzer is the rule nettimeout.
var Analyzer = rule.New[mark](rule.Rule{
	Name:    "nettimeout",
	Doc:     rule.Page(doc),
	Find:    find,
	Reports: reports,
})

type mark struct{}

// The kinds of finding.
const (
	request = "http"
	sleep   = "sleep"
	wait    = "wait"
	poll    = "poll"
)

// customResource is the source that waits for the answer during a deployment.
const customResource = "CloudFormation"

// shared is the note of a request through a client that the whole program
// shares; limited marks an assignment that gives that client a timeout.
const (
	shared  = "shared"
	limited = "limited"
)

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	_, hasContext := rule.ContextOf(fn)
	f := &finder{Context: c, fn: fn}
	for call, callee := range rule.Calls(fn) {
		if !hasContext {
			f.request(call, callee)
		}
		if row, ok := c.Table.Func(catalog.Sleep, callee); ok {
			f.sleep(call, row)
		}
		if f.isWaiter(callee) && !short(call) {
			f.add(call, wait, callgraph.ShortSymbol(catalog.Symbol(callee))+" holds the invocation while it polls, billed like work; go on from an event or a Step Functions state instead")
		}
	}
	f.tickers()
	f.limits()
	return f.found
}

type finder struct {
	*rule.Context
	fn    *ssa.Function
	found []rule.Candidate
}

func (f *finder) add(call ssa.CallInstruction, kind, message string) *rule.Candidate {
	candidate := f.AtCall(f.fn, call)
	candidate.Kind, candidate.Message = kind, message
	f.found = append(f.found, candidate)
	return &f.found[len(f.found)-1]
}

// request: an HTTP call that may hang for ever.
func (f *finder) request(call ssa.CallInstruction, callee *types.Func) {
	contextless, ok := f.Table.Func(catalog.Contextless, callee)
	untimed := ok && contextless.Has("untimed")
	row, timed := f.Table.Func(catalog.Timed, callee)
	if !untimed && !timed {
		return
	}
	message := callgraph.ShortSymbol(catalog.Symbol(callee)) + " has neither a timeout nor a context: a server that hangs holds the invocation until Lambda kills it; use a client with a Timeout"
	if untimed {
		f.add(call, request, message).Notes = map[string]string{shared: "yes"}
		return
	}
	if len(call.Common().Args) == 0 || !f.bare(call) {
		return
	}
	switch f.patience(call.Common().Args[0], row.Arg(0)) {
	case unlimited:
		f.add(call, request, message)
	case unlimitedShared:
		f.add(call, request, message).Notes = map[string]string{shared: "yes"}
	}
}

// isWaiter matches the waiters of both SDKs, which poll for a state.
func (f *finder) isWaiter(callee *types.Func) bool {
	if callee.Pkg() == nil || callee.Signature().Recv() == nil {
		return false
	}
	row, ok := f.Table.Package(catalog.Service, callee.Pkg().Path())
	if !ok {
		return false
	}
	prefix, ok := row.Value("wait")
	if !ok || !strings.HasPrefix(callee.Name(), prefix) {
		return false
	}
	return strings.Contains(prefix, "Until") || strings.HasSuffix(callgraph.TypeKey(callee.Signature().Recv().Type()), "Waiter")
}

// reports: a program may give the client that all share a timeout, and a
// custom resource has nothing else to wait with.
func reports(q *rule.Query, c rule.Candidate, s *invocation.Step) bool {
	if s.Source.Name == customResource && c.Kind != request {
		return false
	}
	return c.Notes[shared] == "" || !q.Marked(limited)
}
