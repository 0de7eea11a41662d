package tmpfile

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/paths"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// frame is what one function does with files.
type frame struct {
	*pkg
	fn      *ssa.Function
	key     string
	scanned bool

	creations []creation
	removals  []removing
	removedAt map[ssa.CallInstruction][]removal
	probes    []probe
	stores    []store
	contained []contained
	forms     []ssa.CallInstruction
	discards  []ssa.CallInstruction
	debts     []owed
	dynamics  []ssa.CallInstruction // calls whose callee the program tells

	obliged []*obligation
}

type creation struct {
	call   ssa.CallInstruction
	callee *types.Func
	row    catalog.Row
	path   ssa.Value // or the call itself, if it picks the path
}

// removing is a call that removes a file, itself or below it.
type removing struct {
	removal
	call   ssa.CallInstruction
	direct bool
}

// probe is a call that finds out whether a file exists.
type probe struct {
	call ssa.CallInstruction
	path ssa.Value
	read bool
}

// store keeps a path in a field.
type store struct {
	value ssa.Value
	field string
	base  ssa.Value // nil if a callee makes the struct
}

// contained is a path that is put into a slice or map.
type contained struct{ value, container ssa.Value }

// owed is a file that a callee leaves to this function.
type owed struct {
	debt
	call   ssa.CallInstruction
	callee *ssa.Function
}

func (p *pkg) frame(fn *ssa.Function) *frame {
	f, ok := p.frames[fn]
	if !ok {
		f = &frame{pkg: p, fn: fn, key: callgraph.Key(fn)}
		p.frames[fn] = f
	}
	if !f.scanned {
		f.scanned = true
		f.scan()
	}
	return f
}

func (f *frame) scan() {
	for _, block := range f.fn.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case ssa.CallInstruction:
				f.call(instr)
			case *ssa.Store:
				f.stored(instr)
			case *ssa.MapUpdate:
				if paths.IsPath(instr.Value.Type()) {
					f.contained = append(f.contained, contained{instr.Value, instr.Map})
				}
			}
		}
	}
}

func (f *frame) call(call ssa.CallInstruction) {
	common := call.Common()
	if callee := rule.Callee(common); callee != nil {
		f.catalogued(call, callee)
	}
	fn, s := f.target(common)
	if fn == nil && f.dynamic(call) {
		f.dynamics = append(f.dynamics, call)
	}
	if s == nil {
		return
	}
	for _, r := range s.Removes {
		f.removedBy(fn, call, r)
	}
	for _, d := range s.owes {
		f.debts = append(f.debts, owed{d, call, fn})
	}
	for _, k := range s.Keeps {
		if k.Param < len(common.Args) {
			f.stores = append(f.stores, store{value: common.Args[k.Param], field: k.Field})
		}
	}
}

// remove notes a removal.
func (f *frame) remove(r removing) {
	f.removals = append(f.removals, r)
	if f.removedAt == nil {
		f.removedAt = make(map[ssa.CallInstruction][]removal)
	}
	f.removedAt[r.call] = append(f.removedAt[r.call], r.removal)
}

// removedBy notes a removal of a callee; one of the elements of a parameter is
// one of each value that the call passes.
func (f *frame) removedBy(fn *ssa.Function, call ssa.CallInstruction, r removal) {
	if len(r.Path) == 1 && r.Path[0].Element {
		for i, arg := range call.Common().Args {
			if r.Path[0].Value != callgraph.Slot(callgraph.Key(fn), i) {
				continue
			}
			for _, v := range value.Variadic(arg) {
				f.remove(removing{removal: removal{Path: f.paths.Detailed(v), Tree: r.Tree, When: r.When}, call: call})
			}
		}
	}
	r.Path = f.at(fn, call, r.Path)
	f.remove(removing{removal: r, call: call})
}

// target is the callee of a static call, or of a literal held in a variable.
func (f *frame) target(common *ssa.CallCommon) (*ssa.Function, *summary) {
	if fn, s := f.callee(common); fn != nil || common.IsInvoke() {
		return fn, s
	}
	if mc, ok := latest(common.Value).(*ssa.MakeClosure); ok {
		return mc.Fn.(*ssa.Function), f.summary(mc.Fn.(*ssa.Function))
	}
	return nil, nil
}

func (f *frame) catalogued(call ssa.CallInstruction, callee *types.Func) {
	common := call.Common()
	if row, ok := f.row(callee, catalog.Create); ok && creates(row, common) {
		for _, path := range made(row, call) {
			f.creations = append(f.creations, creation{call, callee, row, path})
		}
	}
	if row, ok := f.row(callee, catalog.Remove); ok {
		for _, v := range named(row, common) {
			r := removal{Path: f.paths.Detailed(v), Tree: row.Has("tree")}
			f.remove(removing{removal: r, call: call, direct: true})
		}
	}
	if row, ok := f.row(callee, catalog.Probe); ok {
		if arg := rule.Argument(common, row.Index()); arg != nil {
			f.probes = append(f.probes, probe{call, arg, row.Has("read")})
		}
	}
	if _, ok := f.row(callee, catalog.Multipart); ok {
		f.forms = append(f.forms, call)
	}
	if _, ok := f.row(callee, catalog.Discard); ok {
		f.discards = append(f.discards, call)
	}
}

// stored notes paths that are kept in fields, slices and literals of them.
func (f *frame) stored(instr *ssa.Store) {
	if !paths.IsPath(instr.Val.Type()) {
		if !types.IsInterface(instr.Val.Type()) {
			return
		}
		if mi, ok := instr.Val.(*ssa.MakeInterface); !ok || !paths.IsFile(mi.X.Type()) {
			return
		}
	}
	switch addr := instr.Addr.(type) {
	case *ssa.FieldAddr:
		if node := paths.Place(addr); node != "" && f.firstParty(node) {
			f.stores = append(f.stores, store{instr.Val, node, addr.X})
		}
	case *ssa.Global:
		f.stores = append(f.stores, store{instr.Val, paths.Place(addr), addr})
	case *ssa.IndexAddr:
		if array, ok := addr.X.(*ssa.Alloc); !ok || !onlyArguments(array) {
			f.contained = append(f.contained, contained{instr.Val, addr.X})
		}
	}
}

// firstParty reports whether the code around a field is summarised.
func (f *frame) firstParty(node string) bool {
	path, ok := packageOf(node)
	return ok && f.Graph.KnownPath(path)
}

// onlyArguments reports whether an array only holds the arguments of calls.
func onlyArguments(array *ssa.Alloc) bool {
	for _, ref := range *array.Referrers() {
		slice, ok := ref.(*ssa.Slice)
		if !ok {
			continue
		}
		for _, use := range *slice.Referrers() {
			call, ok := use.(ssa.CallInstruction)
			if !ok {
				return false
			}
			if _, builtin := call.Common().Value.(*ssa.Builtin); builtin {
				return false
			}
		}
	}
	return true
}

// exported reports whether callers may ask what the function returns.
func (f *frame) exported() bool {
	obj := f.fn.Object()
	return obj != nil && obj.Exported() && slices.ContainsFunc(f.results(), paths.IsPath)
}

func (f *frame) results() []types.Type {
	var list []types.Type
	for v := range f.fn.Signature.Results().Variables() {
		list = append(list, v.Type())
	}
	return list
}

// returns fills in the paths that the function returns.
func (f *frame) returns(s *summary) {
	if s.returned {
		return
	}
	s.returned = true
	for i, t := range f.results() {
		if !paths.IsPath(t) {
			continue
		}
		if x, ok := f.returned(i); ok && x.Root() == paths.Temp {
			if s.Results == nil {
				s.Results = make(map[int]paths.Expr)
			}
			s.Results[i] = x
		}
	}
}

// returned is the one path that all returns have as result i.
func (f *frame) returned(i int) (paths.Expr, bool) {
	var one paths.Expr
	for _, ret := range value.Returns(f.fn) {
		v := latest(ret.Results[i])
		if isEmpty(v) {
			continue
		}
		x := f.paths.Detailed(v)
		if one != nil && one.Key() != x.Key() {
			return nil, false
		}
		one = x
	}
	return one, one != nil
}

// isEmpty reports whether v is nil or "".
func isEmpty(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && (c.IsNil() || c.Value != nil && c.Value.ExactString() == `""`)
}

// latest looks through the load of a local variable to what was last stored
// into it, where one block tells.
func latest(v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return v
	}
	cell, ok := load.X.(*ssa.Alloc)
	if !ok {
		return v
	}
	const farthest = 8 // blocks
	block := load.Block()
	before := slices.Index(block.Instrs, ssa.Instruction(load))
	for range farthest {
		for i := before - 1; i >= 0; i-- {
			if store, ok := block.Instrs[i].(*ssa.Store); ok && store.Addr == cell {
				return store.Val
			}
		}
		if len(block.Preds) != 1 {
			return v
		}
		block = block.Preds[0]
		before = len(block.Instrs)
	}
	return v
}
