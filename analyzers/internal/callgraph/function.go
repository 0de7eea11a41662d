package callgraph

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
)

// summarise adds fn to the summary.
func (b *builder) summarise(fn *ssa.Function) {
	f := b.function(fn)
	shape, event := f.shape(fn.Signature)
	f.out = &Func{Key: f.key, Name: displayName(fn), Pos: NewPosition(b.pass.Fset, fn.Pos()), Local: b.summary.Local, Event: event, Shape: shape}
	b.summary.Funcs = append(b.summary.Funcs, f.out)
	f.out.Inputs = f.inputs()
	f.guards = newGuards(f)
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

func sorted(list []string) []string {
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
	for _, d := range f.defers() {
		if f.recovering(d.Common()) {
			shape |= Guards
		}
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
			f.assign(f.dynamicType(instr.Val), f.field(field.X, field.Field), false)
		}
	case *ssa.MapUpdate:
		f.assign(f.union(instr.Key, instr.Value), f.nodes(instr.Map), false)
	case *ssa.Send:
		f.assign(f.nodes(instr.X), f.nodes(instr.Chan), false)
	case *ssa.Return:
		for i, v := range instr.Results {
			f.assigned(result(f.key, i), v)
			if f.carriers.is(v.Type()) {
				f.assign(f.nodes(v), []Node{result(f.key, i)}, f.carriers.shared(v.Type()))
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
	callee := common.StaticCallee()
	switch {
	case common.IsInvoke():
		f.invoke(call, instr)
	case callee == nil:
		call.Kind, call.On = Dynamic, f.nodes(common.Value)
		f.arguments(call, instr, 0)
	case f.summarised(callee):
		call.Kind, call.Callee = Static, Key(callee)
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
			f.assign(f.dynamicType(arg), []Node{Slot(callee, i)}, false)
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
		f.assign(f.dynamicType(common.Args[i]), []Node{Slot(callee, i)}, false)
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
		call.Interface = interfaceIDs(common.Value.Type())
	}
	f.arguments(call, instr, 1)
	if !f.known(common.Method.Pkg()) && common.Method.Pkg() != nil {
		f.external(&Call{Where: call.Where}, instr, common.Method)
	}
}

// interfaceIDs returns the method IDs of an interface type.
func interfaceIDs(t types.Type) []string {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	ids := make([]string, 0, iface.NumMethods())
	for m := range iface.Methods() {
		ids = append(ids, methodID(m))
	}
	slices.Sort(ids)
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

// external records a call of a function that has no summary. What is known of
// it stands in the catalog; otherwise it may call back every function that it
// gets, and keep it in its receiver and its result.
func (f *funcBuilder) external(call *Call, instr ssa.CallInstruction, obj types.Object) {
	common := instr.Common()
	fn, _ := obj.(*types.Func)
	if fn == nil {
		return
	}
	symbol := catalog.Symbol(fn)
	args := common.Args
	if common.IsInvoke() {
		args = append([]ssa.Value{common.Value}, args...)
	}
	hasRecv := fn.Signature().Recv() != nil
	if row, ok := f.table.Lookup(catalog.Start, symbol); ok {
		f.out.Calls = append(f.out.Calls, f.start(call, row, args, hasRecv))
		return
	}
	call.Kind, call.Callee = External, symbol
	if dispatches(fn) {
		call.Kind = Dispatch
	}
	if once, guard := f.runsOnce(symbol, args); once {
		call.Attr, call.Guard = call.Attr|Once, guard
	}
	if row, ok := f.table.Lookup(catalog.Recover, symbol); ok {
		if _, called := row.Value("call"); called {
			call.Attr |= Recovered
		}
	}
	f.keep(call, instr, symbol, args, hasRecv)
	if hasRecv {
		f.handBack(args[0], args[1:])
	}
	if len(call.On) > 0 || len(call.Args) > 0 {
		f.out.Calls = append(f.out.Calls, call)
	}
}

// keep lets the arguments of an external call flow into its receiver and its
// result, and notes them as callbacks.
func (f *funcBuilder) keep(call *Call, instr ssa.CallInstruction, symbol string, args []ssa.Value, hasRecv bool) {
	var recv, given []Node
	for i, arg := range args {
		nodes := f.nodes(arg)
		if i == 0 && hasRecv {
			recv = nodes
		} else {
			given = append(given, nodes...)
			call.Interface = append(call.Interface, callbackIDs(arg.Type())...)
		}
	}
	if row, ok := f.table.Lookup(catalog.Register, symbol); ok {
		recv = []Node{"g:" + row.Arg(0)}
	}
	f.assign(given, recv, false)
	call.On = recv
	if len(given) > 0 {
		call.Args = [][]Node{given}
	}
	v, ok := instr.(*ssa.Call)
	if !ok || (len(recv) == 0 && len(given) == 0 && !f.installsRecover(symbol)) || !f.carriers.is(v.Type()) {
		return
	}
	object := []Node{externalObject(f.object(v))}
	if row, ok := f.table.Lookup(catalog.Once, symbol); ok && row.Has("value") && f.outlives(v) {
		return // a sync.OnceValue kept beyond the call hides its function
	}
	f.assign(recv, object, true)
	f.assign(given, object, false)
	if f.installsRecover(symbol) {
		f.assign([]Node{RecoverNode}, object, false)
	}
}

// handBack: a method that takes a function of a router may call it with the
// router itself, or a part of it, as chi does: r.Route("/v1", func(r chi.Router) {…}).
func (f *funcBuilder) handBack(recv ssa.Value, args []ssa.Value) {
	for _, arg := range args {
		sig, ok := arg.Type().Underlying().(*types.Signature)
		if !ok {
			continue
		}
		for i := range sig.Params().Len() {
			t := sig.Params().At(i).Type()
			if !f.carriers.is(t) || !types.AssignableTo(recv.Type(), t) {
				continue
			}
			for _, element := range f.nodes(arg) {
				if key, ok := strings.CutPrefix(element, "F:"); ok {
					f.assign(f.nodes(recv), []Node{Param(key, i)}, true)
				}
			}
		}
	}
}

// AnyMethod in the Interface of an External call says that the callee gets an
// any: it may call the methods that libraries look for.
const AnyMethod = "any"

// callbackIDs returns the methods that a callee may call on an argument of type t.
func callbackIDs(t types.Type) []string {
	if iface, ok := t.Underlying().(*types.Interface); ok {
		if iface.NumMethods() == 0 {
			return []string{AnyMethod}
		}
		if entrypoint.IsContext(t) || isError(t) {
			return nil
		}
		return interfaceIDs(t)
	}
	if s, ok := t.Underlying().(*types.Slice); ok && types.IsInterface(s.Elem()) {
		return callbackIDs(s.Elem())
	}
	return nil
}

// RecoverNode is the element that stands for a recovering middleware.
const RecoverNode Node = "R:"

func (f *funcBuilder) installsRecover(symbol string) bool {
	row, ok := f.table.Lookup(catalog.Recover, symbol)
	if !ok {
		return false
	}
	_, called := row.Value("call")
	return !called
}

// start records a registration of a handler.
func (f *funcBuilder) start(call *Call, row catalog.Row, args []ssa.Value, hasRecv bool) *Call {
	i := row.Index()
	if hasRecv {
		i++
	}
	call.Kind, call.Callee = Start, row.Symbol
	if row.Has("recover") {
		call.Attr |= Recovered
	}
	if i < 0 || i >= len(args) {
		return call
	}
	call.On = f.nodes(args[i])
	if c, ok := args[i].(*ssa.Const); ok && c.IsNil() {
		call.On = []Node{"g:net/http.DefaultServeMux"}
	}
	return call
}

// dispatches reports whether fn takes a request, as adapters and routers do.
func dispatches(fn *types.Func) bool {
	sig := fn.Signature()
	if entrypoint.Event(sig) != "" || entrypoint.Web(sig) || fn.Name() == "Invoke" {
		return true
	}
	row, ok := catalog.Default().Lookup(catalog.Wrap, catalog.Symbol(fn))
	return ok && row.Index() == catalog.Receiver
}

// runsOnce reports whether the call runs its function once for as long as the
// sync.Once lives that stands at the location it returns.
func (f *funcBuilder) runsOnce(symbol string, args []ssa.Value) (bool, Node) {
	row, ok := f.table.Lookup(catalog.Once, symbol)
	if !ok {
		return false, ""
	}
	if row.Has("value") {
		return true, "" // nothing runs before the result is called
	}
	_, local := root(args[0]).(*ssa.Alloc)
	return !local, f.location(args[0])
}

// outlives reports whether v is stored where it stays after the call.
func (f *funcBuilder) outlives(v ssa.Value) bool {
	if f.fn.Name() == "init" || f.fn.Parent() == nil && f.fn.Name() == "main" {
		return true
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if _, local := root(ref.Addr).(*ssa.Alloc); !local || ref.Addr != root(ref.Addr) {
				return true
			}
		case *ssa.Return, *ssa.MapUpdate:
			return true
		case *ssa.ChangeType:
			if f.outlives(ref) {
				return true
			}
		}
	}
	return false
}

// where returns the circumstances of an instruction.
func (f *funcBuilder) where(instr ssa.Instruction, pos token.Pos) Where {
	if f.guards == nil {
		f.guards = newGuards(f)
	}
	w := Where{Pos: NewPosition(f.pass.Fset, pos)}
	w.Attr, w.Guard = f.guards.at(instr.Block())
	w.place(instr)
	if f.guarded(instr) {
		w.Attr |= Recovered
	}
	w.Ignore = f.ignores.Rules(w.Pos.File, w.Pos.Line)
	return w
}
