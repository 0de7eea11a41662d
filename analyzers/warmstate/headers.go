package warmstate

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// sent returns the location of a map that instr puts in a response, as all of
// its headers, or "".
//
//	events.APIGatewayProxyResponse{StatusCode: 200, Headers: headers}
func sent(c *rule.Context, fn *ssa.Function, instr ssa.Instruction) callgraph.Node {
	store, ok := instr.(*ssa.Store)
	if !ok {
		return ""
	}
	field, ok := store.Addr.(*ssa.FieldAddr)
	if !ok || !isResponse(field.X.Type()) {
		return ""
	}
	load, ok := store.Val.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return ""
	}
	if _, isMap := load.Type().Underlying().(*types.Map); !isMap {
		return ""
	}
	return c.Graph.Location(fn, load.X)
}

// sends marks the maps that fn puts in a response without writing to them
// before: what they hold is what another invocation left.
func sends(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var marks []rule.Candidate
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			location := sent(c, fn, instr)
			if location == "" || writesFirst(c, fn, location, instr) {
				continue
			}
			m := c.At(fn, instr, instr.Pos())
			m.Mark, m.Kind = true, answered+location
			marks = append(marks, m)
		}
	}
	return marks
}

// writesFirst reports whether fn has put an entry in the map at a location
// when it comes to an instruction.
func writesFirst(c *rule.Context, fn *ssa.Function, location callgraph.Node, instr ssa.Instruction) bool {
	for _, block := range fn.Blocks {
		for _, other := range block.Instrs {
			update, ok := other.(*ssa.MapUpdate)
			if ok && c.Graph.Location(fn, update.Map) == location && value.Precedes(update, instr) {
				return true
			}
		}
	}
	return false
}
