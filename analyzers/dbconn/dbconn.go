package dbconn

import (
	_ "embed"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

//go:embed doc.go
var doc string

// Analyzer is the rule dbconn.
var Analyzer = rule.New[mark](rule.Rule{
	Name:     "dbconn",
	Doc:      rule.Page(doc),
	Find:     find,
	Reports:  reports,
	NextDoor: true,
})

type mark struct{}

// The kinds of finding.
const (
	open   = "open"
	lost   = "lost"
	closes = "close"
)

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var candidates []rule.Candidate
	for call, callee := range rule.Calls(fn) {
		if _, ok := c.Table.Func(catalog.Open, callee); ok {
			candidates = append(candidates, opened(c, fn, call, catalog.Symbol(callee)))
		}
		if _, ok := c.Table.Func(catalog.Close, callee); ok {
			if candidate, ok := closed(c, fn, call, catalog.Symbol(callee)); ok {
				candidates = append(candidates, candidate)
			}
		}
	}
	return append(candidates, literals(c, fn)...)
}

// literals: a pool is made as a struct, &redis.Pool{…}.
func literals(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var candidates []rule.Candidate
	for literal := range rule.Literals(fn) {
		symbol := callgraph.TypeKey(literal.Type())
		if _, ok := c.Table.Lookup(catalog.Opens, symbol); !ok {
			continue
		}
		candidate := c.AtLiteral(fn, literal)
		candidate.Kind = open
		candidate.Message = callgraph.ShortSymbol(symbol) + " is made on every invocation: each pays for new connections, and many at once exhaust the server; make it once outside the handler"
		candidates = append(candidates, candidate)
	}
	return candidates
}

// opened: a connection or pool is made.
func opened(c *rule.Context, fn *ssa.Function, call ssa.CallInstruction, symbol string) rule.Candidate {
	name := callgraph.ShortSymbol(symbol)
	candidate := c.AtCall(fn, call)
	candidate.Kind = open
	candidate.Message = name + " runs on every invocation: each pays for a new connection, and many at once exhaust the database; open once outside the handler"
	if t := c.Graph.GuardType(fn, call); t != nil && candidate.Attr&callgraph.Lazy != 0 && returns(call, t) {
		// if db == nil { db, err := sql.Open(…) }
		candidate.Kind = lost
		candidate.Message = name + " runs on every invocation: the nil check guards nothing, since the result is not stored in the variable it tests; assign it with ="
	}
	return candidate
}

// returns reports whether the call returns a value of type t.
func returns(call ssa.CallInstruction, t types.Type) bool {
	results := call.Common().Signature().Results()
	return results.Len() > 0 && types.Identical(results.At(0).Type(), t)
}

// closed: a handle that was there before the invocation is closed.
func closed(c *rule.Context, fn *ssa.Function, call ssa.CallInstruction, symbol string) (rule.Candidate, bool) {
	recv := call.Common().Value
	if !call.Common().IsInvoke() {
		if len(call.Common().Args) == 0 {
			return rule.Candidate{}, false
		}
		recv = call.Common().Args[0]
	}
	location := handle(c, fn, recv)
	if location == "" {
		return rule.Candidate{}, false
	}
	candidate := c.AtCall(fn, call)
	candidate.Kind = closes
	candidate.Message = callgraph.ShortSymbol(symbol) + " closes " + variable(location) + ", which outlives the invocation: the next warm one finds it closed; leave it open"
	candidate.Notes = map[string]string{"location": location}
	return candidate, true
}

// handle returns the location of what is closed with v: a variable, what the
// accessor of one returns, or what is wrapped.
func handle(c *rule.Context, fn *ssa.Function, v ssa.Value) callgraph.Node {
	if location := c.Graph.Location(fn, v); location != "" {
		return location
	}
	switch x := v.(type) {
	case *ssa.Extract:
		v = x.Tuple
	case *ssa.UnOp: // the handle embedded in a wrapper
		if embedded, ok := x.X.(*ssa.FieldAddr); ok {
			v = embedded.X
		}
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return ""
	}
	if callee := rule.Callee(call.Common()); callee != nil {
		if row, ok := c.Table.Func(catalog.WrapDB, callee); ok && row.Has("closes") {
			return handle(c, fn, value.Unwrap(call.Call.Args[0]))
		}
	}
	return c.Graph.Gives(call)
}

// variable returns the name of a location as the source has it.
func variable(location callgraph.Node) string {
	return location[strings.LastIndexByte(location, '.')+1:]
}

// reports: a handle may be closed by the invocation that opened it.
func reports(q *rule.Query, c rule.Candidate, _ *invocation.Step) bool {
	return c.Kind != closes || q.Program.Outlives(c.Notes["location"])
}
