package idempotency

import (
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// byShape recognises what has no name of its own: the interfaces over
// database/sql, pgx and net/http that users and sqlc write, and what ent generates.
func byShape(common *ssa.CallCommon, callee *types.Func) (catalog.Row, bool) {
	if common.IsInvoke() {
		if i, ok := queries(callee.Signature()); ok {
			return catalog.Row{Kind: catalog.Repeat, Args: []string{"sql", "arg=" + strconv.Itoa(i)}}, true
		}
		if answersRequests(callee) {
			return catalog.Row{Kind: catalog.Repeat, Args: []string{"http", "arg=0", "cure=header"}}, true
		}
	}
	switch entAction(callee) {
	case "Create":
		return catalog.Row{Kind: catalog.Repeat, Args: []string{insert, "unless=OnConflict,OnConflictColumns", "cure=conflict"}}, true
	case "Update":
		return catalog.Row{Kind: catalog.Repeat, Args: []string{increment}}, true
	}
	return catalog.Row{}, false
}

// queries reports whether a method takes a statement and its arguments and
// returns what a database answers. It returns the position of the statement.
func queries(sig *types.Signature) (int, bool) {
	n := sig.Params().Len()
	if !sig.Variadic() || n < 2 || sig.Results().Len() == 0 {
		return 0, false
	}
	basic, ok := sig.Params().At(n - 2).Type().(*types.Basic)
	if !ok || basic.Kind() != types.String {
		return 0, false
	}
	named, ok := types.Unalias(deref(sig.Results().At(0).Type())).(*types.Named)
	if !ok {
		return 0, false
	}
	switch named.Obj().Name() {
	case "Result", "Rows", "Row", "CommandTag":
		return n - 2, true
	}
	return 0, false
}

// answersRequests matches the interfaces over http.Client that programs
// declare for their tests: Do(*http.Request) (*http.Response, error).
func answersRequests(callee *types.Func) bool {
	sig := callee.Signature()
	return callee.Name() != "RoundTrip" && sig.Params().Len() == 1 && isRequest(sig.Params().At(0).Type()) &&
		sig.Results().Len() == 2 && isResponse(sig.Results().At(0).Type()) && value.IsError(sig.Results().At(1).Type())
}

func isResponse(t types.Type) bool {
	return typePath(t) == "net/http" && typeName(deref(t)) == "Response"
}

// entAction tells what a builder that ent generated does when it is saved:
// Create makes a row, Update counts only if it adds to a field.
func entAction(callee *types.Func) string {
	recv := callee.Signature().Recv()
	if recv == nil {
		return ""
	}
	named, ok := types.Unalias(deref(recv.Type())).(*types.Named)
	if !ok || !hasMutation(named) {
		return ""
	}
	builder, name := named.Obj().Name(), callee.Name()
	switch {
	case (strings.HasSuffix(builder, "Create") || strings.HasSuffix(builder, "CreateBulk")) && saves(name):
		return "Create"
	case strings.Contains(builder, "Update") && strings.HasPrefix(name, "Add") && takesNumber(callee.Signature()):
		return "Update"
	}
	return ""
}

func saves(name string) bool {
	return name == "Save" || name == "SaveX" || name == "Exec" || name == "ExecX"
}

// takesNumber tells AddBalance(int) from AddItemIDs(...int), which adds to a set.
func takesNumber(sig *types.Signature) bool {
	if sig.Params().Len() != 1 || sig.Variadic() {
		return false
	}
	basic, ok := sig.Params().At(0).Type().Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsNumeric != 0
}

// hasMutation reports whether a builder holds a mutation, as all of ent's do.
func hasMutation(named *types.Named) bool {
	s, ok := named.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if f.Name() == "mutation" || f.Name() == "builders" {
			return true
		}
	}
	return false
}
