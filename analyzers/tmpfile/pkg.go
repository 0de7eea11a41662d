package tmpfile

import (
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/paths"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// pkg is what the functions of one package share.
type pkg struct {
	*rule.Context
	paths     *paths.Evaluator
	summaries map[*ssa.Function]*summary
	outer     map[string]*summary // functions of dependencies
	frames    map[*ssa.Function]*frame
	rows      map[*types.Func][]catalog.Row
	bodies    map[*ssa.Function]bool
}

// kinds are the catalog kinds that the rule asks for.
var kinds = []catalog.Kind{catalog.Create, catalog.Remove, catalog.Probe, catalog.Multipart, catalog.Discard}

func of(c *rule.Context) *pkg {
	if p, ok := c.Shared.(*pkg); ok {
		return p
	}
	p := &pkg{
		Context:   c,
		paths:     paths.NewEvaluator(c.Graph.Functions),
		summaries: make(map[*ssa.Function]*summary),
		outer:     make(map[string]*summary),
		frames:    make(map[*ssa.Function]*frame),
		rows:      make(map[*types.Func][]catalog.Row),
		bodies:    make(map[*ssa.Function]bool),
	}
	for _, fn := range c.Graph.Functions {
		p.bodies[fn] = true
	}
	p.paths.Origin = c.Graph.Origin
	p.paths.Result = p.result
	p.paths.Variable = p.variable
	c.Shared = p
	return p
}

// row returns what the catalog says of a callee, for one kind.
func (p *pkg) row(callee *types.Func, kind catalog.Kind) (catalog.Row, bool) {
	rows, ok := p.rows[callee]
	if !ok {
		for _, k := range kinds {
			if row, found := p.Table.Func(k, callee); found {
				rows = append(rows, row)
			}
		}
		p.rows[callee] = rows
	}
	for _, row := range rows {
		if row.Kind == kind {
			return row, true
		}
	}
	return catalog.Row{}, false
}

// named returns the paths that a removal names: with program=P those among the
// words behind that program.
func named(row catalog.Row, common *ssa.CallCommon) []ssa.Value {
	arg := rule.Argument(common, row.Index())
	program, ok := row.Value("program")
	switch {
	case arg == nil:
		return nil
	case !ok:
		return []ssa.Value{arg}
	}
	c, ok := common.Args[row.Index()-1].(*ssa.Const)
	if !ok || c.Value == nil || c.Value.ExactString() != strconv.Quote(program) {
		return nil
	}
	return value.Variadic(arg)
}

// callee returns the summary of a statically called first-party function.
func (p *pkg) callee(common *ssa.CallCommon) (*ssa.Function, *summary) {
	fn := common.StaticCallee()
	if fn == nil {
		return nil, nil
	}
	if origin := fn.Origin(); origin != nil {
		fn = origin
	}
	if fn.Synthetic != "" { // a wrapper stands for the method that it calls
		if method, ok := fn.Object().(*types.Func); ok {
			if declared := fn.Prog.FuncValue(method); declared != nil {
				fn = declared
			}
		}
	}
	return fn, p.summary(fn)
}

// summary returns what callers have to know of fn.
func (p *pkg) summary(fn *ssa.Function) *summary {
	if p.bodies[fn] {
		if s, ok := p.summaries[fn]; ok {
			return s
		}
		s := new(summary)
		p.summaries[fn] = s // what a recursive call sees
		p.frame(fn).summarise(s)
		return s
	}
	if fn.Pkg == nil {
		return nil
	}
	return p.imported(fn.Pkg.Pkg.Path(), callgraph.Key(fn))
}

// imported returns the summary of a function or variable of a dependency.
func (p *pkg) imported(path, key string) *summary {
	if s, ok := p.outer[key]; ok {
		return s
	}
	s := unmark(p.Marks(path, key))
	p.outer[key] = s
	return s
}

// result is the path that a first-party call returns.
func (p *pkg) result(call *ssa.Call, index int) (paths.Expr, bool) {
	fn, s := p.callee(call.Common())
	if s == nil {
		return nil, false
	}
	if p.bodies[fn] {
		p.frame(fn).returns(s)
	}
	x, ok := s.Results[index]
	if !ok {
		return nil, false
	}
	return p.at(fn, call, x), true
}

// at returns a path of callee fn as the caller sees it.
func (p *pkg) at(fn *ssa.Function, call ssa.CallInstruction, x paths.Expr) paths.Expr {
	key := callgraph.Key(fn)
	if fn.Parent() != nil && fn.Parent() == call.Parent() && !hasParam(x, key) {
		return x // a literal speaks of the variables of its surroundings
	}
	arg := func(node string) (paths.Expr, bool) {
		if v := p.passed(key, call, node); v != nil && paths.IsPath(v.Type()) {
			return p.paths.Detailed(v), true
		}
		return nil, false
	}
	name := callgraph.Key(call.Parent())
	if v, ok := call.(ssa.Value); ok {
		name += "." + v.Name()
	}
	return x.In(arg, name)
}

// passed returns the value that a call passes as a parameter of the callee, or
// in a field of a struct that it passes.
func (p *pkg) passed(callee string, call ssa.CallInstruction, node string) ssa.Value {
	args := call.Common().Args
	for i, a := range args {
		if node == callgraph.Slot(callee, i) {
			return a
		}
	}
	for _, s := range p.frame(call.Parent()).stores {
		if cell, ok := s.base.(*ssa.Alloc); ok && s.field == node && slices.ContainsFunc(args, func(a ssa.Value) bool { return holds(a, cell) }) {
			return s.value
		}
	}
	return nil
}

// holds reports whether an argument is a struct or a pointer to it.
func holds(arg ssa.Value, cell *ssa.Alloc) bool {
	arg = value.Unwrap(arg)
	load, ok := arg.(*ssa.UnOp)
	return arg == cell || ok && load.X == cell
}

// variable is the path in a package variable of a dependency.
func (p *pkg) variable(node string) (paths.Expr, bool) {
	path, ok := packageOf(node)
	if !ok || path == p.Pass.Pkg.Path() {
		return nil, false
	}
	s := p.imported(path, node)
	if s == nil {
		return nil, false
	}
	x, ok := s.Results[0]
	return x, ok
}
