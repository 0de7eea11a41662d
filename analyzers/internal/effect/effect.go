// Package effect tells what a call does outside the process.
package effect

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// Kind is what a call does.
type Kind uint8

// The kinds of effect. A Read depends on the outside, a Write changes it.
const (
	None Kind = iota
	Read
	Write
)

// Of returns what a call of fn does, judged by the catalog, by the AWS
// operation that its parameters name, or else by its shape: what takes a
// context and can fail talks to something.
func Of(table *catalog.Table, call *ssa.CallCommon, fn *types.Func) Kind {
	if row, ok := table.Func(catalog.Effect, fn); ok {
		if row.Arg(0) == "read" || harmless(call) {
			return Read
		}
		return Write
	}
	if op := Operation(fn.Signature()); op != "" {
		return ByName(op)
	}
	if Unknown(fn) && fn.Pkg() != nil && strings.Contains(fn.Pkg().Path(), ".") {
		return ByName(fn.Name())
	}
	return None
}

// Unknown reports whether fn may reach outside as far as its signature shows:
// it takes a context and returns an error. One that takes a function only runs
// that function.
func Unknown(fn *types.Func) bool {
	sig := fn.Signature()
	if sig.Params().Len() == 0 || !value.ReturnsError(sig) {
		return false
	}
	for p := range sig.Params().Variables() {
		if _, ok := p.Type().Underlying().(*types.Signature); ok {
			return false
		}
	}
	return value.IsContext(sig.Params().At(0).Type())
}

// Operation returns the AWS operation that a function calls, whatever its
// receiver: the SDKs, interfaces of users and their mocks all take *OpInput.
func Operation(sig *types.Signature) string {
	_, op := Input(sig)
	return op
}

// Input returns the AWS service and the operation whose input a function takes.
func Input(sig *types.Signature) (service, op string) {
	for p := range sig.Params().Variables() {
		if service, op = InputType(p.Type()); op != "" {
			service, _, _ = strings.Cut(service, "/") // s3/s3manager
			return service, op
		}
	}
	return "", ""
}

// InputType returns the AWS service and the operation whose input t points to.
func InputType(t types.Type) (service, op string) {
	ptr, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return "", ""
	}
	named, ok := types.Unalias(ptr.Elem()).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || !IsService(named.Obj().Pkg().Path()) {
		return "", ""
	}
	if op, ok = strings.CutSuffix(named.Obj().Name(), "Input"); !ok {
		return "", ""
	}
	_, service, _ = strings.Cut(named.Obj().Pkg().Path(), "/service/")
	return service, op
}

// IsService reports whether path is a service client of an AWS SDK.
func IsService(path string) bool {
	return strings.HasPrefix(path, "github.com/aws/aws-sdk-go") && strings.Contains(path, "/service/")
}

// reading are the verbs of calls that change nothing.
var reading = []string{
	"BatchGet", "Check", "Count", "Decode", "Describe", "Estimate", "Exists", "Fetch", "Find", "First", "Get", "Has", "Head", "Is",
	"List", "Load", "Lookup", "NextPage", "Parse", "Ping", "Query", "Read", "Resolve", "Retrieve", "Scan", "Search", "Select",
	"Struct", "Test", "TransactGet", "Validate", "Var", "Verify", "Wait",
}

// ByName guesses from the name of an unknown function whether it changes something.
func ByName(name string) Kind {
	upper := strings.ToUpper(name[:1]) + name[1:]
	for _, verb := range reading {
		if rest, ok := strings.CutPrefix(upper, verb); ok && (rest == "" || rest[0] < 'a' || rest[0] > 'z') {
			return Read
		}
	}
	return Write
}

// harmless reports whether an HTTP request is made in the function with a
// method that changes nothing.
func harmless(call *ssa.CallCommon) bool {
	for _, arg := range call.Args {
		extract, ok := arg.(*ssa.Extract)
		if !ok {
			continue
		}
		made, ok := extract.Tuple.(*ssa.Call)
		if !ok {
			continue
		}
		for _, a := range made.Call.Args {
			switch method, _ := value.Text(a); method {
			case "GET", "HEAD", "OPTIONS":
				return true
			}
		}
	}
	return false
}
