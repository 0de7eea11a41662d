package provenance

import (
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// Program is what a Tracer asks about the code around a function.
type Program interface {
	// FunctionKey returns the key of a function of this package or a
	// dependency, and whether its body is summarised.
	FunctionKey(*ssa.Function) (key string, summarised bool)
	// FieldNode returns the node of a field of a first-party struct type, ""
	// for other types.
	FieldNode(t types.Type, index int) string
	// GlobalNode returns the node of a package variable.
	GlobalNode(*ssa.Global) string
	// MethodNode returns the node of what the methods that answer a call of an
	// interface method return.
	MethodNode(m *types.Func, result int) string
	// HeldNode returns the node of what the functions return that a field or
	// package variable holds.
	HeldNode(place string, result int) string
}

// Tracer finds the origins of the values of one package.
type Tracer struct {
	program Program
	memo    map[ssa.Value]Origin
	active  map[ssa.Value]bool
	cuts    int // cycles that were cut so far
	steps   int // values looked at for the question that is asked
}

// mostSteps bounds the values looked at for one question: where cycles meet,
// there are more ways through them than anybody can walk.
const mostSteps = 1 << 13

// NewTracer returns a Tracer for the functions of one package.
func NewTracer(p Program) *Tracer {
	return &Tracer{program: p, memo: make(map[ssa.Value]Origin), active: make(map[ssa.Value]bool)}
}

// Of returns the origin of v.
func (t *Tracer) Of(v ssa.Value) Origin {
	if o, ok := t.memo[v]; ok {
		return o
	}
	if len(t.active) == 0 {
		t.steps = 0
	}
	if t.steps++; t.steps > mostSteps {
		return Origin{Bits: Other}
	}
	if t.active[v] {
		t.cuts++
		return Origin{} // a cycle adds nothing
	}
	cuts := t.cuts
	t.active[v] = true
	o := t.trace(v)
	delete(t.active, v)
	if len(t.active) == 0 || t.cuts == cuts || !o.IsZero() {
		t.memo[v] = o
	}
	return o
}

func (t *Tracer) trace(v ssa.Value) Origin {
	switch v := v.(type) {
	case *ssa.Const, *ssa.Function, *ssa.Builtin, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeChan:
		return t.contents(v)
	case *ssa.Global:
		return Origin{Nodes: []string{t.program.GlobalNode(v)}}
	case *ssa.Parameter:
		return t.parameter(v)
	case *ssa.FreeVar:
		return t.captured(v)
	case *ssa.Phi:
		return t.choice(v)
	case *ssa.Alloc:
		return t.contents(v)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return t.load(v.X)
		}
		return t.Of(v.X)
	case *ssa.Field:
		return t.field(v.X, v.Field)
	case *ssa.FieldAddr:
		return t.field(v.X, v.Field)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return t.call(call, v.Index)
		}
		if assert, ok := v.Tuple.(*ssa.TypeAssert); ok && v.Index == 1 && asksType(assert) {
			return Origin{}
		}
		return t.Of(v.Tuple)
	case *ssa.Call:
		return t.call(v, 0)
	case *ssa.IndexAddr:
		return t.Of(v.X)
	case *ssa.Lookup:
		return t.Of(v.X).And(t.Of(v.Index))
	case *ssa.Index:
		return t.Of(v.X)
	case ssa.Instruction:
		var o Origin
		for _, op := range v.Operands(nil) {
			if *op != nil {
				o = o.And(t.Of(*op))
			}
		}
		return o
	}
	return Origin{Bits: Other}
}

func (t *Tracer) parameter(v *ssa.Parameter) Origin {
	key, _ := t.program.FunctionKey(v.Parent())
	return Origin{Nodes: []string{"p:" + key + "#" + strconv.Itoa(slices.Index(v.Parent().Params, v))}}
}

// captured follows a free variable to what the enclosing function binds.
func (t *Tracer) captured(v *ssa.FreeVar) Origin {
	if x := value.Captured(v); x != nil {
		return t.Of(x)
	}
	return Origin{Bits: Other}
}

func (t *Tracer) choice(v *ssa.Phi) Origin {
	var o Origin
	for i, edge := range v.Edges {
		if i == 0 {
			o = t.Of(edge)
		} else {
			o = o.Or(t.Of(edge))
		}
	}
	return o
}

func (t *Tracer) load(addr ssa.Value) Origin {
	if addr, ok := addr.(*ssa.FieldAddr); ok {
		return t.field(addr.X, addr.Field)
	}
	return t.Of(addr)
}

// field: a field of a struct made here is what was stored into it; a field of
// a struct from elsewhere is as the struct, or as what the program stores. Where
// no decoder could have put it there, it is what the program stores.
func (t *Tracer) field(x ssa.Value, index int) Origin {
	if steady(x.Type(), index) {
		return Origin{Bits: Env | Region}
	}
	if cell, ok := x.(*ssa.Alloc); ok {
		if o, stored := t.storedField(cell, index); stored {
			return o
		}
	}
	if node := t.program.FieldNode(x.Type(), index); node != "" {
		stored := Origin{Nodes: []string{node}}
		if undecodable(x.Type(), index) {
			return stored
		}
		return t.Of(x).And(stored)
	}
	return t.Of(x)
}

func (t *Tracer) storedField(cell *ssa.Alloc, index int) (Origin, bool) {
	var o Origin
	stored := false
	for _, ref := range *cell.Referrers() {
		addr, ok := ref.(*ssa.FieldAddr)
		if !ok || addr.Field != index {
			continue
		}
		for _, use := range *addr.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == addr {
				o, stored = either(o, t.assigned(store), stored), true
			}
		}
	}
	return o, stored
}

// assigned is the origin of what a store leaves in a field.
func (t *Tracer) assigned(store *ssa.Store) Origin {
	o := t.Of(store.Val)
	if Defaulted(store) {
		o.Bits |= Choice
	}
	return o
}

// either is p, or o as well where something was stored before.
func either(o, p Origin, stored bool) Origin {
	if stored {
		return o.Or(p)
	}
	return p
}

// contents is the origin of everything put into a variable or container that
// is made in the function: by assignment, by element, or by a call that gets
// its address, as json.Unmarshal does.
func (t *Tracer) contents(v ssa.Value) Origin {
	if v.Referrers() == nil {
		return Origin{}
	}
	var o, whole Origin
	stored := false
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == v {
				whole, stored = either(whole, t.Of(ref.Val), stored), true
			}
		case *ssa.MapUpdate:
			if ref.Map == v {
				o = o.And(t.Of(ref.Key)).And(t.Of(ref.Value))
			}
		case *ssa.Send:
			if ref.Chan == v {
				o = o.And(t.Of(ref.X))
			}
		case *ssa.FieldAddr:
			o = o.And(t.into(ref))
		case *ssa.IndexAddr:
			o = o.And(t.into(ref))
		case *ssa.Slice:
			o = o.And(t.into(ref))
		case *ssa.MakeInterface:
			o = o.And(t.written(ref))
		case ssa.CallInstruction:
			o = o.And(t.filled(ref, v))
		}
	}
	return o.And(whole)
}

// into is what is stored through an address or slice derived from a variable.
func (t *Tracer) into(addr ssa.Value) Origin {
	if t.active[addr] {
		return Origin{}
	}
	t.active[addr] = true
	defer delete(t.active, addr)
	return t.contents(addr)
}

// written is what calls write through a boxed address.
func (t *Tracer) written(boxed *ssa.MakeInterface) Origin {
	var o Origin
	for _, ref := range *boxed.Referrers() {
		if call, ok := ref.(ssa.CallInstruction); ok {
			o = o.And(t.filled(call, boxed))
		}
	}
	return o
}

// filled: a call that gets the address of v may write what it gets besides.
func (t *Tracer) filled(call ssa.CallInstruction, v ssa.Value) Origin {
	if _, pointer := v.Type().Underlying().(*types.Pointer); !pointer && !types.IsInterface(v.Type()) && !isSlice(v.Type()) {
		return Origin{}
	}
	common := call.Common()
	if _, builtin := common.Value.(*ssa.Builtin); builtin && common.Value.Name() != "copy" {
		return Origin{}
	}
	var o Origin
	if callee := common.StaticCallee(); callee != nil {
		if obj, ok := callee.Object().(*types.Func); ok {
			o = OfSymbol(catalog.Symbol(obj))
		}
	}
	for _, arg := range common.Args {
		if arg != v {
			o = o.And(t.Of(arg))
		}
	}
	if asks(common) {
		o.Bits |= Answer
	}
	return o
}

func isSlice(t types.Type) bool {
	_, ok := t.Underlying().(*types.Slice)
	return ok
}

// call: the result of a summarised function is symbolic; an external one
// makes its result of its arguments, and of what the catalog says.
func (t *Tracer) call(call *ssa.Call, index int) Origin {
	common := call.Common()
	callee := common.StaticCallee()
	if callee != nil {
		if key, summarised := t.program.FunctionKey(callee); summarised && !verdict(callee.Signature.Results().At(index).Type()) {
			return Origin{Nodes: []string{"r:" + key + "#" + strconv.Itoa(index)}}
		}
	}
	var o Origin
	if common.IsInvoke() {
		o = t.Of(common.Value).And(Origin{Nodes: []string{t.program.MethodNode(common.Method, index)}})
	} else if callee == nil {
		if _, builtin := common.Value.(*ssa.Builtin); !builtin {
			o = t.held(common.Value, index)
		}
	} else if obj, ok := callee.Object().(*types.Func); ok {
		if o = OfSymbol(catalog.Symbol(obj)); o.Bits != 0 {
			return o
		}
	}
	if o.IsZero() && (describesType(callee) || countsResults(common)) || looksUp(common, index) {
		return o
	}
	if answers(common) {
		o.Bits |= Answer
	}
	for _, arg := range common.Args {
		switch {
		case !value.IsContext(arg.Type()): // among others, a context carries no data
			o = o.And(t.Of(arg))
		case len(common.Args) == 1: // the request ID, say
			o = o.And(t.Of(arg)).And(Origin{Bits: Other})
		}
	}
	if len(common.Args) == 0 && callee != nil {
		o.Bits |= Other
	}
	return o
}

// held is the origin of what a function value returns: unknown but for what the
// functions return that the program puts where it was taken from.
func (t *Tracer) held(fn ssa.Value, index int) Origin {
	o, place := Origin{Bits: Other}, ""
	if load, ok := fn.(*ssa.UnOp); ok && load.Op == token.MUL {
		switch addr := load.X.(type) {
		case *ssa.FieldAddr:
			place = t.program.FieldNode(addr.X.Type(), addr.Field)
		case *ssa.Global:
			place = t.program.GlobalNode(addr)
		}
	}
	if place != "" {
		o.Nodes = []string{t.program.HeldNode(place, index)}
	}
	return o
}

// describesType matches the functions of package reflect whose result depends
// on the type of a value only.
func describesType(callee *ssa.Function) bool {
	if callee == nil || callee.Pkg == nil || callee.Pkg.Pkg.Path() != "reflect" {
		return false
	}
	switch callee.Name() {
	case "Kind", "Type", "TypeOf", "NumField", "NumMethod", "NumIn", "NumOut", "CanSet", "CanAddr", "CanInterface":
		return true
	}
	return false
}

// countsResults matches len of what a function called by reflection returned.
func countsResults(common *ssa.CallCommon) bool {
	return value.IsBuiltin(common, "len") && types.TypeString(common.Args[0].Type(), nil) == "[]reflect.Value"
}

// asksType reports whether a type assertion tells types of the program apart,
// and not what was decoded: anything decoded is an any. So is what the program
// keeps in a context.
func asksType(assert *ssa.TypeAssert) bool {
	if !isAny(assert.X.Type()) {
		return true
	}
	x := assert.X
	if result, ok := x.(*ssa.Extract); ok {
		x = result.Tuple
	}
	call, ok := x.(*ssa.Call)
	return ok && givesKept(&call.Call)
}

// verdict reports whether a result of type t says yes or no about the
// arguments: it depends on them, and not on what the callee returns.
func verdict(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Kind() == types.Bool
}

// OfSymbol is what the catalog knows of the result of a function.
func OfSymbol(symbol string) Origin {
	if _, ok := catalog.Default().Lookup(catalog.Random, symbol); ok {
		return Origin{Bits: Random}
	}
	if _, ok := catalog.Default().Lookup(catalog.Env, symbol); ok {
		return Origin{Bits: Env}
	}
	return Origin{}
}
