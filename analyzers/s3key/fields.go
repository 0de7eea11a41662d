package s3key

import (
	"go/types"
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
		if u.encodedKeys(f.stored[field], make(map[ssa.Value]bool)) {
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

// encodedKeys reports whether there are values, and all are keys of events as they are.
func (u *uses) encodedKeys(values []ssa.Value, seen map[ssa.Value]bool) bool {
	return len(values) > 0 && !slices.ContainsFunc(values, func(v ssa.Value) bool { return !u.encodedKey(v, seen) })
}

// encodedKey reports whether v is nothing but the key of an event as it is.
func (u *uses) encodedKey(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return true
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Const:
		text, ok := value.Text(v)
		return ok && text == ""
	case *ssa.Field:
		return u.encodedField(v.X.Type(), v.Field, seen)
	case *ssa.UnOp:
		addr, ok := v.X.(*ssa.FieldAddr)
		return ok && u.encodedField(addr.X.Type(), addr.Field, seen)
	case *ssa.Phi:
		return u.encodedKeys(v.Edges, seen)
	case *ssa.Parameter:
		return u.encodedKeys(u.given(v), seen)
	}
	return false
}

// encodedField reports whether a field is the key of an event, or holds nothing else.
func (u *uses) encodedField(t types.Type, field int, seen map[ssa.Value]bool) bool {
	if isKey(t, field) {
		return true
	}
	node := u.Graph.FieldNode(t, field)
	return node != "" && u.encodedKeys(fieldsOf(u.Context).stored[node], seen)
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
