package headercase

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// look is the look-up of a header by a name that has upper-case letters.
type look struct {
	event string // the event type
	name  string
}

// direct: event.Headers["Name"].
func direct(v *ssa.Lookup) *look {
	name, ok := upper(v.Index)
	if !ok {
		return nil
	}
	if event := headersOf(v.X); event != "" {
		return &look{event, name}
	}
	return nil
}

// helped: get(event.Headers, "Name") or get(event, "Name"), where get looks
// its parameter up as it is.
func helped(call *ssa.Call) *look {
	fn := call.Call.StaticCallee()
	if fn == nil || len(fn.Blocks) == 0 || folds(fn) {
		return nil
	}
	for i, arg := range call.Call.Args {
		name, ok := upper(arg)
		if !ok || i >= len(fn.Params) {
			continue
		}
		for _, l := range lookups(fn) {
			if l.Index != fn.Params[i] {
				continue
			}
			if event := headersOf(l.X); event != "" {
				return &look{event, name}
			}
			if j := slices.IndexFunc(fn.Params, func(p *ssa.Parameter) bool { return l.X == p }); j >= 0 && j < len(call.Call.Args) {
				if event := headersOf(call.Call.Args[j]); event != "" {
					return &look{event, name}
				}
			}
		}
	}
	return nil
}

func lookups(fn *ssa.Function) []*ssa.Lookup {
	var list []*ssa.Lookup
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			if l, ok := instr.(*ssa.Lookup); ok {
				list = append(list, l)
			}
		}
	}
	return list
}

// upper returns a constant header name that has upper-case letters.
func upper(v ssa.Value) (string, bool) {
	name, ok := value.Text(v)
	return name, ok && name != strings.ToLower(name)
}

// headersOf returns the event type whose field Headers v is, or "".
func headersOf(v ssa.Value) string { return headers(v, make(map[ssa.Value]bool)) }

func headers(v ssa.Value, seen map[ssa.Value]bool) string {
	if seen[v] {
		return ""
	}
	seen[v] = true
	switch f := v.(type) {
	case *ssa.FieldAddr:
		return headersField(f.X.Type(), f.Field)
	case *ssa.Field:
		return headersField(f.X.Type(), f.Field)
	case *ssa.MakeMap:
		return "" // a copy, perhaps with canonical names
	}
	for _, part := range callgraph.Parts(v) {
		if event := headers(part, seen); event != "" {
			return event
		}
	}
	return ""
}

func headersField(t types.Type, field int) string {
	key := catalog.DataSymbol(t)
	row, ok := catalog.Default().Lookup(catalog.Lower, key)
	if !ok || value.FieldAt(t, field) != row.Arg(0) {
		return ""
	}
	return key[strings.LastIndexByte(key, '.')+1:]
}

// tolerant reports whether the function looks for the name in other cases too,
// or the package writes headers of its own into events.
func tolerant(c *rule.Context, fn *ssa.Function, name string) bool {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	for _, f := range c.Graph.Functions {
		for _, block := range f.Blocks {
			for _, instr := range block.Instrs {
				if rewrites(instr) || value.Within(f, fn) && looksLower(instr, name) {
					return true
				}
			}
		}
	}
	return false
}

// looksLower matches a look-up of the same name in lower case.
func looksLower(instr ssa.Instruction, name string) bool {
	l, ok := instr.(*ssa.Lookup)
	if !ok {
		return false
	}
	text, ok := value.Text(l.Index)
	return ok && text == strings.ToLower(name)
}

// rewrites matches event.Headers = …, event.Headers[name] = ….
func rewrites(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		f, ok := instr.Addr.(*ssa.FieldAddr)
		return ok && headersField(f.X.Type(), f.Field) != ""
	case *ssa.MapUpdate:
		return headersOf(instr.Map) != ""
	}
	return false
}

// folds reports whether a look-up helper takes care of the case.
func folds(fn *ssa.Function) bool {
	for _, callee := range rule.Calls(fn) {
		if _, ok := catalog.Default().Func(catalog.Fold, callee); ok {
			return true
		}
	}
	return false
}
