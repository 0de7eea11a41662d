package selfinvoke

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// tracer follows the name of a target back to what invoked the handler.
type tracer struct {
	*rule.Context
	what string // bucket, queue, …
	seen map[ssa.Value]bool
}

// callers is how many calls back a parameter is followed.
const callers = 3

// triggered reports whether v is the name of what invoked the handler, or a
// part of its ARN. A name with something added to it is another one, but for the
// URL of a queue, which ends in its name.
func (t *tracer) triggered(v ssa.Value, depth int) bool {
	if t.seen[v] {
		return false
	}
	t.seen[v] = true
	switch v := v.(type) {
	case *ssa.FieldAddr:
		return t.field(v.X, v.Field, depth)
	case *ssa.Field:
		return t.field(v.X, v.Field, depth)
	case *ssa.Global:
		return v.Pkg != nil && t.names(catalog.TriggerVar, v.Pkg.Pkg.Path()+"."+v.Name())
	case *ssa.Parameter:
		return depth < callers && t.argument(v, depth)
	case *ssa.Call:
		return t.result(v, depth)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return t.result(call, depth)
		}
	case *ssa.BinOp:
		return v.Op == token.ADD && t.what == "queue" && address(v) && t.triggered(v.Y, depth)
	case *ssa.Lookup:
		return false // what a table makes of a name is another one
	}
	return slices.ContainsFunc(callgraph.Parts(v), func(part ssa.Value) bool { return t.triggered(part, depth) })
}

// address reports whether text begins like a URL.
func address(v ssa.Value) bool {
	for {
		sum, ok := v.(*ssa.BinOp)
		if !ok {
			return strings.HasPrefix(textOf(v), "https://")
		}
		v = sum.X
	}
}

func textOf(v ssa.Value) string {
	text, _ := value.Text(v)
	return text
}

func (t *tracer) field(x ssa.Value, index, depth int) bool {
	name := value.FieldAt(x.Type(), index)
	if row, ok := t.Table.Lookup(catalog.Trigger, callgraph.TypeKey(x.Type())); ok {
		return row.Arg(0) == t.what && row.Arg(1) == name
	}
	row, ok := t.Table.Lookup(catalog.Same, callgraph.TypeKey(x.Type()))
	return ok && row.Arg(0) == name && t.triggered(x, depth)
}

// names reports whether a variable names what invoked the handler.
func (t *tracer) names(kind catalog.Kind, variable string) bool {
	row, ok := t.Table.Lookup(kind, variable)
	return ok && row.Arg(0) == t.what
}

// argument follows a parameter to the calls of the package.
func (t *tracer) argument(p *ssa.Parameter, depth int) bool {
	index := slices.Index(p.Parent().Params, p)
	return slices.ContainsFunc(t.Graph.Calls(p.Parent()), func(call ssa.CallInstruction) bool {
		return t.triggered(call.Common().Args[index], depth+1)
	})
}

// result: functions that return their argument or a part of it.
func (t *tracer) result(call *ssa.Call, depth int) bool {
	callee := rule.Callee(&call.Call)
	if callee == nil {
		return false
	}
	if _, ok := t.Table.Func(catalog.Part, callee); ok {
		return t.triggered(call.Call.Args[0], depth)
	}
	if parts := t.Graph.TextOf(call); t.what == "queue" && len(parts) > 1 && address(parts[0]) {
		return strings.HasSuffix(textOf(parts[0]), "/%s") && t.triggered(parts[len(parts)-1], depth)
	}
	if name, ok := t.Table.Getenv(&call.Call); ok {
		return t.names(catalog.TriggerEnv, name)
	}
	if results := callee.Signature().Results(); results.Len() > 0 { // a queue by its name
		if _, ok := t.Table.Lookup(catalog.Same, callgraph.TypeKey(results.At(0).Type())); ok {
			return slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool { return t.input(arg, depth) })
		}
	}
	return false
}

// input: one of the fields of an operation's input is the name.
func (t *tracer) input(arg ssa.Value, depth int) bool {
	cell, ok := arg.(*ssa.Alloc)
	return ok && slices.ContainsFunc(callgraph.Stored(cell), func(v ssa.Value) bool { return t.triggered(v, depth) })
}

// elsewhere reports whether the key of the object begins with a constant:
// notifications are filtered by prefix.
func elsewhere(c *rule.Context, addr *ssa.FieldAddr, row catalog.Row) bool {
	key, _ := row.Value("key")
	for _, ref := range *addr.X.Referrers() {
		f, ok := ref.(*ssa.FieldAddr)
		if !ok || value.FieldName(f) != key {
			continue
		}
		for _, use := range *f.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == f && prefixed(c, store.Val, make(map[ssa.Value]bool)) {
				return true
			}
		}
	}
	return false
}

// prefixed reports whether text begins with a constant.
func prefixed(c *rule.Context, v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return false
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Const:
		text := textOf(v)
		return text != "" && text[0] != '%'
	case *ssa.BinOp:
		return v.Op == token.ADD && prefixed(c, v.X, seen)
	case *ssa.FieldAddr, *ssa.Field:
		return false
	case *ssa.UnOp:
		if _, ok := v.X.(*ssa.Global); ok && v.Op == token.MUL {
			return true // a prefix from the configuration
		}
	case *ssa.Call:
		if moved(c, v) {
			return true
		}
		if values := c.Graph.TextOf(v); len(values) > 0 {
			if len(values) == 1 || !startsWithVerb(values[0]) {
				return prefixed(c, values[0], seen)
			}
			return prefixed(c, values[1], seen) // fmt.Sprintf("%s/%s", prefix, key)
		}
		_, configured := c.Table.Getenv(&v.Call)
		return configured
	}
	parts := callgraph.Parts(v)
	return len(parts) > 0 && prefixed(c, parts[0], seen)
}

// moved reports whether a call puts one folder in the place of another.
//
//	strings.Replace(key, "incoming/", "done/", 1)
func moved(c *rule.Context, call *ssa.Call) bool {
	callee := rule.Callee(&call.Call)
	if callee == nil {
		return false
	}
	row, ok := c.Table.Func(catalog.Decode, callee)
	if !ok {
		return false
	}
	at, ok := row.Position("old")
	if !ok || at+1 >= len(call.Call.Args) {
		return false
	}
	from, to := textOf(call.Call.Args[at]), textOf(call.Call.Args[at+1])
	return strings.Contains(from, "/") && to != "" && to != from
}

func startsWithVerb(v ssa.Value) bool {
	return strings.HasPrefix(textOf(v), "%")
}

// filtered reports whether the package looks at how keys begin or end: it
// leaves alone what it has written itself.
func filtered(c *rule.Context) bool {
	for _, fn := range c.Graph.Functions {
		for call, callee := range rule.Calls(fn) {
			if _, ok := c.Table.Func(catalog.Inspect, callee); !ok {
				continue
			}
			for _, arg := range call.Common().Args {
				if objectKey(arg, make(map[ssa.Value]bool)) {
					return true
				}
			}
		}
	}
	return false
}

// objectKey reports whether v is the key of the object of an S3 event.
func objectKey(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return false
	}
	seen[v] = true
	var x ssa.Value
	switch v := v.(type) {
	case *ssa.FieldAddr:
		x = v.X
	case *ssa.Field:
		x = v.X
	}
	if x != nil {
		if _, ok := catalog.Default().Lookup(catalog.Encoded, callgraph.TypeKey(x.Type())); ok {
			return true
		}
	}
	if call, ok := v.(*ssa.Extract); ok {
		if c, ok := call.Tuple.(*ssa.Call); ok && len(c.Call.Args) > 0 {
			return objectKey(c.Call.Args[0], seen)
		}
	}
	return slices.ContainsFunc(callgraph.Parts(v), func(part ssa.Value) bool { return objectKey(part, seen) })
}
