package afterstart

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/effect"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// effectOf returns what a deferred call would do that somebody misses: the name
// of the function, "" for memory alone and for cancelling a context.
func effectOf(c *rule.Context, d *ssa.Defer) string {
	common := d.Common()
	if callee := rule.Callee(common); callee != nil {
		return named(c, common, callee)
	}
	if fn := common.StaticCallee(); fn != nil {
		return inside(c, fn)
	}
	// What a set-up function returned: tracing hands out func(context.Context) error.
	if value.ReturnsError(common.Signature()) {
		return "shutdown"
	}
	for _, fn := range made(common.Value) {
		if name := inside(c, fn); name != "" {
			return name
		}
	}
	return ""
}

// ending are the beginnings of the names of functions that end, flush, give
// back or tell something.
var ending = []string{
	"Close", "Cleanup", "CleanUp", "Disconnect", "Drain", "End", "Finish", "Flush", "ForceFlush", "Logout", "Quit", "Release", "Remove", "Shutdown",
	"ShutDown", "Stop", "Sync", "Teardown", "Terminate", "Unlock", "RUnlock", "Unsubscribe", "Wait",
	"Print", "Fprint", "Debug", "Info", "Warn", "Error", "Log", "Msg", "Send",
}

// ends reports whether the name of a function says that it ends something.
func ends(name string) bool {
	name = strings.ToUpper(name[:1]) + name[1:]
	for _, begin := range ending {
		rest, ok := strings.CutPrefix(name, begin)
		if ok && (rest == "" || rest == "f" || rest == "ln" || rest[0] < 'a' || rest[0] > 'z') {
			return true
		}
	}
	return false
}

// named returns the name of a callee with an effect: by its own name, by what
// the catalog says, or by what it calls.
func named(c *rule.Context, common *ssa.CallCommon, callee *types.Func) string {
	name := direct(c, common, callee)
	if fn := common.StaticCallee(); name == "" && fn != nil && inside(c, fn) != "" {
		name = callgraph.Display(callee)
	}
	return name
}

// inMemory matches what stops with the process anyway: timers, signals, contexts.
func inMemory(callee *types.Func) bool {
	if callee.Pkg() == nil {
		return false
	}
	switch callee.Pkg().Path() {
	case "time", "os/signal", "context":
		return true
	}
	return false
}

func direct(c *rule.Context, common *ssa.CallCommon, callee *types.Func) string {
	if inMemory(callee) {
		return ""
	}
	library := callee.Pkg() != nil && !c.Graph.Known(callee.Pkg())
	if ends(callee.Name()) || library && effect.Of(c.Table, common, callee) == effect.Write {
		return callgraph.Display(callee)
	}
	return ""
}

// inside returns the first call with an effect in a function of the package. A
// function that recovers is there for what comes before the start.
func inside(c *rule.Context, fn *ssa.Function) string {
	name := ""
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if value.IsBuiltin(&call.Call, "recover") {
				return ""
			}
			if callee := rule.Callee(call.Common()); callee != nil && name == "" {
				name = direct(c, call.Common(), callee)
			}
		}
	}
	return name
}

// made returns the literals that a function value can be, as far as the
// package shows: a variable, or what a function of the package returns.
func made(v ssa.Value) []*ssa.Function {
	var found []*ssa.Function
	seen := make(map[ssa.Value]bool)
	for work := []ssa.Value{v}; len(work) > 0; {
		v := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[v] {
			continue
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.Function:
			found = append(found, v)
		case *ssa.MakeClosure:
			work = append(work, v.Fn)
		case *ssa.Phi:
			work = append(work, v.Edges...)
		case *ssa.ChangeType:
			work = append(work, v.X)
		case *ssa.Extract:
			if call, ok := v.Tuple.(*ssa.Call); ok {
				work = append(work, value.Results(call, v.Index)...)
			}
		case *ssa.Call:
			work = append(work, value.Results(v, 0)...)
		}
	}
	return found
}
