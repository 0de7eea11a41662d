package idempotency

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/effect"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// judgments marks functions that judge a record, and the calls by which one
// that was loaded is judged:
//
//	order, err := orders.Get(ctx, id)
//	…
//	if err := order.MustBePending(); err != nil {
func judgments(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var marks []rule.Candidate
	if isJudge(c, fn) {
		marks = append(marks, rule.Candidate{Func: callgraph.Key(fn), Kind: judges, Mark: true})
	}
	for instr := range rule.Calls(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok || call.Call.StaticCallee() == nil || !judgeShape(call.Call.Signature()) || !c.Graph.Summarised(call.Call.StaticCallee()) {
			continue
		}
		load := loadedBy(call.Call.Args[0])
		if load == nil {
			continue
		}
		m := c.At(fn, call, call.Pos())
		m.Kind, m.Mark = judged, true
		at := c.Graph.Where(fn, load, load.Pos())
		m.Notes = map[string]string{noteJudge: callgraph.Key(call.Call.StaticCallee()), noteLoad: placeOf(at)}
		marks = append(marks, m)
	}
	return marks
}

// placeOf names a place in a function.
func placeOf(w callgraph.Where) string { return fmt.Sprint(w.Block, ":", w.Index) }

// judgeShape: one value goes in, be it as the receiver, and an error comes out.
func judgeShape(sig *types.Signature) bool {
	inputs := sig.Params().Len()
	if sig.Recv() != nil {
		inputs++
	}
	return inputs == 1 && sig.Results().Len() == 1 && value.IsError(sig.Results().At(0).Type())
}

// isJudge reports whether a function only looks at what it gets: it calls
// nothing that reaches outside, and returns nil or an error that it makes.
func isJudge(c *rule.Context, fn *ssa.Function) bool {
	if !judgeShape(fn.Signature) || len(fn.Params) != 1 {
		return false
	}
	passes, fails := false, false
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.Return:
				verdict, ok := instr.Results[0].(*ssa.Const)
				passes, fails = passes || ok && verdict.IsNil(), fails || !ok
			case ssa.CallInstruction:
				if _, ok := instr.Common().Value.(*ssa.Builtin); ok {
					continue
				}
				callee := rule.Callee(instr.Common())
				if callee == nil || callee.Pkg() == nil || c.Graph.Known(callee.Pkg()) || effect.Of(c.Table, instr.Common(), callee) != effect.None {
					return false
				}
			}
		}
	}
	return passes && fails
}

// loadedBy returns the call that v is a result of, or nil.
func loadedBy(v ssa.Value) *ssa.Call {
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	call, _ := value.ResultOf(v)
	return call
}

// judgedBefore returns the places whose result is judged before the point,
// with a way past it.
func (p point) judgedBefore() map[string]bool {
	places := make(map[string]bool)
	for _, m := range p.q.Marks(p.fn.Key) {
		if m.Kind != judged || !p.fn.Gates(m.Where, p.at) {
			continue
		}
		for _, j := range p.q.Marks(m.Notes[noteJudge]) {
			if j.Kind == judges {
				places[m.Notes[noteLoad]] = true
			}
		}
	}
	return places
}
