package nettimeout

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// bare reports whether the request that a call sends is made in the function
// and has no context.
func (f *finder) bare(call ssa.CallInstruction) bool {
	args := call.Common().Args
	if len(args) < 2 || !isRequest(args[1].Type()) {
		return true // Get, Post: the call makes the request itself
	}
	part, ok := args[1].(*ssa.Extract)
	if !ok {
		return false
	}
	made, ok := part.Tuple.(*ssa.Call)
	if !ok {
		return false
	}
	callee := rule.Callee(made.Common())
	if callee == nil || callee.Pkg() == nil || callee.Signature().Params().Len() == 0 {
		return false
	}
	_, twin := f.Table.Package(catalog.Twin, callee.Pkg().Path())
	_, text := callee.Signature().Params().At(0).Type().Underlying().(*types.Basic)
	return twin && text
}

// isRequest: a pointer to a struct, unlike a URL.
func isRequest(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// patience is how long a client waits, as far as the package shows.
type patience int

const (
	unknown patience = iota
	unlimited
	unlimitedShared // unless the program changes the variable
)

// patience returns how long the client v waits; field is its timeout.
func (f *finder) patience(v ssa.Value, field string) patience {
	switch v := v.(type) {
	case *ssa.Alloc:
		if untouched(v, field) {
			return unlimited
		}
	case *ssa.Global:
		return f.variable(v, field)
	case *ssa.UnOp:
		if g, ok := v.X.(*ssa.Global); ok && v.Op == token.MUL {
			return f.variable(g, field)
		}
	}
	return unknown
}

// untouched: a client made here, without a timeout, a transport that may have
// one, or a function that may set it.
func untouched(client *ssa.Alloc, field string) bool {
	for _, ref := range *client.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			if name := value.FieldName(ref); name == field || name == "Transport" {
				return false
			}
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.Store:
			if _, zero := ref.Val.(*ssa.Const); !zero && !isGlobal(ref.Addr) {
				return false
			}
		case *ssa.Call:
			if callee := ref.Common().StaticCallee(); callee == nil || callee.Signature.Recv() == nil || ref.Common().Args[0] != client {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func isGlobal(v ssa.Value) bool {
	_, ok := v.(*ssa.Global)
	return ok
}

// variable: a package variable that only its initialiser sets.
func (f *finder) variable(g *ssa.Global, field string) patience {
	if f.isShared(g) {
		return unlimitedShared
	}
	if g.Pkg == nil || g.Pkg.Pkg != f.Pass.Pkg || g.Object() == nil || g.Object().Exported() {
		return unknown
	}
	known, ok := f.Shared.(map[variable]patience)
	if !ok {
		known = make(map[variable]patience)
		f.Shared = known
	}
	p, ok := known[variable{g, field}]
	if !ok {
		p = f.set(g, field)
		known[variable{g, field}] = p
	}
	return p
}

// variable is one whose field with the timeout was looked for.
type variable struct {
	global *ssa.Global
	field  string
}

// set says what the package sets the variable to.
func (f *finder) set(g *ssa.Global, field string) patience {
	result := unknown
	if _, value := g.Type().(*types.Pointer).Elem().Underlying().(*types.Struct); value {
		result = unlimited // var client http.Client
	}
	limits := func(use ssa.Instruction) bool {
		addr, ok := use.(*ssa.FieldAddr)
		return ok && (value.FieldName(addr) == field || value.FieldName(addr) == "Transport")
	}
	for _, ref := range f.Graph.Refs(g) {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != g {
				continue
			}
			made, ok := ref.Val.(*ssa.Alloc)
			if !ok || !untouched(made, field) {
				return unknown
			}
			result = unlimited
		case *ssa.FieldAddr:
			if limits(ref) {
				return unknown
			}
		case *ssa.UnOp:
			if slices.ContainsFunc(*ref.Referrers(), limits) {
				return unknown
			}
		}
	}
	return result
}

// isShared matches http.DefaultClient.
func (f *finder) isShared(g *ssa.Global) bool {
	obj := g.Object()
	if obj == nil || obj.Pkg() == nil {
		return false
	}
	_, ok := f.Table.Lookup(catalog.Untimed, obj.Pkg().Path()+"."+obj.Name())
	return ok
}

// limits marks where a client that the whole program shares may get a timeout:
// http.DefaultClient.Timeout = d, http.DefaultClient = c.
func (f *finder) limits() {
	for _, block := range f.fn.Blocks {
		for _, instr := range block.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			addr := store.Addr
			if field, ok := addr.(*ssa.FieldAddr); ok {
				load, ok := field.X.(*ssa.UnOp)
				if !ok {
					continue
				}
				addr = load.X
			}
			if g, ok := addr.(*ssa.Global); ok && f.isShared(g) {
				f.found = append(f.found, rule.Candidate{Mark: true, Kind: limited, Func: callgraph.Key(f.fn)})
			}
		}
	}
}
