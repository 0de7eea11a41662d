// Package callgraph summarises the functions of a package: whom they call,
// under which circumstances, and where function and interface values flow.
// Package invocation joins the summaries of a program.
package callgraph

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/closure"
	"github.com/lambdavet/lambdavet/analyzers/internal/directive"
	"github.com/lambdavet/lambdavet/analyzers/internal/firstparty"
	"github.com/lambdavet/lambdavet/analyzers/internal/lazyssa"
	"github.com/lambdavet/lambdavet/analyzers/internal/provenance"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// Analyzer reports nothing. Its result is the *Result of a first-party
// package, nil for others; its fact is the Graph of the package.
var Analyzer = &analysis.Analyzer{
	Name:             "callgraph",
	Doc:              "summaries of first-party packages",
	Requires:         []*analysis.Analyzer{lazyssa.Analyzer, directive.Analyzer},
	Run:              run,
	RunDespiteErrors: true,
	FactTypes:        []analysis.Fact{new(Graph)},
	ResultType:       reflect.TypeFor[*Result](),
}

// Result is the call graph as seen from one package.
type Result struct {
	// Summary is that of the package, Graph the closure over its dependencies.
	Summary *Summary
	Graph   *Graph
	// Functions are the SSA functions in the order of Summary.Funcs.
	Functions []*ssa.Function

	mu      sync.Mutex // rules of one package run side by side
	builder *builder
	syntax  func() inspector.Cursor
	refs    func() *refs
}

// Enclosing returns the syntax around a position, innermost first.
func (r *Result) Enclosing(pos token.Pos) []ast.Node {
	innermost, ok := r.syntax().FindByPos(pos, pos+1)
	if !ok {
		return nil
	}
	var path []ast.Node
	for c := range innermost.Enclosing() {
		path = append(path, c.Node())
	}
	return path
}

// Generated reports whether a position lies in a generated file.
func (r *Result) Generated(pos token.Pos) bool { return r.builder.generated(pos) }

// Where returns the circumstances of an instruction of fn.
func (r *Result) Where(fn *ssa.Function, instr ssa.Instruction, pos token.Pos) Where {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.builder.function(fn).where(instr, pos)
}

// Location returns the node of a variable that outlives a call of fn, found
// at addr, or "".
func (r *Result) Location(fn *ssa.Function, addr ssa.Value) Node {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.builder.function(fn).location(addr)
}

// Gives returns the location whose content the first-party function that is
// called returns, or "".
func (r *Result) Gives(call *ssa.Call) Node {
	r.mu.Lock()
	defer r.mu.Unlock()
	if callee := call.Common().StaticCallee(); callee != nil && r.builder.summarised(callee) {
		return r.builder.gives(callee)
	}
	return ""
}

// GuardType returns the type of the location that the lazy guard of an
// instruction compares with its zero value, or nil.
func (r *Result) GuardType(fn *ssa.Function, instr ssa.Instruction) types.Type {
	r.mu.Lock()
	defer r.mu.Unlock()
	g := r.builder.function(fn).guards
	return g.types[g.lazy[instr.Block()]]
}

// Encodes reports whether a block runs only if encoding a value has failed
// that, by its type, cannot fail.
func (r *Result) Encodes(block *ssa.BasicBlock) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.builder.function(block.Parent()).guards.byType.has(block.Index)
}

func run(pass *analysis.Pass) (any, error) {
	pkg := pass.ResultOf[lazyssa.Analyzer].(*lazyssa.Package)
	if pkg == nil {
		return (*Result)(nil), nil
	}
	graph := &Graph{new(closure.Set[Summary])}
	for _, imported := range pass.Pkg.Imports() {
		var dep Graph
		if pass.ImportPackageFact(imported, &dep) {
			graph.Packages.Add(dep.Packages)
		}
	}
	functions, err := pkg.Functions()
	if err != nil {
		return (*Result)(nil), err
	}
	b := newBuilder(pass, graph.Packages.All())
	for _, fn := range functions {
		b.summarise(fn)
	}
	b.types()
	graph.Packages.Put(b.summary.Path, closure.Of(b.summary))
	pass.ExportPackageFact(graph)
	syntax := sync.OnceValue(func() inspector.Cursor { return inspector.New(pass.Files).Root() })
	refs := sync.OnceValue(func() *refs { return newRefs(functions) })
	return &Result{Summary: b.summary, Graph: graph, Functions: functions, builder: b, syntax: syntax, refs: refs}, nil
}

// builder makes the summary of one package.
type builder struct {
	pass      *analysis.Pass
	summary   *Summary
	carriers  carriers
	table     *catalog.Table
	ignores   *directive.Set
	below     map[string]*closure.Part[Summary] // of the dependencies, by import path
	functions map[*ssa.Function]*funcBuilder
	offline   offline
	tracer    *provenance.Tracer
	recovers  map[*ssa.Function]bool
	setsOf    map[*ssa.Function][]Node
	givesOf   map[*ssa.Function]Node
	syncs     map[*ssa.Function]*Sync
	logs      map[*ssa.Function][]Node
	texts     map[*ssa.Function][]Node
	unescapes map[*ssa.Function][]Node
	held      map[types.Type][]string // see structs
	ids       map[types.Type][]string // see interfaceIDs
}

func newBuilder(pass *analysis.Pass, below map[string]*closure.Part[Summary]) *builder {
	b := &builder{
		pass:      pass,
		summary:   &Summary{Path: pass.Pkg.Path(), Main: pass.Pkg.Name() == "main", Local: firstparty.Local(pass)},
		table:     catalog.Default(),
		ignores:   pass.ResultOf[directive.Analyzer].(*directive.Set),
		below:     below,
		functions: make(map[*ssa.Function]*funcBuilder),
		recovers:  make(map[*ssa.Function]bool),
		setsOf:    make(map[*ssa.Function][]Node),
		givesOf:   make(map[*ssa.Function]Node),
		syncs:     make(map[*ssa.Function]*Sync),
		logs:      make(map[*ssa.Function][]Node),
		texts:     make(map[*ssa.Function][]Node),
		unescapes: make(map[*ssa.Function][]Node),
		held:      make(map[types.Type][]string),
		ids:       make(map[types.Type][]string),
	}
	b.carriers = carriers{known: b.known, memo: make(map[types.Type]bool)}
	b.tracer = provenance.NewTracer(surroundings{b})
	b.offline = offline{builder: b, functions: make(map[*ssa.Function]polarity), phis: make(map[*ssa.Phi]polarity)}
	return b
}

// known reports whether the functions of pkg are summarised.
func (b *builder) known(pkg *types.Package) bool {
	return pkg != nil && b.knownPath(pkg.Path())
}

func (b *builder) knownPath(path string) bool {
	return path == b.summary.Path || b.below[path] != nil
}

// imported returns the summary of a function of a dependency, or nil.
func (b *builder) imported(fn *ssa.Function) *Func {
	obj := fn.Object()
	if obj == nil || obj.Pkg() == nil || obj.Pkg() == b.pass.Pkg {
		return nil
	}
	part := b.below[obj.Pkg().Path()]
	if part == nil {
		return nil
	}
	return part.Value().function(Key(fn))
}

// summarised reports whether fn has a summary, here or in a dependency.
func (b *builder) summarised(fn *ssa.Function) bool {
	if fn.Parent() != nil {
		return true
	}
	if catalog.IsMethodValue(fn) {
		return false // its method may be
	}
	if origin := fn.Origin(); origin != nil {
		fn = origin
	}
	if obj := fn.Object(); obj != nil {
		return b.known(obj.Pkg())
	}
	return fn.Pkg != nil && b.known(fn.Pkg.Pkg)
}

func (b *builder) function(fn *ssa.Function) *funcBuilder {
	f, ok := b.functions[fn]
	if !ok {
		f = &funcBuilder{
			builder: b, fn: fn, key: Key(fn),
			memo: make(map[ssa.Value][]Node), objects: make(map[ssa.Value]Node), flows: make(map[Flow]bool), built: make(map[built]bool),
		}
		b.functions[fn] = f
	}
	return f
}

// types records the method sets of the named types of the package.
func (b *builder) types() {
	scope := b.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() {
			continue
		}
		if t := methods(obj); len(t.Methods) > 0 {
			b.summary.Types = append(b.summary.Types, t)
		}
	}
}

// methods returns the method set of a named type and of its pointer.
func methods(obj *types.TypeName) *Type {
	t := &Type{Key: TypeKey(obj.Type())}
	if types.IsInterface(obj.Type()) {
		return t
	}
	set := types.NewMethodSet(types.NewPointer(obj.Type()))
	for sel := range set.Methods() {
		m := sel.Obj().(*types.Func)
		method := Method{ID: methodID(m)}
		if recv := m.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) {
			method.Via = fieldOf(obj.Type(), sel.Index())
		} else {
			method.Func = catalog.Symbol(m)
		}
		t.Methods = append(t.Methods, method)
	}
	return t
}

// fieldOf returns the field that the path of a promoted method ends in.
func fieldOf(t types.Type, index []int) Node {
	node := Node("")
	for _, i := range index[:len(index)-1] {
		t = value.Deref(t)
		s, ok := t.Underlying().(*types.Struct)
		if !ok {
			return ""
		}
		node = fieldNode(t, s.Field(i))
		t = s.Field(i).Type()
	}
	return node
}

// fieldNode is the node of a field of all values of struct type t.
func fieldNode(t types.Type, f *types.Var) Node {
	key := TypeKey(t)
	if key == "" {
		key = types.TypeString(t, nil)
	}
	return "f:" + key + "." + f.Name()
}

func globalNode(g *ssa.Global) Node {
	if g.Object() != nil && g.Object().Pkg() != nil {
		return "g:" + g.Object().Pkg().Path() + "." + g.Name()
	}
	return "g:" + g.String()
}
