package idempotency

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// uses is what hides calls of the functions of a package.
type uses struct {
	values  map[types.Object]bool // functions that are used as values
	invoked map[string]bool       // names of interface methods that are called
}

// uses returns the index of the package, which is made once.
func (s *site) uses() *uses {
	if u, ok := s.Shared.(*uses); ok {
		return u
	}
	u := &uses{make(map[types.Object]bool), make(map[string]bool)}
	for _, fn := range s.Graph.Functions {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				u.add(instr)
			}
		}
	}
	s.Shared = u
	return u
}

func (u *uses) add(instr ssa.Instruction) {
	operands := instr.Operands(nil)
	if call, ok := instr.(ssa.CallInstruction); ok {
		common := call.Common()
		if common.IsInvoke() {
			u.invoked[common.Method.Name()] = true
		}
		if _, ok := common.Value.(*ssa.Function); ok {
			operands = slices.DeleteFunc(operands, func(op *ssa.Value) bool { return op == &common.Value })
		}
	}
	for _, op := range operands {
		if fn, ok := (*op).(*ssa.Function); ok && fn.Object() != nil {
			u.values[fn.Object()] = true
		}
	}
}

// given returns what the calls of a function give a parameter. ok is false if
// there are calls elsewhere.
func (s *site) given(p *ssa.Parameter) (args []ssa.Value, ok bool) {
	fn, u := p.Parent(), s.uses()
	i := slices.Index(fn.Params, p)
	if i < 0 || fn.Object() == nil || u.values[fn.Object()] || fn.Signature.Recv() != nil && u.invoked[fn.Name()] {
		return nil, false
	}
	if token.IsExported(fn.Name()) && s.Pass.Pkg.Name() != "main" {
		return nil, false
	}
	for _, call := range s.Graph.Calls(fn) {
		args = append(args, call.Common().Args[i])
	}
	return args, len(args) > 0
}

// filled collects what a helper sets in the struct whose address it gets.
func (f *fields) filled(cell ssa.Value, call *ssa.Call) {
	callee := call.Call.StaticCallee()
	if callee == nil {
		return
	}
	for i, arg := range call.Call.Args {
		switch {
		case arg != cell:
		case i < len(callee.Params) && len(callee.Blocks) > 0:
			for name, values := range setThrough(callee.Params[i]).values {
				f.values[name] = append(f.values[name], values...)
			}
		case f.site.foreign(callee):
			f.complete = false
		}
	}
}

// foreign reports whether a function of the program is declared in another package.
func (s *site) foreign(callee *ssa.Function) bool {
	obj, ok := callee.Object().(*types.Func)
	if !ok || obj.Pkg() == nil || obj.Pkg() == s.Pass.Pkg {
		return false
	}
	_, op, _ := operation(obj)
	return op == "" && s.Graph.Known(obj.Pkg())
}
