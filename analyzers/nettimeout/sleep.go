package nettimeout

import (
	"go/constant"
	"go/token"
	"go/types"
	"time"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

// endless is said of a loop that polls until the function's timeout.
const endless = " polls in a loop that only the function's timeout ends: the invocation is killed without a word; count the attempts or end with the context"

// sleep: the time passes, and is billed.
func (f *finder) sleep(call ssa.CallInstruction, row catalog.Row) {
	args := call.Common().Args
	if row.Index() >= len(args) || row.Has("channel") && !receivedFrom(call) {
		return
	}
	name := callgraph.ShortSymbol(row.Symbol)
	d, known := duration(args[row.Index()])
	long := known && d >= time.Second
	switch loop := loopAround(call.Block()); {
	case loop == nil:
		if long && !recursive(f.fn) {
			f.add(call, sleep, name+" of "+d.String()+" is billed like work, and whoever waits for the answer waits longer; delay the message or use a Step Functions wait")
		}
	case loop.overCollection():
		if long {
			f.add(call, sleep, name+" of "+d.String()+" is billed like work, once for each element; let a queue or Step Functions set the pace")
		}
	case !loop.bounded():
		f.add(call, poll, name+endless)
	}
}

// receivedFrom: <-time.After(d) outside of a select, where it is a timeout.
func receivedFrom(call ssa.CallInstruction) bool {
	v, ok := call.(*ssa.Call)
	if !ok {
		return false
	}
	for _, ref := range *v.Referrers() {
		if recv, ok := ref.(*ssa.UnOp); ok && recv.Op == token.ARROW {
			return true
		}
	}
	return false
}

// duration returns the value of a constant duration.
func duration(v ssa.Value) (time.Duration, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	n, exact := constant.Int64Val(c.Value)
	return time.Duration(n), exact
}

// short reports whether a waiter is given less than a second, or a time that
// is not known here.
func short(call ssa.CallInstruction) bool {
	for _, arg := range call.Common().Args {
		if named, ok := types.Unalias(arg.Type()).(*types.Named); ok && named.String() == "time.Duration" {
			d, known := duration(arg)
			return !known || d < time.Second
		}
	}
	return false
}

// recursive: a function that calls itself is taken for a retry that counts.
func recursive(fn *ssa.Function) bool {
	for call := range rule.Calls(fn) {
		if call.Common().StaticCallee() == fn {
			return true
		}
	}
	return false
}

// tickers: a loop that waits for nothing but the ticks of a clock.
func (f *finder) tickers() {
	for _, block := range f.fn.Blocks {
		for _, instr := range block.Instrs {
			recv, ok := instr.(*ssa.UnOp)
			if !ok || recv.Op != token.ARROW || !ticks(recv.X) {
				continue
			}
			if loop := loopAround(block); loop != nil && !loop.overCollection() && !loop.bounded() {
				candidate := f.At(f.fn, recv, recv.Pos())
				candidate.Kind, candidate.Message = poll, "time.Ticker"+endless
				f.found = append(f.found, candidate)
			}
		}
	}
}

// ticks matches the channel of a time.Ticker.
func ticks(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	return ok && callgraph.TypeKey(addr.X.Type()) == "time.Ticker"
}
