package s3key

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// uses follows a key through a function, and through the first-party functions
// of the package that it is passed to.
type uses struct {
	*rule.Context
	seen    map[ssa.Value]bool
	decoded bool
	use     string // the first use as a name, for people
}

func (u *uses) follow(v ssa.Value) {
	if u.seen[v] || v.Referrers() == nil {
		return
	}
	u.seen[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			if ref.Op == token.MUL {
				u.follow(ref)
			}
		case *ssa.BinOp:
			if ref.Op == token.ADD {
				u.follow(ref)
			}
		case *ssa.MakeInterface, *ssa.ChangeType, *ssa.Convert, *ssa.Slice, *ssa.Phi:
			u.follow(ref.(ssa.Value))
		case *ssa.Store:
			u.stored(ref, v)
		case *ssa.Return:
			u.returned(ref, v)
		case ssa.CallInstruction:
			u.passed(ref, v)
		}
	}
}

// stored: into a variable, the argument list of a call, or a field.
func (u *uses) stored(store *ssa.Store, v ssa.Value) {
	if store.Val != v {
		return
	}
	switch addr := store.Addr.(type) {
	case *ssa.Alloc:
		u.follow(addr)
	case *ssa.IndexAddr:
		if array, ok := addr.X.(*ssa.Alloc); ok {
			u.follow(array)
		}
	case *ssa.FieldAddr:
		if name := sdkField(addr); name != "" {
			u.found(name)
			return
		}
		if message, ok := addr.X.(*ssa.Alloc); ok {
			u.encoded(message)
		}
		u.kept(u.Graph.FieldNode(addr.X.Type(), addr.Field))
	}
}

// encoded follows a struct with the key in a field to the text that an encoder
// makes of it.
func (u *uses) encoded(v ssa.Value) {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			u.encoded(ref)
		case *ssa.MakeInterface:
			u.encoded(ref)
		case *ssa.Call:
			if callee := rule.Callee(&ref.Call); callee != nil {
				if _, ok := u.Table.Func(catalog.JSON, callee); ok {
					u.result(ref, 0)
				}
			}
		}
	}
}

// returned: the calls of the package go on with the key.
func (u *uses) returned(ret *ssa.Return, v ssa.Value) {
	i := slices.Index(ret.Results, v)
	for _, call := range u.Graph.Calls(ret.Parent()) {
		if result, ok := call.(*ssa.Call); ok {
			u.result(result, i)
		}
	}
}

// result follows a result of a call.
func (u *uses) result(call *ssa.Call, i int) {
	if call.Call.Signature().Results().Len() == 1 {
		u.follow(call)
		return
	}
	for _, ref := range *call.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == i {
			u.follow(x)
		}
	}
}

// sdkField names a field of an SDK struct that takes a name as it is.
func sdkField(addr *ssa.FieldAddr) string {
	key := callgraph.TypeKey(addr.X.Type())
	if !strings.HasPrefix(key, "github.com/aws/aws-sdk-go") {
		return ""
	}
	if value.FieldName(addr) == "CopySource" {
		return "" // is to be encoded
	}
	return key[strings.LastIndexByte(key, '/')+1:]
}

func (u *uses) found(use string) {
	if u.use == "" {
		u.use = use
	}
}

// passed: what a call does with the key.
func (u *uses) passed(call ssa.CallInstruction, v ssa.Value) {
	common := call.Common()
	if slices.Contains(u.Graph.Logged(common), v) {
		return
	}
	if fn := common.StaticCallee(); fn != nil && u.Graph.Summarised(fn) {
		u.firstParty(common, fn, v)
		return
	}
	callee := rule.Callee(common)
	if callee == nil {
		return
	}
	if callgraph.Decodes(u.Table, common, callee) {
		u.decoded = true
		return
	}
	if u.passesOn(callee) {
		if result, ok := call.(*ssa.Call); ok {
			u.follow(result)
		}
		return
	}
	if fails(callee) && !inMemory(callee.Pkg()) {
		u.found(callgraph.Display(callee))
	}
}

// firstParty: functions of the package are looked into, others are taken to
// use what they do not decode.
func (u *uses) firstParty(common *ssa.CallCommon, fn *ssa.Function, v ssa.Value) {
	for i, arg := range common.Args {
		switch {
		case arg != v:
		case u.Graph.Unescapes(fn, i):
			u.decoded = true
		case len(fn.Blocks) > 0 && i < len(fn.Params):
			u.follow(fn.Params[i])
		case fails(rule.Callee(common)) && acts(rule.Callee(common)):
			u.found(callgraph.Display(rule.Callee(common)))
		}
	}
}

// inMemory: functions of these packages, and of any package for errors, fail
// without having used the key.
func inMemory(pkg *types.Package) bool {
	return pkg.Name() == "errors" || pkg.Path() == "fmt" || pkg.Path() == "encoding/json"
}

// passesOn reports whether the result of a function holds the key. An error
// may name it.
func (u *uses) passesOn(callee *types.Func) bool {
	_, ok := u.Table.Func(catalog.Text, callee)
	return ok && !fails(callee)
}

// acts tells a function that does something from one that parses a name or
// makes an error.
func acts(callee *types.Func) bool {
	sig := callee.Signature()
	return sig.Recv() != nil || sig.Params().Len() > 0 && value.IsContext(sig.Params().At(0).Type())
}

// fails reports whether a function can fail: then it does something with the
// name, and not only looks at it.
func fails(callee *types.Func) bool {
	results := callee.Signature().Results()
	if results.Len() > 1 && types.Identical(results.At(0).Type(), types.Typ[types.Bool]) {
		return false // regexp.MatchString
	}
	return value.ReturnsError(callee.Signature())
}
