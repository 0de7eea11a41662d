package idempotency

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// demands reports whether the call is made for what it does, and not for its
// answer: a function invoked, or an HTTP request posted, to ask for something
// is no effect as far as can be seen.
func (s *site) demands(c *rule.Candidate) bool {
	switch {
	case s.row.Has("cure=header"):
	case s.service == "lambda" && s.op == "Invoke" && !s.invokesAsync():
	default:
		return true
	}
	switch s.answered() {
	case kept:
		return false
	case returned:
		c.Notes[noteAnswer] = "yes"
	}
	return true
}

// invokesAsync: InvocationType is Event.
func (s *site) invokesAsync() bool {
	values, _ := s.fields(s.input).get("InvocationType")
	for _, v := range values {
		if text, ok := s.text(v); ok && text == "Event" {
			return true
		}
	}
	return false
}

// use is what happens to an answer.
type use uint8

const (
	ignored  use = iota // it is looked at in the function at most
	returned            // it is a result of the function
	kept                // it is stored for others
)

// answered follows what a call returns, and what is decoded from it.
func (s *site) answered() use {
	call, ok := s.call.(*ssa.Call)
	if !ok {
		return ignored
	}
	t := answer{fn: s.fn, seen: make(map[ssa.Value]bool)}
	t.follow(call)
	for len(t.work) > 0 && len(t.seen) < most {
		v := t.work[0]
		t.work = t.work[1:]
		for _, ref := range *v.Referrers() {
			t.user(v, ref)
		}
	}
	return t.worst
}

// answer follows a value forward.
type answer struct {
	fn    *ssa.Function
	seen  map[ssa.Value]bool
	work  []ssa.Value
	worst use
}

func (t *answer) follow(v ssa.Value) {
	if v != nil && !t.seen[v] && v.Referrers() != nil && !isVerdict(v.Type()) {
		t.seen[v] = true
		t.work = append(t.work, v)
	}
}

// isVerdict: an error, a number or a flag says how the call went.
func isVerdict(t types.Type) bool {
	if basic, ok := t.Underlying().(*types.Basic); ok {
		return basic.Info()&(types.IsNumeric|types.IsBoolean) != 0
	}
	return value.ImplementsError(t)
}

func (t *answer) user(v ssa.Value, ref ssa.Instruction) {
	switch ref := ref.(type) {
	case *ssa.Return:
		t.worst = max(t.worst, returned)
	case *ssa.Store:
		if ref.Val == v {
			t.into(ref.Addr)
		}
	case *ssa.MapUpdate:
		t.into(ref.Map)
	case *ssa.Call:
		t.passed(v, ref)
	case ssa.Value:
		t.follow(ref)
	}
}

// into: memory of the function is followed, any other is there for others.
func (t *answer) into(addr ssa.Value) {
	switch v := base(addr).(type) {
	case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice:
		t.follow(v)
	default:
		t.worst = kept
	}
}

// base returns the variable or object that an address leads back to.
func base(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.IndexAddr:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.Slice:
			v = x.X
		default:
			return v
		}
	}
}

// passed: a call may make something of the answer, and write it where its
// other arguments point, as json.Unmarshal does. A log gets the values only.
func (t *answer) passed(v ssa.Value, call *ssa.Call) {
	t.follow(call)
	if name := calledName(call); name != "" && !decodes(name) {
		return // a function value may decode
	}
	for _, arg := range call.Call.Args {
		if arg != v && pointsOut(arg) {
			t.into(arg)
		}
	}
}

// pointsOut reports whether a call can write where an argument points.
func pointsOut(arg ssa.Value) bool {
	if _, constant := arg.(*ssa.Const); constant || value.IsContext(arg.Type()) {
		return false
	}
	switch arg.Type().Underlying().(type) {
	case *types.Pointer, *types.Interface, *types.Slice, *types.Map:
		return true
	}
	return false
}

func decodes(name string) bool {
	return slices.Contains([]string{"Unmarshal", "UnmarshalFromString", "Decode", "Scan", "Copy", "ReadFrom", "ReadFull"}, name)
}

// dropsAnswer reports whether a call of a first-party function has results
// besides the error, and none of them is used.
func (s *site) dropsAnswer() bool {
	call, ok := s.call.(*ssa.Call)
	if !ok || !s.Graph.Known(s.callee.Pkg()) {
		return false
	}
	results := s.callee.Signature().Results()
	if results.Len() == 1 {
		return !isVerdict(results.At(0).Type()) && len(*call.Referrers()) == 0
	}
	answers := 0
	for r := range results.Variables() {
		if !isVerdict(r.Type()) {
			answers++
		}
	}
	for _, ref := range *call.Referrers() {
		extract, ok := ref.(*ssa.Extract)
		if ok && len(*extract.Referrers()) > 0 && !isVerdict(extract.Type()) {
			return false
		}
	}
	return answers > 0
}

// dropped reports whether the caller drops the answer.
func dropped(q *rule.Query, step *invocation.Step) bool {
	if step.Via == nil {
		return false
	}
	return slices.ContainsFunc(q.Marks(step.Caller.Func.Key), func(m rule.Candidate) bool {
		return m.Kind == drops && m.Pos == step.Via.Call.Pos
	})
}
