package batchfailure

import (
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/effect"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

// The marks of a function, and what calls in a loop are asked for: whether
// they change something outside the process, or depend on the outside at all.
// Whether another Lambda function that is asked for an answer changes something
// cannot be told: with -strict it does.
const (
	changes  = "changes"
	asks     = "asks"
	consults = "consults"
)

// marks notes what the calls of fn do outside the process, once each.
func marks(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var found []rule.Candidate
	seen := make(map[string]bool)
	for call := range rule.Calls(fn) {
		kind := outside(c, call)
		if kind == "" || seen[kind] {
			continue
		}
		seen[kind] = true
		m := c.At(fn, call, call.Pos())
		m.Mark, m.Kind = true, kind
		found = append(found, m)
	}
	return found
}

// outside returns what a call of a function that is not summarised does.
func outside(c *rule.Context, call ssa.CallInstruction) string {
	callee := rule.Callee(call.Common())
	if callee == nil || firstParty(c, call) && effect.Operation(callee.Signature()) == "" {
		return ""
	}
	return kindOf(c, call)
}

func kindOf(c *rule.Context, call ssa.CallInstruction) string {
	callee := rule.Callee(call.Common())
	if callee == nil {
		return ""
	}
	switch effect.Of(c.Table, call.Common(), callee) {
	case effect.Write:
		if consulting(c, call) {
			return consults
		}
		return changes
	case effect.Read:
		return asks
	}
	return ""
}

// consulting reports whether a call invokes another function and decodes what
// that one answers.
func consulting(c *rule.Context, call ssa.CallInstruction) bool {
	v, ok := call.(*ssa.Call)
	if !ok || !decoded(extracted(v, 0)) {
		return false
	}
	return slices.ContainsFunc(v.Call.Args, func(arg ssa.Value) bool {
		_, ok := c.Table.Lookup(catalog.Await, callgraph.TypeKey(arg.Type()))
		return ok
	})
}

// decoded reports whether bytes of an output are handed to a function.
func decoded(output ssa.Value) bool {
	if output == nil {
		return false
	}
	for _, ref := range *output.Referrers() {
		field, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		for _, load := range *field.Referrers() {
			v, ok := load.(*ssa.UnOp)
			if !ok || !types.Identical(v.Type(), types.NewSlice(types.Typ[types.Byte])) {
				continue
			}
			for _, use := range *v.Referrers() {
				if call, ok := use.(*ssa.Call); ok && rule.Callee(&call.Call) != nil {
					return true
				}
			}
		}
	}
	return false
}

// firstParty reports whether the callee is declared in a package that is summarised.
func firstParty(c *rule.Context, call ssa.CallInstruction) bool {
	callee := rule.Callee(call.Common())
	return callee == nil || c.Graph.Known(callee.Pkg())
}

// encode notes calls for reaches: the offset of each and what it does itself,
// with a question mark if first-party code decides.
func encode(c *rule.Context, calls []ssa.CallInstruction) string {
	var words []string
	for _, call := range calls {
		if _, builtin := call.Common().Value.(*ssa.Builtin); builtin {
			continue
		}
		kind := outside(c, call)
		if kind == "" && firstParty(c, call) {
			kind = "?" + kindOf(c, call)
		}
		if kind != "" || takesFunction(call) {
			words = append(words, strconv.Itoa(c.Position(call.Common().Pos()).Offset)+":"+kind)
		}
	}
	return strings.Join(words, " ")
}

// takesFunction: a library runs first-party code that it is given.
func takesFunction(call ssa.CallInstruction) bool {
	for _, arg := range call.Common().Args {
		switch arg.(type) {
		case *ssa.MakeClosure, *ssa.Function:
			return true
		}
	}
	return false
}

// reaches reports whether one of the calls in a note of a candidate does what is
// asked, itself or in what it reaches.
func reaches(q *rule.Query, c rule.Candidate, note string, s *invocation.Step, ask string) bool {
	if c.Notes[note] == "*" {
		return true
	}
	for word := range strings.FieldsSeq(c.Notes[note]) {
		offset, kind, _ := strings.Cut(word, ":")
		if does(q, kind, ask) {
			return true
		}
		at, _ := strconv.Atoi(offset)
		var callees []string
		for _, e := range q.Program.Edges(c.Func) {
			if e.Call.Pos.Offset == at && e.Call.Pos.File == c.Pos.File {
				callees = append(callees, e.Callee.Key)
			}
		}
		guess, unsure := strings.CutPrefix(kind, "?")
		// Another package may still say what an interface holds.
		unsure = unsure && len(callees) == 0 && !s.Entry.Deferred
		if unsure && does(q, guess, ask) || below(q, callees, ask) {
			return true
		}
	}
	return false
}

func does(q *rule.Query, kind, ask string) bool {
	if kind == consults {
		return ask == asks || q.Config.Strict
	}
	return kind == changes || kind != "" && kind == ask
}

// below reports whether a function reached from keys has the mark.
func below(q *rule.Query, keys []string, ask string) bool {
	seen := make(map[string]bool)
	for len(keys) > 0 {
		key := keys[len(keys)-1]
		keys = keys[:len(keys)-1]
		if seen[key] {
			continue
		}
		seen[key] = true
		for _, m := range q.Marks(key) {
			if does(q, m.Kind, ask) {
				return true
			}
		}
		for _, e := range q.Program.Edges(key) {
			if e.Attr&(callgraph.Once|callgraph.Offline) == 0 {
				keys = append(keys, e.Callee.Key)
			}
		}
	}
	return false
}
