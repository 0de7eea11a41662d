package idempotency

import (
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// most bounds how far values are followed.
const most = 400

// sources yields v and what it is made of in the function: operands, what is
// stored in variables, containers and fields, and calls that get their address.
func sources(v ssa.Value) iter.Seq[ssa.Value] {
	return func(yield func(ssa.Value) bool) {
		if v == nil {
			return
		}
		seen := map[ssa.Value]bool{v: true}
		for work := []ssa.Value{v}; len(work) > 0 && len(seen) < most; {
			x := work[0]
			work = work[1:]
			if !yield(x) {
				return
			}
			for _, y := range parts(x) {
				if y != nil && !seen[y] {
					seen[y] = true
					work = append(work, y)
				}
			}
		}
	}
}

func parts(v ssa.Value) []ssa.Value {
	switch v := v.(type) {
	case *ssa.FreeVar:
		return []ssa.Value{value.Captured(v)}
	case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice:
		return contents(v)
	case *ssa.FieldAddr:
		return append(contents(v), v.X)
	case *ssa.IndexAddr:
		return append(contents(v), v.X)
	case ssa.Instruction:
		var list []ssa.Value
		for _, op := range v.Operands(nil) {
			list = append(list, *op)
		}
		return list
	}
	return nil
}

// contents is what is put into a variable or container.
func contents(v ssa.Value) []ssa.Value {
	var list []ssa.Value
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == v {
				list = append(list, ref.Val)
			}
		case *ssa.MapUpdate:
			if ref.Map == v {
				list = append(list, ref.Key, ref.Value)
			}
		case *ssa.FieldAddr:
			list = append(list, ref)
		case *ssa.IndexAddr:
			list = append(list, ref)
		case *ssa.Call: // a method that sets something: params.SetIdempotencyKey(k)
			if len(ref.Call.Args) > 0 && ref.Call.Args[0] == v && ref.Call.Signature().Recv() != nil {
				list = append(list, ref)
			}
		}
	}
	return list
}

// mentions reports whether the receiver or an argument of a call is made by a
// function, or with a field, of one of these names. Text counts as well, for
// the name of a header.
func mentions(common *ssa.CallCommon, names []string) bool {
	values := common.Args
	if common.IsInvoke() {
		values = append([]ssa.Value{common.Value}, values...)
	}
	for _, v := range values {
		for x := range sources(v) {
			if named(x, names) {
				return true
			}
		}
	}
	return false
}

func named(v ssa.Value, names []string) bool {
	switch v := v.(type) {
	case *ssa.Call:
		callee := rule.Callee(v.Common())
		return callee != nil && slices.Contains(names, callee.Name())
	case *ssa.FieldAddr:
		return slices.Contains(names, value.FieldName(v))
	case *ssa.Const:
		text, _ := value.Text(v)
		return isIdempotencyHeader(text)
	}
	return false
}

// isIdempotencyHeader: Idempotency-Key, X-Idempotency-Token and the like.
func isIdempotencyHeader(text string) bool {
	const longest = 40
	return len(text) < longest && strings.Contains(strings.ToLower(text), "idempoten")
}

// constants yields the constant strings that a value is made of.
func constants(v ssa.Value) iter.Seq[string] {
	return func(yield func(string) bool) {
		for x := range sources(v) {
			if text, ok := value.Text(x); ok && !yield(text) {
				return
			}
		}
	}
}
