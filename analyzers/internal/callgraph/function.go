package callgraph

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// summarise adds fn to the summary.
func (b *builder) summarise(fn *ssa.Function) {
	f := b.function(fn)
	shape, event := f.shape(fn.Signature)
	f.out = &Func{Key: f.key, Name: DisplayName(fn), Pos: NewPosition(b.pass.Fset, fn.Pos()), Local: b.summary.Local, Event: event, Shape: shape}
	b.summary.Funcs = append(b.summary.Funcs, f.out)
	f.out.Inputs = f.inputs()
	f.guards = newGuards(f)
	for _, params := range f.guards.needs {
		f.out.Picky |= params
	}
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			f.instruction(instr)
		}
	}
	if f.out.Key == b.summary.Path+".init" {
		f.buildVariables()
	}
	f.out.Makes = sorted(f.out.Makes)
	f.out.Builds, f.out.LazyBuilds = sorted(f.out.Builds), sorted(f.out.LazyBuilds)
	f.out.Blocks = successors(fn)
	f.out.Sets, f.out.Resets = f.guards.sets()
	f.out.Gives = f.gives(fn)
	f.out.Shape |= f.outcome()
	f.out.Sync = *b.syncOf(fn)
	f.out.Logs, f.out.Texts = b.logsOf(fn), b.textResult(fn)
	f.out.Unescapes = b.unescapesOf(fn)
}

// sorted sorts a list in place and drops doubles.
func sorted[T cmp.Ordered](list []T) []T {
	slices.Sort(list)
	return slices.Compact(list)
}

// inputs returns the parameters that carry data: no receiver, no context.
func (f *funcBuilder) inputs() []int {
	var inputs []int
	for i, p := range f.fn.Params {
		if (i > 0 || f.fn.Signature.Recv() == nil) && isData(p.Type()) {
			inputs = append(inputs, i)
		}
	}
	return inputs
}

// shape returns the properties that the signature tells.
func (f *funcBuilder) shape(sig *types.Signature) (Shape, string) {
	var shape Shape
	event := entrypoint.Event(sig)
	if entrypoint.Handler(sig) {
		shape |= HandlerShaped
	}
	if entrypoint.Middleware(sig) {
		shape |= Middleware
	}
	if entrypoint.Web(sig) {
		shape |= WebHandler
		if event == "" {
			event = entrypoint.HTTP
		}
	}
	if obj := f.fn.Object(); obj != nil && obj.Exported() && f.fn.Parent() == nil {
		shape |= Exported
	}
	return shape, event
}

// outcome returns the properties that the body tells.
func (f *funcBuilder) outcome() Shape {
	var shape Shape
	if f.recoversPanic(f.fn) {
		shape |= Recovers
	}
	if len(f.recoverers()) > 0 {
		shape |= Guards
	}
	switch f.builder.offline.result(f.fn) {
	case onLambda:
		shape |= OnLambda
	case offLambda:
		shape |= OffLambda
	}
	if f.generated(f.fn.Pos()) {
		shape |= Generated
	}
	return shape | verdicts(f.fn)
}

func (f *funcBuilder) instruction(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		f.call(instr)
	case *ssa.Store:
		f.origin(instr)
		switch {
		case f.carriers.is(instr.Val.Type()):
			f.assign(f.nodes(instr.Val), f.nodes(instr.Addr), f.carriers.shared(instr.Val.Type()))
		case isGenericField(instr.Addr):
			field := instr.Addr.(*ssa.FieldAddr)
			f.assign(dynamicType(instr.Val), f.field(field.X, field.Field), false)
		}
	case *ssa.MapUpdate:
		f.assign(f.union(instr.Key, instr.Value), f.nodes(instr.Map), false)
	case *ssa.Send:
		f.assign(f.nodes(instr.X), f.nodes(instr.Chan), false)
	case *ssa.Return:
		for i, v := range instr.Results {
			f.assigned(ResultNode(f.key, i), v)
			if f.carriers.is(v.Type()) {
				f.assign(f.nodes(v), []Node{ResultNode(f.key, i)}, f.carriers.shared(v.Type()))
			}
		}
	case *ssa.Alloc:
		f.decode(instr)
		f.make(instr)
	case *ssa.MakeSlice, *ssa.MakeMap:
		f.make(instr)
	case *ssa.MakeInterface:
		if key := TypeKey(instr.X.Type()); key != "" {
			f.out.Makes = append(f.out.Makes, key)
		}
	}
}

// origin records what fields and package variables are made of.
func (f *funcBuilder) origin(store *ssa.Store) {
	switch addr := store.Addr.(type) {
	case *ssa.Global:
		f.assigned(globalNode(addr), store.Val)
	case *ssa.FieldAddr:
		if node := (surroundings{f.builder}).FieldNode(addr.X.Type(), addr.Field); node != "" {
			f.assigned(node, store.Val)
			f.defaulted(node, store)
		}
	}
}

// call records one call instruction.
func (f *funcBuilder) call(instr ssa.CallInstruction) {
	common := instr.Common()
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return
	}
	call := &Call{Where: f.where(instr, common.Pos())}
	switch instr.(type) {
	case *ssa.Go:
		call.Attr |= Go
	case *ssa.Defer:
		call.Attr |= Deferred
	}
	f.loopBody(call, common)
	callee := common.StaticCallee()
	switch {
	case common.IsInvoke():
		f.invoke(call, instr)
	case callee == nil, catalog.IsMethodValue(callee) && f.known(callee.Object().Pkg()):
		call.Kind, call.On = Dynamic, f.nodes(common.Value)
		f.arguments(call, instr, 0)
	case f.summarised(callee) && !f.registers(callee):
		call.Kind, call.Callee, call.Zeros = Static, Key(callee), zeros(common.Args)
		f.bind(call.Callee, common)
		f.nodes(common.Value) // a literal called in place captures, too
	default:
		for _, t := range callee.TypeArgs() {
			f.build(t, instr.Block()) // config.Load[T]()
		}
		f.external(call, instr, callee.Object())
		return
	}
	f.out.Calls = append(f.out.Calls, call)
}

// loopBody: the body of a loop over a function is a literal that the function
// calls. It runs where the loop does, whoever wrote the function.
func (f *funcBuilder) loopBody(loop *Call, common *ssa.CallCommon) {
	for _, arg := range common.Args {
		if closure, ok := arg.(*ssa.MakeClosure); ok {
			arg = closure.Fn
		}
		if body, ok := arg.(*ssa.Function); ok && value.IsLoopBody(body) {
			f.out.Calls = append(f.out.Calls, &Call{Where: loop.Where, Kind: Static, Callee: Key(body)})
		}
	}
}

// registers reports whether the catalog knows fn as a registration: a local
// copy of the runtime library is a library all the same.
func (f *funcBuilder) registers(fn *ssa.Function) bool {
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		return false
	}
	_, ok = f.table.Func(catalog.Start, obj)
	return ok
}

// bind lets the arguments of a static call flow into the parameters.
func (f *funcBuilder) bind(callee string, common *ssa.CallCommon) {
	generic := genericParams(common)
	for i, arg := range common.Args {
		f.assigned(Slot(callee, i), arg)
		f.instantiated(callee, i, common)
		switch {
		case f.carriers.is(arg.Type()):
			f.assign(f.nodes(arg), []Node{Slot(callee, i)}, f.carriers.shared(arg.Type()))
		case generic[i]:
			f.assign(dynamicType(arg), []Node{Slot(callee, i)}, false)
		}
	}
}

// genericParams tells which parameters of the function that is called, the
// receiver first, are of a type parameter: a concrete value in one is called
// like one in an interface.
func genericParams(common *ssa.CallCommon) map[int]bool {
	callee := common.StaticCallee()
	if callee == nil || callee.Origin() == nil {
		return nil
	}
	sig := callee.Origin().Signature
	offset := 0
	if sig.Recv() != nil {
		offset = 1
	}
	generic := make(map[int]bool)
	for i := range sig.Params().Len() {
		if isTypeParam(sig.Params().At(i).Type()) {
			generic[i+offset] = true
		}
	}
	return generic
}

func isTypeParam(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.TypeParam)
	return ok
}

// instantiated: a concrete type that takes the place of a type parameter is
// what the callee may turn into an interface.
func (f *funcBuilder) instantiated(callee string, i int, common *ssa.CallCommon) {
	origin := common.StaticCallee().Origin()
	if origin == nil || i >= len(origin.Params) {
		return
	}
	if _, ok := types.Unalias(origin.Params[i].Type()).(*types.TypeParam); ok {
		f.assign(dynamicType(common.Args[i]), []Node{Slot(callee, i)}, false)
		if key := TypeKey(common.Args[i].Type()); key != "" {
			f.out.Makes = append(f.out.Makes, key)
		}
	}
}

// invoke records a call through an interface. Interfaces of external packages
// may also be implemented outside: then it is an external call, too.
func (f *funcBuilder) invoke(call *Call, instr ssa.CallInstruction) {
	common := instr.Common()
	call.Kind, call.Callee = Invoke, methodID(common.Method)
	call.On = f.nodes(common.Value)
	if named := namedOf(common.Value.Type()); named == nil || f.known(named.Obj().Pkg()) {
		call.Interface = f.interfaceIDs(common.Value.Type())
	}
	f.arguments(call, instr, 1)
	if !f.known(common.Method.Pkg()) && common.Method.Pkg() != nil {
		f.external(&Call{Where: call.Where}, instr, common.Method)
	}
}

// interfaceIDs returns the method IDs of an interface type. The calls of one
// interface share them.
func (b *builder) interfaceIDs(t types.Type) []string {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	if ids, ok := b.ids[t]; ok {
		return ids
	}
	ids := make([]string, 0, iface.NumMethods())
	for m := range iface.Methods() {
		ids = append(ids, methodID(m))
	}
	slices.Sort(ids)
	b.ids[t] = ids
	return ids
}

// arguments records what flows into the parameters of a callee that the join
// will find; offset is 1 if the receiver stands before the arguments.
func (f *funcBuilder) arguments(call *Call, instr ssa.CallInstruction, offset int) {
	common := instr.Common()
	call.Origins = f.givenOrigins(common, offset)
	call.Args = make([][]Node, len(common.Args)+offset)
	carries := false
	for i, arg := range common.Args {
		if f.carriers.is(arg.Type()) {
			call.Args[i+offset] = f.nodes(arg)
			carries = carries || len(call.Args[i+offset]) > 0
		}
	}
	if !carries {
		call.Args = nil
	}
	if v, ok := instr.(*ssa.Call); ok && f.carriers.is(v.Type()) {
		call.Result = f.object(v)
	}
}

// where returns the circumstances of an instruction.
func (f *funcBuilder) where(instr ssa.Instruction, pos token.Pos) Where {
	if f.guards == nil {
		f.guards = newGuards(f)
	}
	w := Where{Pos: NewPosition(f.pass.Fset, pos)}
	w.Attr, w.Guard = f.guards.at(instr.Block())
	w.Needs = f.guards.needs[instr.Block()]
	f.place(&w, instr)
	if f.guarded(instr) {
		w.Attr |= Recovered
	}
	w.Ignore = f.ignores.Rules(w.Pos.File, w.Pos.Line)
	return w
}
