package idempotency

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/provenance"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

//go:embed doc.go
var doc string

// Analyzer is the rule idempotency.
var Analyzer = rule.New[mark](rule.Rule{
	Name:        "idempotency",
	Doc:         rule.Page(doc),
	Find:        find,
	Reports:     reports,
	Message:     message,
	Place:       place,
	WorstSource: true,
	Generated:   true, // what sqlc made is repeated by those who call it
	NextDoor:    true,
})

type mark struct{}

// The kinds of finding, and of mark.
const (
	identity  = "random identity"
	increment = "increment"
	insert    = "insert"
	send      = "send"
	start     = "start"
	create    = "create"
	badToken  = "token"

	guards = "guard"  // lets only the first of equal invocations pass
	reads  = "read"   // asks a store for a record
	writes = "write"  // puts a record into a store
	judges = "judge"  // fails for some of the records it is given
	judged = "judged" // gives a judge what was loaded
	drops  = "drop"   // nobody looks at what the function returns
	relays = "relay"  // runs a statement that the function is given, or hands it on
)

// The notes of a candidate.
const (
	noteRandom    = "random"    // the finding holds if one of these origins is random
	noteKey       = "key"       // what a record is found by
	noteStore     = "store"     // the client that a read or write goes through
	noteToken     = "token"     // the field that would protect
	noteAuto      = "auto"      // the SDK fills the token
	noteCure      = "cure"      // which advice fits
	noteAdapter   = "adapter"   // the function belongs to a client of the program
	noteAnswer    = "answer"    // the function returns what it was answered
	noteMade      = "made"      // the function is generated
	noteFIFO      = "fifo"      // the queue seems to be FIFO, and to compare contents
	noteCondition = "condition" // the finding holds if all of these keys are random
	noteJudge     = "judge"     // the key of the judge
	noteLoad      = "load"      // the place of the call that loaded what is judged
	noteVerdict   = "verdict"   // how a guard says that it is not the first time
	noteRelay     = "relay"     // the parameter that a statement is handed to
	noteParameter = "parameter" // the parameter that a relay gets its statement by
)

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var candidates []rule.Candidate
	for call, callee := range rule.Calls(fn) {
		s := newSite(c, fn, call, callee)
		if candidate, ok := s.effect(); ok && s.demands(&candidate) {
			candidates = append(candidates, candidate)
		}
		candidates = append(candidates, s.marks()...)
		candidates = append(candidates, s.relays()...)
	}
	return append(candidates, judgments(c, fn)...)
}

// reports: the source repeats, the value that would have to be random is, and
// nothing on the way stops a second run.
func reports(q *rule.Query, c rule.Candidate, step *invocation.Step) bool {
	if !repeats(q, step) {
		return false
	}
	if note, ok := c.Notes[noteRandom]; ok && !anyRandom(q, note) {
		return false
	}
	if parameter, ok := c.Notes[noteRelay]; ok && !isRun(q, c.Func, c.Where, parameter, 0) {
		return false
	}
	if singles(q, c) {
		return false
	}
	switch {
	case c.Notes[noteAnswer] != "" && !dropped(q, step),
		c.Notes[noteMade] != "" && written(step) == nil,
		c.Notes[noteFIFO] != "" && !q.Config.Strict:
		return false
	}
	switch protection(q, c, step) {
	case guarded:
		return false
	case flagged:
		return q.Config.Strict
	}
	return true
}

// repeats reports whether Lambda or the source may run the handler twice for one event.
func repeats(q *rule.Query, step *invocation.Step) bool {
	model := step.Source.Model
	return model.AtLeastOnce() || model == entrypoint.Unknown && q.Config.Strict
}

// singles reports whether a condition lets only one of equal invocations pass:
// one that asks for a key that is not random.
func singles(q *rule.Query, c rule.Candidate) bool {
	note, ok := c.Notes[noteCondition]
	return ok && slices.ContainsFunc(strings.Split(note, conditionSeparator), func(key string) bool { return !anyRandom(q, key) })
}

func anyRandom(q *rule.Query, note string) bool {
	for _, o := range decodeOrigins(note) {
		if q.Program.Bits(provenance.Parse(o)).Random() {
			return true
		}
	}
	return false
}

// place: an operation that offers no protection of its own, in a client that
// others call, is to be guarded where the client is called.
func place(_ *rule.Query, c rule.Candidate, step *invocation.Step) *invocation.Step {
	switch {
	case c.Notes[noteMade] != "":
		return written(step)
	case c.Notes[noteAdapter] == "":
		return nil
	}
	for s := step; s.Via != nil; s = s.Caller {
		if crosses(s) {
			if s.Caller.Func.Local {
				return s
			}
			return nil
		}
		if c.Notes[noteAnswer] == "" || receiver(s.Func.Key) != receiver(s.Caller.Func.Key) {
			return nil // only what passes its answer on is a part of its caller
		}
	}
	return nil
}

// written returns the step whose call stands in code that people wrote, nil if
// there is none.
func written(step *invocation.Step) *invocation.Step {
	for s := step; s.Via != nil; s = s.Caller {
		if s.Caller.Func.Shape&callgraph.Generated == 0 && s.Caller.Func.Local {
			return s
		}
	}
	return nil
}
