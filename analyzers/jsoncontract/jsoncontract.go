package jsoncontract

import (
	_ "embed"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
	"github.com/lambdavet/lambdavet/analyzers/internal/registration"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

//go:embed doc.go
var doc string

// Analyzer is the rule jsoncontract.
var Analyzer = rule.NewSite[mark](rule.Rule{
	Name: "jsoncontract",
	Doc:  rule.Page(doc),
	Find: find,
})

type mark struct{}

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var found []rule.Candidate
	for _, h := range registration.Handlers(c, fn, true) {
		shape, ok := shapeOf(h.Type)
		if !ok {
			continue
		}
		for _, problem := range []string{incoming(shape.event), outgoing(shape.result), unanswered(shape)} {
			if problem == "" {
				continue
			}
			candidate := c.AtCall(h.Func, h.Call)
			candidate.Kind, candidate.Message = "type", problem
			found = append(found, candidate)
		}
		found = append(found, withoutStatus(c, shape, h.Value)...)
	}
	return found
}

// shape is the event and the result of a handler; nil where it has none.
type shape struct{ event, result types.Type }

// shapeOf reports false for what is no function that Lambda can call; such
// handlers are for the rule handlersig.
func shapeOf(t types.Type) (shape, bool) {
	if t == nil {
		return shape{}, false
	}
	sig, ok := t.Underlying().(*types.Signature)
	if !ok || sig.Params().Len() > 2 || sig.Results().Len() > 2 || sig.Variadic() {
		return shape{}, false
	}
	var s shape
	if n := sig.Params().Len(); n > 0 && !value.IsContext(sig.Params().At(n-1).Type()) {
		s.event = sig.Params().At(n - 1).Type()
	}
	if sig.Results().Len() == 2 {
		s.result = sig.Results().At(0).Type()
	}
	return s, true
}

// incoming returns what keeps an event type from being decoded.
func incoming(t types.Type) string {
	if t == nil {
		return ""
	}
	w := &walker{methods: []string{"UnmarshalJSON", "UnmarshalText"}, tagged: true}
	if hidden(t, w.methods) {
		return "the event type " + name(t) + " has no exported field: JSON fills nothing, and every event is empty; export its fields"
	}
	if f := w.find(t, name(t)); f.what != "" {
		return f.place + " is " + f.what + ", which JSON cannot be decoded into: the invocation fails; use another type for the event"
	}
	return ""
}

// outgoing returns what keeps a result type from being encoded.
func outgoing(t types.Type) string {
	switch {
	case t == nil:
		return ""
	case streams(t):
		return "the result " + name(t) + " is a stream by value: only its pointer has Read, so Lambda sends the struct as JSON; return a pointer"
	case value.Method(t, "Read") != nil:
		return ""
	}
	w := &walker{methods: []string{"MarshalJSON", "MarshalText"}}
	if hidden(t, w.methods) {
		return "the result type " + name(t) + " has no exported field: the caller always gets {}; export its fields"
	}
	if f := w.find(t, name(t)); f.what != "" {
		return f.place + " is " + f.what + ", which JSON cannot carry: the invocation fails after its work is done, and retries repeat it; leave it out with json:\"-\""
	}
	return ""
}

// streams reports whether a value is sent as a struct although its pointer is a reader.
func streams(t types.Type) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok && value.Method(t, "Read") == nil && value.Method(types.NewPointer(t), "Read") != nil
}

func name(t types.Type) string {
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	return types.TypeString(t, func(p *types.Package) string { return p.Name() })
}

// wantsStatus reports whether the source of an event takes no response without
// a status code: a REST API and a load balancer.
func wantsStatus(t types.Type) bool {
	if t == nil {
		return false
	}
	source := entrypoint.SourceOf(catalog.DataSymbol(t)).Name
	return source == "API Gateway" || source == "ALB"
}
