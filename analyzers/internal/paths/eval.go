package paths

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/provenance"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// Evaluator finds the paths that the values of one package hold.
type Evaluator struct {
	// Origin returns what a value is made of.
	Origin func(ssa.Value) provenance.Origin
	// Result returns the path that a first-party call returns, as the caller
	// sees it.
	Result func(call *ssa.Call, index int) (Expr, bool)
	// Variable returns the path in a package variable of another package.
	Variable func(node string) (Expr, bool)

	memo   map[ssa.Value]Expr
	active map[ssa.Value]bool
	stores map[string][]ssa.Value // what fields and package variables are assigned
	passed map[*ssa.Parameter][]ssa.Value
}

// NewEvaluator returns an Evaluator for the functions of one package.
func NewEvaluator(functions []*ssa.Function) *Evaluator {
	e := &Evaluator{
		memo: make(map[ssa.Value]Expr), active: make(map[ssa.Value]bool),
		stores: make(map[string][]ssa.Value), passed: make(map[*ssa.Parameter][]ssa.Value),
	}
	for _, fn := range functions {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				e.note(instr)
			}
		}
	}
	return e
}

// note collects what fields, package variables and parameters get.
func (e *Evaluator) note(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.Store:
		if IsPath(instr.Val.Type()) {
			if node := Place(instr.Addr); node != "" {
				e.stores[node] = append(e.stores[node], instr.Val)
			}
		}
	case ssa.CallInstruction:
		fn := instr.Common().StaticCallee()
		if fn == nil || len(fn.Blocks) == 0 {
			return
		}
		for i, arg := range instr.Common().Args {
			if i < len(fn.Params) && IsPath(arg.Type()) {
				e.passed[fn.Params[i]] = append(e.passed[fn.Params[i]], arg)
			}
		}
	}
}

// IsPath reports whether values of t can name a file: strings and *os.File.
func IsPath(t types.Type) bool {
	if b, ok := t.Underlying().(*types.Basic); ok {
		return b.Info()&types.IsString != 0
	}
	return IsFile(t)
}

// IsFile reports whether t is *os.File.
func IsFile(t types.Type) bool {
	p, ok := types.Unalias(t).(*types.Pointer)
	return ok && callgraph.TypeKey(p) == "os.File"
}

// Place returns the node of a field or package variable at addr, or "".
func Place(addr ssa.Value) string {
	switch addr := addr.(type) {
	case *ssa.Global:
		if addr.Object() != nil && addr.Object().Pkg() != nil {
			return "g:" + addr.Object().Pkg().Path() + "." + addr.Name()
		}
	case *ssa.FieldAddr:
		return field(addr.X.Type(), addr.Field)
	}
	return ""
}

func field(t types.Type, index int) string {
	t = value.Deref(t)
	s, ok := t.Underlying().(*types.Struct)
	if key := callgraph.TypeKey(t); ok && key != "" {
		return "f:" + key + "." + s.Field(index).Name()
	}
	return ""
}

// Of returns the path that v holds. It is never empty, but for "".
func (e *Evaluator) Of(v ssa.Value) Expr {
	if x, ok := e.memo[v]; ok {
		return x
	}
	if e.active[v] {
		return e.opaque(v)
	}
	e.active[v] = true
	x, ok := e.eval(v)
	delete(e.active, v)
	if !ok {
		x = e.opaque(v)
	}
	if x.large() {
		x = Expr{{Value: e.identity(v), Lead: x.lead(), of: v}}
	}
	e.memo[v] = x
	return x
}

// opaque is a value of which nothing is known but that it is itself.
func (e *Evaluator) opaque(v ssa.Value) Expr {
	if call, ok := v.(*ssa.Call); ok {
		if x, ok := e.pure(call); ok {
			return x
		}
	}
	return Expr{{Value: e.identity(v), of: v}}
}

// Detailed returns v's path with all that is to be known of its parts.
func (e *Evaluator) Detailed(v ssa.Value) Expr {
	x := append(Expr(nil), e.Of(v)...)
	for i, p := range x {
		if p.of != nil {
			x[i].Origin, x[i].Hash, x[i].Listed, x[i].Element = e.Origin(p.of).String(), hashed(p.of, 0), listed(p.of, 0), element(p.of)
		}
	}
	return x
}

func (e *Evaluator) identity(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.Parameter:
		return callgraph.Slot(callgraph.Key(v.Parent()), slices.Index(v.Parent().Params, v))
	case *ssa.UnOp:
		if node := Place(v.X); node != "" && v.Op == token.MUL {
			return node
		}
		if elem, ok := v.X.(*ssa.IndexAddr); ok {
			if p, ok := elem.X.(*ssa.Parameter); ok {
				return e.identity(p) // any element of it
			}
		}
		if v.Op == token.MUL {
			return e.identity(v.X)
		}
	case *ssa.Field:
		if node := field(v.X.Type(), v.Field); node != "" {
			return node
		}
	case *ssa.FreeVar:
		if b := value.Captured(v); b != nil {
			return e.identity(b)
		}
	case *ssa.Const:
		return "c:" + v.String()
	}
	if fn := v.Parent(); fn != nil {
		return "v:" + callgraph.Key(fn) + "." + v.Name()
	}
	return "v:" + v.Name()
}

func (e *Evaluator) eval(v ssa.Value) (Expr, bool) {
	switch v := v.(type) {
	case *ssa.Const:
		if text, ok := value.Text(v); ok {
			return Text(text), true
		}
	case *ssa.MakeInterface:
		return e.Of(v.X), true
	case *ssa.ChangeInterface:
		return e.Of(v.X), true
	case *ssa.ChangeType:
		return e.Of(v.X), true
	case *ssa.TypeAssert:
		return e.Of(v.X), !v.CommaOk
	case *ssa.Convert:
		if IsPath(v.X.Type()) {
			return e.Of(v.X), true
		}
	case *ssa.BinOp:
		if v.Op == token.ADD && IsPath(v.Type()) {
			return e.Of(v.X).then(e.Of(v.Y)), true
		}
	case *ssa.FreeVar:
		if b := value.Captured(v); b != nil {
			return e.Of(b), true
		}
	case *ssa.Phi:
		return e.same(v.Edges)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			if x, ok := e.globbed(v); ok {
				return x, true
			}
			return e.load(v.X)
		}
	case *ssa.Field:
		if node := field(v.X.Type(), v.Field); node != "" {
			return e.place(node)
		}
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return e.call(call, v.Index)
		}
		if assert, ok := v.Tuple.(*ssa.TypeAssert); ok && v.Index == 0 {
			return e.Of(assert.X), true
		}
	case *ssa.Call:
		return e.call(v, 0)
	}
	return nil, false
}

// same is the one path that all of the values hold; "" and nil do not count.
func (e *Evaluator) same(values []ssa.Value) (Expr, bool) {
	var one Expr
	for _, v := range values {
		if c, ok := v.(*ssa.Const); ok && (c.IsNil() || c.Value != nil && c.Value.ExactString() == `""`) {
			continue
		}
		if e.active[v] {
			continue
		}
		x := e.Of(v)
		if one != nil && one.Key() != x.Key() {
			return nil, false
		}
		one = x
	}
	return one, one != nil
}

// load reads a variable.
func (e *Evaluator) load(addr ssa.Value) (Expr, bool) {
	if fv, ok := addr.(*ssa.FreeVar); ok {
		if addr = value.Captured(fv); addr == nil {
			return nil, false
		}
	}
	switch addr := addr.(type) {
	case *ssa.Alloc:
		values, ok := stored(addr)
		if !ok {
			return nil, false
		}
		return e.same(values)
	case *ssa.FieldAddr:
		if cell, ok := addr.X.(*ssa.Alloc); ok {
			if x, ok := e.same(storedField(cell, addr.Field)); ok {
				return x, true
			}
		}
	}
	if node := Place(addr); node != "" {
		return e.place(node)
	}
	return nil, false
}

// place reads a field or package variable that the package assigns one path.
func (e *Evaluator) place(node string) (Expr, bool) {
	if x, ok := e.same(e.given(e.stores[node])); ok && x.Root() == Temp && x.Constant() {
		return x, true
	}
	if len(e.stores[node]) == 0 && e.Variable != nil {
		return e.Variable(node)
	}
	return nil, false
}

// given puts what the calls of the package pass for parameters, as those of
// constructors.
func (e *Evaluator) given(values []ssa.Value) []ssa.Value {
	var list []ssa.Value
	for _, v := range values {
		if p, ok := v.(*ssa.Parameter); ok && len(e.passed[p]) > 0 {
			list = append(list, e.passed[p]...)
		} else {
			list = append(list, v)
		}
	}
	return list
}

// Variables returns the package variables and fields that always hold a path
// below the temporary folder.
func (e *Evaluator) Variables() map[string]Expr {
	found := make(map[string]Expr)
	for node := range e.stores {
		if x, ok := e.place(node); ok {
			found[node] = x
		}
	}
	return found
}
