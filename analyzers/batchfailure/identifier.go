package batchfailure

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// identifiers finds failures that name a record by something that Lambda does
// not know it by:
//
//	events.SQSBatchItemFailure{ItemIdentifier: record.ReceiptHandle}
func identifiers(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var found []rule.Candidate
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			name := assigned(instr, "itemIdentifier")
			if name == nil {
				continue
			}
			o := &origins{c: c, seen: make(map[ssa.Value]bool)}
			o.trace(name, 0)
			if o.unknown || o.right || o.wrong == "" {
				continue
			}
			candidate := c.At(fn, instr, instr.Pos())
			candidate.Kind = identifier
			candidate.Message = "ItemIdentifier is set to " + o.wrong + ", which Lambda does not know the record by: the whole batch fails and is retried; use " + o.instead
			found = append(found, candidate)
		}
	}
	return found
}

// assigned returns what an instruction stores under a JSON name: into a field
// of a struct of aws-lambda-go or of the user's own, or into a map.
func assigned(instr ssa.Instruction, name string) ssa.Value {
	switch instr := instr.(type) {
	case *ssa.Store:
		if field, ok := instr.Addr.(*ssa.FieldAddr); ok && hasTag(field.X.Type(), field.Field, name) {
			return instr.Val
		}
	case *ssa.MapUpdate:
		if key, ok := value.Text(instr.Key); ok && key == name {
			return value.Unwrap(instr.Value)
		}
	}
	return nil
}

// bareNames finds failures that are a list of texts, where Lambda looks for
// objects with an itemIdentifier. One finding for each function will do: the
// type has to change.
//
//	struct {
//		Failures []string `json:"batchItemFailures"`
//	}
func bareNames(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			list := assigned(instr, "batchItemFailures")
			if list == nil || empty(list) || !isTexts(list.Type()) {
				continue
			}
			candidate := c.At(fn, instr, instr.Pos())
			candidate.Kind = identifier
			candidate.Message = "batchItemFailures is a list of strings, which Lambda cannot read: the whole batch fails and is retried; make each an object with an itemIdentifier"
			return []rule.Candidate{candidate}
		}
	}
	return nil
}

func isTexts(t types.Type) bool {
	list, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	text, ok := list.Elem().Underlying().(*types.Basic)
	return ok && text.Info()&types.IsString != 0
}

func hasTag(t types.Type, index int, name string) bool {
	s := value.StructOf(t)
	return s != nil && value.JSONName(s, index) == name
}

// origins collects the fields of records that a value can come from.
type origins struct {
	c       *rule.Context
	seen    map[ssa.Value]bool
	right   bool
	unknown bool
	wrong   string // the field
	instead string
}

func (o *origins) trace(v ssa.Value, depth int) {
	const deepest = 12
	if o.seen[v] || depth > deepest {
		return
	}
	o.seen[v] = true
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value == nil || v.Value.ExactString() == `""` {
			o.right = true // the empty name fails the batch on purpose
		}
	case *ssa.Phi:
		for _, edge := range v.Edges {
			o.trace(edge, depth+1)
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			o.load(v.X, depth)
		} else {
			o.unknown = true
		}
	case *ssa.Field:
		o.field(v.X, v.Field, depth)
	case *ssa.Lookup:
		o.container(v.X, depth)
	case *ssa.Index:
		o.container(v.X, depth)
	case *ssa.Slice:
		o.trace(v.X, depth+1)
	case *ssa.Convert:
		o.trace(v.X, depth+1)
	case *ssa.ChangeType:
		o.trace(v.X, depth+1)
	case *ssa.MakeInterface:
		o.trace(v.X, depth+1)
	case *ssa.Alloc:
		o.cell(v, depth)
	case *ssa.FieldAddr:
		o.field(v.X, v.Field, depth)
	case *ssa.Extract:
		if lookup, ok := v.Tuple.(*ssa.Lookup); ok && v.Index == 0 {
			o.container(lookup.X, depth)
			return
		}
		o.call(v.Tuple, v.Index, depth)
	case *ssa.Call:
		o.call(v, 0, depth)
	case *ssa.Parameter:
		o.parameter(v, depth)
	default:
		o.unknown = true
	}
}

// load: the value at an address.
func (o *origins) load(addr ssa.Value, depth int) {
	switch addr := addr.(type) {
	case *ssa.FieldAddr:
		o.field(addr.X, addr.Field, depth)
	case *ssa.IndexAddr:
		o.container(addr.X, depth)
	case *ssa.Alloc:
		o.cell(addr, depth)
	default:
		o.trace(addr, depth+1)
	}
}

// field: one of a record is an answer, one of another struct is what the
// package stores there.
func (o *origins) field(x ssa.Value, index int, depth int) {
	s := value.StructOf(x.Type())
	if s == nil {
		o.unknown = true
		return
	}
	key := callgraph.TypeKey(x.Type())
	if o.ofRecord(key) {
		o.verdict(key, s.Field(index).Name())
		return
	}
	stored := false
	for _, fn := range o.c.Graph.Functions {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				store, ok := instr.(*ssa.Store)
				if !ok {
					continue
				}
				addr, ok := store.Addr.(*ssa.FieldAddr)
				if ok && value.StructOf(addr.X.Type()) == s && addr.Field == index {
					stored = true
					o.trace(store.Val, depth+1)
				}
			}
		}
	}
	if !stored {
		o.unknown = true
	}
}

// ofRecord reports whether a type is a record that Lambda polls, or part of one.
func (o *origins) ofRecord(key string) bool {
	if _, ok := o.c.Table.Lookup(catalog.RecordPart, key); ok {
		return true
	}
	source := entrypoint.SourceOf(key)
	return source.Model == entrypoint.Poll && partial(source.Name)
}

func (o *origins) verdict(key, field string) {
	source := entrypoint.SourceOf(key).Name
	switch {
	case field == "MessageId" && source == "SQS", field == "SequenceNumber":
		o.right = true
	case field == "Kinesis" || field == "Change":
		o.unknown = true
	default:
		o.wrong, o.instead = field, "record.MessageId"
		if source != "SQS" {
			o.instead = "the record's SequenceNumber"
		}
	}
}

// cell: whatever is stored into a local variable.
func (o *origins) cell(cell *ssa.Alloc, depth int) {
	stored := false
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == cell {
				stored = true
				o.trace(ref.Val, depth+1)
			}
		case *ssa.IndexAddr:
			for _, use := range *ref.Referrers() {
				if store, ok := use.(*ssa.Store); ok && store.Addr == ref {
					stored = true
					o.trace(store.Val, depth+1)
				}
			}
		}
	}
	if !stored {
		o.unknown = true
	}
}

// container: an element of a slice or map, which is what the slice was taken from.
func (o *origins) container(x ssa.Value, depth int) {
	if m, ok := x.(*ssa.MakeMap); ok {
		stored := false
		for _, ref := range *m.Referrers() {
			if update, ok := ref.(*ssa.MapUpdate); ok {
				stored = true
				o.trace(update.Value, depth+1)
			}
		}
		o.unknown = o.unknown || !stored
		return
	}
	o.trace(x, depth+1)
}

// call: what a function of the package returns, or what a library was given.
func (o *origins) call(v ssa.Value, i int, depth int) {
	call, ok := v.(*ssa.Call)
	if !ok {
		o.unknown = true
		return
	}
	callee := call.Call.StaticCallee()
	switch {
	case callee != nil && len(callee.Blocks) > 0:
		for _, ret := range value.Returns(callee) {
			if i < len(ret.Results) {
				o.trace(ret.Results[i], depth+1)
			}
		}
	case callee != nil && len(call.Call.Args) == 1 && !firstParty(o.c, call): // aws.ToString
		o.trace(call.Call.Args[0], depth+1)
	default:
		o.unknown = true
	}
}

// parameter: what the callers in the package pass.
func (o *origins) parameter(p *ssa.Parameter, depth int) {
	fn := p.Parent()
	index := slices.Index(fn.Params, p)
	calls := o.c.Graph.Calls(fn)
	for _, call := range calls {
		o.trace(call.Common().Args[index], depth+1)
	}
	if len(calls) == 0 || fn.Object() != nil && fn.Object().Exported() {
		o.unknown = true
	}
}
