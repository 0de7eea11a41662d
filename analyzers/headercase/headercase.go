package headercase

import (
	_ "embed"
	"go/ast"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

//go:embed doc.go
var doc string

// Analyzer is the rule headercase.
var Analyzer = rule.New[mark](rule.Rule{
	Name: "headercase",
	Doc:  rule.Page(doc),
	Find: find,
})

type mark struct{}

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var candidates []rule.Candidate
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			var l *look
			switch instr := instr.(type) {
			case *ssa.Lookup:
				l = direct(instr)
			case *ssa.Call:
				l = helped(instr)
			}
			if l != nil && !tolerant(c, fn, l.name) {
				candidates = append(candidates, candidate(c, fn, instr, l))
			}
		}
	}
	return candidates
}

func candidate(c *rule.Context, fn *ssa.Function, instr ssa.Instruction, l *look) rule.Candidate {
	candidate := c.At(fn, instr, instr.Pos())
	if call, ok := instr.(ssa.CallInstruction); ok {
		candidate = c.AtCall(fn, call)
	}
	lower := strconv.Quote(strings.ToLower(l.name))
	candidate.Kind = "case"
	candidate.Message = l.event + ".Headers[" + strconv.Quote(l.name) + "] finds nothing: this source sends header names in lower case; use " + lower
	if literal := literalNear(c, instr, l.name); literal != nil {
		candidate.Fix = &rule.Fix{
			Message: "Use lower case",
			Edits:   []rule.Edit{{Pos: c.Position(literal.Pos()), End: c.Position(literal.End()), New: lower}},
		}
	}
	return candidate
}

// literalNear returns the literal of a name in the index or call expression of
// an instruction, nil if the name is a constant declared elsewhere.
func literalNear(c *rule.Context, instr ssa.Instruction, name string) *ast.BasicLit {
	for _, n := range c.Enclosing(instr.Pos()) {
		switch n.(type) {
		case *ast.IndexExpr, *ast.CallExpr:
		default:
			continue
		}
		var found *ast.BasicLit
		ast.Inspect(n, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Value == strconv.Quote(name) {
				found = lit
			}
			return true
		})
		return found
	}
	return nil
}
