package tmpfile

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/paths"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// obligation is a file that the function made, itself or through a callee,
// and that someone has to remove.
type obligation struct {
	debt
	at ssa.CallInstruction
	// names are the paths under which it is known: its own, and the fields
	// that hold it.
	names    []paths.Expr
	errs     []ssa.Value // not nil if nothing was made
	cleanups []ssa.Value // funcs that remove it
	owners   []string    // types whose values hold it
	kept     bool        // held by something that outlives the call
	listed   bool        // put into a slice or map
	given    bool        // made by a callee that only the program tells
}

// creates reports whether the call makes a file.
func creates(row catalog.Row, common *ssa.CallCommon) bool {
	if i, ok := row.Position("flags"); ok {
		const create, otherCreate = 0x40, 0x200 // Linux, BSD
		flags, ok := rule.Argument(common, i).(*ssa.Const)
		return ok && flags.Value != nil && flags.Value.Kind() == constant.Int && flags.Int64()&(create|otherCreate) != 0
	}
	if i, ok := row.Position("driver"); ok {
		driver, _ := value.Text(rule.Argument(common, i))
		return strings.HasPrefix(driver, "sqlite")
	}
	return true
}

// obligations returns the files that the function has to care for.
func (f *frame) obligations() []*obligation {
	if f.obliged == nil && len(f.creations)+len(f.debts) > 0 {
		for _, c := range f.creations {
			if o, ok := f.makes(c); ok {
				f.obliged = append(f.obliged, o)
			}
		}
		for _, d := range f.debts {
			if o, ok := f.takenOver(d); ok {
				f.obliged = append(f.obliged, o)
			}
		}
	}
	return f.obliged
}

// relevant reports whether a path may lead below the temporary folder.
func relevant(x paths.Expr, key string) bool {
	switch x.Root() {
	case paths.Temp:
		return !x.IsTempDir()
	case paths.Unknown:
		return len(x) > 0 && (strings.HasPrefix(x[0].Value, "p:"+key+"#") || strings.HasPrefix(x[0].Value, "f:"))
	}
	return false
}

// makes: a creation of the function itself.
func (f *frame) makes(c creation) (*obligation, bool) {
	path := f.paths.Detailed(c.path)
	if !relevant(path, f.key) || c.row.Has("dir") && path.Constant() {
		return nil, false // a fixed folder is as good as made once
	}
	candidate := f.AtCall(f.fn, c.call)
	if candidate.Attr&(callgraph.Once|callgraph.Lazy|callgraph.Offline) != 0 {
		return nil, false
	}
	at, ok := f.written(c)
	if !ok {
		return nil, false
	}
	o := &obligation{at: at, debt: debt{Candidate: candidate, What: callgraph.ShortSymbol(catalog.Symbol(c.callee)), Path: path,
		Dir: c.row.Has("dir"), Result: -1, Cleanup: -1, Local: f.Graph.Summary.Local}}
	f.complete(o)
	return o, true
}

// made returns the values that hold the paths which a call makes.
func made(row catalog.Row, call ssa.CallInstruction) []ssa.Value {
	if row.Has("temp") {
		if v, ok := call.(*ssa.Call); ok {
			return []ssa.Value{v}
		}
		return nil
	}
	arg := rule.Argument(call.Common(), row.Index())
	switch {
	case arg == nil:
		return nil
	case row.Has("output"):
		return value.Variadic(arg)
	}
	return []ssa.Value{arg}
}

// written reports how a program's output is known to be there: it is read
// afterwards, and nothing else made it.
func (f *frame) written(c creation) (ssa.CallInstruction, bool) {
	if !c.row.Has("output") {
		return c.call, true
	}
	key := f.paths.Of(c.path).Key()
	same := func(v ssa.Value) bool { return f.paths.Of(v).Key() == key }
	if slices.ContainsFunc(f.creations, func(d creation) bool { return !d.row.Has("output") && same(d.path) }) {
		return nil, false
	}
	for _, p := range f.probes {
		if same(p.path) && !behind(p.call, c.call) {
			return p.call, behind(c.call, p.call)
		}
	}
	return nil, false
}

// takenOver: a file that a callee leaves to this function.
func (f *frame) takenOver(d owed) (*obligation, bool) {
	path := f.at(d.callee, d.call, d.Path)
	if !relevant(path, f.key) {
		return nil, false
	}
	candidate := f.AtCall(f.fn, d.call)
	if candidate.Attr&(callgraph.Once|callgraph.Lazy|callgraph.Offline) != 0 {
		return nil, false
	}
	candidate.Below = append([]string{callgraph.DisplayName(d.callee)}, d.Below...)
	candidate.Ignore = slices.Concat(candidate.Ignore, d.Ignore)
	if d.Local {
		candidate.Pos, candidate.End, candidate.Fix = d.Pos, d.End, d.Fix
	}
	o := &obligation{at: d.call, debt: debt{Candidate: candidate, What: d.What, Path: path, Dir: d.Dir, Early: d.Early, Result: -1, Cleanup: -1, Local: d.Local || f.Graph.Summary.Local}}
	f.complete(o)
	if d.Partial {
		o.errs = nil
	}
	if v := resultOf(d.call, d.Result); v != nil {
		o.names = append(o.names, f.paths.Of(v))
	}
	if v := resultOf(d.call, d.Cleanup); v != nil {
		o.cleanups = append(o.cleanups, v)
	}
	for _, x := range d.Fields {
		o.heldIn(x)
	}
	return o, true
}

// complete finds out how else the file is known.
func (f *frame) complete(o *obligation) {
	o.names = append(o.names, o.Path)
	for i, t := range resultTypes(o.at) {
		if value.IsError(t) {
			if v := resultOf(o.at, i); v != nil {
				o.errs = append(o.errs, v)
			}
		}
	}
	for _, s := range f.stores {
		switch x := f.paths.Of(s.value); {
		case f.names(o, s.value):
			o.kept = o.kept || outlives(s.base)
			o.heldIn(paths.Expr{{Value: s.field}})
		case x.Root() == paths.Temp && !x.IsTempDir() && x.Above(o.Path):
			o.heldIn(paths.Expr{{Value: s.field}, {Text: "/…"}}) // below a folder that the field holds
		}
	}
	for _, c := range f.contained {
		if f.names(o, c.value) {
			o.listed = true
			o.kept = o.kept || f.spreads(c.container)
		}
	}
	if o.listed && slices.ContainsFunc(f.removals, func(r removing) bool { return o.settledBy(r.removal) }) {
		o.kept = false
	}
}

// failedWith reports whether a return gives the error of the creation itself: if
// it is not nil, there is no file.
func (o *obligation) failedWith(ret *ssa.Return) bool {
	return slices.ContainsFunc(ret.Results, func(v ssa.Value) bool { return slices.Contains(o.errs, latest(v)) })
}

// heldIn notes that a field holds the file or a folder above it.
func (o *obligation) heldIn(x paths.Expr) {
	o.names = append(o.names, x)
	if owner, ok := strings.CutPrefix(x[0].Value, "f:"); ok {
		o.owners = append(o.owners, owner[:strings.LastIndexByte(owner, '.')])
	}
}

// names reports whether v holds the path or the file.
func (f *frame) names(o *obligation, v ssa.Value) bool {
	x := f.paths.Of(v)
	return slices.ContainsFunc(o.names, func(n paths.Expr) bool { return n.Key() == x.Key() })
}

// outlives reports whether a struct was there before the call, or is put where
// it stays after it.
func outlives(base ssa.Value) bool {
	if base == nil {
		return false
	}
	cell, ok := base.(*ssa.Alloc)
	if !ok {
		return true
	}
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Val == cell {
				if to, local := ref.Addr.(*ssa.Alloc); !local || to == cell {
					return true
				}
			}
		case *ssa.MapUpdate, *ssa.Send:
			return true
		}
	}
	return false
}

// resultTypes returns the types of the results of a call.
func resultTypes(call ssa.CallInstruction) []types.Type {
	var list []types.Type
	for v := range call.Common().Signature().Results().Variables() {
		list = append(list, v.Type())
	}
	return list
}

// resultOf returns result i of a call, nil if it is not used.
func resultOf(call ssa.CallInstruction, i int) ssa.Value {
	v, ok := call.(*ssa.Call)
	if !ok || i < 0 {
		return nil
	}
	if call.Common().Signature().Results().Len() == 1 {
		return v
	}
	for _, ref := range *v.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == i {
			return x
		}
	}
	return nil
}

// within reports whether o is in a folder that another one made, or the same
// file made again: what is said of that one is enough.
func (o *obligation) within(other *obligation) bool {
	return o.Path.Key() == other.Path.Key() || other.Dir && other.Path.Above(o.Path)
}
