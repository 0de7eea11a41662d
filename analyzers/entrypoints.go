package analyzers

import (
	"go/token"
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/reach"
)

// Entry is a function that Lambda calls.
type Entry struct {
	Func   string         // pkg.Func, pkg.Type.Method or the literal's name
	Source string         // event source, such as SQS; "" if the type does not tell
	Model  string         // sync, async, poll or unknown
	How    string         // registered or shape
	Pos    token.Position // of the function

	Package  string   // import path
	Packages []string // import paths of the first-party packages it reaches
	Effects  []Effect
}

// Effect is a call outside the process that an invocation makes.
type Effect struct {
	Kind      string // open, read or write
	Service   string // dynamodb, pgx
	Operation string // PutItem, UPDATE orders
	Symbol    string // the function that is called, as types.Func.FullName has it
	Package   string // import path of the package that makes the call
	Pos       token.Position
	Chain     []string // functions from the entry point to the one that makes the call
}

// Entrypoints returns a helper analyzer that reports nothing. Its result for a
// package is the []Entry that are found there.
func Entrypoints() *analysis.Analyzer { return entrypoints }

var entrypoints = &analysis.Analyzer{
	Name:             "entrypoints",
	Doc:              "lists the functions that Lambda calls",
	Requires:         []*analysis.Analyzer{reach.Analyzer},
	RunDespiteErrors: true,
	ResultType:       reflect.TypeFor[[]Entry](),
	Run: func(pass *analysis.Pass) (any, error) {
		var entries []Entry
		for _, r := range pass.ResultOf[reach.Analyzer].([]reach.Reached) {
			entries = append(entries, newEntry(r))
		}
		return entries, nil
	},
}

func newEntry(r reach.Reached) Entry {
	e := Entry{
		Func: r.Entry.Func.Name, Source: r.Entry.Source.Name, Model: string(r.Entry.Source.Model), How: r.Entry.How,
		Pos: position(r.Entry.Func.Pos), Package: r.Package, Packages: r.Packages,
	}
	for _, f := range r.Effects {
		e.Effects = append(e.Effects, Effect{
			Kind: string(f.Kind), Service: f.Service, Operation: f.Operation, Symbol: f.Symbol,
			Package: f.Package, Pos: position(f.Pos), Chain: f.Chain,
		})
	}
	return e
}

func position(p callgraph.Position) token.Position {
	return token.Position{Filename: p.File, Offset: p.Offset, Line: p.Line, Column: p.Col}
}
