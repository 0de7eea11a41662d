package selfinvoke

import (
	_ "embed"
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

//go:embed doc.go
var doc string

// Analyzer is the rule selfinvoke.
var Analyzer = rule.New[mark](rule.Rule{
	Name: "selfinvoke",
	Doc:  rule.Page(doc),
	Find: find,
})

type mark struct{}

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var candidates []rule.Candidate
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			row, addr := target(c, store)
			if addr == nil {
				continue
			}
			t := &tracer{Context: c, what: row.Arg(0), seen: make(map[ssa.Value]bool)}
			if !t.triggered(store.Val, 0) || row.Arg(0) == "bucket" && (elsewhere(c, addr, row) || filtered(c)) {
				continue
			}
			candidate := c.At(fn, store, position(c, store))
			candidate.Kind = row.Arg(0)
			candidate.Message = row.Symbol[strings.LastIndexByte(row.Symbol, '/')+1:] + "." + row.Arg(1) + " is the " + row.Arg(0) + " " + message(row.Arg(0))
			candidates = append(candidates, candidate)
		}
	}
	return candidates
}

func message(what string) string {
	const loop = "that invoked the handler: "
	switch what {
	case "bucket":
		return loop + "each object it writes invokes it again, without end; write to another bucket or under another prefix"
	case "function":
		return "itself: it invokes itself, and a fault in the way out makes that endless and dear; use a queue or a state machine"
	}
	return loop + "each message it sends invokes it again, without end; send to another " + what
}

// target matches the assignment of the field that names the target of a write.
func target(c *rule.Context, store *ssa.Store) (catalog.Row, *ssa.FieldAddr) {
	addr, ok := store.Addr.(*ssa.FieldAddr)
	if !ok {
		return catalog.Row{}, nil
	}
	row, ok := c.Table.Lookup(catalog.Target, callgraph.TypeKey(addr.X.Type()))
	if !ok || value.FieldName(addr) != row.Arg(1) {
		return catalog.Row{}, nil
	}
	return row, addr
}

// position returns where the field is set: its name in a composite literal.
func position(c *rule.Context, store *ssa.Store) token.Pos {
	for _, n := range c.Enclosing(store.Pos()) {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			return n.Pos()
		case *ast.AssignStmt:
			return n.Pos()
		case ast.Stmt:
			return store.Pos()
		}
	}
	return store.Pos()
}
