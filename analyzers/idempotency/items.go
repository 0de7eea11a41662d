package idempotency

import (
	"go/types"
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/effect"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/sqltext"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// keyed: a write whose repeat gives the same state, unless its key is random.
func (s *site) keyed() (rule.Candidate, bool) {
	c := s.candidate(identity)
	c.Notes[noteRandom] = s.key()
	return c, c.Notes[noteRandom] != ""
}

// key encodes what the write is keyed by, "" if that is not in sight.
func (s *site) key() string {
	field, _ := s.row.Value("key")
	values, _ := s.fields(s.input).get(field)
	switch field {
	case "Item":
		return s.identity(values)
	case "RequestItems":
		var keys []string
		for part := range s.requests() {
			items, _ := part.get("Item")
			keys = appendKey(keys, s.identity(items))
		}
		return strings.Join(keys, separator)
	}
	return s.origins(values...)
}

func appendKey(keys []string, key string) []string {
	if key == "" {
		return keys
	}
	return append(keys, key)
}

// requests yields the parts of a batch or transaction: what is set in each
// struct that holds an item, an expression or a condition.
func (s *site) requests() iter.Seq[fields] {
	return func(yield func(fields) bool) {
		seen := make(map[ssa.Value]bool)
		in := s.fields(s.input)
		work := slices.Concat([]ssa.Value{s.input}, in.values["RequestItems"], in.values["TransactItems"])
		for ; len(work) > 0; work = work[1:] {
			for v := range sources(work[0]) {
				switch v := v.(type) {
				case *ssa.Call: // a helper that makes a part
					if !seen[v] {
						seen[v] = true
						work = append(work, value.Results(v, 0)...)
					}
				case *ssa.Parameter: // parts that the callers make
					if !seen[v] && partsOf(v.Type()) {
						seen[v] = true
						args, _ := s.given(v)
						work = append(work, args...)
					}
				case *ssa.FieldAddr:
					if isPart(v) && !seen[v.X] {
						seen[v.X] = true
						if !yield(setThrough(v.X)) {
							return
						}
					}
				}
			}
		}
	}
}

// partsOf reports whether values of type t hold parts of a batch or transaction.
func partsOf(t types.Type) bool {
	if m, ok := t.Underlying().(*types.Map); ok {
		t = m.Elem()
	}
	if s, ok := t.Underlying().(*types.Slice); ok {
		t = s.Elem()
	}
	return effect.IsService(typePath(t))
}

func isPart(addr *ssa.FieldAddr) bool {
	if !effect.IsService(typePath(addr.X.Type())) {
		return false
	}
	name := value.FieldName(addr)
	return name == "Item" || name == "UpdateExpression" || name == "ConditionExpression"
}

// setThrough collects what is set in the struct that v points to.
func setThrough(v ssa.Value) fields {
	f := fields{values: make(map[string][]ssa.Value)}
	for _, ref := range *v.Referrers() {
		if addr, ok := ref.(*ssa.FieldAddr); ok {
			f.stored(addr)
		}
	}
	return f
}

// transacts: a transaction is as repeatable as its parts. A condition in one
// of them stops all.
func (s *site) transacts() (rule.Candidate, bool) {
	c := s.candidate(increment)
	conditions := s.conditions()
	if decided(conditions) {
		return c, false
	}
	var keys []string
	adds := false
	for part := range s.requests() {
		items, _ := part.get("Item")
		keys = appendKey(keys, s.identity(items))
		expressions, _ := part.get("UpdateExpression")
		adds = adds || s.addTo(expressions)
	}
	if len(conditions) > 0 {
		c.Notes[noteCondition] = strings.Join(conditions, conditionSeparator)
	}
	tokens, set := s.fields(s.input).get(c.Notes[noteToken])
	switch {
	case adds && set:
		c.Kind, c.Notes[noteRandom] = badToken, s.origins(tokens...)
	case !adds:
		c.Kind, c.Notes[noteRandom] = identity, strings.Join(keys, separator)
		return c, len(keys) > 0 && !set
	}
	return c, true
}

// addTo reports whether an update expression adds to what is stored.
func (s *site) addTo(expressions []ssa.Value) bool {
	for _, v := range expressions {
		if text, ok := s.text(v); ok && sqltext.AddsInDocument(text) || s.addsBy(v) {
			return true
		}
	}
	return false
}

// conditionSeparator stands between the keys of conditional writes, each of
// which may be made of several values.
const conditionSeparator = "\x02"

// conditions returns, for each condition that a second run does not meet, the
// key of its write. The key is "" where the condition holds whatever the key
// is; under a random key there is nothing yet that it could find.
func (s *site) conditions() []string {
	names, ok := s.row.Value("condition")
	if !ok || s.input == nil {
		return nil
	}
	var keys []string
	if s.row.Arg(0) == "transact" {
		for part := range s.requests() {
			if values, set := part.get("ConditionExpression"); set && !s.onlyExists(values) {
				items, _ := part.get("Item")
				keys = append(keys, s.askedFor(values, items))
			}
		}
		return keys
	}
	in := s.fields(s.input)
	for name := range strings.SplitSeq(names, ",") {
		if values, set := in.get(name); set && !s.onlyExists(values) {
			items, _ := in.get("Item")
			keys = append(keys, s.askedFor(values, items))
		}
	}
	return keys
}

// decided reports whether one of the conditions holds whatever the keys are.
func decided(conditions []string) bool {
	for _, key := range conditions {
		if key == "" {
			return true
		}
	}
	return false
}

// askedFor encodes the attributes of an item by which a condition asks whether it
// is there: attribute_not_exists of its key, "" for any other condition.
func (s *site) askedFor(conditions, items []ssa.Value) string {
	found := attributes{site: s}
	for _, v := range conditions {
		text, ok := s.text(v)
		if !ok {
			return ""
		}
		found.condition += strings.ReplaceAll(text, " ", "")
	}
	found.items(items)
	return strings.Join(append(found.keys, found.ids...), separator)
}

// asksFor reports whether a condition, if there is one, asks for an attribute.
func (a *attributes) asksFor(name string) bool {
	return a.condition == "" || strings.Contains(a.condition, "attribute_not_exists("+name+")")
}
