package callgraph

import (
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// Logged returns the values that a call writes to the log, itself or through
// first-party functions that pass their parameters on.
func (r *Result) Logged(common *ssa.CallCommon) []ssa.Value {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.builder.logged(common)
}

// TextOf returns the values that the text of v consists of, one step back: the
// operands of a concatenation, the arguments of fmt.Sprintf or json.Marshal.
func (r *Result) TextOf(v ssa.Value) []ssa.Value {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.builder.textOf(v)
}

func (b *builder) logged(common *ssa.CallCommon) []ssa.Value {
	var values []ssa.Value
	if fn := common.StaticCallee(); fn != nil && b.summarised(fn) {
		logs := b.logsOf(fn)
		for i, arg := range common.Args {
			if slices.Contains(logs, Slot(Key(fn), i)) && untold(arg.Type()) {
				values = append(values, spread(arg)...)
			}
		}
		return values
	}
	for _, arg := range b.writes(common) {
		values = append(values, spread(arg)...)
	}
	return values
}

// untold reports whether the type of a parameter says nothing of what is in
// it. Of a struct the callee knows as much as its caller.
func untold(t types.Type) bool {
	const deepest = 4 // a slice may hold itself
	for range deepest {
		s, ok := t.Underlying().(*types.Slice)
		if !ok {
			break
		}
		t = s.Elem()
	}
	switch t.Underlying().(type) {
	case *types.Interface, *types.Basic, *types.Map:
		return true
	}
	return false
}

// spread returns the elements of a variadic argument, or else the argument.
func spread(arg ssa.Value) []ssa.Value {
	if elements := value.Variadic(arg); len(elements) > 0 {
		return elements
	}
	return []ssa.Value{arg}
}

// writes returns the arguments that a catalogued call writes to the log.
func (b *builder) writes(common *ssa.CallCommon) []ssa.Value {
	method, args := common.Method, common.Args
	if method == nil {
		if fn := common.StaticCallee(); fn != nil {
			method, _ = fn.Object().(*types.Func)
		}
	}
	if method == nil {
		return nil
	}
	if method.Signature().Recv() != nil && !common.IsInvoke() {
		args = args[1:]
	}
	symbol := catalog.Symbol(method)
	if row, ok := b.table.Lookup(catalog.Print, symbol); ok {
		writer, given := row.Value("writer")
		switch {
		case !given:
			return args
		case writer == "recv":
			return when(standardStream(common.Args[0]), args)
		}
		return when(standardStream(args[0]), args[1:])
	}
	for _, kind := range []catalog.Kind{catalog.Log, catalog.Sink, catalog.Exit, catalog.Panic} {
		if _, ok := b.table.Lookup(kind, symbol); ok {
			return args
		}
	}
	return nil
}

func when(ok bool, values []ssa.Value) []ssa.Value {
	if !ok {
		return nil
	}
	return values
}

// standardStream matches os.Stdout and os.Stderr.
func standardStream(v ssa.Value) bool {
	g := value.LoadedFrom(v)
	return g != nil && g.Pkg != nil && g.Pkg.Pkg.Path() == "os" && (g.Name() == "Stdout" || g.Name() == "Stderr")
}

// logsOf returns the parameters of a function that it writes to the log.
func (b *builder) logsOf(fn *ssa.Function) []Node {
	if logs, ok := b.logs[fn]; ok {
		return logs
	}
	if dep := b.imported(fn); dep != nil {
		return dep.Logs
	}
	b.logs[fn] = nil // a recursive call adds nothing
	var logs []Node
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || b.depends(block) {
				continue
			}
			for _, v := range b.logged(call.Common()) {
				logs = b.textParams(v, logs, make(map[ssa.Value]bool))
			}
		}
	}
	b.logs[fn] = sorted(logs)
	return b.logs[fn]
}

// depends reports whether a block runs only for some arguments or after some
// errors: a function that logs there does not exist to log.
func (b *builder) depends(block *ssa.BasicBlock) bool {
	for ; block.Idom() != nil; block = block.Idom() {
		branch, ok := block.Idom().Instrs[len(block.Idom().Instrs)-1].(*ssa.If)
		if ok && len(block.Preds) == 1 && ofArguments(branch.Cond, 0) {
			return true
		}
	}
	return false
}

// ofArguments reports whether a condition looks at a parameter or an error.
func ofArguments(v ssa.Value, depth int) bool {
	if p, ok := v.(*ssa.Parameter); ok {
		return p.Parent().Signature.Recv() == nil || p != p.Parent().Params[0]
	}
	if value.IsError(v.Type()) || depth > 4 {
		return true
	}
	instr, ok := v.(ssa.Instruction)
	if !ok {
		return false
	}
	if _, call := v.(*ssa.Call); call {
		return false // logger.Enabled(ctx, level)
	}
	return slices.ContainsFunc(instr.Operands(nil), func(op *ssa.Value) bool { return *op != nil && ofArguments(*op, depth+1) })
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
		if ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return); ok && len(ret.Results) > 0 && holdsText(ret.Results[0].Type()) {
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

// textParams adds the parameters that are in the text of v.
func (b *builder) textParams(v ssa.Value, logs []Node, seen map[ssa.Value]bool) []Node {
	if seen[v] {
		return logs
	}
	seen[v] = true
	if p, ok := v.(*ssa.Parameter); ok {
		return append(logs, Slot(Key(p.Parent()), slices.Index(p.Parent().Params, p)))
	}
	for _, x := range b.textOf(v) {
		logs = b.textParams(x, logs, seen)
	}
	return logs
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
	if builtin, ok := v.Call.Value.(*ssa.Builtin); ok && builtin.Name() == "append" {
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
	_, text := b.table.Lookup(catalog.Text, catalog.Symbol(obj))
	row, json := b.table.Lookup(catalog.JSON, catalog.Symbol(obj))
	if _, into := row.Value("into"); !text && (!json || into) {
		return nil
	}
	var values []ssa.Value
	for _, arg := range v.Call.Args {
		values = append(values, spread(arg)...)
	}
	return values
}

// Unescapes reports whether a function undoes the URL encoding of a parameter.
func (r *Result) Unescapes(fn *ssa.Function, i int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Contains(r.builder.unescapesOf(fn), Slot(Key(fn), i))
}

func (b *builder) unescapesOf(fn *ssa.Function) []Node {
	if nodes, ok := b.unescapes[fn]; ok {
		return nodes
	}
	if dep := b.imported(fn); dep != nil {
		return dep.Unescapes
	}
	b.unescapes[fn] = nil
	var nodes []Node
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				for _, v := range b.unescaped(call.Common()) {
					nodes = b.textParams(v, nodes, make(map[ssa.Value]bool))
				}
			}
		}
	}
	b.unescapes[fn] = sorted(nodes)
	return b.unescapes[fn]
}

// unescaped returns the arguments that a call decodes.
func (b *builder) unescaped(common *ssa.CallCommon) []ssa.Value {
	fn := common.StaticCallee()
	if fn == nil {
		return nil
	}
	if b.summarised(fn) {
		var values []ssa.Value
		for i, arg := range common.Args {
			if slices.Contains(b.unescapesOf(fn), Slot(Key(fn), i)) {
				values = append(values, arg)
			}
		}
		return values
	}
	if obj, ok := fn.Object().(*types.Func); ok && Decodes(b.table, common, obj) {
		return common.Args
	}
	return nil
}

// Decodes reports whether a call of fn undoes the encoding of URLs, as a whole
// or, like strings.ReplaceAll(key, "+", " "), by hand.
func Decodes(table *catalog.Table, common *ssa.CallCommon, fn *types.Func) bool {
	row, ok := table.Lookup(catalog.Decode, catalog.Symbol(fn))
	if !ok {
		return false
	}
	position, byHand := row.Value("old")
	if !byHand {
		return true
	}
	i, err := strconv.Atoi(position)
	if err != nil || i >= len(common.Args) {
		return false
	}
	old, ok := value.Text(common.Args[i])
	return ok && (old == "+" || strings.HasPrefix(old, "%"))
}
