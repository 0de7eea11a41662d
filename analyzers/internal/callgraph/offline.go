package callgraph

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// polarity says what a bool tells about where the process runs.
type polarity int8

const (
	noIdea    polarity = 0
	onLambda  polarity = 1  // true means: inside Lambda
	offLambda polarity = -1 // true means: outside
)

// offline finds out which conditions tell Lambda from a local run: the
// variables that only Lambda sets, compared with the empty string.
type offline struct {
	*builder
	functions map[*ssa.Function]polarity
	phis      map[*ssa.Phi]polarity
	globals   map[*ssa.Global]polarity
}

// of returns what v tells.
func (o *offline) of(v ssa.Value) polarity {
	switch v := v.(type) {
	case *ssa.UnOp:
		switch v.Op {
		case token.NOT:
			return -o.of(v.X)
		case token.MUL:
			if g, ok := v.X.(*ssa.Global); ok {
				return o.global(g)
			}
		}
	case *ssa.BinOp:
		return comparison(v)
	case *ssa.Extract: // _, ok := os.LookupEnv(…)
		if call, ok := v.Tuple.(*ssa.Call); ok && v.Index == 1 && readsLambdaEnv(call) {
			return onLambda
		}
	case *ssa.Call:
		return o.call(v)
	case *ssa.Phi:
		return o.phi(v)
	}
	return noIdea
}

// comparison: os.Getenv(…) ==, != "", len(os.Getenv(…)) ==, != and > 0.
func comparison(v *ssa.BinOp) polarity {
	x, y := v.X, v.Y
	if _, ok := x.(*ssa.Const); ok {
		x, y = y, x
	}
	c, ok := y.(*ssa.Const)
	if !ok || c.Value == nil {
		return noIdea
	}
	if text := value.Length(x); text != nil {
		x = text
	}
	if !lambdaEnvValue(x) {
		return noIdea
	}
	zero := c.Value.Kind() == constant.String && constant.StringVal(c.Value) == "" || c.Value.Kind() == constant.Int && constant.Sign(c.Value) == 0
	switch {
	case v.Op == token.EQL && zero:
		return offLambda
	case v.Op == token.NEQ && zero, v.Op == token.GTR && zero, v.Op == token.EQL:
		return onLambda
	}
	return noIdea
}

func lambdaEnvValue(v ssa.Value) bool {
	if e, ok := v.(*ssa.Extract); ok && e.Index == 0 {
		v = e.Tuple
	}
	call, ok := v.(*ssa.Call)
	return ok && readsLambdaEnv(call)
}

// readsLambdaEnv matches os.Getenv and os.LookupEnv of a variable that only Lambda sets.
func readsLambdaEnv(call *ssa.Call) bool {
	name, ok := catalog.Default().Getenv(call.Common())
	if !ok {
		return false
	}
	_, ok = catalog.Default().Lookup(catalog.EnvLocal, name)
	return ok
}

func (o *offline) call(v *ssa.Call) polarity {
	callee := v.Common().StaticCallee()
	if callee == nil {
		return noIdea
	}
	if dep := o.imported(callee); dep != nil {
		switch {
		case dep.Shape&OnLambda != 0:
			return onLambda
		case dep.Shape&OffLambda != 0:
			return offLambda
		}
	}
	return o.result(callee)
}

// result returns what the only result of fn tells.
func (o *offline) result(fn *ssa.Function) polarity {
	fn = generic(fn)
	if p, ok := o.functions[fn]; ok {
		return p
	}
	o.functions[fn] = noIdea
	results := fn.Signature.Results()
	if results.Len() != 1 || !types.Identical(results.At(0).Type().Underlying(), types.Typ[types.Bool]) {
		return noIdea
	}
	p, first := noIdea, true
	for _, block := range fn.Blocks {
		ret, ok := value.ReturnOf(block)
		if !ok || len(ret.Results) != 1 {
			continue
		}
		q := o.of(ret.Results[0])
		if !first && q != p {
			return noIdea
		}
		p, first = q, false
	}
	o.functions[fn] = p
	return p
}

// phi: a || b and a && b keep the polarity that their parts share.
func (o *offline) phi(v *ssa.Phi) polarity {
	if p, ok := o.phis[v]; ok {
		return p
	}
	o.phis[v] = noIdea // a loop tells nothing
	p := noIdea
	for _, edge := range v.Edges {
		if _, ok := edge.(*ssa.Const); ok {
			continue
		}
		q := o.of(edge)
		if q == noIdea || p != noIdea && p != q {
			return noIdea
		}
		p = q
	}
	o.phis[v] = p
	return p
}

// global returns what a package variable tells that is set once, by its initialiser.
func (o *offline) global(g *ssa.Global) polarity {
	if o.globals == nil {
		o.globals = make(map[*ssa.Global]polarity)
		if g.Pkg != nil && g.Pkg.Func("init") != nil {
			o.initialised(g.Pkg.Func("init"))
		}
	}
	return o.globals[g]
}

func (o *offline) initialised(init *ssa.Function) {
	for _, block := range init.Blocks {
		for _, instr := range block.Instrs {
			if store, ok := instr.(*ssa.Store); ok {
				if g, ok := store.Addr.(*ssa.Global); ok {
					if p := o.of(store.Val); p != noIdea {
						o.globals[g] = p
					}
				}
			}
		}
	}
}
