package tmpfile

import "golang.org/x/tools/go/ssa"

// spreads reports whether a slice or map goes where its elements are not
// followed: to the caller, into a field, into a literal, to a function of the
// program. Libraries only look at it.
func (f *frame) spreads(container ssa.Value) bool {
	seen := make(map[ssa.Value]bool)
	for work := []ssa.Value{container}; len(work) > 0; {
		v := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[v] {
			continue
		}
		seen[v] = true
		if v.Referrers() == nil {
			return true
		}
		switch v := v.(type) {
		case *ssa.Parameter, *ssa.FreeVar:
			return true
		case *ssa.UnOp:
			if cell, ok := v.X.(*ssa.Alloc); !ok {
				return true // read from a field or package variable
			} else if !seen[cell] {
				work = append(work, cell)
			}
		}
		for _, ref := range *v.Referrers() {
			next, out := f.carried(v, ref)
			if out {
				return true
			}
			if next != nil {
				work = append(work, next)
			}
		}
	}
	return false
}

// carried returns the value that v goes on in, and whether it gets out of sight.
func (f *frame) carried(v ssa.Value, ref ssa.Instruction) (next ssa.Value, out bool) {
	switch ref := ref.(type) {
	case *ssa.Return, *ssa.Send, *ssa.MakeClosure:
		return nil, true
	case *ssa.MapUpdate:
		return nil, ref.Value == v
	case *ssa.Store:
		if ref.Val != v {
			return nil, false
		}
		cell, local := ref.Addr.(*ssa.Alloc)
		return cell, !local
	case *ssa.Phi, *ssa.Slice, *ssa.ChangeType, *ssa.MakeInterface:
		return ref.(ssa.Value), false
	case *ssa.UnOp:
		return ref, false
	case ssa.CallInstruction:
		if b, ok := ref.Common().Value.(*ssa.Builtin); ok {
			result, _ := ref.(ssa.Value)
			if b.Name() == "append" {
				return result, false
			}
			return nil, false
		}
		_, s := f.target(ref.Common())
		return nil, s != nil || f.dynamic(ref)
	}
	return nil, false
}
