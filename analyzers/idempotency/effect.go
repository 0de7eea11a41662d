package idempotency

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/sqltext"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// effect returns the candidate at a call that does its work again when it is repeated.
func (s *site) effect() (rule.Candidate, bool) {
	if !s.known || s.forwards() || s.spared() {
		return rule.Candidate{}, false
	}
	switch class := s.row.Arg(0); class {
	case send, start, create:
		return s.sends(class)
	case insert:
		return s.candidate(insert), !s.handlesDuplicates()
	case increment:
		return s.candidate(increment), true
	case "write":
		return s.keyed()
	case "update":
		return s.updates()
	case "transact":
		return s.transacts()
	case "sql", "cql":
		return s.statement(class)
	case "cypher":
		return s.graph()
	case "redis":
		return s.redis()
	case "document":
		return s.document()
	case "http":
		return s.request()
	}
	return rule.Candidate{}, false
}

// forwards reports whether the function is itself the operation that it
// calls: its callers are judged.
func (s *site) forwards() bool {
	param, ok := s.input.(*ssa.Parameter)
	if !ok || s.op == "" || param.Parent() != s.fn {
		return false
	}
	outer, ok := s.fn.Object().(*types.Func)
	if !ok {
		return false
	}
	_, op, _ := operation(outer)
	return op == s.op
}

// spared reports whether the call names something that makes a repeat
// harmless: a condition in its input, a conflict clause, a key among its options.
func (s *site) spared() bool {
	if s.row.Arg(0) != "transact" && decided(s.conditions()) {
		return true
	}
	names, ok := s.row.Value("unless")
	if !ok {
		return false
	}
	return mentions(s.call.Common(), strings.Split(names, ","))
}

// sends: messages and jobs, which a token would protect.
func (s *site) sends(kind string) (rule.Candidate, bool) {
	field, protectable := s.row.Value("token")
	c := s.candidate(kind)
	if !protectable || s.input == nil {
		s.adapt(&c)
		return c, true
	}
	values, found := s.tokens(field)
	if len(values) > 0 {
		c.Kind = badToken
		c.Notes[noteRandom] = s.origins(values...)
		return c, true
	}
	if kind == send || s.row.Has("cure=guard") {
		s.adapt(&c)
	}
	if groups, _ := s.tokens("MessageGroupId"); len(groups) > 0 {
		// A FIFO queue takes no message without a token unless it compares contents.
		c.Notes[noteFIFO] = "yes"
	}
	return c, found
}

// tokens returns what a token field is set to. found says that the input was
// seen, so that no value means that there is none.
func (s *site) tokens(field string) (values []ssa.Value, found bool) {
	in := s.fields(s.input)
	entries, batch := s.row.Value("entries")
	if !batch {
		values, _ = in.get(field)
		return values, in.complete
	}
	list, set := in.get(entries)
	if !set {
		return nil, false
	}
	return entryTokens(list, field)
}

// adapt notes that the operation is called by a method of a client: of an
// object that holds what the operation is called on.
func (s *site) adapt(c *rule.Candidate) {
	if len(s.fn.Params) == 0 || s.fn.Signature.Recv() == nil {
		return
	}
	recv := s.fn.Params[0]
	for v := range sources(s.client()) {
		if v == recv {
			c.Notes[noteAdapter] = "yes"
			return
		}
	}
}

// client returns what the operation is called on.
func (s *site) client() ssa.Value {
	if recv := s.receiver(); recv != nil {
		return recv
	}
	return s.call.Common().Value
}

// updates: an expression that adds to what is stored.
func (s *site) updates() (rule.Candidate, bool) {
	c := s.candidate(increment)
	if s.op == "" { // gorm's Update, with gorm.Expr among its arguments
		return c, s.addsBy(s.call.Common().Args...)
	}
	field, _ := s.row.Value("expr")
	values, _ := s.fields(s.input).get(field)
	for _, v := range values {
		if text, ok := s.text(v); ok && sqltext.AddsInDocument(text) && !s.addsToSet(text) || s.addsBy(v) {
			return c, true
		}
	}
	return c, false
}

// addsBy reports whether values are made by a function that adds.
func (s *site) addsBy(values ...ssa.Value) bool {
	for _, v := range values {
		for x := range sources(v) {
			call, ok := x.(*ssa.Call)
			if !ok {
				continue
			}
			if callee := rule.Callee(call.Common()); callee != nil && s.adds(call, callee) {
				return true
			}
		}
	}
	return false
}

// adds: expression.Add always does, gorm.Expr if its text says so.
func (s *site) adds(call *ssa.Call, callee *types.Func) bool {
	if _, ok := s.Table.Func(catalog.Adds, callee); !ok {
		return false
	}
	if len(call.Call.Args) > 0 {
		if text, ok := s.text(call.Call.Args[0]); ok {
			return sqltext.IsCounter(text)
		}
	}
	return true
}

// statement: SQL tells what a repeat does. In CQL an INSERT replaces.
func (s *site) statement(class string) (rule.Candidate, bool) {
	for _, v := range s.statements() {
		text, ok := s.text(v)
		if !ok {
			continue
		}
		switch effect := sqltext.Classify(text); {
		case effect == sqltext.Adds:
			return s.tokened(s.candidate(increment)), true
		case effect == sqltext.Inserts && class == "sql":
			c := s.candidate(insert)
			c.Notes[noteCure] = "conflict"
			return s.tokened(c), !s.handlesDuplicates() && !s.replaces(sqltext.Table(text))
		}
	}
	return rule.Candidate{}, false
}

// tokened: a statement sent through an AWS service may have a token, which
// protects unless it is random.
func (s *site) tokened(c rule.Candidate) rule.Candidate {
	if field := c.Notes[noteToken]; field != "" {
		if values, set := s.fields(s.input).get(field); set {
			c.Kind, c.Notes[noteRandom] = badToken, s.origins(values...)
		}
	}
	return c
}

// replaces reports whether the rows of the table are deleted before.
func (s *site) replaces(table string) bool {
	for call, callee := range rule.Calls(s.fn) {
		other := newSite(s.Context, s.fn, call, callee)
		if !other.known || other.row.Arg(0) != "sql" || !value.Precedes(call, s.call) {
			continue
		}
		for _, v := range other.statements() {
			if text, ok := s.text(v); ok && sqltext.Verb(text) == "delete" && sqltext.Table(text) == table {
				return table != ""
			}
		}
	}
	return false
}

// statements returns the values that hold the SQL of the call.
func (s *site) statements() []ssa.Value {
	if field, ok := s.row.Value("expr"); ok {
		values, _ := s.fields(s.input).get(field)
		return elements(values)
	}
	if v := s.subject(); v != nil {
		return []ssa.Value{v}
	}
	return s.prepared()
}

// elements replaces lists that are written out by what they hold.
func elements(values []ssa.Value) []ssa.Value {
	var list []ssa.Value
	for _, v := range values {
		slice, ok := v.(*ssa.Slice)
		if !ok {
			list = append(list, v)
			continue
		}
		for x := range sources(slice.X) {
			if addr, ok := x.(*ssa.IndexAddr); ok {
				list = append(list, contents(addr)...)
			}
		}
	}
	return list
}

// subject returns the argument that the row points at, or nil.
func (s *site) subject() ssa.Value {
	i, ok := s.row.Position("arg")
	if !ok {
		return nil
	}
	return s.argument(i)
}

// prepared returns the text of the prepared statement that is executed.
func (s *site) prepared() []ssa.Value {
	for v := range sources(s.receiver()) {
		call, ok := v.(*ssa.Call)
		if !ok {
			continue
		}
		if callee := rule.Callee(call.Common()); callee != nil && strings.HasPrefix(callee.Name(), "Prepare") {
			return call.Call.Args
		}
	}
	return nil
}
