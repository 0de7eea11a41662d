// Package entrypoint knows how functions that Lambda calls look: event types,
// HTTP handlers, and the signatures that the runtime accepts.
package entrypoint

import (
	"go/types"
	"strings"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// Model is how Lambda invokes the function for an event source
// (AWS Lambda Developer Guide, "Invoking Lambda functions").
type Model string

// The invocation models. Async and Poll deliver at least once.
const (
	Sync    Model = "sync"
	Async   Model = "async"
	Poll    Model = "poll"
	Unknown Model = "unknown"
)

// AtLeastOnce reports whether Lambda or the source repeats an invocation that failed.
func (m Model) AtLeastOnce() bool { return m == Async || m == Poll }

// Source is where the events of an entry point come from.
type Source struct {
	Name  string // SQS, API-Gateway, …; "" if the type does not tell
	Model Model
}

// SourceOf returns the source of a catalogued event type; HTTP stands for a
// handler behind an adapter.
func SourceOf(event string) Source {
	if event == HTTP {
		return Source{Name: "HTTP", Model: Sync}
	}
	if row, ok := catalog.Default().Lookup(catalog.Event, event); ok {
		return Source{Name: strings.ReplaceAll(row.Arg(1), "-", " "), Model: Model(row.Arg(0))}
	}
	return Source{Model: Unknown}
}

// HTTP is the event of a web handler: the adapter made a request of it.
const HTTP = "net/http.Request"

// Event returns the catalogued event type of a parameter of sig, by value,
// pointer or slice, or "".
func Event(sig *types.Signature) string {
	for p := range sig.Params().Variables() {
		t := types.Unalias(p.Type())
		switch u := t.(type) {
		case *types.Pointer:
			t = types.Unalias(u.Elem())
		case *types.Slice:
			t = types.Unalias(u.Elem())
		}
		if event := EventType(t); event != "" {
			return event
		}
	}
	return ""
}

// EventType returns the name of t, or of the type that it was declared from, if
// that is a catalogued event type, or "".
func EventType(t types.Type) string {
	symbol := catalog.DataSymbol(t)
	if _, ok := catalog.Default().Lookup(catalog.Event, symbol); !ok {
		return ""
	}
	return symbol
}

// EventPackage returns the row of the package of events that declares t, or
// what t points to.
func EventPackage(t types.Type) (catalog.Row, bool) {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	named, ok := t.(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return catalog.Row{}, false
	}
	return catalog.Default().Package(catalog.Events, named.Obj().Pkg().Path())
}

// Web reports whether a parameter of sig carries an HTTP request.
func Web(sig *types.Signature) bool {
	for p := range sig.Params().Variables() {
		if IsWeb(p.Type()) {
			return true
		}
	}
	return false
}

// IsWeb reports whether t is a request or context of a web framework.
func IsWeb(t types.Type) bool {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	_, ok := catalog.Default().Lookup(catalog.Web, catalog.TypeSymbol(t))
	return ok
}

// Handler reports whether a function of that signature can be a handler once
// it was handed to the runtime, an adapter or a router: middleware, options
// and set-up callbacks that travel the same way are not called per invocation.
func Handler(sig *types.Signature) bool {
	if Middleware(sig) {
		return false
	}
	return Web(sig) || Event(sig) != "" || accepted(sig)
}

// Middleware reports whether sig takes or makes a handler and returns one.
func Middleware(sig *types.Signature) bool {
	for r := range sig.Results().Variables() {
		switch u := r.Type().Underlying().(type) {
		case *types.Signature:
			return true
		case *types.Interface:
			if hasMethod(u, "ServeHTTP") || hasMethod(u, "Invoke") {
				return true
			}
		}
	}
	return false
}

func hasMethod(t *types.Interface, name string) bool {
	for m := range t.Methods() {
		if m.Name() == name {
			return true
		}
	}
	return false
}

// accepted reports whether the runtime takes the signature
// (aws-lambda-go v1.55.1, lambda.validateArguments and validateReturns), and
// whether its event can come from JSON: an object of another library cannot.
func accepted(sig *types.Signature) bool {
	params, results := sig.Params(), sig.Results()
	if params.Len() > 2 || results.Len() > 2 || sig.Variadic() {
		return false
	}
	if n := results.Len(); n > 0 && !value.ImplementsError(results.At(n-1).Type()) {
		return false
	}
	for i := range params.Len() {
		t := params.At(i).Type()
		if i == 0 && value.IsContext(t) {
			continue
		}
		if params.Len() == 2 && i == 0 || !decodable(t) {
			return false
		}
	}
	return true
}

// decodable reports whether an event of type t can come from JSON.
func decodable(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	switch u := t.Underlying().(type) {
	case *types.Interface:
		return u.NumMethods() == 0
	case *types.Signature, *types.Chan:
		return false
	case *types.Struct: // functional options take a struct of functions and interfaces
		for f := range u.Fields() {
			switch ft := f.Type().Underlying().(type) {
			case *types.Signature, *types.Chan:
				return false
			case *types.Interface:
				if ft.NumMethods() > 0 && !value.IsContext(f.Type()) {
					return false
				}
			}
		}
	}
	return true
}
