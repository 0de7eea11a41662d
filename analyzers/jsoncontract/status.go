package jsoncontract

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// unanswered: the type of the result has no place for the status code that the
// source of the event asks for.
func unanswered(s shape) string {
	if !wantsStatus(s.event) {
		return ""
	}
	source := entrypoint.SourceOf(catalog.DataSymbol(s.event)).Name
	if s.result == nil {
		return "the handler of an " + source + " event has no result: the response is null, and the caller gets 502; return a response with a status code"
	}
	if speaks(s.result, []string{"MarshalJSON", "MarshalText", "Read"}) || hasStatus(s.result, 0) {
		return ""
	}
	return "the result type " + name(s.result) + " has no JSON field statusCode: " + source + " answers 502; return a response with a status code"
}

// hasStatus reports whether a result can have the JSON name statusCode. A type
// of aws-lambda-go without it answers another kind of event, which the author
// must know; maps and interfaces may hold anything.
func hasStatus(t types.Type, depth int) bool {
	const deepest = 5
	t = value.Deref(t)
	if _, ok := entrypoint.EventPackage(t); ok {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Basic, *types.Slice, *types.Array:
		return false
	case *types.Struct:
		for i := range u.NumFields() {
			if value.JSONName(u, i) == "statusCode" || u.Field(i).Embedded() && depth < deepest && hasStatus(u.Field(i).Type(), depth+1) {
				return true
			}
		}
		return false
	}
	return true
}

// withoutStatus finds the return statements of a handler that answer without a
// status code:
//
//	return events.APIGatewayProxyResponse{Body: "ok"}, nil
func withoutStatus(c *rule.Context, s shape, handler ssa.Value) []rule.Candidate {
	fn := function(handler)
	if fn == nil || s.result == nil || !wantsStatus(s.event) {
		return nil
	}
	if row, ok := c.Table.Lookup(catalog.Response, catalog.DataSymbol(s.result)); !ok || !row.Has("status") {
		return nil
	}
	var found []rule.Candidate
	for _, ret := range value.Returns(fn) {
		if !value.IsNil(value.Returned(ret, 1), ret.Block()) || !statusless(value.Returned(ret, 0)) {
			continue
		}
		candidate := c.At(fn, ret, ret.Pos())
		candidate.Kind = "status"
		candidate.Message = "the response has no StatusCode: " + entrypoint.SourceOf(catalog.DataSymbol(s.event)).Name + " answers 502 in its place; set it"
		found = append(found, candidate)
	}
	return found
}

// function returns the function that a handler is.
func function(v ssa.Value) *ssa.Function {
	switch v := v.(type) {
	case *ssa.Function:
		return v
	case *ssa.MakeClosure:
		fn, _ := v.Fn.(*ssa.Function)
		return fn
	case *ssa.ChangeType:
		return function(v.X)
	}
	return nil
}

// statusless reports whether a response is a literal, and nothing sets its status.
func statusless(v ssa.Value) bool {
	if k, ok := v.(*ssa.Const); ok {
		return k.Value == nil
	}
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	cell, ok := v.(*ssa.Alloc)
	if !ok {
		return false
	}
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			if value.FieldName(ref) == "StatusCode" {
				return false
			}
		case *ssa.UnOp, *ssa.Return, *ssa.DebugRef:
		case *ssa.Store:
			if load, ok := ref.Val.(*ssa.UnOp); !ok || load.X != cell { // return r, nil of a named result
				return false
			}
		default:
			return false // assigned as a whole, or handed on
		}
	}
	return true
}
