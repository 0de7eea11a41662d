package tmpfile

import (
	"encoding/json"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/paths"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// Calls of function values and interface methods are resolved when the program
// is known: what the caller does with the file is written down until then.

// asked is a call that is given the file and may remove it.
type asked struct {
	Pos callgraph.Position
	Arg int
}

// dynamic reports whether the callee is found only when the program is known.
func (f *frame) dynamic(call ssa.CallInstruction) bool {
	common := call.Common()
	if _, builtin := common.Value.(*ssa.Builtin); builtin {
		return false
	}
	if common.IsInvoke() {
		return f.Graph.Known(common.Method.Pkg())
	}
	fn, _ := f.target(common)
	return fn == nil
}

// unless returns the calls that may remove the file, if without them some
// return leaves it behind and with them none does.
func (f *frame) unless(o *obligation) []asked {
	asking := make(map[ssa.CallInstruction]bool)
	var list []asked
	for _, call := range f.dynamics {
		for i, arg := range call.Common().Args {
			if paths.IsPath(arg.Type()) && f.names(o, arg) {
				asking[call] = true
				list = append(list, asked{f.Position(call.Common().Pos()), i})
			}
		}
	}
	if len(list) == 0 {
		return nil
	}
	w := f.walk(o)
	w.asking = asking
	w.from(o.at)
	if len(w.fate.drops) > 0 {
		return nil
	}
	return list
}

// cares marks the calls whose file the function removes or hands on.
func (f *frame) cares() []rule.Candidate {
	var marks []rule.Candidate
	for _, call := range f.dynamics {
		o := &obligation{at: call, debt: debt{Result: -1, Cleanup: -1}}
		for i, t := range resultTypes(call) {
			v := resultOf(call, i)
			switch {
			case v == nil:
			case value.IsError(t):
				o.errs = append(o.errs, v)
			case paths.IsPath(t):
				o.names = append(o.names, f.paths.Of(v))
			case isCleanup(v):
				o.cleanups = append(o.cleanups, v)
			}
		}
		if len(o.names)+len(o.cleanups) == 0 || len(f.follow(o).drops) > 0 {
			continue
		}
		m := f.At(f.fn, call, call.Common().Pos())
		m.Mark, m.Kind = true, caring
		marks = append(marks, m)
	}
	return marks
}

func isCleanup(v ssa.Value) bool {
	sig, ok := v.Type().Underlying().(*types.Signature)
	return ok && sig.Params().Len() == 0
}

// given returns the calls that are given a path below the temporary folder,
// which nobody removes if the callee makes the file.
func (f *frame) given() []rule.Candidate {
	var list []rule.Candidate
	for _, call := range f.dynamics {
		for i, arg := range call.Common().Args {
			if !paths.IsPath(arg.Type()) || paths.IsFile(arg.Type()) {
				continue
			}
			path := f.paths.Detailed(arg)
			if path.Root() != paths.Temp || path.IsTempDir() || slices.ContainsFunc(f.obligations(), func(o *obligation) bool { return o.Path.Above(path) }) {
				continue
			}
			o := &obligation{at: call, debt: debt{Candidate: f.AtCall(f.fn, call), Path: path, Result: -1, Cleanup: -1}, given: true}
			f.complete(o)
			o.errs = nil
			for _, c := range f.candidate(o) {
				if c.Kind == created {
					pos := f.Position(call.Common().Pos()) // the chain's word for the call
					c.Notes["given"], c.Notes["file"], c.Notes["offset"] = strconv.Itoa(i), pos.File, strconv.Itoa(pos.Offset)
					list = append(list, c)
				}
			}
		}
	}
	return list
}

// callees returns the functions that a call of fn reaches.
func callees(q *rule.Query, fn string, pos callgraph.Position) []*invocation.Edge {
	var list []*invocation.Edge
	for _, e := range q.Program.Edges(fn) {
		if e.Call.Pos.File == pos.File && e.Call.Pos.Offset == pos.Offset {
			list = append(list, e)
		}
	}
	return list
}

// parameter returns the path that argument i of a call has in the callee.
func parameter(e *invocation.Edge, i int) paths.Expr {
	return paths.Expr{{Value: callgraph.Param(e.Callee.Key, i)}}
}

// removedElsewhere reports whether one of the calls in a note removes the file.
func removedElsewhere(q *rule.Query, c rule.Candidate) bool {
	var list []asked
	if json.Unmarshal([]byte(c.Notes["unless"]), &list) != nil {
		return false
	}
	for _, a := range list {
		for _, e := range callees(q, c.Func, a.Pos) {
			s := unmark(q.Marks(e.Callee.Key))
			if s != nil && slices.ContainsFunc(s.Removes, func(r removal) bool { return r.Path.Key() == parameter(e, a.Arg).Key() }) {
				return true
			}
		}
	}
	return false
}

// caredFor reports whether the caller of a step removes or hands on what the
// step leaves to it.
func caredFor(q *rule.Query, s *invocation.Step) bool {
	pos := s.Via.Call.Pos
	return slices.ContainsFunc(q.Marks(s.Caller.Func.Key), func(m rule.Candidate) bool {
		return m.Kind == caring && m.Pos.File == pos.File && m.Pos.Offset == pos.Offset
	})
}

// cleared reports whether a function on the way to a step removes the file, or
// a folder above it.
func cleared(q *rule.Query, c rule.Candidate, s *invocation.Step) bool {
	var path paths.Expr
	if json.Unmarshal([]byte(c.Notes["expr"]), &path) != nil {
		return false
	}
	o := &obligation{names: []paths.Expr{path}}
	for s = s.Caller; s != nil; s = s.Caller {
		if t := unmark(q.Marks(s.Func.Key)); t != nil && slices.ContainsFunc(t.Removes, o.settledBy) {
			return true
		}
	}
	return false
}

// maker returns the debt of a callee that makes the file which it is given.
func maker(q *rule.Query, c rule.Candidate) (debt, bool) {
	i, err := strconv.Atoi(c.Notes["given"])
	if err != nil {
		return debt{}, false
	}
	for _, e := range callees(q, c.Func, callgraph.Position{File: c.Notes["file"], Offset: atoi(c.Notes["offset"])}) {
		s := unmark(q.Marks(e.Callee.Key))
		if s == nil {
			continue
		}
		for _, d := range s.owes {
			if d.Path.Key() == parameter(e, i).Key() {
				return d, true
			}
		}
	}
	return debt{}, false
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}
