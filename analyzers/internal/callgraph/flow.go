package callgraph

import (
	"go/token"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// funcBuilder summarises one function.
type funcBuilder struct {
	*builder
	fn      *ssa.Function
	key     string
	out     *Func
	memo    map[ssa.Value][]Node
	objects map[ssa.Value]Node
	flows   map[Flow]bool
	guards  *guards
	built   map[built]bool
	defers  []*ssa.Defer              // those that recover; see recoverers
	places  map[ssa.Instruction]int32 // in long blocks; see placeOf
}

// object returns the node of a value that is made in the function.
func (f *funcBuilder) object(v ssa.Value) Node {
	node, ok := f.objects[v]
	if !ok {
		node = "o:" + f.key + "#" + strconv.Itoa(len(f.objects))
		f.objects[v] = node
	}
	return node
}

// nodes returns where the functions that v carries come from.
func (f *funcBuilder) nodes(v ssa.Value) []Node {
	if nodes, ok := f.memo[v]; ok {
		return nodes
	}
	f.memo[v] = nil // cycles through phis add nothing
	nodes := f.origins(v)
	f.memo[v] = nodes
	return nodes
}

func (f *funcBuilder) origins(v ssa.Value) []Node {
	switch v := v.(type) {
	case *ssa.Function:
		return []Node{functionNode(v)}
	case *ssa.MakeClosure:
		return f.closure(v)
	case *ssa.MakeInterface:
		return f.boxed(v)
	case *ssa.Range: // an iterator carries what its map does, but has no type to tell
		return f.nodes(v.X)
	}
	if !f.carriers.is(v.Type()) {
		if p, ok := v.Type().Underlying().(*types.Pointer); !ok || !f.carriers.is(p.Elem()) {
			return nil
		}
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		for i, p := range f.fn.Params {
			if p == v {
				return []Node{Slot(f.key, i)}
			}
		}
	case *ssa.FreeVar:
		for i, fv := range f.fn.FreeVars {
			if fv == v {
				return []Node{free(f.key, i)}
			}
		}
	case *ssa.Global:
		return []Node{globalNode(v)}
	case *ssa.Phi:
		return f.union(v.Edges...)
	case *ssa.ChangeType:
		return f.nodes(v.X)
	case *ssa.ChangeInterface:
		return f.nodes(v.X)
	case *ssa.Convert:
		return f.nodes(v.X)
	case *ssa.MultiConvert:
		return f.nodes(v.X)
	case *ssa.TypeAssert:
		return f.nodes(v.X)
	case *ssa.Slice:
		return f.nodes(v.X)
	case *ssa.SliceToArrayPointer:
		return f.nodes(v.X)
	case *ssa.Index:
		return f.nodes(v.X)
	case *ssa.IndexAddr:
		return f.nodes(v.X)
	case *ssa.Lookup:
		return f.nodes(v.X)
	case *ssa.Next:
		return f.nodes(v.Iter)
	case *ssa.UnOp:
		if v.Op == token.MUL || v.Op == token.ARROW {
			return f.nodes(v.X)
		}
	case *ssa.Field:
		return f.field(v.X, v.Field)
	case *ssa.FieldAddr:
		return f.field(v.X, v.Field)
	case *ssa.Extract:
		return f.extract(v)
	case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeChan:
		return []Node{f.object(v)}
	case *ssa.Call:
		return f.results(v, 0)
	case *ssa.Select:
		var nodes []Node
		for _, s := range v.States {
			nodes = append(nodes, f.nodes(s.Chan)...)
		}
		return nodes
	}
	return nil
}

func (f *funcBuilder) union(values ...ssa.Value) []Node {
	var nodes []Node
	seen := make(map[Node]bool)
	for _, v := range values {
		for _, n := range f.nodes(v) {
			if !seen[n] {
				seen[n] = true
				nodes = append(nodes, n)
			}
		}
	}
	return nodes
}

// isGenericField reports whether addr is that of a field whose type is a type
// parameter of its struct.
func isGenericField(addr ssa.Value) bool {
	field, ok := addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	named := namedOf(field.X.Type())
	if named == nil || named.Origin() == named {
		return false
	}
	s, ok := named.Origin().Underlying().(*types.Struct)
	return ok && isTypeParam(s.Field(field.Field).Type())
}

// field: fields of first-party structs are nodes of their own, an external
// struct is one node.
func (f *funcBuilder) field(x ssa.Value, index int) []Node {
	t := x.Type()
	t = value.Deref(t)
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	if named := namedOf(t); named != nil && !f.known(named.Obj().Pkg()) {
		return f.nodes(x)
	}
	return []Node{fieldNode(t, s.Field(index))}
}

func (f *funcBuilder) extract(v *ssa.Extract) []Node {
	if call, ok := v.Tuple.(*ssa.Call); ok {
		return f.results(call, v.Index)
	}
	return f.nodes(v.Tuple)
}

// results returns the nodes of result i of a call.
func (f *funcBuilder) results(call *ssa.Call, i int) []Node {
	common := call.Common()
	if builtin, ok := common.Value.(*ssa.Builtin); ok {
		if builtin.Name() == "append" {
			return f.union(common.Args...)
		}
		return nil
	}
	if callee := common.StaticCallee(); callee != nil && f.summarised(callee) {
		return []Node{ResultNode(Key(callee), i)}
	}
	if common.IsInvoke() || common.StaticCallee() == nil {
		return []Node{f.object(call) + "#" + strconv.Itoa(i)}
	}
	return []Node{externalObject(f.object(call))}
}

// externalObject marks the node of an object made by code that is not summarised.
func externalObject(n Node) Node { return "x" + n[1:] }

// functionNode returns the element of a function value.
func functionNode(fn *ssa.Function) Node { return "F:" + Key(fn) }

// closure returns the element of a literal, and lets what it captures flow into it.
func (f *funcBuilder) closure(v *ssa.MakeClosure) []Node {
	fn := v.Fn.(*ssa.Function)
	if fn.Parent() != nil {
		for i, binding := range v.Bindings {
			f.assign(f.nodes(binding), []Node{free(Key(fn), i)}, true)
		}
		return []Node{functionNode(fn)}
	}
	return f.methodValue(v, fn)
}

// methodValue returns the element of x.Method used as a value. A method of an
// external object stands for whatever the object carries.
func (f *funcBuilder) methodValue(v *ssa.MakeClosure, fn *ssa.Function) []Node {
	method, _ := fn.Object().(*types.Func)
	if method == nil || len(v.Bindings) != 1 {
		return nil
	}
	recv := v.Bindings[0]
	switch {
	case types.IsInterface(recv.Type()):
		return []Node{f.boundInvoke(v, recv, method)}
	case !f.known(method.Pkg()):
		return f.nodes(recv)
	}
	f.assign(f.nodes(recv), []Node{Slot(catalog.Symbol(method), 0)}, true)
	return []Node{"F:" + catalog.Symbol(method)}
}

// boundInvoke makes a function that stands for the method value of an interface.
func (f *funcBuilder) boundInvoke(v *ssa.MakeClosure, recv ssa.Value, method *types.Func) Node {
	key := f.object(v) + "$bound"
	call := &Call{Kind: Invoke, Callee: methodID(method), Interface: f.interfaceIDs(recv.Type()), On: f.nodes(recv)}
	call.Pos = NewPosition(f.pass.Fset, v.Pos())
	shape, event := f.shape(method.Signature())
	f.summary.Funcs = append(f.summary.Funcs, &Func{Key: key, Name: Display(method), Pos: call.Pos, Local: f.summary.Local, Event: event, Shape: shape, Calls: []*Call{call}})
	return "F:" + key
}

// boxed returns what an interface value holds: the concrete type, and what
// the value carries.
func (f *funcBuilder) boxed(v *ssa.MakeInterface) []Node {
	var nodes []Node
	if f.carriers.is(v.X.Type()) {
		nodes = append(nodes, f.nodes(v.X)...)
	}
	return append(nodes, dynamicType(v.X)...)
}

// dynamicType returns the element of the type of v, if it can have methods.
func dynamicType(v ssa.Value) []Node {
	named := namedOf(v.Type())
	if named == nil || named.NumMethods()+embedded(named) == 0 {
		return nil
	}
	return []Node{"T:" + TypeKey(named)}
}

// embedded counts the embedded fields of a struct, which may promote methods.
func embedded(named *types.Named) int {
	n := 0
	if s, ok := named.Underlying().(*types.Struct); ok {
		for field := range s.Fields() {
			if field.Embedded() {
				n++
			}
		}
	}
	return n
}

// assign lets from flow to each of to; values that are references flow back.
func (f *funcBuilder) assign(from, to []Node, shared bool) {
	for _, dst := range to {
		if IsElement(dst) {
			continue
		}
		for _, src := range from {
			if src == dst {
				continue
			}
			f.flow(src, dst)
			if shared && !IsElement(src) {
				f.flow(dst, src)
			}
		}
	}
}

func (f *funcBuilder) flow(from, to Node) {
	flow := Flow{from, to}
	if !f.flows[flow] {
		f.flows[flow] = true
		f.out.Flows = append(f.out.Flows, flow)
	}
}

// IsElement reports whether a node is a function or type, and not a place.
func IsElement(n Node) bool { return n[0] >= 'A' && n[0] <= 'Z' }
