package selfinvoke

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
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
// part of its ARN. A name with something added to it is another one.
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
		return t.what == "function" && v.Pkg != nil && v.Pkg.Pkg.Path() == "github.com/aws/aws-lambda-go/lambdacontext" && v.Name() == "FunctionName"
	case *ssa.Parameter:
		return depth < callers && t.argument(v, depth)
	case *ssa.Call:
		return t.result(v, depth)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return t.result(call, depth)
		}
	case *ssa.Lookup:
		return false // what a table makes of a name is another one
	}
	return slices.ContainsFunc(callgraph.Parts(v), func(part ssa.Value) bool { return t.triggered(part, depth) })
}

func (t *tracer) field(x ssa.Value, index, depth int) bool {
	name := fieldName(x.Type(), index)
	if row, ok := t.Table.Lookup(catalog.Trigger, callgraph.TypeKey(x.Type())); ok {
		return row.Arg(0) == t.what && row.Arg(1) == name
	}
	if name == "Resource" || name == "QueueUrl" && strings.HasSuffix(callgraph.TypeKey(x.Type()), ".GetQueueUrlOutput") {
		return t.triggered(x, depth) // of a parsed ARN; of a queue by name
	}
	return false
}

// argument follows a parameter to the calls of the package.
func (t *tracer) argument(p *ssa.Parameter, depth int) bool {
	index := slices.Index(p.Parent().Params, p)
	for _, fn := range t.Graph.Functions {
		for call := range rule.Calls(fn) {
			common := call.Common()
			if common.StaticCallee() == p.Parent() && index < len(common.Args) && t.triggered(common.Args[index], depth+1) {
				return true
			}
		}
	}
	return false
}

// result: functions that return their argument or a part of it.
func (t *tracer) result(call *ssa.Call, depth int) bool {
	callee := rule.Callee(&call.Call)
	if callee == nil {
		return false
	}
	switch catalog.Symbol(callee) {
	case "github.com/aws/aws-sdk-go-v2/aws.String", "github.com/aws/aws-sdk-go-v2/aws.ToString", "github.com/aws/aws-sdk-go/aws.String", "github.com/aws/aws-sdk-go/aws.StringValue",
		"github.com/aws/aws-sdk-go-v2/aws/arn.Parse", "github.com/aws/aws-sdk-go/aws/arn.Parse", "strings.Split", "strings.SplitN", "strings.TrimPrefix":
		return t.triggered(call.Call.Args[0], depth)
	case "os.Getenv":
		name, ok := call.Call.Args[0].(*ssa.Const)
		return t.what == "function" && ok && name.Value != nil && constant.StringVal(name.Value) == "AWS_LAMBDA_FUNCTION_NAME"
	}
	if callee.Name() == "GetQueueUrl" { // of the SDK, or an interface for it
		return slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool { return t.input(arg, depth) })
	}
	return false
}

// input: one of the fields of an operation's input is the name.
func (t *tracer) input(arg ssa.Value, depth int) bool {
	cell, ok := arg.(*ssa.Alloc)
	return ok && slices.ContainsFunc(callgraph.Stored(cell), func(v ssa.Value) bool { return t.triggered(v, depth) })
}

func fieldName(t types.Type, index int) string {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	return t.Underlying().(*types.Struct).Field(index).Name()
}

// elsewhere reports whether the key of the object begins with a constant:
// notifications are filtered by prefix.
func elsewhere(c *rule.Context, addr *ssa.FieldAddr, row catalog.Row) bool {
	key, _ := row.Value("key")
	for _, ref := range *addr.X.Referrers() {
		f, ok := ref.(*ssa.FieldAddr)
		if !ok || fieldName(f.X.Type(), f.Field) != key {
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
		return v.Value != nil && v.Value.Kind() == constant.String && constant.StringVal(v.Value) != "" && constant.StringVal(v.Value)[0] != '%'
	case *ssa.BinOp:
		return v.Op == token.ADD && prefixed(c, v.X, seen)
	case *ssa.FieldAddr, *ssa.Field:
		return false
	case *ssa.UnOp:
		if _, ok := v.X.(*ssa.Global); ok && v.Op == token.MUL {
			return true // a prefix from the configuration
		}
	case *ssa.Call:
		if values := c.Graph.TextOf(v); len(values) > 0 {
			if len(values) == 1 || !startsWithVerb(values[0]) {
				return prefixed(c, values[0], seen)
			}
			return prefixed(c, values[1], seen) // fmt.Sprintf("%s/%s", prefix, key)
		}
		callee := rule.Callee(&v.Call)
		if callee != nil && callee.Name() == "Join" && len(v.Call.Args) > 0 {
			return prefixed(c, v.Call.Args[0], seen)
		}
		return callee != nil && catalog.Symbol(callee) == "os.Getenv"
	}
	parts := callgraph.Parts(v)
	return len(parts) > 0 && prefixed(c, parts[0], seen)
}

func startsWithVerb(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Value.Kind() == constant.String && strings.HasPrefix(constant.StringVal(c.Value), "%")
}

// filtered reports whether the package looks at how keys begin or end: it
// leaves alone what it has written itself.
func filtered(c *rule.Context) bool {
	for _, fn := range c.Graph.Functions {
		for call, callee := range rule.Calls(fn) {
			switch catalog.Symbol(callee) {
			case "strings.HasPrefix", "strings.HasSuffix", "strings.Contains", "path.Ext", "path/filepath.Ext", "path.Match", "(*regexp.Regexp).MatchString":
			default:
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
	if x != nil && callgraph.TypeKey(x.Type()) == "github.com/aws/aws-lambda-go/events.S3Object" {
		return true
	}
	if call, ok := v.(*ssa.Extract); ok {
		if c, ok := call.Tuple.(*ssa.Call); ok && len(c.Call.Args) > 0 {
			return objectKey(c.Call.Args[0], seen)
		}
	}
	return slices.ContainsFunc(callgraph.Parts(v), func(part ssa.Value) bool { return objectKey(part, seen) })
}
