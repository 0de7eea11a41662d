package provenance

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// Defaulted reports whether a field is assigned only where a test of that very
// field leads: if o.ID == "" { o.ID = newID() }. Otherwise it keeps what it had.
func Defaulted(store *ssa.Store) bool {
	addr, ok := store.Addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	for b := store.Block().Idom(); b != nil; b = b.Idom() {
		if branch, ok := value.BranchOf(b); ok && testsField(branch.Cond, addr, 0) {
			return true
		}
	}
	return false
}

// testsField looks for a load of the field in what a condition is computed from.
func testsField(v ssa.Value, addr *ssa.FieldAddr, depth int) bool {
	const deepest = 4
	if other, ok := v.(*ssa.FieldAddr); ok && other.Field == addr.Field && types.Identical(other.X.Type(), addr.X.Type()) {
		return true
	}
	instr, ok := v.(ssa.Instruction)
	if _, phi := v.(*ssa.Phi); !ok || phi || depth > deepest {
		return false
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && testsField(*op, addr, depth+1) {
			return true
		}
	}
	return false
}
