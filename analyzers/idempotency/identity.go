package idempotency

import (
	"go/token"
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// identity encodes what an item is keyed by: the origins of its attributes
// pk and sk, or else id. "" if there are none in sight.
func (s *site) identity(items []ssa.Value) string {
	found := attributes{site: s}
	found.items(items)
	list := found.keys
	if len(list) == 0 {
		list = found.ids
	}
	return strings.Join(list, separator)
}

// attributes collects the origins of what may identify an item.
type attributes struct {
	*site
	keys, ids []string
	// condition, if it is set, must ask for an attribute for it to count.
	condition string
	seen      map[ssa.Value]bool
}

func (a *attributes) add(name, owner string, origin func() string) {
	if !a.asksFor(name) {
		return
	}
	switch plain := strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(name)); plain {
	case "pk", "sk", "pkey", "skey", "hash", "hashkey", "range", "rangekey", "partitionkey", "sortkey", "primarykey":
		a.keys = append(a.keys, origin())
	case "id", "uuid", "key", strings.ToLower(owner) + "id":
		a.ids = append(a.ids, origin())
	}
}

// item: a map written out, or a struct that was marshalled, here or in a
// helper, or where the function is called.
func (a *attributes) item(v ssa.Value) {
	if a.seen[v] {
		return
	}
	if a.seen == nil {
		a.seen = make(map[ssa.Value]bool)
	}
	a.seen[v] = true
	switch v := v.(type) {
	case *ssa.MakeMap:
		a.entries(v)
	case *ssa.Parameter:
		args, _ := a.given(v)
		a.items(args)
	case *ssa.Call:
		a.items(value.Results(v, 0))
	case *ssa.Extract:
		a.extracted(v)
	case *ssa.UnOp:
		if cell, ok := v.X.(*ssa.Alloc); ok {
			if stored := assignedOnce(cell); stored != nil {
				a.item(stored)
			}
		}
	}
}

func (a *attributes) items(list []ssa.Value) {
	for _, v := range list {
		a.item(v)
	}
}

// extracted: one of the results of a marshaller or helper.
func (a *attributes) extracted(v *ssa.Extract) {
	call, ok := v.Tuple.(*ssa.Call)
	if !ok {
		return
	}
	if strings.HasPrefix(calledName(call), "Marshal") && len(call.Call.Args) > 0 {
		a.value(value.Unwrap(call.Call.Args[0]))
		return
	}
	a.items(value.Results(call, v.Index))
}

func calledName(call *ssa.Call) string {
	if callee := call.Call.StaticCallee(); callee != nil {
		return callee.Name()
	}
	if call.Call.IsInvoke() {
		return call.Call.Method.Name()
	}
	return ""
}

func (a *attributes) entries(m *ssa.MakeMap) {
	for _, ref := range *m.Referrers() {
		update, ok := ref.(*ssa.MapUpdate)
		if !ok || update.Map != m {
			continue
		}
		if key, ok := value.Text(update.Key); ok {
			a.add(key, "", func() string { return a.origins(update.Value) })
		}
	}
}

// value: the fields of a struct that is made here, or what the program stores
// in the fields of its type.
func (a *attributes) value(v ssa.Value) {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	if m, ok := v.(*ssa.MakeMap); ok {
		a.entries(m)
		return
	}
	cell, _ := v.(*ssa.Alloc)
	if cell != nil && assignedOnce(cell) != nil {
		cell = nil // a copy of a struct made elsewhere
	}
	a.structure(deref(v.Type()), cell, 0)
}

func (a *attributes) structure(t types.Type, cell *ssa.Alloc, depth int) {
	const nested = 3
	s, ok := t.Underlying().(*types.Struct)
	if !ok || depth > nested {
		return
	}
	for i := range s.NumFields() {
		field := s.Field(i)
		if field.Embedded() {
			a.structure(deref(field.Type()), nil, depth+1)
			continue
		}
		name := attributeName(s, i)
		a.add(name, typeName(t), func() string { return a.field(t, field.Name(), i, cell) })
	}
}

// field returns the origin of a field of a struct.
func (a *attributes) field(t types.Type, name string, index int, cell *ssa.Alloc) string {
	if cell == nil {
		return fieldOrigin(t, name)
	}
	for _, ref := range *cell.Referrers() {
		if addr, ok := ref.(*ssa.FieldAddr); ok && addr.Field == index {
			return a.Graph.Origin(addr).String()
		}
	}
	return ""
}

// attributeName returns the name under which a field is stored.
func attributeName(s *types.Struct, i int) string {
	tag := reflect.StructTag(s.Tag(i))
	for _, key := range []string{"dynamodbav", "dynamo", "json"} {
		if name, _, _ := strings.Cut(tag.Get(key), ","); name != "" {
			return name
		}
	}
	return s.Field(i).Name()
}

func typeName(t types.Type) string {
	key := callgraph.TypeKey(t)
	return key[strings.LastIndexByte(key, '.')+1:]
}
