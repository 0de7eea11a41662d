package callgraph

import (
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/provenance"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// surroundings answers what a provenance.Tracer asks about the package.
type surroundings struct{ *builder }

func (s surroundings) FunctionKey(fn *ssa.Function) (string, bool) {
	return Key(fn), s.summarised(fn)
}

func (s surroundings) FieldNode(t types.Type, index int) string {
	t = value.Deref(t)
	named := namedOf(t)
	if named == nil || !s.known(named.Obj().Pkg()) {
		return ""
	}
	fields, ok := named.Underlying().(*types.Struct)
	if !ok || index >= fields.NumFields() {
		return ""
	}
	return fieldNode(t, fields.Field(index))
}

func (s surroundings) GlobalNode(g *ssa.Global) string { return globalNode(g) }

func (s surroundings) MethodNode(m *types.Func, result int) string {
	return MethodResult(methodID(m), result)
}

func (s surroundings) HeldNode(place string, result int) string { return HeldResult(place, result) }

// HeldResult is the node of result i of the functions that a place holds.
func HeldResult(place Node, i int) Node { return "d:" + place + "#" + strconv.Itoa(i) }

// MethodResult is the node of result i of the methods that answer calls of an
// interface method.
func MethodResult(id string, i int) Node { return "i:" + id + "#" + strconv.Itoa(i) }

// Origin returns what a value of the package is made of.
func (r *Result) Origin(v ssa.Value) provenance.Origin {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.builder.tracer.Of(v)
}

// Known reports whether the functions of pkg are part of the graph.
func (r *Result) Known(pkg *types.Package) bool { return r.builder.known(pkg) }

// KnownPath is Known for an import path.
func (r *Result) KnownPath(path string) bool { return r.builder.knownPath(path) }

// Summarised reports whether the body of fn is first-party code.
func (r *Result) Summarised(fn *ssa.Function) bool { return r.builder.summarised(fn) }

// FieldNode returns the node of a field of a first-party struct, or "".
func (r *Result) FieldNode(t types.Type, index int) Node {
	return surroundings{r.builder}.FieldNode(t, index)
}

// assigned records what data a place gets.
func (f *funcBuilder) assigned(node Node, v ssa.Value) {
	if isData(v.Type()) {
		f.out.Assigns = append(f.out.Assigns, provenance.Assign{Node: node, From: f.tracer.Of(v)})
	}
}

// defaulted notes that a field may keep what it had.
func (f *funcBuilder) defaulted(node Node, store *ssa.Store) {
	if provenance.Defaulted(store) {
		f.out.Assigns = append(f.out.Assigns, provenance.Assign{Node: node, From: provenance.Origin{Bits: provenance.Choice}})
	}
}

// givenOrigins returns what the arguments of a call are made of whose callee
// the join will find; offset is 1 if the receiver stands before them.
func (f *funcBuilder) givenOrigins(common *ssa.CallCommon, offset int) []provenance.Origin {
	var origins []provenance.Origin
	for i, arg := range common.Args {
		if !isData(arg.Type()) {
			continue
		}
		if o := f.tracer.Of(arg); !o.IsZero() {
			if origins == nil {
				origins = make([]provenance.Origin, len(common.Args)+offset)
			}
			origins[i+offset] = o
		}
	}
	return origins
}

// isData rules out values that say nothing about an event: functions,
// contexts, errors, flags.
func isData(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Signature, *types.Chan, *types.Tuple:
		return false
	case *types.Basic:
		return u.Kind() != types.Bool
	case *types.Interface:
		return !value.IsContext(t) && !value.IsError(t)
	}
	return true
}
