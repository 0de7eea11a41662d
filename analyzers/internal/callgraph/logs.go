package callgraph

import (
	"go/types"
	"slices"

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
	method, args := catalog.Callee(common), common.Args
	if method == nil {
		return nil
	}
	if method.Signature().Recv() != nil && !common.IsInvoke() {
		args = args[1:]
	}
	if row, ok := b.table.Func(catalog.Print, method); ok {
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
		if _, ok := b.table.Func(kind, method); ok {
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
			if !ok || depends(block) {
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
func depends(block *ssa.BasicBlock) bool {
	for ; block.Idom() != nil; block = block.Idom() {
		branch, ok := value.BranchOf(block.Idom())
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
	const deepest = 4
	if value.IsError(v.Type()) || depth > deepest {
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
