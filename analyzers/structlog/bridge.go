package structlog

import (
	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// installs reports whether a call of a bridge takes effect: log.SetOutput of
// stderr and slog.SetDefault of a text handler change nothing.
func (f *finder) installs(row catalog.Row, common *ssa.CallCommon) bool {
	at, ok := row.Position("value")
	if !ok {
		return true
	}
	v := rule.Argument(common, at)
	return v != nil && !f.passesText(v) && !f.stream(v, make(map[ssa.Value]bool)) && !f.plain(v, make(map[ssa.Value]bool))
}

// passesText reports whether v is a writer that leaves text as it is.
func (f *finder) passesText(v ssa.Value) bool {
	_, ok := f.Table.Lookup(catalog.PlainWriter, callgraph.TypeKey(value.Unwrap(v).Type()))
	return ok
}

// plain reports whether v is a handler that writes text, or a logger on one.
func (f *finder) plain(v ssa.Value, seen map[ssa.Value]bool) bool {
	v = value.Unwrap(v)
	if v == nil || seen[v] {
		return false
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Phi: // text at the desk, JSON on Lambda
		for _, edge := range v.Edges {
			if !seen[value.Unwrap(edge)] && !f.plain(edge, seen) {
				return false
			}
		}
		return true
	case *ssa.Call:
		callee := rule.Callee(&v.Call)
		if callee == nil {
			return false
		}
		if _, ok := f.Table.Func(catalog.Plain, callee); ok {
			return true
		}
		for _, arg := range v.Call.Args { // slog.New(h), logger.With(…)
			if f.plain(arg, seen) {
				return true
			}
		}
	}
	return false
}

// formatter: a value other than the plain formatter becomes one, in a call of
// SetFormatter or in a field.
func (f *finder) formatter(v *ssa.MakeInterface) {
	row, ok := f.Table.Lookup(catalog.Formatter, callgraph.TypeKey(v.Type()))
	if !ok {
		return
	}
	if _, plain := f.Table.Lookup(catalog.PlainFormatter, callgraph.TypeKey(v.X.Type())); !plain {
		candidate := f.At(f.fn, v, v.Pos())
		candidate.Kind, candidate.Mark = bridge+row.Arg(0), true
		f.candidates = append(f.candidates, candidate)
	}
}
