package idempotency

import (
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// document: MongoDB gives a document without _id a random one; $inc and $push add.
func (s *site) document() (rule.Candidate, bool) {
	doc := s.subject()
	if doc == nil {
		return rule.Candidate{}, false
	}
	if !strings.HasPrefix(s.callee.Name(), "Insert") {
		for text := range constants(doc) {
			switch text {
			case "$inc", "$mul", "$push":
				return s.candidate(increment), true
			}
		}
		return rule.Candidate{}, false
	}
	if hasID(doc) || s.handlesDuplicates() {
		return rule.Candidate{}, false
	}
	return s.candidate(insert), true
}

// hasID reports whether a document may have an _id of its own.
func hasID(doc ssa.Value) bool {
	for text := range constants(doc) {
		if text == "_id" {
			return true
		}
	}
	t := deref(value.Unwrap(doc).Type())
	if slice, ok := t.Underlying().(*types.Slice); ok {
		t = deref(slice.Elem())
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		_, basic := value.Unwrap(doc).(*ssa.Parameter)
		return basic || types.IsInterface(t)
	}
	for i := range s.NumFields() {
		if name, _, _ := strings.Cut(reflect.StructTag(s.Tag(i)).Get("bson"), ","); name == "_id" {
			return true
		}
	}
	return false
}

// redis: a command given as text, or a stream entry without an id.
func (s *site) redis() (rule.Candidate, bool) {
	if s.callee.Name() == "XAdd" {
		for v := range sources(s.call.Common().Args[len(s.call.Common().Args)-1]) {
			if addr, ok := v.(*ssa.FieldAddr); ok && fieldName(addr) == "ID" {
				return rule.Candidate{}, false
			}
		}
		return s.candidate(send), true
	}
	command, ok := s.text(s.subject())
	if !ok {
		return rule.Candidate{}, false
	}
	switch strings.ToUpper(strings.TrimSpace(command)) {
	case "INCR", "INCRBY", "INCRBYFLOAT", "DECR", "DECRBY", "HINCRBY", "HINCRBYFLOAT", "ZINCRBY", "APPEND",
		"LPUSH", "RPUSH", "LPUSHX", "RPUSHX", "LPOP", "RPOP", "SPOP":
		return s.candidate(increment), true
	case "PUBLISH", "SPUBLISH":
		return s.candidate(send), true
	}
	return rule.Candidate{}, false
}

// request: an HTTP request that is made here with POST or PATCH and without an
// idempotency header.
func (s *site) request() (rule.Candidate, bool) {
	posts := false
	for v := range sources(s.subject()) {
		if call, ok := v.(*ssa.Call); ok && strings.HasPrefix(calledName(call), "NewRequest") {
			posts = posts || postMethod(call)
		}
	}
	if !posts || s.namesHeader() {
		return rule.Candidate{}, false
	}
	c := s.candidate(send)
	s.adapt(&c)
	return c, true
}

func postMethod(call *ssa.Call) bool {
	for text := range firstTexts(call) {
		if text == "POST" || text == "PATCH" {
			return true
		}
	}
	return false
}

func firstTexts(call *ssa.Call) map[string]bool {
	texts := make(map[string]bool)
	for _, arg := range call.Call.Args {
		if c, ok := arg.(*ssa.Const); ok && c.Value != nil {
			texts[strings.Trim(c.Value.ExactString(), `"`)] = true
		}
	}
	return texts
}

// namesHeader reports whether the function sets an idempotency header.
func (s *site) namesHeader() bool {
	for call := range rule.Calls(s.fn) {
		for _, arg := range call.Common().Args {
			if named(arg, nil) {
				return true
			}
		}
	}
	return false
}

// addsToSet reports whether ADD works on sets, which hold an element once.
func (s *site) addsToSet(expr string) bool {
	if !strings.Contains(strings.ToUpper(expr), "ADD ") || strings.ContainsAny(expr, "+-") {
		return false
	}
	sets, numbers := false, false
	values, _ := s.fields(s.input).get("ExpressionAttributeValues")
	for _, values := range values {
		for v := range sources(values) {
			switch typeName(v.Type()) {
			case "AttributeValueMemberSS", "AttributeValueMemberNS", "AttributeValueMemberBS":
				sets = true
			case "AttributeValueMemberN":
				numbers = true
			}
			if addr, ok := v.(*ssa.FieldAddr); ok && typeName(deref(addr.X.Type())) == "AttributeValue" {
				sets = sets || strings.HasSuffix(fieldName(addr), "S") && len(fieldName(addr)) == 2
				numbers = numbers || fieldName(addr) == "N"
			}
		}
	}
	return sets && !numbers
}
