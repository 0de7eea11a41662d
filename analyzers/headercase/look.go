package headercase

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
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
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return "", false
	}
	name := constant.StringVal(c.Value)
	return name, name != strings.ToLower(name)
}

// lowercase are the events whose sources write header names in lower case.
var lowercase = []string{"APIGatewayV2HTTPRequest", "LambdaFunctionURLRequest", "ALBTargetGroupRequest"}

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
	}
	for _, part := range callgraph.Parts(v) {
		if event := headers(part, seen); event != "" {
			return event
		}
	}
	return ""
}

func headersField(t types.Type, field int) string {
	key := callgraph.TypeKey(t)
	name, ok := strings.CutPrefix(key, "github.com/aws/aws-lambda-go/events.")
	if !ok || !slices.Contains(lowercase, name) {
		return ""
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if t.Underlying().(*types.Struct).Field(field).Name() != "Headers" {
		return ""
	}
	return name
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
				if rewrites(instr) || within(f, fn) && looksLower(instr, name) {
					return true
				}
			}
		}
	}
	return false
}

func within(fn, outer *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if fn == outer {
			return true
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
	c, ok := l.Index.(*ssa.Const)
	return ok && c.Value != nil && c.Value.Kind() == constant.String && constant.StringVal(c.Value) == strings.ToLower(name)
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
		switch catalog.Symbol(callee) {
		case "strings.ToLower", "strings.EqualFold", "net/http.CanonicalHeaderKey", "net/textproto.CanonicalMIMEHeaderKey", "strings.ToUpper":
			return true
		}
	}
	return false
}
