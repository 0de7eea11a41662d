package reach

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/effect"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/sqltext"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// Kind is what an effect does.
type Kind string

// The kinds. Open makes a connection, Read only asks, Write changes something.
const (
	Open  Kind = "open"
	Read  Kind = "read"
	Write Kind = "write"
)

// finder finds the effects of the functions of one package.
type finder struct{ rule.Context }

func newFinder(pass *analysis.Pass, graph *callgraph.Result) *finder {
	return &finder{rule.Context{Pass: pass, Table: catalog.Default(), Graph: graph}}
}

func (f *finder) all() []Effect {
	var all []Effect
	for _, fn := range f.Graph.Functions {
		for call, callee := range rule.Calls(fn) {
			if e := f.effect(call.Common(), callee); e.Kind != "" {
				c := f.AtCall(fn, call)
				e.Where, e.Func, e.Symbol = c.Where, c.Func, catalog.Symbol(callee)
				all = append(all, e)
			}
		}
	}
	return all
}

// effect returns what is known of a call, judged by the AWS operation that its
// parameters name, by the catalog, or by an SQL statement that it is given.
func (f *finder) effect(call *ssa.CallCommon, fn *types.Func) Effect {
	if fn.Pkg() == nil {
		return Effect{}
	}
	if service, op := effect.Input(fn.Signature()); performs(fn.Name(), op) {
		return Effect{Kind: kindOf(effect.ByName(op)), Service: service, Operation: op}
	}
	e := Effect{Kind: f.kind(call, fn), Service: fn.Pkg().Name(), Operation: fn.Name()}
	if verb, table := statement(call); verb != "" && (e.Kind != "" || queries(call, fn)) {
		e.Kind, e.Operation = Write, strings.TrimSpace(verb+" "+table)
		if verb == "SELECT" {
			e.Kind = Read
		}
		if e.Service == f.Pass.Pkg.Name() {
			e.Service = "sql" // by way of an interface of the program's own
		}
	}
	return e
}

// kind is what the catalog knows of a function.
func (f *finder) kind(call *ssa.CallCommon, fn *types.Func) Kind {
	if _, ok := f.Table.Func(catalog.Open, fn); ok {
		return Open
	}
	if _, ok := f.Table.Func(catalog.Effect, fn); ok {
		return kindOf(effect.Of(f.Table, call, fn))
	}
	if _, ok := f.Table.Func(catalog.Repeat, fn); ok {
		return kindOf(effect.ByName(fn.Name()))
	}
	return ""
}

func kindOf(k effect.Kind) Kind {
	if k == effect.Write {
		return Write
	}
	return Read
}

// performs reports whether a function that takes the input of an operation
// carries it out: other functions only look at it, or presign a request.
func performs(name, op string) bool {
	rest, ok := strings.CutPrefix(name, op)
	return op != "" && (ok && (rest == "" || rest == "Pages" || strings.HasPrefix(rest, "With")) ||
		op == "PutObject" && strings.HasPrefix(name, "Upload") || name == "New"+op+"Paginator" || name == op+"PagesWithContext")
}

// statement returns the verb of the constant SQL statement among the arguments
// and the table that it inserts into or deletes from, if that is plain.
func statement(call *ssa.CallCommon) (verb, table string) {
	for _, arg := range call.Args {
		text, ok := value.Text(value.Unwrap(arg))
		if !ok {
			continue
		}
		switch verb := strings.ToUpper(sqltext.Verb(text)); verb {
		case "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "CALL":
			return verb, sqltext.Table(text)
		}
	}
	return "", ""
}

// queries reports whether a function looks like a method of a database, as the
// interfaces that programs make for themselves have them.
func queries(call *ssa.CallCommon, fn *types.Func) bool {
	return call.IsInvoke() && fn.Signature().Variadic()
}
