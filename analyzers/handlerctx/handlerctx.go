package handlerctx

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

//go:embed doc.go
var doc string

// Analyzer is the rule handlerctx.
var Analyzer = rule.New[mark](rule.Rule{
	Name:     "handlerctx",
	Doc:      rule.Page(doc),
	Find:     find,
	Reports:  reports,
	Anywhere: func(c rule.Candidate) bool { return c.Kind == registered },
})

type mark struct{}

// The kinds of finding.
const (
	detached    = "detached"    // context.Background is passed on
	contextless = "contextless" // a variant that takes no context is called
	registered  = "registered"  // a method that hands on no context is registered
)

// joined is the note of a candidate in a function that tells its starter when it ends.
const joined = "joined"

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var candidates []rule.Candidate
	here, ok := rule.ContextOf(fn)
	for call, callee := range rule.Calls(fn) {
		if _, starts := c.Table.Func(catalog.Start, callee); starts {
			candidates = append(candidates, registrations(c, fn, call)...)
		}
		if !ok {
			continue
		}
		var candidate rule.Candidate
		if _, lost := c.Table.Func(catalog.Detached, callee); lost {
			if !passedOn(c, fn, call) {
				continue
			}
			candidate = c.AtCall(fn, call)
			candidate.Kind = detached
			candidate.Message = callgraph.ShortSymbol(catalog.Symbol(callee)) + " cuts the call off from the invocation: it sees neither the deadline nor a cancellation; " + cure("pass", here)
			candidate.Fix = passInstead(c, call, here)
		} else if instead := variant(c, call, callee); instead.name != "" {
			candidate = c.AtCall(fn, call)
			candidate.Kind = contextless
			candidate.Message = callgraph.ShortSymbol(catalog.Symbol(callee)) + instead.harm() + "; " + cure("use "+instead.name+" with", here)
			candidate.Fix = callInstead(c, call, instead, here)
		} else {
			continue
		}
		if signals(c, fn) {
			candidate.Notes = map[string]string{joined: "yes"}
		}
		candidates = append(candidates, candidate)
	}
	return candidates
}

// cure ends a message.
func cure(verb string, here rule.Scope) string {
	if here.Expr == "" {
		return verb + " the context, whose parameter has no name yet"
	}
	return verb + " " + here.Expr
}

// signals reports whether fn, or a literal around it, tells somebody that it ends.
func signals(c *rule.Context, fn *ssa.Function) bool {
	for ; fn.Parent() != nil; fn = fn.Parent() {
		if s := c.Graph.SyncOf(fn); s != nil && len(s.Signals) > 0 {
			return true
		}
	}
	return false
}

// reports: a goroutine that nobody waits for outlives the invocation, which is
// the matter of another rule, and what a deferred call cleans up must not end
// with the invocation.
func reports(_ *rule.Query, c rule.Candidate, s *invocation.Step) bool {
	unlike := callgraph.Deferred
	if c.Notes[joined] == "" {
		unlike |= callgraph.Go
	}
	return !slices.ContainsFunc(s.Path(), func(s *invocation.Step) bool {
		return s.Via != nil && s.Via.Attr&unlike != 0
	})
}
