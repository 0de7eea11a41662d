package idempotency

import (
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/sqltext"
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

// graph: a Cypher query that creates, or adds to a property.
func (s *site) graph() (rule.Candidate, bool) {
	text, _ := s.text(s.subject())
	switch sqltext.Cypher(text) {
	case sqltext.Adds:
		return s.candidate(increment), true
	case sqltext.Inserts:
		return s.candidate(create), !s.handlesDuplicates()
	}
	return rule.Candidate{}, false
}

// redis: a command given as text, or a stream entry without an id.
func (s *site) redis() (rule.Candidate, bool) {
	if s.callee.Name() == "XAdd" {
		for v := range sources(s.call.Common().Args[len(s.call.Common().Args)-1]) {
			if addr, ok := v.(*ssa.FieldAddr); ok && value.FieldName(addr) == "ID" {
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
				sets = sets || strings.HasSuffix(value.FieldName(addr), "S") && len(value.FieldName(addr)) == 2
				numbers = numbers || value.FieldName(addr) == "N"
			}
		}
	}
	return sets && !numbers
}
