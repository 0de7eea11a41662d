package secretlog

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// wanted reports whether there is a reason to log what users sent: somebody
// looks for a defect, or it could not be decoded and leaves no other trace. A
// message between the parts of a program is reported, without -strict, only
// where the program itself says that it holds a secret.
func wanted(c *rule.Context, s *secret, call ssa.CallInstruction) bool {
	if debugging(call.Block()) || undecoded(c, call.Block()) {
		return true
	}
	return s.isMessage() && !c.Config.Strict && !decodesSecret(c, call.Parent())
}

// undecoded reports whether a block is entered only where something made of
// the input is missing, or making it failed:
//
//	if err := json.Unmarshal([]byte(record.Body), &order); err != nil {
func undecoded(c *rule.Context, block *ssa.BasicBlock) bool {
	for idom := block.Idom(); idom != nil; idom = idom.Idom() {
		branch, ok := value.BranchOf(idom)
		if !ok {
			continue
		}
		v, side := nilSide(branch)
		if v == nil || !idom.Succs[side].Dominates(block) {
			continue
		}
		if call, _ := value.ResultOf(v); call != nil && takesInput(c, call) {
			return true
		}
	}
	return false
}

// nilSide returns the value that a branch compares with nil, and the successor
// taken where that tells of a failure: an error that is not nil, or anything
// else that is.
func nilSide(branch *ssa.If) (v ssa.Value, side int) {
	cmp, ok := branch.Cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.EQL && cmp.Op != token.NEQ {
		return nil, 0
	}
	if !value.IsNilConst(cmp.Y) {
		return nil, 0
	}
	if value.IsError(cmp.X.Type()) == (cmp.Op == token.EQL) {
		side = 1
	}
	return cmp.X, side
}

// takesInput reports whether a call gets what users sent.
func takesInput(c *rule.Context, call *ssa.Call) bool {
	for _, arg := range call.Call.Args {
		if s := secretOf(c, arg); s != nil && s.isInput() {
			return true
		}
	}
	return false
}

// decodesSecret reports whether a function turns what users sent into a struct
// with a field whose name is that of a secret.
func decodesSecret(c *rule.Context, fn *ssa.Function) bool {
	for instr := range rule.Calls(fn) {
		if call, ok := instr.(*ssa.Call); ok && holdsSecret(&call.Call) && takesInput(c, call) {
			return true
		}
	}
	return false
}

// holdsSecret reports whether a call gives or fills a struct with such a field.
func holdsSecret(common *ssa.CallCommon) bool {
	for r := range common.Signature().Results().Variables() {
		if secretField(r.Type(), 0) {
			return true
		}
	}
	args := common.Args
	if common.Signature().Recv() != nil && !common.IsInvoke() {
		args = args[1:]
	}
	for _, arg := range args {
		filled := value.Unwrap(arg).Type()
		if _, pointer := filled.Underlying().(*types.Pointer); pointer && secretField(filled, 0) {
			return true
		}
	}
	return false
}

// secretField looks into the structs and lists below t.
func secretField(t types.Type, depth int) bool {
	const deepest = 3
	if depth > deepest {
		return false
	}
	t = value.Deref(t)
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return secretField(u.Elem(), depth+1)
	case *types.Struct:
		for f := range u.Fields() {
			if isText(f.Type()) && secretName(f.Name()) || secretField(f.Type(), depth+1) {
				return true
			}
		}
	}
	return false
}
