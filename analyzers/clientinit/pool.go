package clientinit

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// pools: a struct that holds connections is made, http.Transport{…}. If it is
// made for a client, the finding is at the client: they move together.
func pools(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var candidates []rule.Candidate
	for pool := range rule.Literals(fn) {
		if !isPool(c, pool) || keepsNothing(fn, pool) {
			continue
		}
		at := pool
		if owner := holder(pool); owner != nil {
			at = owner
		}
		candidate := c.AtLiteral(fn, at)
		candidate.Kind = "connections"
		candidate.Message = callgraph.ShortSymbol(callgraph.TypeKey(at.Type())) + " is made on every invocation: " + harm[candidate.Kind]
		candidate.Notes = map[string]string{madeOf: c.Graph.Origin(pool).And(c.Graph.Origin(at)).String()}
		candidates = append(candidates, candidate)
	}
	return candidates
}

func isPool(c *rule.Context, alloc *ssa.Alloc) bool {
	_, ok := c.Table.Lookup(catalog.Pool, callgraph.TypeKey(alloc.Type()))
	return ok
}

// keepsNothing: with DisableKeepAlives, or in a function that asks for
// Connection: close, there are no connections to lose.
func keepsNothing(fn *ssa.Function, pool *ssa.Alloc) bool {
	if c, ok := storedIn(pool, "DisableKeepAlives").(*ssa.Const); ok && c.Value != nil && constant.BoolVal(c.Value) {
		return true
	}
	for call := range rule.Calls(fn) {
		args := call.Common().Args
		if n := len(args); n >= 2 && isText(args[n-2], "Connection") && isText(args[n-1], "close") {
			return true
		}
	}
	return false
}

func isText(v ssa.Value, text string) bool {
	constant, ok := value.Text(v)
	return ok && strings.EqualFold(constant, text)
}

// storedIn returns what is stored into a field of a struct, nil if nothing is.
func storedIn(cell *ssa.Alloc, field string) ssa.Value {
	s, ok := cell.Type().(*types.Pointer).Elem().Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for _, ref := range *cell.Referrers() {
		addr, ok := ref.(*ssa.FieldAddr)
		if !ok || s.Field(addr.Field).Name() != field {
			continue
		}
		for _, use := range *addr.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == addr {
				return store.Val
			}
		}
	}
	return nil
}

// holder returns the literal of another library's struct that v is put into,
// such as http.Client{Transport: v}.
func holder(v ssa.Value) *ssa.Alloc {
	for _, use := range *v.Referrers() {
		switch use := use.(type) {
		case *ssa.MakeInterface:
			if owner := holder(use); owner != nil {
				return owner
			}
		case *ssa.Store:
			addr, ok := use.Addr.(*ssa.FieldAddr)
			if !ok || use.Val != v {
				continue
			}
			if owner, ok := addr.X.(*ssa.Alloc); ok && pkgOf(owner.Type()) == pkgOf(v.Type()) {
				return owner
			}
		}
	}
	return nil
}

// pkgOf returns the package that declares a type.
func pkgOf(t types.Type) *types.Package {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return named.Obj().Pkg()
	}
	return nil
}
