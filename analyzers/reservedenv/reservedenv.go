package reservedenv

import (
	_ "embed"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

//go:embed doc.go
var doc string

// Analyzer is the rule reservedenv.
var Analyzer = rule.New[mark](rule.Rule{
	Name:     "reservedenv",
	Doc:      rule.Page(doc),
	Find:     find,
	Anywhere: func(c rule.Candidate) bool { return c.Kind != perInvocation },
})

type mark struct{}

// The kinds of finding.
const (
	reserved      = "reserved"      // a variable of the runtime
	everything    = "everything"    // all variables
	perInvocation = "perinvocation" // any variable, on the path
)

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var candidates []rule.Candidate
	for call, callee := range rule.Calls(fn) {
		row, ok := c.Table.Func(catalog.SetEnv, callee)
		if !ok {
			continue
		}
		candidate := c.AtCall(fn, call)
		candidate.Kind, candidate.Message = judge(c, callgraph.ShortSymbol(row.Symbol), variable(call, row), len(call.Common().Args) > 1)
		candidates = append(candidates, candidate)
	}
	return candidates
}

// variable returns the name of the variable that a call changes, "" if it is
// not constant, "*" if it is all of them.
func variable(call ssa.CallInstruction, row catalog.Row) string {
	if row.Arg(0) == "args" {
		return "*"
	}
	args := call.Common().Args
	if row.Index() >= len(args) {
		return ""
	}
	name, _ := value.Text(args[row.Index()])
	return name
}

// judge says what is wrong with a change; sets tells it from a removal. Who
// sets the address of the runtime API before Start puts a proxy in between.
func judge(c *rule.Context, function, name string, sets bool) (kind, message string) {
	if name == "*" {
		return everything, function + " removes the variables of the Lambda runtime: credentials, region and trace are gone; unset the ones that are meant"
	}
	if row, ok := c.Table.Lookup(catalog.Reserved, name); ok && !(sets && row.Has("start")) {
		return reserved, function + " changes " + name + ", which belongs to the Lambda runtime: the SDK, credentials and tracing rely on it; pass the value as an option"
	}
	if name == "" {
		name = "a variable"
	}
	return perInvocation, function + " changes " + name + " for the whole process on every invocation: the next one, and a concurrent one, see it; pass the value as an argument"
}
