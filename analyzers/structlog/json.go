package structlog

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// returnsJSON reports whether a string or []byte that the function returns is
// JSON text.
func (f *finder) returnsJSON() bool {
	if !texts(f.fn.Signature.Results()) {
		return false
	}
	j := &jsonTracer{table: f.Table, seen: make(map[ssa.Value]bool)}
	return j.returned(f.fn)
}

// handsJSON marks a function that is given JSON text: it may print it.
func (f *finder) handsJSON(common *ssa.CallCommon, callee string) {
	for _, arg := range common.Args {
		if _, ok := arg.(*ssa.Const); ok || !isText(arg.Type()) {
			continue
		}
		if j := (&jsonTracer{table: f.Table, seen: make(map[ssa.Value]bool), depth: far}); j.is(arg) {
			f.candidates = append(f.candidates, rule.Candidate{Func: callee, Kind: jsonArg, Mark: true})
			return
		}
	}
}

// parameter returns the name of a parameter of the function among values.
func parameter(values []ssa.Value) string {
	for _, v := range values {
		if p, ok := value.Unwrap(v).(*ssa.Parameter); ok && isText(p.Type()) {
			return p.Name()
		}
	}
	return ""
}

func texts(tuple *types.Tuple) bool {
	for v := range tuple.Variables() {
		if isText(v.Type()) {
			return true
		}
	}
	return false
}

// isText reports whether t is a string or a []byte.
func isText(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		return types.Identical(u.Elem().Underlying(), types.Typ[types.Byte])
	}
	return false
}

// jsonTracer tells whether a value is JSON text: a machine reads it, as it
// reads EMF metrics. Lambda's logs are searched for a JSON fragment in a line,
// so text may stand around it.
type jsonTracer struct {
	table *catalog.Table
	seen  map[ssa.Value]bool
	depth int      // functions looked into, one below the other
	from  []string // keys of functions of other packages that a value comes from
}

func (j *jsonTracer) any(values []ssa.Value) bool {
	for _, v := range values {
		if j.is(v) {
			return true
		}
	}
	return false
}

func (j *jsonTracer) is(v ssa.Value) bool {
	v = value.Unwrap(v)
	if v == nil || j.seen[v] {
		return false
	}
	j.seen[v] = true
	switch v := v.(type) {
	case *ssa.Const:
		text, ok := value.Text(v)
		return ok && strings.HasPrefix(strings.TrimSpace(text), "{") && strings.Contains(text, `":`)
	case *ssa.Extract:
		return j.is(v.Tuple)
	case *ssa.Call:
		return j.call(v)
	case *ssa.Phi:
		return j.any(v.Edges)
	case *ssa.BinOp:
		return j.is(v.X) || j.is(v.Y)
	case *ssa.Slice:
		return j.is(v.X)
	case *ssa.UnOp:
		if cell, ok := v.X.(*ssa.Alloc); ok && v.Op == token.MUL {
			return j.stored(cell)
		}
	case *ssa.Alloc:
		return j.filled(v)
	}
	return false
}

// call: a catalogued function, one of this package that returns JSON, or one
// of a library that makes a text of what it is given.
func (j *jsonTracer) call(v *ssa.Call) bool {
	callee := rule.Callee(&v.Call)
	if callee == nil {
		_, builtin := v.Call.Value.(*ssa.Builtin) // append(b, '\n'), but not len(b)
		return builtin && isText(v.Type()) && j.any(v.Call.Args)
	}
	if row, ok := j.table.Func(catalog.JSON, callee); ok {
		_, into := row.Value("into")
		return !into
	}
	if fn := v.Call.StaticCallee(); fn != nil {
		if len(fn.Blocks) > 0 {
			return j.below(fn)
		}
		j.from = append(j.from, callgraph.Key(fn))
	}
	return j.any(printed(&v.Call))
}

// far is how many calls deep a value is followed.
const far = 2

// below looks into a function of the package, a few calls deep.
func (j *jsonTracer) below(fn *ssa.Function) bool {
	if j.depth >= far {
		return false
	}
	j.depth++
	defer func() { j.depth-- }()
	return j.returned(fn)
}

func (j *jsonTracer) returned(fn *ssa.Function) bool {
	for _, block := range fn.Blocks {
		if ret, ok := value.ReturnOf(block); ok {
			for _, v := range ret.Results {
				if isText(v.Type()) && j.is(v) {
					return true
				}
			}
		}
	}
	return false
}

func (j *jsonTracer) stored(cell *ssa.Alloc) bool {
	for _, ref := range *cell.Referrers() {
		if store, ok := ref.(*ssa.Store); ok && store.Addr == cell && j.is(store.Val) {
			return true
		}
	}
	return j.filled(cell)
}

// filled reports whether a buffer is given to an encoder.
func (j *jsonTracer) filled(buffer ssa.Value) bool {
	for _, ref := range *buffer.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MakeInterface:
			if j.filled(ref) {
				return true
			}
		case *ssa.Call:
			callee := rule.Callee(&ref.Call)
			if callee == nil {
				continue
			}
			row, ok := j.table.Func(catalog.JSON, callee)
			if at, into := row.Position("into"); ok && into && rule.Argument(&ref.Call, at) == buffer {
				return true
			}
		}
	}
	return false
}
