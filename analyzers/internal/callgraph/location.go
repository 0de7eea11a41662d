package callgraph

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// location returns the node of a variable that outlives the call, or "". What
// maps, slices and caches hold counts as part of the variable that holds them.
func (f *funcBuilder) location(addr ssa.Value) Node {
	switch v := addr.(type) {
	case *ssa.Global:
		return globalNode(v)
	case *ssa.FreeVar:
		return captured(f.fn, v)
	case *ssa.FieldAddr:
		return f.fieldLocation(v)
	case *ssa.IndexAddr:
		return f.location(v.X)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return f.location(v.X)
		}
	case *ssa.Lookup:
		return f.location(v.X)
	case *ssa.Range:
		return f.location(v.X)
	case *ssa.ChangeInterface:
		return f.location(v.X)
	case *ssa.ChangeType:
		return f.location(v.X)
	case *ssa.TypeAssert:
		return f.location(v.X)
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.Lookup:
			return f.location(tuple)
		case *ssa.TypeAssert:
			return f.location(tuple)
		case *ssa.Next:
			if v.Index > 0 { // the first tells whether there is another element
				return f.location(tuple.Iter)
			}
		}
	}
	return ""
}

// captured names a variable of an enclosing function that a literal uses, by
// the function that declares it.
func captured(fn *ssa.Function, v *ssa.FreeVar) Node {
	for fn.Parent() != nil {
		outer, ok := value.Captured(v).(*ssa.FreeVar)
		if !ok {
			return "v:" + Key(fn.Parent()) + "." + v.Name()
		}
		fn, v = fn.Parent(), outer
	}
	return ""
}

// fieldLocation: a field outlives the call if its struct was there before: a
// package variable, a captured one, the receiver or a parameter, or what the
// accessor of a singleton returns. Whether a parameter outlives the invocation
// depends on who makes such structs; those of libraries, as events are, nobody
// tells.
func (f *funcBuilder) fieldLocation(v *ssa.FieldAddr) Node {
	switch root := root(v.X).(type) {
	case *ssa.Global, *ssa.FreeVar:
	case *ssa.Parameter:
		if named := namedOf(v.X.Type()); named == nil || !f.known(named.Obj().Pkg()) {
			return ""
		}
	case *ssa.Call:
		if callee := root.Common().StaticCallee(); callee == nil || len(root.Common().Args) > 0 {
			return ""
		}
	default:
		return ""
	}
	return structField(v.X.Type(), v.Field)
}

func structField(t types.Type, index int) Node {
	t = value.Deref(t)
	return fieldNode(t, t.Underlying().(*types.Struct).Field(index))
}

// root returns the variable that an address leads back to.
func root(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.IndexAddr:
			v = x.X
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return v
			}
			v = x.X
		case *ssa.Lookup:
			v = x.X
		case *ssa.Extract: // v, ok := m[k], or for _, v := range m
			m := container(x.Tuple)
			if m == nil {
				return x
			}
			v = m
		case *ssa.Alloc:
			p := spilled(x)
			if p == nil {
				return x
			}
			return p
		default:
			return v
		}
	}
}

// container returns the map or string that a look-up or an iteration takes its
// results from, or nil.
func container(tuple ssa.Value) ssa.Value {
	switch tuple := tuple.(type) {
	case *ssa.Lookup:
		return tuple.X
	case *ssa.Next:
		if r, ok := tuple.Iter.(*ssa.Range); ok {
			return r.X
		}
	}
	return nil
}

// spilled returns the parameter that a cell holds, if it holds nothing else: a
// parameter that a literal captures is moved into a variable.
func spilled(cell *ssa.Alloc) *ssa.Parameter {
	var p *ssa.Parameter
	for _, ref := range *cell.Referrers() {
		if store, ok := ref.(*ssa.Store); ok && store.Addr == cell {
			param, ok := store.Val.(*ssa.Parameter)
			if !ok || p != nil {
				return nil
			}
			p = param
		}
	}
	return p
}

// stored returns the location that an instruction assigns: x = v, m[k] = v,
// cache.Add(k, v), p.Store(v); or that a function which it calls assigns.
func (f *funcBuilder) stored(instr ssa.Instruction) []Node {
	var loc Node
	switch instr := instr.(type) {
	case *ssa.Store:
		if !isZero(instr.Val) {
			loc = f.location(instr.Addr)
		}
	case *ssa.MapUpdate:
		loc = f.location(instr.Map)
	case *ssa.Call:
		common := instr.Common()
		if callee := common.StaticCallee(); callee != nil && f.summarised(callee) {
			return f.assigns(callee)
		}
		recv, args := receiver(common)
		if recv != nil && args > 0 && setsReceiver(common) && ofProcess(common.Signature()) {
			loc = f.location(recv)
		}
	}
	if loc == "" {
		return nil
	}
	return []Node{loc}
}

// cleared returns the location that an instruction empties, or "".
func (f *funcBuilder) cleared(instr ssa.Instruction) Node {
	switch instr := instr.(type) {
	case *ssa.Store:
		if isZero(instr.Val) {
			return f.location(instr.Addr)
		}
	case *ssa.Call:
		if value.IsBuiltin(instr.Common(), "delete") {
			return f.location(instr.Common().Args[0])
		}
	}
	return ""
}

// assigns returns the locations that the body of a first-party function assigns.
func (b *builder) assigns(fn *ssa.Function) []Node {
	if dep := b.imported(fn); dep != nil {
		return dep.Sets
	}
	fn = generic(fn)
	if nodes, ok := b.setsOf[fn]; ok {
		return nodes
	}
	b.setsOf[fn] = nil // a recursive call adds nothing
	f := b.function(fn)
	var nodes []Node
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			nodes = append(nodes, f.stored(instr)...)
		}
	}
	b.setsOf[fn] = sorted(nodes)
	return b.setsOf[fn]
}

// asked returns the location that a call answers from: that of a cache or
// atomic of a library, or one whose content a first-party function returns.
func (f *funcBuilder) asked(call *ssa.Call) Node {
	common := call.Common()
	if callee := common.StaticCallee(); callee != nil && f.summarised(callee) {
		return f.gives(callee)
	}
	if recv, _ := receiver(common); recv != nil && ofProcess(common.Signature()) {
		return f.location(recv)
	}
	return ""
}

// gives returns the location whose content a first-party function returns, or "".
func (b *builder) gives(fn *ssa.Function) Node {
	if dep := b.imported(fn); dep != nil {
		return dep.Gives
	}
	fn = generic(fn)
	if node, ok := b.givesOf[fn]; ok {
		return node
	}
	b.givesOf[fn] = ""
	f := b.function(fn)
	for _, block := range fn.Blocks {
		ret, ok := value.ReturnOf(block)
		if ok && len(ret.Results) > 0 && b.givesOf[fn] == "" {
			b.givesOf[fn] = f.tested(ret.Results[0])
		}
	}
	return b.givesOf[fn]
}

// tested returns the location that a value was taken from.
func (f *funcBuilder) tested(v ssa.Value) Node {
	switch v := v.(type) {
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return f.asked(call)
		}
	case *ssa.Call:
		return f.asked(v)
	case *ssa.MakeInterface:
		return f.tested(v.X)
	}
	return f.location(v)
}

// receiver returns the receiver of a method call and the number of other arguments.
func receiver(common *ssa.CallCommon) (ssa.Value, int) {
	if common.IsInvoke() {
		return common.Value, len(common.Args)
	}
	callee := common.StaticCallee()
	if callee == nil || callee.Signature.Recv() == nil || len(common.Args) == 0 {
		return nil, 0
	}
	return common.Args[0], len(common.Args) - 1
}

// setsReceiver matches the methods by which caches and atomics take a value.
func setsReceiver(common *ssa.CallCommon) bool {
	name := ""
	if common.IsInvoke() {
		name = common.Method.Name()
	} else if callee := common.StaticCallee(); callee != nil {
		name = callee.Name()
	}
	switch name {
	case "Store", "Swap", "CompareAndSwap", "LoadOrStore", "Add", "Set", "SetWithTTL", "SetDefault", "Put", "PeekOrAdd", "ContainsOrAdd":
		return true
	}
	return false
}

// ofProcess reports whether a method can be that of a cache in this process:
// what takes a context asks another one, and that does not end with this one.
func ofProcess(sig *types.Signature) bool {
	for p := range sig.Params().Variables() {
		if value.IsContext(p.Type()) {
			return false
		}
	}
	return true
}
