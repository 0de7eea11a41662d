package s3key

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// fields is what a package does with the fields of its structs.
type fields struct {
	reads    map[callgraph.Node][]ssa.Value
	stored   map[callgraph.Node][]ssa.Value
	uses     map[callgraph.Node]*uses // of those that were asked for
	assigned bool                     // decoded keys are written back into events
}

// fieldsOf returns the fields of the package, which are looked at once.
func fieldsOf(c *rule.Context) *fields {
	if f, ok := c.Shared.(*fields); ok {
		return f
	}
	f := &fields{
		reads:  make(map[callgraph.Node][]ssa.Value),
		stored: make(map[callgraph.Node][]ssa.Value),
		uses:   make(map[callgraph.Node]*uses),
	}
	for _, fn := range c.Graph.Functions {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				f.add(c, instr)
			}
		}
	}
	c.Shared = f
	return f
}

func (f *fields) add(c *rule.Context, instr ssa.Instruction) {
	switch v := instr.(type) {
	case *ssa.FieldAddr:
		node := c.Graph.FieldNode(v.X.Type(), v.Field)
		f.reads[node] = append(f.reads[node], v)
	case *ssa.Field:
		node := c.Graph.FieldNode(v.X.Type(), v.Field)
		f.reads[node] = append(f.reads[node], v)
	case *ssa.Store:
		addr, ok := v.Addr.(*ssa.FieldAddr)
		if !ok {
			return
		}
		node := c.Graph.FieldNode(addr.X.Type(), addr.Field)
		f.stored[node] = append(f.stored[node], v.Val)
		f.assigned = f.assigned || isKey(addr.X.Type(), addr.Field)
	}
}

// kept follows a field of a first-party struct to where the package reads it. If
// the field holds other texts as well, a read may be of one of those.
func (u *uses) kept(field callgraph.Node) {
	if field == "" {
		return
	}
	f := fieldsOf(u.Context)
	of, ok := f.uses[field]
	if !ok {
		of = &uses{Context: u.Context, seen: make(map[ssa.Value]bool)}
		f.uses[field] = of
		if !slices.ContainsFunc(f.stored[field], func(v ssa.Value) bool { return !u.encodedKey(v, make(map[ssa.Value]bool)) }) {
			for _, read := range f.reads[field] {
				of.follow(read)
			}
		}
	}
	u.decoded = u.decoded || of.decoded
	if of.use != "" {
		u.found(of.use)
	}
}

// encodedKey reports whether v is nothing but the key of an event as it is.
func (u *uses) encodedKey(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return true
	}
	seen[v] = true
	every := func(values []ssa.Value) bool {
		return !slices.ContainsFunc(values, func(v ssa.Value) bool { return !u.encodedKey(v, seen) })
	}
	switch v := v.(type) {
	case *ssa.Const:
		text, ok := value.Text(v)
		return ok && text == ""
	case *ssa.Field:
		return isKey(v.X.Type(), v.Field)
	case *ssa.UnOp:
		addr, ok := v.X.(*ssa.FieldAddr)
		return ok && isKey(addr.X.Type(), addr.Field)
	case *ssa.Phi:
		return every(v.Edges)
	case *ssa.Parameter:
		given := u.given(v)
		return len(given) > 0 && every(given)
	}
	return false
}

// given returns what the calls of the package give a parameter.
func (u *uses) given(p *ssa.Parameter) []ssa.Value {
	var values []ssa.Value
	i := slices.Index(p.Parent().Params, p)
	for _, call := range u.Graph.Calls(p.Parent()) {
		values = append(values, call.Common().Args[i])
	}
	return values
}
