package batchoutput

import (
	_ "embed"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

//go:embed doc.go
var doc string

// Analyzer is the rule batchoutput.
var Analyzer = rule.New[mark](rule.Rule{
	Name:    "batchoutput",
	Doc:     rule.Page(doc),
	Find:    find,
	Reports: reports,
})

type mark struct{}

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var found []rule.Candidate
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || ours(call) {
				continue
			}
			results := call.Common().Signature().Results()
			i := 0
			if results.Len() == 2 && !value.IsError(results.At(1).Type()) { // a request of SDK v1 and its output
				i = 1
			}
			output, fields := partial(c, results, i)
			if output == "" {
				continue
			}
			r := &reader{c: c, fields: fields, seen: make(map[ssa.Value]bool)}
			if v, ok := call.(*ssa.Call); ok && r.result(v, i) {
				continue
			}
			candidate := c.AtCall(fn, call)
			candidate.Kind = "unread"
			candidate.Message = output + " succeeds even if entries fail, and " + fields[0] + " is never read: they are lost without an error; check it, and retry what failed"
			candidate.Notes = map[string]string{"offset": strconv.Itoa(c.Position(call.Common().Pos()).Offset)}
			if call.Common().IsInvoke() {
				candidate.Notes["method"] = call.Common().Method.Name()
			}
			found = append(found, candidate)
		}
	}
	return found
}

// ours reports whether the callee is a function of the package, which answers
// for the output itself.
func ours(call ssa.CallInstruction) bool {
	callee := call.Common().StaticCallee()
	return callee != nil && len(callee.Blocks) > 0
}

// partial returns the operation, such as sqs.SendMessageBatch, and the fields
// that tell what failed, if result i is a catalogued output.
func partial(c *rule.Context, results *types.Tuple, i int) (string, []string) {
	if results.Len() == 0 {
		return "", nil
	}
	key := strings.Replace(callgraph.TypeKey(results.At(i).Type()), "/aws-sdk-go-v2/", "/aws-sdk-go/", 1)
	if early, ok := strings.CutSuffix(key, "Response"); ok { // the previews of v2
		key = early + "Output"
	}
	row, ok := c.Table.Lookup(catalog.Partial, key)
	if !ok {
		return "", nil
	}
	return strings.TrimSuffix(callgraph.ShortSymbol(key), "Output"), strings.Split(row.Arg(0), ",")
}

// reports: a call of an interface may lead to a method of the program that reads
// the output. A function that the client calls back does not answer for it.
func reports(q *rule.Query, c rule.Candidate, _ *invocation.Step) bool {
	at, _ := strconv.Atoi(c.Notes["offset"])
	for _, e := range q.Program.Edges(c.Func) {
		answers := e.Call.Kind == callgraph.Invoke && strings.HasSuffix(e.Callee.Key, ")."+c.Notes["method"])
		if answers && e.Call.Pos.Offset == at && e.Call.Pos.File == c.Pos.File {
			return false
		}
	}
	return true
}

// reader looks for a use of an output that learns what failed.
type reader struct {
	c      *rule.Context
	fields []string
	seen   map[ssa.Value]bool
}

// result reports whether result i of a call is read, or gets out of sight.
func (r *reader) result(call *ssa.Call, i int) bool {
	if call.Call.Signature().Results().Len() == 1 {
		return r.value(call)
	}
	for _, ref := range *call.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == i && r.value(x) {
			return true
		}
	}
	return false
}

func (r *reader) value(v ssa.Value) bool {
	if r.seen[v] || v.Referrers() == nil {
		return false
	}
	r.seen[v] = true
	return slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool { return r.use(v, ref) })
}

func (r *reader) use(v ssa.Value, ref ssa.Instruction) bool {
	switch ref := ref.(type) {
	case *ssa.DebugRef, *ssa.BinOp:
		return false // compared with nil
	case *ssa.FieldAddr:
		return r.field(ref.X.Type(), ref.Field) || embedded(ref.X.Type(), ref.Field) && r.value(ref)
	case *ssa.Field:
		return r.field(ref.X.Type(), ref.Field) || embedded(ref.X.Type(), ref.Field) && r.value(ref)
	case *ssa.Phi, *ssa.UnOp:
		return r.value(ref.(ssa.Value))
	case *ssa.Return:
		return r.returned(ref, v)
	case *ssa.Call:
		return r.passed(ref, v)
	case *ssa.Store:
		// A variable that a literal captures is a cell.
		cell, ok := ref.Addr.(*ssa.Alloc)
		return !ok || ref.Val != v || r.value(cell)
	}
	return true
}

func (r *reader) field(t types.Type, index int) bool {
	s := value.StructOf(t)
	return s == nil || slices.Contains(r.fields, s.Field(index).Name())
}

func embedded(t types.Type, index int) bool {
	s := value.StructOf(t)
	return s != nil && s.Field(index).Embedded()
}

// passed: a function of the package is looked into; others read it.
func (r *reader) passed(call *ssa.Call, v ssa.Value) bool {
	callee := call.Call.StaticCallee()
	if callee == nil || len(callee.Blocks) == 0 {
		return true
	}
	for i, arg := range call.Call.Args {
		if arg == v && r.value(callee.Params[i]) {
			return true
		}
	}
	return false
}

// returned: the callers of the package are looked into, if nobody else can call.
func (r *reader) returned(ret *ssa.Return, v ssa.Value) bool {
	fn := ret.Parent()
	i := slices.Index(ret.Results, v)
	if obj := fn.Object(); obj == nil || obj.Exported() && !r.c.Graph.Summary.Main || fn.Signature.Recv() != nil || i < 0 {
		return true
	}
	refs := r.c.Graph.Refs(fn)
	return len(refs) == 0 || slices.ContainsFunc(refs, func(ref ssa.Instruction) bool {
		call, ok := ref.(*ssa.Call)
		return !ok || call.Call.Value != fn || r.result(call, i)
	})
}
