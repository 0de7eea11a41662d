package paths

import "golang.org/x/tools/go/ssa"

// stored returns what is assigned to a local variable, also by the literals
// that capture it. Not ok: its address goes elsewhere.
func stored(cell *ssa.Alloc) ([]ssa.Value, bool) {
	var values []ssa.Value
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != cell {
				return nil, false
			}
			values = append(values, ref.Val)
		case *ssa.MakeClosure:
			values = append(values, storedBy(ref, cell)...)
		case *ssa.UnOp, *ssa.DebugRef:
		default:
			return nil, false
		}
	}
	return values, true
}

func storedBy(mc *ssa.MakeClosure, cell *ssa.Alloc) []ssa.Value {
	var values []ssa.Value
	fn := mc.Fn.(*ssa.Function)
	for i, b := range mc.Bindings {
		if b != cell || i >= len(fn.FreeVars) {
			continue
		}
		for _, ref := range *fn.FreeVars[i].Referrers() {
			if store, ok := ref.(*ssa.Store); ok && store.Addr == fn.FreeVars[i] {
				values = append(values, store.Val)
			}
		}
	}
	return values
}

func storedField(cell *ssa.Alloc, index int) []ssa.Value {
	var values []ssa.Value
	for _, ref := range *cell.Referrers() {
		if addr, ok := ref.(*ssa.FieldAddr); ok && addr.Field == index {
			for _, use := range *addr.Referrers() {
				if store, ok := use.(*ssa.Store); ok && store.Addr == addr {
					values = append(values, store.Val)
				}
			}
		}
	}
	return values
}
