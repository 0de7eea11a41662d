package idempotency

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/effect"
	"github.com/lambdavet/lambdavet/analyzers/internal/provenance"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

// site is a call that may reach outside.
type site struct {
	*rule.Context
	fn     *ssa.Function
	call   ssa.CallInstruction
	callee *types.Func
	// service, op and input are those of an AWS operation.
	service, op string
	input       ssa.Value
	row         catalog.Row
	known       bool // row is set
	// relay is the parameter of a first-party function that takes the text of a
	// statement, the receiver counted; "" for other calls.
	relay string
}

func newSite(c *rule.Context, fn *ssa.Function, call ssa.CallInstruction, callee *types.Func) *site {
	s := &site{Context: c, fn: fn, call: call, callee: callee}
	var index int
	if s.service, s.op, index = operation(callee); s.op != "" {
		s.input = s.argument(index)
		s.row, s.known = c.Table.Lookup(catalog.Operation, s.service+"."+s.op)
		return s
	}
	s.row, s.known = c.Table.Func(catalog.Repeat, callee)
	if !s.known {
		s.row, s.known = byShape(call.Common(), callee)
	}
	if !s.known {
		s.row, s.known = s.handsOver()
	}
	return s
}

// argument returns the value of parameter i, the receiver not counted.
func (s *site) argument(i int) ssa.Value {
	args := s.call.Common().Args
	if !s.call.Common().IsInvoke() && s.callee.Signature().Recv() != nil {
		i++
	}
	if i < 0 || i >= len(args) {
		return nil
	}
	return args[i]
}

// receiver returns the value whose method is called, or nil.
func (s *site) receiver() ssa.Value {
	common := s.call.Common()
	if common.IsInvoke() {
		return common.Value
	}
	if s.callee.Signature().Recv() == nil || len(common.Args) == 0 {
		return nil
	}
	return common.Args[0]
}

// operation returns the AWS operation that a function calls, and the position
// of its input. The SDKs, interfaces of users and mocks all take *OpInput; so
// do helpers that only look at it, which have other names and results.
func operation(fn *types.Func) (service, op string, index int) {
	for i := range fn.Signature().Params().Len() {
		service, op = effect.InputType(fn.Signature().Params().At(i).Type())
		if op != "" && fn.Name() != op+"Request" && (performs(fn.Name(), op) || returnsOutput(fn.Signature(), op)) {
			return service, op, i
		}
	}
	return "", "", 0
}

// performs: SendMessage, SendMessageWithContext and the like. The Request
// variants of SDK v1 only make a request, often to presign it.
func performs(name, op string) bool {
	rest, ok := strings.CutPrefix(name, op)
	return ok && rest == "" || ok && strings.HasPrefix(rest, "With") || op == "PutObject" && strings.HasPrefix(name, "Upload")
}

func returnsOutput(sig *types.Signature, op string) bool {
	for r := range sig.Results().Variables() {
		if named, ok := types.Unalias(deref(r.Type())).(*types.Named); ok && named.Obj().Name() == op+"Output" {
			return true
		}
	}
	return false
}

func deref(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// symbol is how people write the callee.
func (s *site) symbol() string {
	if s.op != "" {
		return s.service[strings.LastIndexByte(s.service, '/')+1:] + "." + s.op
	}
	if recv := s.callee.Signature().Recv(); recv != nil && !token.IsExported(typeName(recv.Type())) && !s.Graph.Known(s.callee.Pkg()) {
		return s.callee.Pkg().Name() + "." + s.callee.Name() // of redis.Client, promoted from cmdable
	}
	return callgraph.Display(s.callee)
}

// candidate returns a finding of that kind at the call.
func (s *site) candidate(kind string) rule.Candidate {
	c := s.AtCall(s.fn, s.call)
	c.Kind, c.Message = kind, s.symbol()
	c.Notes = make(map[string]string)
	if cure, ok := s.row.Value("cure"); ok {
		c.Notes[noteCure] = cure
	}
	if field, ok := s.row.Value("token"); ok {
		c.Notes[noteToken] = field
	}
	if s.row.Has("auto") {
		c.Notes[noteAuto] = "yes"
	}
	if s.Generated(s.fn.Pos()) {
		c.Notes[noteMade] = "yes"
	}
	if s.relay != "" {
		c.Notes[noteRelay] = s.relay
	}
	return c
}

// mark returns something that protection asks for.
func (s *site) mark(kind string) rule.Candidate {
	c := s.At(s.fn, s.call, s.call.Common().Pos())
	c.Kind, c.Mark = kind, true
	return c
}

// origins encodes what values are made of.
func (s *site) origins(values ...ssa.Value) string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = s.Graph.Origin(v).String()
	}
	return strings.Join(list, separator)
}

const separator = "\x01"

func decodeOrigins(note string) []string { return strings.Split(note, separator) }

// fieldOrigin encodes what the program stores in a field of a first-party type.
func fieldOrigin(t types.Type, name string) string {
	return provenance.Origin{Nodes: []string{"f:" + callgraph.TypeKey(t) + "." + name}}.String()
}
