package secretlog

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

// tracer looks for a secret in the text of a value.
type tracer struct {
	*rule.Context
	seen map[ssa.Value]bool
}

// secretOf returns what of a secret the text of v holds, nil if nothing.
func secretOf(c *rule.Context, v ssa.Value) *secret {
	t := &tracer{Context: c, seen: make(map[ssa.Value]bool)}
	return t.secret(v)
}

func (t *tracer) secret(v ssa.Value) *secret {
	if t.seen[v] {
		return nil
	}
	t.seen[v] = true
	if s, known := t.whole(v); known {
		return s
	}
	switch v := v.(type) {
	case *ssa.FieldAddr:
		return t.field(v.X, v.Field)
	case *ssa.Field:
		return t.field(v.X, v.Field)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return t.secret(v.X)
		}
	case *ssa.IndexAddr:
		return t.element(v.X, v.Index)
	case *ssa.Index:
		return t.element(v.X, v.Index)
	case *ssa.Slice:
		if _, fixed := v.Low.(*ssa.Const); fixed && v.High == nil {
			return t.token(v.X) // header[len("Bearer "):]
		}
	case *ssa.Lookup:
		return t.lookup(v)
	case *ssa.Extract:
		if s := t.extract(v); s != nil {
			return s
		}
	case *ssa.Call:
		if s := t.call(v); s != nil {
			return s
		}
	}
	for _, part := range t.Graph.TextOf(v) {
		if s := t.secret(part); s != nil {
			return s
		}
	}
	return nil
}

// whole: the type of v says that its text holds secrets, unless the function
// has taken them out.
func (t *tracer) whole(v ssa.Value) (s *secret, known bool) {
	typ := v.Type()
	if list, ok := typ.Underlying().(*types.Slice); ok {
		typ = list.Elem()
	}
	row, ok := t.sensitive(value.Deref(typ)) // &T prints as T
	switch {
	case !ok:
		return nil, false
	case redacted(v):
		return nil, true
	}
	return &secret{kind: row.Arg(0), name: shortType(row.Symbol)}, true
}

// sensitive returns the row of a type whose text is not for logs.
func (t *tracer) sensitive(typ types.Type) (catalog.Row, bool) {
	return t.Table.Lookup(catalog.Sensitive, catalog.DataSymbol(typ))
}

func shortType(symbol string) string { return symbol[strings.LastIndexByte(symbol, '/')+1:] }

// field: a field that the catalog names, or whose name is that of a secret.
func (t *tracer) field(x ssa.Value, index int) *secret {
	typ := value.Deref(x.Type())
	fields, ok := typ.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	f := fields.Field(index)
	if row, ok := t.sensitive(typ); ok {
		names, _ := row.Value("fields")
		if slices.Contains(strings.Split(names, ","), f.Name()) && !redacted(x) {
			return &secret{kind: fieldKind(row.Arg(0), f.Name()), name: shortType(row.Symbol) + "." + f.Name()}
		}
		return nil
	}
	if isText(f.Type()) && secretName(f.Name()) {
		return &secret{kind: "field", name: f.Name()}
	}
	return nil
}

// fieldKind names what a field of a sensitive type is.
func fieldKind(whole, field string) string {
	switch {
	case strings.Contains(field, "Headers"):
		return "headers"
	case field == "Cookies":
		return "header"
	case whole == "request":
		return "body"
	}
	return whole + "-field"
}

// redacted reports whether the function overwrites or deletes a part of the
// struct before it logs it.
func redacted(v ssa.Value) bool {
	cell := v
	for {
		if load, ok := cell.(*ssa.UnOp); ok && load.Op == token.MUL {
			cell = load.X
			continue
		}
		break
	}
	if cell.Referrers() == nil {
		return false
	}
	return slices.ContainsFunc(*cell.Referrers(), func(ref ssa.Instruction) bool {
		f, ok := ref.(*ssa.FieldAddr)
		return ok && f.X == cell && slices.ContainsFunc(*f.Referrers(), func(ref ssa.Instruction) bool { return overwrites(ref, f) })
	})
}

// overwrites: event.Headers = nil, event.Headers["Authorization"] = "…", delete(event.Headers, …).
func overwrites(ref ssa.Instruction, field *ssa.FieldAddr) bool {
	if store, ok := ref.(*ssa.Store); ok {
		return store.Addr == field
	}
	load, ok := ref.(*ssa.UnOp)
	if !ok {
		return false
	}
	return slices.ContainsFunc(*load.Referrers(), func(use ssa.Instruction) bool {
		switch use := use.(type) {
		case *ssa.MapUpdate:
			return use.Map == load
		case *ssa.Call:
			return value.IsBuiltin(&use.Call, "delete")
		}
		return false
	})
}

// element: of a list of secrets, each is one; of the parts of a header, all but
// the first, which is Bearer or the like.
func (t *tracer) element(list, index ssa.Value) *secret {
	s := t.secret(list)
	switch {
	case s == nil:
		return nil
	case t.parts(list) != nil:
		if first, ok := index.(*ssa.Const); ok && first.Int64() == 0 {
			return nil
		}
		return s
	case s.kind == "environment" || s.kind == "header":
		return s
	}
	return nil
}

// separators stand between a scheme and its credentials, as in "Bearer ", a user
// and the password, and cookies. What text is taken apart at other characters
// gives a part of a JWT or a key, or the value of one cookie, perhaps a harmless one.
const separators = " :,;"

// parts returns the text that a call takes apart or decodes, nil for other values.
func (t *tracer) parts(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	callee := rule.Callee(&call.Call)
	if callee == nil {
		return nil
	}
	row, ok := t.Table.Func(catalog.Secret, callee)
	if !ok || row.Arg(0) != "parts" {
		return nil
	}
	args := call.Call.Args
	if callee.Signature().Recv() != nil {
		args = args[1:]
	}
	if len(args) > 1 {
		if separator, ok := value.Text(args[1]); ok && !strings.ContainsAny(separator, separators) {
			return nil
		}
	}
	return args[0]
}

// lookup: a header by name.
func (t *tracer) lookup(v *ssa.Lookup) *secret {
	s := t.secret(v.X)
	if s == nil || s.kind != "headers" {
		return nil
	}
	return header(v.Index)
}

func header(name ssa.Value) *secret {
	if text, ok := value.Text(name); ok && secretHeader(text) {
		return &secret{kind: "header", name: text}
	}
	return nil
}

// extract: what range and the comma-ok forms give.
func (t *tracer) extract(v *ssa.Extract) *secret {
	switch tuple := v.Tuple.(type) {
	case *ssa.Next:
		over, ok := tuple.Iter.(*ssa.Range)
		if !ok || v.Index != 2 || keyTested(tuple) {
			return nil
		}
		if s := t.secret(over.X); s != nil && s.kind == "headers" {
			return s
		}
		return nil
	case *ssa.Lookup:
		if v.Index == 0 {
			return t.lookup(tuple)
		}
	case *ssa.Call:
		if t.parts(tuple) != nil && tuple.Call.Signature().Results().Len() > 2 && v.Index == 0 {
			return nil // what strings.Cut finds before the separator
		}
		if v.Index == 0 || isText(v.Type()) {
			return t.call(tuple)
		}
	}
	return nil
}

// keyTested reports whether a loop over a map looks at the keys before it logs
// the values.
func keyTested(next *ssa.Next) bool {
	for _, ref := range *next.Referrers() {
		key, ok := ref.(*ssa.Extract)
		if !ok || key.Index != 1 {
			continue
		}
		for _, use := range *key.Referrers() {
			switch use.(type) {
			case *ssa.BinOp, *ssa.Call, *ssa.Lookup:
				return true
			}
		}
	}
	return false
}

// call: a function whose result is secret.
func (t *tracer) call(v *ssa.Call) *secret {
	callee := rule.Callee(&v.Call)
	if callee == nil {
		return nil
	}
	row, ok := t.Table.Func(catalog.Secret, callee)
	if !ok {
		return nil
	}
	switch row.Arg(0) {
	case "variable":
		if name, ok := value.Text(v.Call.Args[0]); ok && secretName(name) {
			return &secret{kind: "variable", name: name}
		}
		return nil
	case "header":
		return header(v.Call.Args[1])
	case "parts":
		return t.token(t.parts(v))
	}
	return &secret{kind: row.Arg(0), name: callgraph.Display(callee)}
}

// token: what is left of a header or a token without its scheme.
func (t *tracer) token(whole ssa.Value) *secret {
	if whole == nil {
		return nil
	}
	if s := t.secret(whole); s != nil && (s.kind == "header" || s.kind == "authorization-field") {
		return s
	}
	return nil
}
