package idempotency

import (
	"go/token"
	"regexp"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/sqltext"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// text returns a constant text, where a part that is not constant counts as a
// placeholder. A text with no constant part is unknown.
func (s *site) text(v ssa.Value) (string, bool) {
	text := s.read(v, 0)
	return text, strings.TrimSpace(strings.ReplaceAll(text, sqltext.Unknowable, "")) != ""
}

const deepest = 12

func (s *site) read(v ssa.Value, depth int) string {
	if depth > deepest {
		return sqltext.Unknowable
	}
	switch v := value.Unwrap(v).(type) {
	case *ssa.Const:
		if text, ok := value.Text(v); ok {
			return text
		}
	case *ssa.BinOp:
		if v.Op == token.ADD {
			return s.read(v.X, depth+1) + s.read(v.Y, depth+1)
		}
	case *ssa.Alloc: // &text
		return s.only(v, depth)
	case *ssa.UnOp:
		switch x := v.X.(type) {
		case *ssa.Global:
			return s.only(s.initial(x), depth)
		case *ssa.Alloc:
			return s.only(x, depth)
		}
	case *ssa.Call:
		return s.made(v, depth)
	}
	return sqltext.Unknowable
}

// only reads what a variable is assigned, if that is one thing.
func (s *site) only(v ssa.Value, depth int) string {
	if cell, ok := v.(*ssa.Alloc); ok {
		v = assignedOnce(cell)
	}
	if v == nil {
		return sqltext.Unknowable
	}
	return s.read(v, depth+1)
}

func assignedOnce(cell *ssa.Alloc) ssa.Value {
	var stored ssa.Value
	for _, ref := range *cell.Referrers() {
		if store, ok := ref.(*ssa.Store); ok && store.Addr == cell {
			if stored != nil {
				return nil
			}
			stored = store.Val
		}
	}
	return stored
}

// initial returns what a package variable of the same package is initialised
// with, nil if something else is assigned to it.
func (s *site) initial(g *ssa.Global) ssa.Value {
	var initial ssa.Value
	for _, ref := range s.Graph.Refs(g) {
		store, ok := ref.(*ssa.Store)
		switch {
		case !ok || store.Addr != g:
		case store.Parent() != g.Pkg.Func("init"):
			return nil
		default:
			initial = store.Val
		}
	}
	return initial
}

var verbs = regexp.MustCompile(`%[-+# 0]*(\[\d+\])?[\d*.]*[a-zA-Z]`)

// made reads the functions that people build a statement with. Others give
// their first argument, as aws.String does.
func (s *site) made(call *ssa.Call, depth int) string {
	callee := call.Call.StaticCallee()
	if callee == nil || len(call.Call.Args) == 0 {
		return sqltext.Unknowable
	}
	first := s.read(call.Call.Args[0], depth+1)
	switch callee.Name() {
	case "Sprintf":
		return strings.ReplaceAll(verbs.ReplaceAllString(first, "?"), "%%", "%")
	case "String", "TrimSpace", "ToUpper", "ToLower", "Rebind", "Ptr", "To", "ToPtr", "Pointer":
		return first
	}
	return sqltext.Unknowable
}
