package structlog

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// print: a line of text goes to the log.
func (f *finder) print(call ssa.CallInstruction, row catalog.Row, name string) {
	common := call.Common()
	at, toWriter := row.Position("writer")
	writer := rule.Argument(common, at)
	if toWriter && (!f.stream(writer, make(map[ssa.Value]bool)) || f.isWriter()) {
		return
	}
	values := printed(common)
	if toWriter && endsLine(values, writer) {
		return
	}
	for _, v := range values {
		f.logsError = f.logsError || value.ImplementsError(value.Unwrap(v).Type())
	}
	j := &jsonTracer{table: f.Table, seen: make(map[ssa.Value]bool)}
	if j.any(values) {
		return
	}
	target, _ := row.Value("bridge")
	candidate := f.AtCall(f.fn, call)
	candidate.Kind = unstructured
	candidate.Message = name + " writes text no query or alarm can read; " + cure(target)
	candidate.Notes = map[string]string{"bridge": target, "from": strings.Join(j.from, "\n"), "parameter": parameter(values)}
	candidate.Fix = f.logInstead(call, row)
	f.candidates = append(f.candidates, candidate)
}

func cure(target string) string {
	if target == "logrus" {
		return "set a JSONFormatter"
	}
	return "use slog"
}

// printed returns the values of a call, those of a variadic parameter one by one.
func printed(common *ssa.CallCommon) []ssa.Value {
	var values []ssa.Value
	for i, arg := range common.Args {
		if rest := value.Variadic(arg); rest != nil && i == len(common.Args)-1 {
			values = append(values, rest...)
		} else {
			values = append(values, arg)
		}
	}
	return values
}

// endsLine reports whether nothing but white space goes to a stream: the end of
// a line that was written before.
func endsLine(values []ssa.Value, stream ssa.Value) bool {
	return !slices.ContainsFunc(values, func(v ssa.Value) bool {
		if v == stream {
			return false
		}
		c, ok := value.Unwrap(v).(*ssa.Const)
		return !ok || !blank(c)
	})
}

// blank matches a text of white space, and a variadic parameter that gets nothing.
func blank(c *ssa.Const) bool {
	if c.Value == nil {
		_, rest := c.Type().Underlying().(*types.Slice)
		return rest
	}
	text, ok := value.Text(c)
	return ok && strings.TrimSpace(text) == ""
}

// isWriter reports whether the function is the Write method of an io.Writer:
// what it writes was made by a logger.
func (f *finder) isWriter() bool {
	sig := f.fn.Signature
	return sig.Recv() != nil && f.fn.Name() == "Write" && sig.Params().Len() == 1 && sig.Results().Len() == 2
}

// stream reports whether v is stdout or stderr, or passes on to one.
func (f *finder) stream(v ssa.Value, seen map[ssa.Value]bool) bool {
	v = value.Unwrap(v)
	if v == nil || seen[v] {
		return false
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Call:
		if callee := rule.Callee(&v.Call); callee != nil {
			if _, ok := f.Table.Func(catalog.Tee, callee); ok {
				for _, arg := range printed(&v.Call) {
					if f.stream(arg, seen) {
						return true
					}
				}
			}
		}
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if !seen[value.Unwrap(edge)] && !f.stream(edge, seen) {
				return false
			}
		}
		return true
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return f.streamIn(v.X, seen)
		}
	}
	return false
}

// streamIn reports whether a variable holds stdout or stderr.
func (f *finder) streamIn(addr ssa.Value, seen map[ssa.Value]bool) bool {
	switch addr := addr.(type) {
	case *ssa.Global:
		if addr.Pkg.Pkg.Path() == "os" {
			return addr.Name() == "Stdout" || addr.Name() == "Stderr"
		}
		return addr.Pkg == f.fn.Pkg && f.holdsStream(addr, seen)
	case *ssa.Alloc:
		return f.storesStream(*addr.Referrers(), addr, seen)
	}
	return false
}

// holdsStream answers for a package variable once for the whole package.
func (f *finder) holdsStream(g *ssa.Global, seen map[ssa.Value]bool) bool {
	known, ok := f.Shared.(map[*ssa.Global]bool)
	if !ok {
		known = make(map[*ssa.Global]bool)
		f.Shared = known
	}
	holds, ok := known[g]
	if !ok {
		holds = f.storesStream(f.Graph.Refs(g), g, seen)
		known[g] = holds
	}
	return holds
}

// storesStream reports whether everything that is stored at addr is a stream.
func (f *finder) storesStream(refs []ssa.Instruction, addr ssa.Value, seen map[ssa.Value]bool) bool {
	found := false
	for _, ref := range refs {
		if store, ok := ref.(*ssa.Store); ok && store.Addr == addr {
			if !f.stream(store.Val, seen) {
				return false
			}
			found = true
		}
	}
	return found
}
