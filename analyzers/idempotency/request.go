package idempotency

import (
	"cmp"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// request: an HTTP request that is made with POST or PATCH and without an
// idempotency header.
func (s *site) request() (rule.Candidate, bool) {
	if isText(s.subject()) { // resty's Execute, whose chain names the header
		if !s.posts(s.subject(), 0) {
			return rule.Candidate{}, false
		}
		c := s.candidate(send)
		s.adapt(&c)
		return c, true
	}
	b := s.built()
	if !b.posts {
		return rule.Candidate{}, false
	}
	c := s.candidate(send)
	s.adapt(&c)
	set, keys := b.header()
	if len(keys) > 0 {
		c.Kind, c.Notes[noteToken], c.Notes[noteRandom] = badToken, "Idempotency-Key", s.origins(keys...)
	}
	return c, !set || len(keys) > 0
}

func isText(v ssa.Value) bool { return v != nil && value.IsString(v.Type()) }

// builder finds where a request is made: in the function, in a helper that
// returns it, or in the callers that pass it on.
type builder struct {
	*site
	seen  map[ssa.Value]bool
	fns   map[*ssa.Function]bool // where the request goes through
	posts bool
}

func (s *site) built() *builder {
	b := &builder{site: s, seen: make(map[ssa.Value]bool), fns: map[*ssa.Function]bool{s.fn: true}}
	b.follow(s.subject())
	return b
}

func (b *builder) follow(v ssa.Value) {
	for v := range sources(v) {
		if b.seen[v] || len(b.seen) > most {
			continue
		}
		b.seen[v] = true
		switch v := v.(type) {
		case *ssa.Parameter:
			if isRequest(v.Type()) {
				args, _ := b.given(v)
				for _, arg := range args {
					b.through(arg)
				}
			}
		case *ssa.Call:
			b.made(v)
		}
	}
}

func (b *builder) through(v ssa.Value) {
	if fn := v.Parent(); fn != nil {
		b.fns[fn] = true
	}
	b.follow(v)
}

// made: by net/http, or by a helper.
func (b *builder) made(call *ssa.Call) {
	results := value.Results(call, 0)
	if len(results) == 0 && strings.HasPrefix(calledName(call), "NewRequest") {
		for _, arg := range call.Call.Args {
			if isText(arg) { // the method is the first text
				b.posts = b.posts || b.site.posts(arg, 0)
				return
			}
		}
	}
	for _, v := range results {
		if isRequest(v.Type()) {
			b.through(v)
		}
	}
}

func isRequest(t types.Type) bool {
	return typePath(t) == "net/http" && typeName(deref(t)) == "Request"
}

// posts reports whether a method is POST or PATCH, in all calls of the
// function if it is a parameter.
func (s *site) posts(method ssa.Value, hops int) bool {
	if p, ok := method.(*ssa.Parameter); ok {
		args, ok := s.given(p)
		for _, arg := range args {
			ok = ok && hops < furthest && s.posts(arg, hops+1)
		}
		return ok
	}
	text, ok := s.text(method)
	return ok && (text == "POST" || text == "PATCH")
}

// header reports whether an idempotency header is set where the request goes
// through, or in a helper that gets it, and what it is set to there.
func (b *builder) header() (set bool, keys []ssa.Value) {
	inOrder := slices.SortedFunc(maps.Keys(b.fns), func(a, b *ssa.Function) int { return cmp.Compare(a.Pos(), b.Pos()) })
	for _, fn := range inOrder {
		set = set || listsHeader(fn)
		for call := range rule.Calls(fn) {
			switch args := call.Common().Args; {
			case helps(call):
				set = true
			case setsHeader(call) && !b.ofAnother(call):
				set = true
				keys = append(keys, args[len(args)-1])
			}
		}
	}
	return set, keys
}

// listsHeader reports whether an idempotency header is a key of a map, such as a
// literal of http.Header.
func listsHeader(fn *ssa.Function) bool {
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			if update, ok := instr.(*ssa.MapUpdate); ok && named(update.Key, nil) {
				return true
			}
		}
	}
	return false
}

// ofAnother reports whether a header is set on a request that is not this one.
func (b *builder) ofAnother(call ssa.CallInstruction) bool {
	other := false
	for v := range sources(call.Common().Args[0]) {
		if made, ok := v.(*ssa.Call); ok && strings.HasPrefix(calledName(made), "NewRequest") {
			if b.seen[made] {
				return false
			}
			other = true
		}
	}
	return other
}

func setsHeader(call ssa.CallInstruction) bool {
	for _, arg := range call.Common().Args {
		if named(arg, nil) {
			return true
		}
	}
	return false
}

// helps reports whether a call gives a request to a helper that sets the header.
func helps(call ssa.CallInstruction) bool {
	callee := call.Common().StaticCallee()
	if callee == nil {
		return false
	}
	for _, p := range callee.Params {
		if !isRequest(p.Type()) {
			continue
		}
		for inner := range rule.Calls(callee) {
			if setsHeader(inner) {
				return true
			}
		}
	}
	return false
}
