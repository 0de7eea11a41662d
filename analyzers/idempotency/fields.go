package idempotency

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/effect"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// fields is what a struct is given before it is passed on.
type fields struct {
	values map[string][]ssa.Value
	// complete: the struct is made here, so what is not in values is not set.
	complete bool

	site *site
	hops int // from a parameter to the callers
}

// furthest is the number of calls up which an input is followed.
const furthest = 2

func (f fields) get(name string) ([]ssa.Value, bool) {
	values := f.values[name]
	return values, len(values) > 0
}

// fields follows the input of an operation to where it is made: in this
// function, in the one around it, in a helper that returns it, or in the
// functions that pass it on.
func (s *site) fields(v ssa.Value) fields {
	f := fields{values: make(map[string][]ssa.Value), complete: true, site: s}
	f.collect(v, make(map[ssa.Value]bool))
	return f
}

func (f *fields) collect(v ssa.Value, seen map[ssa.Value]bool) {
	if v == nil || seen[v] {
		return
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Alloc:
		f.cell(v, seen)
	case *ssa.Phi:
		for _, edge := range v.Edges {
			f.collect(edge, seen)
		}
	case *ssa.UnOp: // a copy of a struct, or a pointer held in a variable
		f.collect(v.X, seen)
	case *ssa.Call:
		if name, ok := setter(v); ok { // in.SetName(n) of SDK v1 returns in
			f.values[name] = append(f.values[name], v.Call.Args[1])
			f.collect(v.Call.Args[0], seen)
			return
		}
		f.returned(v, 0, seen)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			f.returned(call, v.Index, seen)
			return
		}
		f.complete = false
	case *ssa.FreeVar:
		f.collect(value.Captured(v), seen)
	case *ssa.Parameter:
		f.passed(v, seen)
	case *ssa.Const:
	default:
		f.complete = false
	}
}

// cell collects the assignments of a variable and of its fields.
func (f *fields) cell(cell *ssa.Alloc, seen map[ssa.Value]bool) {
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == cell {
				f.collect(ref.Val, seen)
			}
		case *ssa.FieldAddr:
			f.stored(ref)
		case *ssa.Call:
			f.chain(cell, ref)
			f.filled(cell, ref)
		case *ssa.UnOp: // the variable holds a pointer, and fields are set through it
			for _, use := range *ref.Referrers() {
				if addr, ok := use.(*ssa.FieldAddr); ok {
					f.stored(addr)
				}
			}
		}
	}
}

// chain collects the setters that are called on an input, one on the result of
// the other.
func (f *fields) chain(v ssa.Value, call *ssa.Call) {
	name, ok := setter(call)
	if !ok || call.Call.Args[0] != v {
		return
	}
	f.values[name] = append(f.values[name], call.Call.Args[1])
	for _, ref := range *call.Referrers() {
		if next, ok := ref.(*ssa.Call); ok {
			f.chain(call, next)
		}
	}
}

func (f *fields) stored(addr *ssa.FieldAddr) {
	name := value.FieldName(addr)
	for _, use := range *addr.Referrers() {
		store, ok := use.(*ssa.Store)
		if !ok || store.Addr != addr || value.IsNilConst(store.Val) {
			continue
		}
		f.values[name] = append(f.values[name], store.Val)
	}
}

// returned follows the result of a helper of the same package.
func (f *fields) returned(call *ssa.Call, index int, seen map[ssa.Value]bool) {
	results := value.Results(call, index)
	f.complete = f.complete && len(results) > 0
	for _, v := range results {
		f.collect(v, seen)
	}
}

// passed follows a parameter to the calls of its function, and collects what
// the function itself sets.
func (f *fields) passed(p *ssa.Parameter, seen map[ssa.Value]bool) {
	for name, values := range setThrough(p).values {
		f.values[name] = append(f.values[name], values...)
	}
	args, ok := f.site.given(p)
	if !ok || f.hops == furthest {
		f.complete = false
		return
	}
	f.hops++
	for _, arg := range args {
		f.collect(arg, seen)
	}
	f.hops--
}

// setter returns the field that a method of an SDK v1 input sets.
func setter(call *ssa.Call) (field string, ok bool) {
	callee := call.Call.StaticCallee()
	if callee == nil || callee.Signature.Recv() == nil || len(call.Call.Args) != 2 || !effect.IsService(typePath(callee.Signature.Recv().Type())) {
		return "", false
	}
	return strings.CutPrefix(callee.Name(), "Set")
}

// entryTokens returns what is stored in the token field of batch entries.
// found says that entries are made in sight.
func entryTokens(lists []ssa.Value, field string) (values []ssa.Value, found bool) {
	for _, list := range lists {
		for v := range sources(list) {
			addr, ok := v.(*ssa.FieldAddr)
			if !ok || !effect.IsService(typePath(addr.X.Type())) {
				continue
			}
			found = true
			if value.FieldName(addr) != field {
				continue
			}
			for _, use := range *addr.Referrers() {
				if store, ok := use.(*ssa.Store); ok && store.Addr == addr && !value.IsNilConst(store.Val) {
					values = append(values, store.Val)
				}
			}
		}
	}
	return values, found
}

func typePath(t types.Type) string {
	named, ok := types.Unalias(deref(t)).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return ""
	}
	return named.Obj().Pkg().Path()
}
