package readonlyfs

import (
	"maps"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// sinks are the parameters of a function that files are made at, or that it
// hands to functions of other packages.
type sinks map[int]*sink

type sink struct {
	makes bool
	hands []argument
}

// argument is a parameter of a function of another package.
type argument struct {
	callee string
	index  int
}

// sinks looks through a function and those of the same package that it calls.
func (p *pkg) sinks(fn *ssa.Function) sinks {
	if s, ok := p.found[fn]; ok {
		return s
	}
	s := make(sinks)
	p.found[fn] = s // a recursive call adds nothing
	for call, target := range rule.Calls(fn) {
		if row, ok := p.Table.Func(catalog.Create, target); ok {
			if path := creates(call, row); path != nil {
				if to := s.at(p.param(fn, path)); to != nil {
					to.makes = true
				}
			}
		} else if static := p.helper(call); static != nil {
			p.through(s, fn, call, static)
		}
	}
	return s
}

// through: parameters of fn are handed on.
func (p *pkg) through(s sinks, fn *ssa.Function, call ssa.CallInstruction, target *ssa.Function) {
	for i, v := range call.Common().Args {
		if !value.IsString(v.Type()) || own(target) && p.sinks(target)[i] == nil {
			continue
		}
		to := s.at(p.param(fn, v))
		switch {
		case to == nil:
		case own(target):
			from := p.sinks(target)[i]
			to.makes = to.makes || from.makes
			to.hands = append(to.hands, from.hands...)
		default:
			to.hands = append(to.hands, argument{callgraph.Key(target), i})
		}
	}
}

// at returns the sink of a parameter, nil for none.
func (s sinks) at(param int, ok bool) *sink {
	if !ok {
		return nil
	}
	if s[param] == nil {
		s[param] = new(sink)
	}
	return s[param]
}

// param returns the parameter of fn that a path begins with.
func (p *pkg) param(fn *ssa.Function, path ssa.Value) (int, bool) {
	text, ok := parameter(fn, p.paths.Of(path))
	i, err := strconv.Atoi(text)
	return i, ok && err == nil
}

// marks tells the callers of fn, in other packages too.
func (s sinks) marks(fn *ssa.Function) []rule.Candidate {
	var marks []rule.Candidate
	for _, i := range slices.Sorted(maps.Keys(s)) {
		from := strconv.Itoa(i)
		if s[i].makes {
			marks = append(marks, rule.Candidate{Mark: true, Kind: makes, Func: callgraph.Key(fn), Notes: map[string]string{param: from}})
		}
		for _, to := range s[i].hands {
			notes := map[string]string{param: from, callee: to.callee, arg: strconv.Itoa(to.index)}
			marks = append(marks, rule.Candidate{Mark: true, Kind: hands, Func: callgraph.Key(fn), Notes: notes})
		}
	}
	return marks
}

// helper returns the first-party function that a call names, or nil.
func (p *pkg) helper(call ssa.CallInstruction) *ssa.Function {
	static := call.Common().StaticCallee()
	if static == nil || !p.Graph.Summarised(static) {
		return nil
	}
	return static
}

// own reports whether the body of fn is in the package at hand.
func own(fn *ssa.Function) bool { return len(fn.Blocks) > 0 }
