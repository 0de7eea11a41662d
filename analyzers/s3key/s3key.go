package s3key

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

//go:embed doc.go
var doc string

// Analyzer is the rule s3key.
var Analyzer = rule.New[mark](rule.Rule{
	Name: "s3key",
	Doc:  rule.Page(doc),
	Find: find,
})

type mark struct{}

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var candidates []rule.Candidate
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			key, ok := read(instr)
			if !ok {
				continue
			}
			u := &uses{Context: c, seen: make(map[ssa.Value]bool)}
			u.follow(key)
			if u.use == "" || u.decoded || fieldsOf(c).assigned {
				continue
			}
			candidates = append(candidates, candidate(c, fn, instr, u.use))
		}
	}
	return candidates
}

// read matches the read of S3Object.Key.
func read(instr ssa.Instruction) (ssa.Value, bool) {
	switch v := instr.(type) {
	case *ssa.FieldAddr:
		return v, isKey(v.X.Type(), v.Field)
	case *ssa.Field:
		return v, isKey(v.X.Type(), v.Field)
	}
	return nil, false
}

func isKey(t types.Type, field int) bool {
	row, ok := catalog.Default().Lookup(catalog.Encoded, callgraph.TypeKey(t))
	return ok && value.FieldAt(t, field) == row.Arg(0)
}

func candidate(c *rule.Context, fn *ssa.Function, instr ssa.Instruction, use string) rule.Candidate {
	candidate := c.At(fn, instr, instr.Pos())
	candidate.Kind = "key"
	candidate.Message = "S3Object.Key is URL-encoded, and " + use + " gets it as it is: objects with blanks or special characters in their names are not found; use URLDecodedKey"
	if sel := selected(c, instr.Pos()); sel != nil {
		candidate.End = c.Position(sel.End())
		candidate.Fix = &rule.Fix{
			Message: "Use URLDecodedKey",
			Edits:   []rule.Edit{{Pos: c.Position(sel.Pos()), End: c.Position(sel.End()), New: "URLDecodedKey"}},
		}
	}
	return candidate
}

// selected returns the identifier Key of x.Key.
func selected(c *rule.Context, pos token.Pos) *ast.Ident {
	for _, n := range c.Enclosing(pos) {
		if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == "Key" {
			return sel.Sel
		}
	}
	return nil
}
