package catalog

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// SyncEffect returns which values a call of a function that has no summary
// signals and which it waits for. group tells that it waits for a counter and
// not for a value. A callee that nothing is known of may do both with every
// channel and wait group that it gets.
func (t *Table) SyncEffect(common *ssa.CallCommon) (signals, waits []ssa.Value, group bool) {
	if builtin, ok := common.Value.(*ssa.Builtin); ok {
		if builtin.Name() == "close" {
			return common.Args, nil, false
		}
		return nil, nil, false
	}
	args := common.Args
	if common.IsInvoke() {
		args = append([]ssa.Value{common.Value}, args...)
	}
	method := Callee(common)
	if method != nil && len(args) > 0 {
		if _, ok := t.Func(Signal, method); ok {
			return args[:1], nil, false
		}
		if _, ok := t.Func(Join, method); ok {
			return nil, args[:1], true
		}
		if method.Signature().Recv() != nil {
			switch method.Name() { // of a library that no row speaks of
			case "Wait", "Join":
				return nil, args[:1], true
			case "Close", "CloseWithError":
				return args[:1], nil, false
			}
			args = args[1:] // wg.Add, group.Go: neither
		}
	}
	for _, arg := range args {
		if synchronises(arg.Type()) {
			signals, waits = append(signals, arg), append(waits, arg)
		}
	}
	return signals, waits, false
}

// synchronises reports whether goroutines can wait for each other by a value
// of type t: a channel, or a pointer to something with a method Wait.
func synchronises(t types.Type) bool {
	if _, ok := t.Underlying().(*types.Chan); ok {
		return true
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "Wait")
	_, ok := obj.(*types.Func)
	return ok
}
