package idempotency

import (
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/sqltext"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// A program often has a client of its own over its database, which takes the
// text of a statement and hands it on: store.Exec(ctx, "INSERT …", args...).
// Such a text is judged where it is written. Whether what is called there runs
// it is known once the program is joined: the client leaves a mark.

// handsOver recognises a call of a first-party function that is given the text
// of a statement.
func (s *site) handsOver() (catalog.Row, bool) {
	if s.callee.Pkg() == nil || !s.Graph.Known(s.callee.Pkg()) {
		return catalog.Row{}, false
	}
	for i := range s.callee.Signature().Params().Len() {
		arg := s.argument(i)
		if !isText(arg) {
			continue
		}
		if text, ok := s.text(arg); ok && sqltext.Classify(text) != sqltext.Unknown {
			s.relay = strconv.Itoa(slices.Index(arguments(s.call.Common()), arg))
			return catalog.Row{Kind: catalog.Repeat, Args: []string{"sql", "arg=" + strconv.Itoa(i)}}, true
		}
	}
	return catalog.Row{}, false
}

// arguments returns what is given to the parameters of a function, the receiver first.
func arguments(common *ssa.CallCommon) []ssa.Value {
	if common.IsInvoke() {
		return append([]ssa.Value{common.Value}, common.Args...)
	}
	return common.Args
}

// relays marks a call that runs a text which its function was given, or hands it on.
func (s *site) relays() []rule.Candidate {
	var marks []rule.Candidate
	if s.known && s.relay == "" && s.row.Arg(0) == "sql" {
		for _, v := range s.statements() {
			if p := parameter(v); p != nil {
				marks = append(marks, s.relayOf(p))
			}
		}
		return marks
	}
	if s.callee.Pkg() == nil || !s.Graph.Known(s.callee.Pkg()) {
		return nil
	}
	for i, arg := range arguments(s.call.Common()) {
		if p := parameter(arg); p != nil && p.Parent() == s.fn && isText(p) {
			m := s.relayOf(p)
			m.Notes[noteRelay] = strconv.Itoa(i)
			marks = append(marks, m)
		}
	}
	return marks
}

func (s *site) relayOf(p *ssa.Parameter) rule.Candidate {
	m := s.mark(relays)
	m.Func = callgraph.Key(p.Parent())
	m.Notes = map[string]string{noteParameter: strconv.Itoa(slices.Index(p.Parent().Params, p))}
	return m
}

// parameter returns the parameter that a value is, be it that of an enclosing
// function, which a literal captures. Nil: it is none, or may be something else.
func parameter(v ssa.Value) *ssa.Parameter {
	switch v := value.Unwrap(v).(type) {
	case *ssa.Parameter:
		return v
	case *ssa.UnOp:
		cell := v.X
		for fv, ok := cell.(*ssa.FreeVar); ok; fv, ok = cell.(*ssa.FreeVar) {
			cell = value.Captured(fv)
		}
		if cell, ok := cell.(*ssa.Alloc); ok {
			if p, ok := assignedOnce(cell).(*ssa.Parameter); ok {
				return p
			}
		}
	}
	return nil
}

// isRun reports whether what is called at w runs its parameter as a statement.
func isRun(q *rule.Query, fn string, w callgraph.Where, parameter string, hops int) bool {
	for _, e := range q.Program.Edges(fn) {
		if placeOf(e.Call.Where) != placeOf(w) {
			continue
		}
		for _, m := range q.Marks(e.Callee.Key) {
			if m.Kind != relays || m.Notes[noteParameter] != parameter {
				continue
			}
			next, further := m.Notes[noteRelay]
			if !further || hops < furthest && isRun(q, m.Func, m.Where, next, hops+1) {
				return true
			}
		}
	}
	return false
}
