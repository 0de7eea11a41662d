package callgraph

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// TextOf returns the values that the text of v consists of, one step back: the
// operands of a concatenation, the arguments of fmt.Sprintf or json.Marshal.
func (r *Result) TextOf(v ssa.Value) []ssa.Value {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.builder.textOf(v)
}

// textResult returns the parameters whose text is in the first result of a function.
func (b *builder) textResult(fn *ssa.Function) []Node {
	if texts, ok := b.texts[fn]; ok {
		return texts
	}
	if dep := b.imported(fn); dep != nil {
		return dep.Texts
	}
	b.texts[fn] = nil
	var texts []Node
	for _, block := range fn.Blocks {
		if ret, ok := value.ReturnOf(block); ok && len(ret.Results) > 0 && holdsText(ret.Results[0].Type()) {
			texts = b.textParams(ret.Results[0], texts, make(map[ssa.Value]bool))
		}
	}
	b.texts[fn] = sorted(texts)
	return b.texts[fn]
}

// holdsText reports whether values of t are text, bytes or a list of either.
func holdsText(t types.Type) bool {
	if s, ok := t.Underlying().(*types.Slice); ok {
		t = s.Elem()
	}
	u, ok := t.Underlying().(*types.Basic)
	return ok && u.Info()&(types.IsString|types.IsInteger) != 0
}

// textParams adds the parameters that are in the text of v to a list.
func (b *builder) textParams(v ssa.Value, list []Node, seen map[ssa.Value]bool) []Node {
	if seen[v] {
		return list
	}
	seen[v] = true
	if p, ok := v.(*ssa.Parameter); ok {
		return append(list, Slot(Key(p.Parent()), slices.Index(p.Parent().Params, p)))
	}
	for _, x := range b.textOf(v) {
		list = b.textParams(x, list, seen)
	}
	return list
}

func (b *builder) textOf(v ssa.Value) []ssa.Value {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return []ssa.Value{v.X}
	case *ssa.ChangeInterface:
		return []ssa.Value{v.X}
	case *ssa.ChangeType:
		return []ssa.Value{v.X}
	case *ssa.Convert:
		return []ssa.Value{v.X}
	case *ssa.TypeAssert:
		return []ssa.Value{v.X}
	case *ssa.BinOp:
		if v.Op == token.ADD {
			return []ssa.Value{v.X, v.Y}
		}
	case *ssa.Phi:
		return v.Edges
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok && v.Index == 0 {
			return b.textOfCall(call)
		}
	case *ssa.UnOp:
		if _, ok := v.X.(*ssa.Alloc); ok {
			return []ssa.Value{v.X}
		}
	case *ssa.Alloc:
		return Stored(v)
	case *ssa.MakeMap, *ssa.MakeSlice:
		return Stored(v)
	case *ssa.Slice:
		if v.Low == nil && v.High == nil {
			return append(value.Variadic(v), v.X)
		}
	case *ssa.Call:
		return b.textOfCall(v)
	}
	return nil
}

func (b *builder) textOfCall(v *ssa.Call) []ssa.Value {
	if value.IsBuiltin(&v.Call, "append") {
		return v.Call.Args
	}
	fn := v.Call.StaticCallee()
	if fn == nil {
		return nil
	}
	if b.summarised(fn) {
		var values []ssa.Value
		for i, arg := range v.Call.Args {
			if slices.Contains(b.textResult(fn), Slot(Key(fn), i)) {
				values = append(values, spread(arg)...)
			}
		}
		return values
	}
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		return nil
	}
	_, text := b.table.Func(catalog.Text, obj)
	row, json := b.table.Func(catalog.JSON, obj)
	if _, into := row.Value("into"); !text && (!json || into) {
		return nil
	}
	var values []ssa.Value
	for _, arg := range v.Call.Args {
		values = append(values, spread(arg)...)
	}
	return values
}
