package tmpfile

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/paths"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// fate is what becomes of a file on the ways from its creation.
type fate struct {
	drops []*ssa.Return // returns that leave it behind
	exits []exit        // returns that hand it to the caller
	saved bool          // some way removes it
}

// exit says how a return hands a file on.
type exit struct {
	result, cleanup int
	fields          []paths.Expr
}

// walk follows an obligation through the blocks of a function. Panics and
// calls that end the process end a way without a return.
type walk struct {
	*frame
	o     *obligation
	fate  fate
	seen  map[*ssa.BasicBlock]bool
	queue []*ssa.BasicBlock
	// errorsClean: a deferred call removes the file on some condition, which
	// is taken to be that of an error.
	errorsClean bool
	// asking are calls that are taken to remove the file.
	asking map[ssa.CallInstruction]bool
}

func (f *frame) walk(o *obligation) *walk {
	w := &walk{frame: f, o: o, seen: make(map[*ssa.BasicBlock]bool)}
	for _, r := range f.removals {
		if _, ok := r.call.(*ssa.Defer); ok && r.When != always && o.settledBy(r.removal) {
			w.errorsClean = true
		}
	}
	return w
}

// follow returns the fate of o from behind the instruction that makes it.
func (f *frame) follow(o *obligation) fate {
	for _, r := range f.removals {
		if _, ok := r.call.(*ssa.Defer); ok && r.When == always && o.settledBy(r.removal) && value.Precedes(r.call, o.at) {
			return fate{saved: true}
		}
	}
	w := f.walk(o)
	w.from(o.at)
	return w.fate
}

// from follows all ways from behind an instruction.
func (w *walk) from(at ssa.Instruction) {
	block := at.Block()
	w.pass(block, slices.Index(block.Instrs, at)+1)
	w.run()
}

// throughout returns the fate of a file that exists when the function begins.
func (f *frame) throughout(o *obligation) fate {
	w := f.walk(o)
	if len(f.fn.Blocks) > 0 {
		w.queue = append(w.queue, f.fn.Blocks[0])
	}
	w.run()
	return w.fate
}

func (w *walk) run() {
	for len(w.queue) > 0 {
		block := w.queue[0]
		w.queue = w.queue[1:]
		if !w.seen[block] {
			w.seen[block] = true
			w.pass(block, 0)
		}
	}
	slices.SortFunc(w.fate.drops, func(a, b *ssa.Return) int { return int(a.Pos() - b.Pos()) })
}

// pass goes through a block from instruction i on.
func (w *walk) pass(block *ssa.BasicBlock, i int) {
	for _, instr := range block.Instrs[i:] {
		switch instr := instr.(type) {
		case *ssa.Return:
			w.leave(instr)
			return
		case *ssa.If:
			failed := w.failedSide(instr.Cond, 0, 1)
			for side, succ := range block.Succs {
				if side != failed {
					w.queue = append(w.queue, succ)
				}
			}
			return
		default:
			if w.settles(instr) {
				w.fate.saved = true
				return
			}
		}
	}
	w.queue = append(w.queue, block.Succs...)
}

// settles reports whether the file is gone behind the instruction, or is sure
// to go when the function returns.
func (w *walk) settles(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		return w.settledByCall(instr)
	case *ssa.MakeClosure:
		return w.registered(instr)
	}
	return false
}

func (w *walk) settledByCall(call ssa.CallInstruction) bool {
	if w.asking[call] {
		return true
	}
	if w.cleansUp(call) {
		return true
	}
	_, deferred := call.(*ssa.Defer)
	for _, r := range w.removedAt[call] {
		if !w.o.settledBy(r) {
			continue
		}
		if deferred && r.When != always {
			continue
		}
		if r.When == succeeded {
			w.onError(call)
		}
		return true
	}
	return len(w.o.owners) > 0 && w.closed(call)
}

// onError goes on where the call returned an error.
func (w *walk) onError(call ssa.CallInstruction) {
	var errs []ssa.Value
	for i, t := range resultTypes(call) {
		if v := resultOf(call, i); v != nil && value.IsError(t) {
			errs = append(errs, v)
		}
	}
	for _, block := range w.fn.Blocks {
		if branch, ok := value.BranchOf(block); ok && value.Precedes(call, branch) {
			if side := failedSide(branch.Cond, errs, 0, 1); side >= 0 {
				w.queue = append(w.queue, block.Succs[side])
			}
		}
	}
}

// closed: the value that holds the file is closed through an interface or by
// a method that is not summarised.
func (w *walk) closed(call ssa.CallInstruction) bool {
	common := call.Common()
	if !common.IsInvoke() {
		return false
	}
	v := latest(common.Value)
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	made, ok := w.o.at.(ssa.Value)
	return slices.Contains(w.o.owners, callgraph.TypeKey(v.Type())) || ok && comesFrom(v, made)
}

func comesFrom(v, made ssa.Value) bool {
	x, ok := v.(*ssa.Extract)
	return v == made || ok && x.Tuple == made
}

// registered: a literal that removes the file is handed to something that
// will call it, such as a list of clean-ups. One that is called or returned
// here counts where that happens.
func (w *walk) registered(mc *ssa.MakeClosure) bool {
	if !w.removes(mc) {
		return false
	}
	for _, ref := range *mc.Referrers() {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			if slices.Contains(ref.Common().Args, ssa.Value(mc)) {
				return true
			}
		case *ssa.Store:
			if _, local := ref.Addr.(*ssa.Alloc); !local {
				return true
			}
		case *ssa.MapUpdate, *ssa.Send, *ssa.MakeInterface:
			return true
		}
	}
	return false
}

// removes reports whether a func value removes the file.
func (w *walk) removes(v ssa.Value) bool {
	mc, ok := v.(*ssa.MakeClosure)
	if !ok {
		return false
	}
	fn := mc.Fn.(*ssa.Function)
	for _, r := range w.bound(fn).Removes {
		if w.o.settledBy(r) {
			return true
		}
	}
	return false
}

// bound returns the summary of a literal or of the method behind a method value.
func (f *frame) bound(fn *ssa.Function) *summary {
	if method, ok := fn.Object().(*types.Func); ok && fn.Synthetic != "" {
		if declared := fn.Prog.FuncValue(method); declared != nil {
			fn = declared
		}
	}
	if s := f.summary(fn); s != nil {
		return s
	}
	return new(summary)
}

// settledBy reports whether a removal removes the file.
func (o *obligation) settledBy(r removal) bool {
	if len(r.Path) == 0 {
		return false
	}
	if o.listed && len(r.Path) == 1 && r.Path[0].Element {
		return true
	}
	wide := r.Tree || r.Path[len(r.Path)-1].Listed
	return slices.ContainsFunc(o.names, func(n paths.Expr) bool {
		return r.Path.Key() == n.Key() || wide && r.Path.Above(n)
	})
}

// failedSide returns the successor that is taken if there is no file, -1 if
// the condition does not tell. yes and no are those for true and false.
func (w *walk) failedSide(cond ssa.Value, yes, no int) int {
	errs := w.o.errs
	for _, p := range w.probes {
		if !p.read && w.frame.names(w.o, p.path) {
			errs = append(slices.Clone(errs), resultOf(p.call, 1))
		}
	}
	if side := failedSide(cond, errs, yes, no); side >= 0 {
		return side
	}
	switch cond := cond.(type) {
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			return w.failedSide(cond.X, no, yes)
		}
	case *ssa.BinOp:
		x, ok := comparedWithEmpty(cond)
		if !ok || !paths.IsPath(x.Type()) && !slices.Contains(w.o.cleanups, x) {
			return -1
		}
		if slices.Contains(w.o.cleanups, x) || w.frame.names(w.o, x) {
			if cond.Op == token.EQL {
				return yes
			}
			return no
		}
	}
	return -1
}

// failedSide is the successor that is taken if one of errs is not nil.
func failedSide(cond ssa.Value, errs []ssa.Value, yes, no int) int {
	switch cond := cond.(type) {
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			return failedSide(cond.X, errs, no, yes)
		}
	case *ssa.BinOp:
		x, ok := comparedWithEmpty(cond)
		if !ok || !slices.Contains(errs, latest(x)) {
			return -1
		}
		if cond.Op == token.NEQ {
			return yes
		}
		return no
	case *ssa.Call: // os.IsNotExist(err), errors.Is(err, fs.ErrNotExist)
		args := cond.Common().Args
		if len(args) > 0 && value.IsError(args[0].Type()) && slices.Contains(errs, latest(args[0])) {
			return yes
		}
	}
	return -1
}

// comparedWithEmpty matches x == nil, x != nil, x == "" and x != "".
func comparedWithEmpty(cond *ssa.BinOp) (ssa.Value, bool) {
	if cond.Op != token.EQL && cond.Op != token.NEQ {
		return nil, false
	}
	if isEmpty(cond.Y) {
		return cond.X, true
	}
	return cond.Y, isEmpty(cond.X)
}

// leave: the function returns.
func (w *walk) leave(ret *ssa.Return) {
	e := exit{result: -1, cleanup: -1}
	for i, v := range ret.Results {
		w.handsOn(&e, i, latest(v))
	}
	switch {
	case e.result >= 0 || e.cleanup >= 0:
		w.fate.exits = append(w.fate.exits, e)
	case w.errorsClean && reportsError(ret):
		w.fate.saved = true
	default:
		w.fate.drops = append(w.fate.drops, ret)
	}
}

// reportsError: the return gives an error, or has no way to.
func reportsError(ret *ssa.Return) bool {
	if n := len(ret.Results); n > 0 && value.IsError(ret.Results[n-1].Type()) {
		return !isEmpty(latest(ret.Results[n-1]))
	}
	return true
}

// handsOn notes in e whether result i holds the file or what removes it.
func (w *walk) handsOn(e *exit, i int, v ssa.Value) {
	if isEmpty(v) || value.IsError(v.Type()) {
		return
	}
	if slices.Contains(w.o.cleanups, v) || w.removes(v) {
		e.cleanup = i
		return
	}
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	made, _ := w.o.at.(ssa.Value)
	switch {
	case paths.IsPath(v.Type()):
		if w.frame.names(w.o, v) {
			e.result = i
		}
	case len(w.o.owners) > 0 && made != nil && comesFrom(v, made), slices.Contains(w.o.owners, callgraph.TypeKey(v.Type())):
		e.result = i
		for _, n := range w.o.names {
			if strings.HasPrefix(n[0].Value, "f:") {
				e.fields = append(e.fields, n)
			}
		}
	}
}
