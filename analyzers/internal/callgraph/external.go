package callgraph

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// external records a call of a function that has no summary. What is known of
// it stands in the catalog; otherwise it may call back every function that it
// gets, and keep it in its receiver and its result.
func (f *funcBuilder) external(call *Call, instr ssa.CallInstruction, obj types.Object) {
	common := instr.Common()
	fn, _ := obj.(*types.Func)
	if fn == nil {
		return
	}
	args := common.Args
	if common.IsInvoke() {
		args = append([]ssa.Value{common.Value}, args...)
	} else if bound, ok := common.Value.(*ssa.MakeClosure); ok {
		args = slices.Concat(bound.Bindings, args) // of a method value
	}
	hasRecv := fn.Signature().Recv() != nil
	if row, ok := f.table.Func(catalog.Start, fn); ok {
		f.out.Calls = append(f.out.Calls, f.start(call, row, args, hasRecv))
		return
	}
	call.Kind = External
	if dispatches(fn) {
		call.Kind = Dispatch
	}
	if once, guard := f.runsOnce(fn, args); once {
		call.Attr, call.Guard = call.Attr|Once, guard
	}
	if row, ok := f.table.Func(catalog.Recover, fn); ok {
		if _, called := row.Value("call"); called {
			call.Attr |= Recovered
		}
	}
	if _, ok := f.table.Func(catalog.Spawn, fn); ok {
		call.Attr |= Spawned
	}
	f.keep(call, instr, fn, args, hasRecv)
	if hasRecv {
		f.handBack(args[0], args[1:])
	}
	if len(call.On) > 0 || len(call.Args) > 0 {
		call.Callee = catalog.Symbol(fn)
		f.out.Calls = append(f.out.Calls, call)
	}
}

// keep lets the arguments of an external call flow into its receiver and its
// result, and notes them as callbacks.
func (f *funcBuilder) keep(call *Call, instr ssa.CallInstruction, fn *types.Func, args []ssa.Value, hasRecv bool) {
	var recv, given []Node
	for i, arg := range args {
		nodes := f.nodes(arg)
		if i == 0 && hasRecv {
			recv = nodes
		} else {
			given = append(given, nodes...)
			call.Interface = append(call.Interface, f.callbackIDs(arg.Type())...)
		}
	}
	if row, ok := f.table.Func(catalog.Register, fn); ok {
		recv = []Node{"g:" + row.Arg(0)}
	}
	f.assign(given, recv, false)
	call.On = recv
	if len(given) > 0 {
		call.Args = [][]Node{given}
	}
	v, ok := instr.(*ssa.Call)
	if ok && makesMiddleware(v.Type()) {
		f.assign([]Node{MiddlewareNode}, []Node{externalObject(f.object(v))}, false)
	}
	if !ok || (len(recv) == 0 && len(given) == 0 && !f.installsRecover(fn)) || !f.carriers.is(v.Type()) {
		return
	}
	object := []Node{externalObject(f.object(v))}
	if row, ok := f.table.Func(catalog.Once, fn); ok && row.Has("value") && f.outlives(v) {
		return // a sync.OnceValue kept beyond the call hides its function
	}
	f.assign(recv, object, true)
	f.assign(given, object, false)
	if f.installsRecover(fn) {
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
func (b *builder) callbackIDs(t types.Type) []string {
	if iface, ok := t.Underlying().(*types.Interface); ok {
		if iface.NumMethods() == 0 {
			return []string{AnyMethod}
		}
		if value.IsContext(t) || value.IsError(t) {
			return nil
		}
		return b.interfaceIDs(t)
	}
	if s, ok := t.Underlying().(*types.Slice); ok && types.IsInterface(s.Elem()) {
		return b.callbackIDs(s.Elem())
	}
	return nil
}

// RecoverNode is the element that stands for a recovering middleware.
const RecoverNode Node = "R:"

// MiddlewareNode is the element that stands for a function of a library that
// takes a handler and returns one: handlers.CORS()(router).
const MiddlewareNode Node = "M:"

// makesMiddleware reports whether a call returns such a function.
func makesMiddleware(t types.Type) bool {
	if tuple, ok := t.(*types.Tuple); ok {
		if tuple.Len() == 0 {
			return false
		}
		t = tuple.At(0).Type()
	}
	sig, ok := t.Underlying().(*types.Signature)
	return ok && sig.Results().Len() > 0 && isCode(sig.Results().At(0).Type()) && takesCode(sig)
}

func (f *funcBuilder) installsRecover(fn *types.Func) bool {
	row, ok := f.table.Func(catalog.Recover, fn)
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
	row, ok := catalog.Default().Func(catalog.Wrap, fn)
	return ok && row.Index() == catalog.Receiver
}

// runsOnce reports whether the call runs its function once for as long as the
// sync.Once lives that stands at the location it returns.
func (f *funcBuilder) runsOnce(fn *types.Func, args []ssa.Value) (bool, Node) {
	row, ok := f.table.Func(catalog.Once, fn)
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
		case *ssa.ChangeType, *ssa.MakeInterface:
			if f.outlives(ref.(ssa.Value)) {
				return true
			}
		}
	}
	return false
}
