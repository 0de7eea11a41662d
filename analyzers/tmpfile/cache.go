package tmpfile

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/paths"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// cached reports whether the file is kept for later invocations on purpose: it
// is only made where a check found it missing, or named after its content.
func (f *frame) cached(o *obligation) bool {
	if o.Path.Hashed() || acceptsExisting(o) {
		return true
	}
	for _, p := range f.probes {
		if f.guards(o, p.call, p.path) {
			return true
		}
	}
	for _, block := range f.fn.Blocks {
		for _, instr := range block.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || !asks(call) {
				continue
			}
			for _, arg := range call.Common().Args {
				if paths.IsPath(arg.Type()) && f.guards(o, call, arg) {
					return true
				}
			}
		}
	}
	return false
}

// asks reports whether the call answers with a bool first, as exists(path) does.
func asks(call *ssa.Call) bool {
	results := call.Common().Signature().Results()
	if results.Len() == 0 || call.Common().StaticCallee() == nil {
		return false
	}
	b, ok := results.At(0).Type().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Bool
}

// acceptsExisting: os.Mkdir failed with os.IsExist, and that is fine.
func acceptsExisting(o *obligation) bool {
	for _, err := range o.errs {
		for _, ref := range *err.Referrers() {
			call, ok := ref.(*ssa.Call)
			if !ok || call.Common().StaticCallee() == nil {
				continue
			}
			switch call.Common().StaticCallee().String() {
			case "os.IsExist":
				return true
			case "errors.Is":
				if load, ok := call.Common().Args[1].(*ssa.UnOp); ok {
					if g, ok := load.X.(*ssa.Global); ok && g.Name() == "ErrExist" {
						return true
					}
				}
			}
		}
	}
	return false
}

// guards reports whether the file is made on one side only of a branch that
// depends on a check of its path, or of a folder above it.
func (f *frame) guards(o *obligation, check ssa.CallInstruction, path ssa.Value) bool {
	if check == o.at || !value.Precedes(check, o.at) {
		return false
	}
	x := f.paths.Of(path)
	if x.IsTempDir() || !slices.ContainsFunc(o.names, x.Above) {
		return false
	}
	at := o.at.Block()
	for _, block := range f.fn.Blocks {
		branch, ok := value.BranchOf(block)
		if !ok || !value.Precedes(check, branch) || !uses(branch.Cond, check, 0) {
			continue
		}
		if reaches(block.Succs[0], at, block) != reaches(block.Succs[1], at, block) && behind(branch, o.at) && !refuses(block, at, check) {
			return true
		}
	}
	return false
}

// refuses reports whether the side of a branch that does not make the file only
// returns the error of the check: it was no question whether the file is there.
func refuses(block, at *ssa.BasicBlock, check ssa.CallInstruction) bool {
	for _, succ := range block.Succs {
		if reaches(succ, at, block) {
			continue
		}
		if ret, ok := value.ReturnOf(succ); ok && len(ret.Results) > 0 {
			last := ret.Results[len(ret.Results)-1]
			return value.IsError(last.Type()) && uses(last, check, 0)
		}
	}
	return false
}

// reaches reports whether a way leads from one block to another, not through avoid.
func reaches(from, to, avoid *ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{avoid: true}
	for work := []*ssa.BasicBlock{from}; len(work) > 0; {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if b == to {
			return true
		}
		if !seen[b] {
			seen[b] = true
			work = append(work, b.Succs...)
		}
	}
	return false
}

// uses reports whether a condition is computed from the results of a call.
func uses(cond ssa.Value, call ssa.CallInstruction, depth int) bool {
	const deepest = 5
	cond = latest(cond)
	if v, ok := call.(ssa.Value); ok && cond == v {
		return true
	}
	instr, ok := cond.(ssa.Instruction)
	if !ok || depth > deepest {
		return false
	}
	return slices.ContainsFunc(instr.Operands(nil), func(op *ssa.Value) bool { return *op != nil && uses(*op, call, depth+1) })
}
