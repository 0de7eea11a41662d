package callgraph

import (
	"fmt"
	"go/token"
	"sync"

	"github.com/lambdavet/lambdavet/analyzers/internal/closure"
	"github.com/lambdavet/lambdavet/analyzers/internal/provenance"
)

// Summary is what one package contributes to the call graph of a program.
// It holds names instead of types.Objects, so that it can travel as a fact.
type Summary struct {
	// Path is the import path of the package.
	Path string
	// Main tells a package main: nothing can import it, so the join is final there.
	Main bool
	// Local: the files are the user's to change, not a module of the same
	// owner that stands in the module cache.
	Local bool
	// Funcs are the functions in source order, literals after their parent.
	Funcs []*Func
	// Types are the named types declared here that have methods.
	Types []*Type

	once  sync.Once
	byKey map[string]*Func
}

// Func describes one function or function literal.
type Func struct {
	// Key identifies the function: types.Func.FullName of its origin, or
	// the key of the enclosing function and $n for the n-th literal.
	Key string
	// Name is for people: pkg.Type.Method, or parent.funcN for a literal.
	Name string
	Pos  Position
	// Local is that of the package.
	Local bool
	// Event is the catalogued event type of a parameter, if there is one.
	Event string
	// Inputs are the parameters that carry data.
	Inputs []int
	// Picky are the parameters that some of the code needs not to be zero.
	Picky Params
	Shape Shape
	// Calls are in source order.
	Calls []*Call
	// Flows are the assignments of function and interface values.
	Flows []Flow
	// Makes are the keys of concrete types converted to interfaces.
	Makes []string
	// Sets are the locations (see Node) that outlive a call and that the
	// function assigns; Resets are those it assigns without a lazy guard.
	Sets, Resets []Node
	// Gives is the location whose content the first result is, or "".
	Gives Node
	// Assigns say what parameters of callees, results, fields and package
	// variables are made of.
	Assigns []provenance.Assign
	// Builds are the keys of first-party structs that the function makes;
	// LazyBuilds are those it makes under a lazy guard.
	Builds, LazyBuilds []string
	// Sync is how the function takes part in waiting for others.
	Sync Sync
	// Logs are the parameters that it writes to the log, Texts those whose text
	// is in its first result.
	Logs, Texts []Node
	// Unescapes are the parameters whose URL encoding it undoes.
	Unescapes []Node
	// Decodes is the catalogued event type that the function decodes, if it is one.
	Decodes string
	// Blocks are the successors of each basic block, for questions of order.
	Blocks [][]int32

	order order
}

// Shape is a set of properties of a function that rules and entry points ask for.
type Shape uint16

// The properties of a function.
const (
	// HandlerShaped: the signature could serve as a Lambda or HTTP handler.
	HandlerShaped Shape = 1 << iota
	// WebHandler: a parameter carries an HTTP request (net/http, gin, echo, …).
	WebHandler
	// Middleware: takes a function or handler and returns one.
	Middleware
	// Exported: the function can be called from other packages.
	Exported
	// Recovers: calls recover and does not panic again.
	Recovers
	// Guards: the function defers a recovering call, so panics below it end here.
	Guards
	// OnLambda and OffLambda: the only result is a bool that tells whether
	// the process runs in, or outside of, Lambda.
	OnLambda
	OffLambda
	// Answers: a result besides the error.
	Answers
	// Objects: returns an error of its own making, such as a package variable.
	Objects
	// Generated: nobody writes the function by hand.
	Generated
)

// A Type is a named type and its methods, those of its pointer included.
type Type struct {
	Key     string
	Methods []Method
}

// A Method is a member of a method set.
type Method struct {
	// ID is the name, qualified by the package if it is unexported, and the signature.
	ID string
	// Func is the key of the function that is called, empty if the method
	// is promoted from an interface.
	Func string
	// Via is the field that holds the interface the method is promoted from.
	Via Node
}

// CallKind tells how a callee is found.
type CallKind uint8

// The kinds of call.
const (
	// Static: Callee is the key of the function.
	Static CallKind = iota
	// Dynamic: a function value; On are the nodes that it comes from.
	Dynamic
	// Invoke: an interface method; Callee is the method ID, On the receiver.
	Invoke
	// External: a function that is not summarised. It may call back what flows into Args.
	External
	// Dispatch: like External, and the callee hands a request to what was registered on it.
	Dispatch
	// Start: a registration; On are the nodes of the handler.
	Start
)

// Attr is a set of circumstances of a call or of a candidate.
type Attr uint8

// The circumstances.
const (
	// Go: runs in a goroutine of its own.
	Go Attr = 1 << iota
	// Deferred: runs when the function returns.
	Deferred
	// Recovered: a deferred call that recovers is registered before it.
	Recovered
	// Once: runs at most once per execution environment.
	Once
	// Lazy: guarded by the check of a location that outlives the
	// invocation; once per environment if the location is set.
	Lazy
	// Kept: the location of a Lazy guard is set in the same function.
	Kept
	// Offline: never runs on Lambda, only elsewhere, or after an error that
	// cannot occur.
	Offline
	// Spawned: a library runs it in a goroutine, as (*errgroup.Group).Go does.
	Spawned
)

// Where is a point in a function together with its circumstances.
type Where struct {
	Pos   Position
	Attr  Attr
	Guard Node // the location of a Lazy guard
	// Needs are the parameters that must not be zero if it is to run.
	Needs Params
	// Ignore are the rules that a directive silences at the line.
	Ignore []string
	// Block and Index say where in the function it runs, see Func.Blocks.
	Block, Index int32
	// Tests are the blocks that end in a branch on a result of the call;
	// Fails are those among them that only compare its error with nil.
	Tests, Fails []int32
}

// A Call is a call, a registration or a callback.
type Call struct {
	Where
	Kind   CallKind
	Callee string
	// Interface has the method IDs of the interface: of the receiver of an Invoke,
	// for the fallback to all types that implement it; of the parameters of an
	// External, which may call them.
	Interface []string
	// On is where the called value, the receiver or the handler comes from.
	On []Node
	// Args are the nodes that flow into each parameter, the receiver first.
	Args [][]Node
	// Origins are what the arguments are made of, the receiver first; for
	// callees that the join finds.
	Origins []provenance.Origin
	// Result is the node prefix of the results.
	Result Node
	// Zeros are the parameters that a Static call sets to a zero constant.
	Zeros Params
}

// A Node is a place that function and interface values flow through, or an
// element that flows:
//
//	F:key  the function key           T:key  the concrete type key
//	R:     a recovering middleware   M:     a middleware of a library
//	c:     the end of a context
//	p:key#i parameter   r:key#i result   v:key#i free variable
//	i:id#i result of the methods that answer an interface method
//	d:place#i result of the functions that a field or package variable holds
//	f:T.f field         g:pkg.v package variable   v:key.x variable that literals in key use
//	o:key#n object made in key                     x:key#n the same, by a call that is not summarised
type Node = string

// A Flow says that what is in From is also in To.
type Flow struct{ From, To Node }

// Position is a position that stays valid outside the package's FileSet.
type Position struct {
	File              string
	Offset, Line, Col int
	pos               token.Pos // valid in the process that made it
}

// IsValid reports whether p is known.
func (p Position) IsValid() bool { return p.Line > 0 }

// Pos returns the token.Pos of p, or NoPos if it was decoded from a fact.
func (p Position) Pos() token.Pos { return p.pos }

// Compare orders positions by file, line and column.
func (p Position) Compare(q Position) int {
	if p.File != q.File {
		if p.File < q.File {
			return -1
		}
		return 1
	}
	return p.Offset - q.Offset
}

// NewPosition resolves pos in fset.
func NewPosition(fset *token.FileSet, pos token.Pos) Position {
	if !pos.IsValid() {
		return Position{}
	}
	p := fset.Position(pos)
	return Position{File: p.Filename, Offset: p.Offset, Line: p.Line, Col: p.Column, pos: pos}
}

// Graph is the package fact: the summaries of a package and of all
// first-party packages it depends on, so that it is closed. Drivers that pass
// facts through files drop those of indirect imports.
type Graph struct {
	Packages *closure.Set[Summary]
}

func init() { closure.Register[Summary]() }

// AFact marks Graph as a fact.
func (*Graph) AFact() {}

func (g *Graph) String() string { return fmt.Sprintf("graph of %d packages", len(g.Packages.All())) }

// function finds a function by its key.
func (s *Summary) function(key string) *Func {
	s.once.Do(func() {
		s.byKey = make(map[string]*Func, len(s.Funcs))
		for _, f := range s.Funcs {
			s.byKey[f.Key] = f
		}
	})
	return s.byKey[key]
}
