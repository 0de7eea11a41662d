package batchfailure

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// onlyLogged returns the calls that log the error; none if anything else is
// done with it than to compare it with nil.
func (b *branch) onlyLogged(c *rule.Context) []ssa.CallInstruction {
	t := &talk{c: c, seen: make(map[ssa.Value]bool)}
	if !t.value(b.err) {
		return nil
	}
	var inside []ssa.CallInstruction
	for _, call := range t.logs {
		if b.fail[call.Block()] {
			inside = append(inside, call)
		}
	}
	return inside
}

// talk follows a value to the calls that log it.
type talk struct {
	c    *rule.Context
	seen map[ssa.Value]bool
	logs []ssa.CallInstruction
}

// value reports whether nothing is done with v but logging it.
func (t *talk) value(v ssa.Value) bool {
	if t.seen[v] {
		return true
	}
	t.seen[v] = true
	if v.Referrers() == nil {
		return true
	}
	for _, ref := range *v.Referrers() {
		if !t.use(v, ref) {
			return false
		}
	}
	return true
}

func (t *talk) use(v ssa.Value, ref ssa.Instruction) bool {
	switch ref := ref.(type) {
	case *ssa.DebugRef:
		return true
	case *ssa.BinOp:
		return value.IsNilConst(ref.X) || value.IsNilConst(ref.Y)
	case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.Phi, *ssa.Slice, *ssa.Extract:
		return t.value(ref.(ssa.Value))
	case *ssa.Store:
		return t.store(v, ref)
	case *ssa.Call:
		return t.call(v, ref)
	}
	return false
}

// store: the element of a variadic argument.
func (t *talk) store(v ssa.Value, store *ssa.Store) bool {
	elem, ok := store.Addr.(*ssa.IndexAddr)
	if !ok || store.Val != v {
		return false
	}
	array, ok := elem.X.(*ssa.Alloc)
	if !ok || t.seen[array] {
		return ok
	}
	t.seen[array] = true
	for _, ref := range *array.Referrers() {
		if slice, ok := ref.(*ssa.Slice); ok && !t.value(slice) {
			return false
		}
	}
	return true
}

func (t *talk) call(v ssa.Value, call *ssa.Call) bool {
	if talks(t.c, call) {
		logs := t.logs
		// What a field or a builder is handed to writes the line: zap.Error(err), event.Err(err).
		if !t.value(call) || len(t.logs) == len(logs) {
			t.logs = append(logs, call)
		}
		return true
	}
	if call.Call.IsInvoke() && call.Call.Value == v { // err.Error()
		name := call.Call.Method.Name()
		return (name == "Error" || name == "String") && t.value(call)
	}
	if basic, ok := call.Type().Underlying().(*types.Basic); ok && basic.Kind() == types.Bool {
		return false // errors.Is: the error is told apart
	}
	return computes(t.c, call) && t.value(call)
}

// speaking are the beginnings of the names of functions that log, reporting
// those of libraries that pass an error to somebody watching.
var (
	speaking  = []string{"print", "fprint", "debug", "info", "warn", "error", "log", "trace", "notice", "crit", "alert"}
	reporting = []string{"with", "msg", "send", "err", "capture", "record", "set", "add", "notify", "str", "any", "int"}
)

// talks reports whether a call only tells somebody something.
func talks(c *rule.Context, call *ssa.Call) bool {
	if builtin, ok := call.Call.Value.(*ssa.Builtin); ok {
		return builtin.Name() == "print" || builtin.Name() == "println"
	}
	callee := rule.Callee(call.Common())
	if callee == nil || keeps(callee) || outside(c, call) != "" {
		return false
	}
	if named(callee.Name(), speaking) && (!fails(callee) || prints(callee)) {
		return true
	}
	if !firstParty(c, call) {
		return named(callee.Name(), reporting) && !fails(callee) && !pure(callee)
	}
	fn := call.Call.StaticCallee()
	return fn != nil && speaksOnly(c, fn)
}

func named(name string, words []string) bool {
	name = strings.ToLower(name)
	for _, word := range words {
		if strings.HasPrefix(name, word) {
			return true
		}
	}
	return false
}

// fails reports whether a function returns an error.
func fails(fn *types.Func) bool {
	for r := range fn.Signature().Results().Variables() {
		if value.IsError(r.Type()) {
			return true
		}
	}
	return false
}

// prints matches fmt.Print and its kin, whose error nobody reads.
func prints(fn *types.Func) bool {
	return inPackage(fn, "fmt") && named(fn.Name(), []string{"print", "fprint"})
}

// pure reports whether fn belongs to the packages that make texts and errors.
func pure(fn *types.Func) bool {
	return inPackage(fn, "fmt") || inPackage(fn, "errors") || inPackage(fn, "strings") || inPackage(fn, "strconv")
}

func inPackage(fn *types.Func, path string) bool { return fn.Pkg() != nil && fn.Pkg().Path() == path }

// speaksOnly reports whether a helper of the package does nothing but log.
func speaksOnly(c *rule.Context, fn *ssa.Function) bool {
	if len(fn.Blocks) == 0 || fn.Signature.Results().Len() > 0 {
		return false
	}
	spoke := false
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.MapUpdate, *ssa.Send, *ssa.Go, *ssa.Defer:
				return false
			case *ssa.Store:
				if !temporary(instr.Addr) {
					return false
				}
			case *ssa.Call:
				callee := rule.Callee(instr.Common())
				if callee == nil || !named(callee.Name(), speaking) && !computes(c, instr) {
					return false
				}
				spoke = spoke || named(callee.Name(), speaking)
			}
		}
	}
	return spoke
}

// computes reports whether a call only makes a value: a library function that
// reaches nothing outside.
func computes(c *rule.Context, call *ssa.Call) bool {
	if builtin, ok := call.Call.Value.(*ssa.Builtin); ok {
		return builtin.Name() != "append" && builtin.Name() != "close" && builtin.Name() != "panic"
	}
	callee := rule.Callee(call.Common())
	return callee != nil && !keeps(callee) && !firstParty(c, call) && outside(c, call) == ""
}

// keeps matches what goroutines count and remember failures with.
func keeps(fn *types.Func) bool {
	return inPackage(fn, "sync/atomic") || inPackage(fn, "sync") && (fn.Name() == "Store" || fn.Name() == "Do")
}
