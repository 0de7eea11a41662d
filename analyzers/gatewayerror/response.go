package gatewayerror

import (
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// answers reports whether results are a gateway response and an error.
func answers(c *rule.Context, results *types.Tuple) bool {
	return results.Len() == 2 && value.IsError(results.At(1).Type()) && statusField(c, results.At(0).Type()) >= 0
}

// statusField returns the index of the status code in a response of
// aws-lambda-go, or of a struct with the same JSON name; -1 for other types.
func statusField(c *rule.Context, t types.Type) int {
	s := value.StructOf(t)
	if s == nil {
		return -1
	}
	_, known := c.Table.Lookup(catalog.Response, callgraph.TypeKey(value.Deref(t)))
	for i := range s.NumFields() {
		if value.JSONName(s, i) == "statusCode" || known && s.Field(i).Name() == "StatusCode" {
			return i
		}
	}
	return -1
}

// status is what is known of the status code of a response.
type status struct {
	set   bool   // it is not zero
	code  int64  // if it is constant
	maker string // the function of another package that makes the response
}

// statusOf returns what a response that ret returns has as its status code.
func statusOf(c *rule.Context, v ssa.Value, ret *ssa.Return, outer ...*ssa.Function) status {
	switch v := v.(type) {
	case *ssa.UnOp:
		return statusOf(c, v.X, ret, outer...)
	case *ssa.Alloc:
		return assigned(c, v, ret, outer)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok && v.Index == 0 {
			return madeBy(c, call, outer)
		}
	case *ssa.Call:
		return madeBy(c, v, outer)
	}
	return status{}
}

// assigned: the field of a variable, or the variable as a whole.
func assigned(c *rule.Context, cell *ssa.Alloc, ret *ssa.Return, outer []*ssa.Function) status {
	index := statusField(c, cell.Type())
	var s status
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			if ref.Field != index {
				continue
			}
			for _, use := range *ref.Referrers() {
				if store, ok := use.(*ssa.Store); ok && store.Addr == ref && precedes(store, ret) {
					s = merge(s, codeOf(store.Val))
				}
			}
		case *ssa.Store:
			if ref.Addr != cell || !precedes(ref, ret) {
				continue
			}
			switch v := ref.Val.(type) {
			case *ssa.Call:
				s = merge(s, madeBy(c, v, outer))
			case *ssa.UnOp: // a literal
				if literal, ok := v.X.(*ssa.Alloc); ok && literal != cell && literal.Comment == "complit" && literal.Pos() > cell.Pos() {
					s = merge(s, assigned(c, literal, ret, outer))
				}
			}
		}
	}
	return s
}

func merge(a, b status) status {
	if !b.set {
		return a
	}
	if a.set && a.code != b.code {
		b.code = 0
	}
	return b
}

func codeOf(v ssa.Value) status {
	k, ok := v.(*ssa.Const)
	if !ok {
		return status{set: true}
	}
	if k.Value == nil || k.Value.Kind() != constant.Int || k.Int64() == 0 {
		return status{}
	}
	return status{set: true, code: k.Int64()}
}

// precedes reports whether control always comes from a store to a return.
func precedes(store *ssa.Store, ret *ssa.Return) bool {
	return store.Block() == ret.Block() || store.Block().Dominates(ret.Block())
}

// madeBy: the function that is called makes the response.
func madeBy(c *rule.Context, call *ssa.Call, outer []*ssa.Function) status {
	const deepest = 3
	callee := call.Call.StaticCallee()
	if callee == nil || slices.Contains(outer, callee) || len(outer) > deepest {
		return status{}
	}
	if len(callee.Blocks) == 0 {
		return status{maker: callgraph.Key(callee)}
	}
	return status{set: maker(c, callee, append(slices.Clip(outer), callee)...)}
}

// maker reports whether all responses that fn returns have a status code. outer
// are the functions being looked at.
func maker(c *rule.Context, fn *ssa.Function, outer ...*ssa.Function) bool {
	results := fn.Signature.Results()
	if results.Len() == 0 || statusField(c, results.At(0).Type()) < 0 {
		return false
	}
	found := false
	for _, ret := range value.Returns(fn) {
		if _, call := value.Returned(ret, 0).(*ssa.Call); call || !statusOf(c, value.Returned(ret, 0), ret, outer...).set {
			return false
		}
		found = true
	}
	return found
}
