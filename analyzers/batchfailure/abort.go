package batchfailure

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// aborts finds the return statements that end the loop with an error:
//
//	for _, record := range event.Records {
//		if err := process(ctx, record); err != nil {
//			return err
//		}
//	}
//
// others are findings at return statements that say more.
func aborts(c *rule.Context, fn *ssa.Function, l *loop, others []rule.Candidate) []rule.Candidate {
	if single(l) || lostByCallers(c, fn) {
		return nil
	}
	calls := encode(c, l.calls())
	if calls == "" {
		return nil
	}
	var found []rule.Candidate
	early := l.early()
	for _, ret := range value.Returns(fn) {
		if !ends(l, early, ret) || nameless(c, l, ret.Block()) {
			continue
		}
		candidate := at(c, fn, ret, abort, l)
		candidate.Notes["calls"] = calls
		same := func(o rule.Candidate) bool { return o.Pos == candidate.Pos }
		if !slices.ContainsFunc(others, same) {
			found = append(found, candidate)
		}
	}
	return found
}

// ends reports whether ret returns the error with which the loop was left.
func ends(l *loop, early map[*ssa.BasicBlock]bool, ret *ssa.Return) bool {
	err := errorOf(ret)
	if err == nil {
		return false
	}
	if early[ret.Block()] {
		return !value.IsNil(err, ret.Block()) && !fromContext(err, 0)
	}
	// The loop breaks, and the error is returned behind it.
	phi, ok := err.(*ssa.Phi)
	if !ok {
		return false
	}
	for i, edge := range phi.Edges {
		pred := phi.Block().Preds[i]
		left := early[pred] || l.body[pred] && pred != l.head && !l.body[phi.Block()]
		if left && value.IsNotNilOn(edge, pred, phi.Block()) && !fromContext(edge, 0) {
			return true
		}
	}
	return false
}

// nameless reports whether a block is only reached where a record has no
// identifier: nothing could report that one.
//
//	if record.MessageId == "" { return … }
func nameless(c *rule.Context, l *loop, block *ssa.BasicBlock) bool {
	for b := block; b != l.head && b.Idom() != nil; b = b.Idom() {
		from := b.Idom()
		branch, ok := value.BranchOf(from)
		if !ok {
			continue
		}
		name, side := emptyTest(branch.Cond)
		if name == nil || from.Succs[side] != b || len(b.Preds) != 1 {
			continue
		}
		o := &origins{c: c, seen: make(map[ssa.Value]bool)}
		o.trace(name, 0)
		if o.right && !o.unknown && o.wrong == "" {
			return true
		}
	}
	return false
}

// emptyTest returns the text that a condition compares with "", itself or its
// length, and the successor taken where it is empty.
func emptyTest(cond ssa.Value) (text ssa.Value, side int) {
	test, ok := cond.(*ssa.BinOp)
	if !ok || test.Op != token.EQL && test.Op != token.NEQ {
		return nil, 0
	}
	limit, ok := test.Y.(*ssa.Const)
	if !ok || limit.Value == nil {
		return nil, 0
	}
	if test.Op == token.NEQ {
		side = 1
	}
	switch limit.Value.ExactString() {
	case `""`:
		return test.X, side
	case "0":
		if of := value.Length(test.X); of != nil {
			return of, side
		}
	}
	return nil, 0
}

// errorOf returns the error that ret returns, nil if there is none.
func errorOf(ret *ssa.Return) ssa.Value {
	n := len(ret.Results)
	if n == 0 || !value.IsError(ret.Results[n-1].Type()) {
		return nil
	}
	return value.Returned(ret, n-1)
}

// fromContext reports whether the error says that time is up: the records that
// are left have to come back.
func fromContext(v ssa.Value, depth int) bool {
	const deepest = 3
	call, ok := value.Unwrap(v).(*ssa.Call)
	if !ok || depth > deepest {
		return false
	}
	if call.Call.IsInvoke() {
		return call.Call.Method.Name() == "Err" && value.IsContext(call.Call.Value.Type())
	}
	if callee := call.Call.StaticCallee(); callee != nil && callee.Pkg != nil && callee.Pkg.Pkg.Path() == "context" {
		return true // context.Cause
	}
	for _, arg := range call.Call.Args {
		for _, v := range append(value.Variadic(arg), arg) {
			if fromContext(v, depth+1) {
				return true
			}
		}
	}
	return false
}

// single reports whether the function makes sure that the batch has one record:
//
//	if len(event.Records) != 1 { return … }
func single(l *loop) bool {
	for b := l.head.Idom(); b != nil; b = b.Idom() {
		branch, ok := value.BranchOf(b)
		if !ok {
			continue
		}
		test, ok := branch.Cond.(*ssa.BinOp)
		if !ok {
			continue
		}
		if list := value.Length(test.X); list == nil || recordSource(list.Type()) == "" {
			continue
		}
		limit, ok := test.Y.(*ssa.Const)
		if ok && limit.Int64() == 1 && (test.Op == token.NEQ || test.Op == token.EQL || test.Op == token.GTR) {
			return true
		}
	}
	return false
}

// lostByCallers reports whether the callers of the package, if there are any,
// all do something else with the error than to pass it on.
func lostByCallers(c *rule.Context, fn *ssa.Function) bool {
	calls := c.Graph.Calls(fn)
	return len(calls) > 0 && !slices.ContainsFunc(calls, passesOn)
}

// passesOn reports whether the error of a call is more than compared or logged.
func passesOn(call ssa.CallInstruction) bool {
	v, ok := call.(*ssa.Call)
	if !ok {
		return false
	}
	err := ssa.Value(v)
	if tuple, ok := v.Type().(*types.Tuple); ok {
		if err = extracted(v, tuple.Len()-1); err == nil {
			return false
		}
	}
	for _, ref := range *err.Referrers() {
		switch ref.(type) {
		case *ssa.BinOp, *ssa.DebugRef:
		default:
			return true
		}
	}
	return false
}

// extracted returns result i of a call, nil if nobody looks at it.
func extracted(call *ssa.Call, i int) ssa.Value {
	for _, ref := range *call.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == i {
			return x
		}
	}
	return nil
}
