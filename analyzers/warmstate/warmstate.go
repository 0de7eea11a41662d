package warmstate

import (
	_ "embed"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/provenance"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

//go:embed doc.go
var doc string

// Analyzer is the rule warmstate.
var Analyzer = rule.New[mark](rule.Rule{
	Name:    "warmstate",
	Doc:     rule.Page(doc),
	Find:    find,
	Reports: reports,
})

type mark struct{}

// The kinds of finding.
const (
	keptContext  = "context"
	keptEvent    = "event"
	keptResponse = "response"
	keptValue    = "value"  // something made of the event
	keptStruct   = "struct" // the same in a struct of the project, strict only
	appended     = "append"
	inserted     = "insert"
	keptHeader   = "header" // an entry of a map that responses get
	decoded      = "decode"
	extended     = "extend"
	started      = "start "  // a mark: the logger at the location that follows is made afresh
	answered     = "answer " // a mark: the map at the location that follows is in a response
)

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	candidates := sends(c, fn)
	seen := make(map[callgraph.Node]bool)
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			w := written(instr)
			if w == nil {
				continue
			}
			if w.addr != nil {
				w.location = location(c, fn, w.addr)
			}
			if w.location == "" || seen[w.location] {
				continue
			}
			if begins(c, fn, w) {
				m := c.At(fn, instr, instr.Pos())
				m.Mark, m.Kind = true, started+w.location
				candidates = append(candidates, m)
			}
			if candidate, ok := judge(c, fn, w); ok {
				seen[w.location] = candidate.Kind != keptHeader
				candidates = append(candidates, candidate)
			}
		}
	}
	return candidates
}

// write is an assignment to something that may outlive the invocation.
type write struct {
	instr    ssa.Instruction
	addr     ssa.Value // nil if the location is known
	key      ssa.Value // of a map entry
	value    ssa.Value
	decodes  bool // value is decoded into what is there
	location callgraph.Node
}

func written(instr ssa.Instruction) *write {
	switch instr := instr.(type) {
	case *ssa.Store:
		return &write{instr: instr, addr: instr.Addr, value: instr.Val}
	case *ssa.MapUpdate:
		return &write{instr: instr, addr: instr.Map, key: instr.Key, value: instr.Value}
	case *ssa.Call:
		if w := stored(instr); w != nil {
			return w
		}
		if w := filled(instr); w != nil {
			return w
		}
		return replaced(instr)
	}
	return nil
}

// location names what is written. A field of an event or a response belongs to
// the variable that holds it.
func location(c *rule.Context, fn *ssa.Function, addr ssa.Value) callgraph.Node {
	for {
		f, ok := addr.(*ssa.FieldAddr)
		if !ok || !isResponse(f.X.Type()) {
			return c.Graph.Location(fn, addr)
		}
		addr = f.X
	}
}

func judge(c *rule.Context, fn *ssa.Function, w *write) (rule.Candidate, bool) {
	kind, made := kindOf(c, fn, w)
	if kind == "" || kind == keptStruct && !c.Config.Strict {
		return rule.Candidate{}, false
	}
	if kind != keptContext && released(c, w, kind) || reset(c, fn, w) {
		return rule.Candidate{}, false
	}
	candidate := c.At(fn, w.instr, w.instr.Pos())
	candidate.Kind = kind
	candidate.Message = name(c, w.location) + " " + message(kind)
	candidate.Notes = map[string]string{"location": w.location}
	if made != nil {
		candidate.Notes["origin"] = c.Graph.Origin(made).String()
	}
	if kind == keptValue && assignedFirst(c, w) {
		candidate.Notes["first"] = "yes"
	}
	return candidate, true
}

// kindOf says what is kept, and what must be made of the event for it
// to be a finding.
func kindOf(c *rule.Context, fn *ssa.Function, w *write) (kind string, made ssa.Value) {
	if extends(c, fn, w) {
		return extended, nil
	}
	if w.addr == nil {
		return "", nil
	}
	if f, ok := w.addr.(*ssa.FieldAddr); ok && isResponse(f.X.Type()) {
		return keptResponse, nil
	}
	if w.decodes {
		return decoded, w.value
	}
	if _, fixed := w.key.(*ssa.Const); fixed {
		return keptHeader, w.value
	}
	if w.key != nil {
		if asked(c, fn, w.location) {
			return "", nil
		}
		return inserted, w.key
	}
	t := w.value.Type()
	switch {
	case value.IsContext(t):
		if background(w.value) {
			return "", nil
		}
		return keptContext, nil
	case isResponse(t):
		return keptResponse, w.value
	case isEvent(t):
		return keptEvent, w.value
	}
	if added := grows(c, fn, w); added != nil {
		return appended, added
	}
	return dataKind(c, t), w.value
}

// dataKind: text, lists and maps are values; counters and flags are not, nor
// are objects of libraries, such as clients and loggers.
func dataKind(c *rule.Context, t types.Type) string {
	if key := callgraph.TypeKey(t); key != "" {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		if _, ok := t.Underlying().(*types.Struct); ok {
			if c.Graph.FieldNode(t, 0) == "" {
				return ""
			}
			return keptStruct
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsString != 0 {
			return keptValue
		}
	case *types.Slice, *types.Map:
		return keptValue
	}
	return ""
}

// reports: the location is there before and after the invocation, and what it
// gets is made of the event.
func reports(q *rule.Query, c rule.Candidate, _ *invocation.Step) bool {
	if !q.Program.Lasts(c.Notes["location"]) {
		return false
	}
	if c.Kind == extended && q.Invoked(started+c.Notes["location"]) {
		return false
	}
	origin, ok := c.Notes["origin"]
	if !ok {
		return true
	}
	bits := q.Program.Bits(provenance.Parse(origin))
	if c.Kind == keptHeader {
		return bits&(provenance.Event|provenance.Answer) != 0 && q.Invoked(answered+c.Notes["location"])
	}
	if (c.Kind == decoded || c.Notes["first"] != "") && bits&provenance.Answer != 0 {
		return false // what a service says is no event, and no other invocation reads it
	}
	return bits&provenance.Event != 0
}

// name returns a variable or field as people write it: pkg.Type.field.
func name(c *rule.Context, location callgraph.Node) string {
	name := strings.NewReplacer("(", "", ")", "", "*", "").Replace(location[2:])
	if own, ok := strings.CutPrefix(name, c.Pass.Pkg.Path()+"."); ok {
		return c.Pass.Pkg.Name() + "." + own
	}
	return name[strings.LastIndexByte(name, '/')+1:]
}

func message(kind string) string {
	const next = "outlives the invocation: "
	switch kind {
	case keptContext:
		return next + "the context that it keeps is cancelled when the handler returns, and what uses it after that fails; pass it as an argument"
	case keptEvent:
		return next + "the next one may find the event of this one in it; pass the event as an argument"
	case keptResponse:
		return next + "what this one sets, such as headers or the body, is in the response of the next; make the response in the handler"
	case appended:
		return next + "each one appends to it, so that the next finds the old entries and memory grows until the environment dies; make the list in the handler"
	case decoded:
		return next + "decoding leaves in it what an earlier event had and this one lacks; decode into a variable of the handler"
	case extended:
		return next + "each one adds attributes to what the last one left, so that log lines tell of other requests and grow; keep the logger in a variable of the handler"
	case keptHeader:
		return next + "what this one puts in it is among the headers of the next response; make the map in the handler"
	case inserted:
		return next + "each one adds entries to it and none takes them out, so that memory grows until the environment dies; bound it, or make it in the handler"
	}
	return next + "the next one may find in it what this one took from its event; pass the value as an argument"
}
