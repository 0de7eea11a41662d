package idempotency

import (
	"strings"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/provenance"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

// level is how well an effect is protected.
type level uint8

const (
	open level = iota
	// flagged: a record tells that the work was done, but two runs at the
	// same time both find it missing.
	flagged
	// guarded: only one of equal invocations gets there.
	guarded
)

// protection looks for guards before the effect in its function, and before
// the call that leads there in each function up to the entry point.
func protection(q *rule.Query, c rule.Candidate, step *invocation.Step) level {
	best, at := open, c.Where
	verdicts := make(map[string]string)
	for s := step; ; s = s.Caller {
		p := point{q, s.Func, at, verdicts}
		switch {
		case s.Via != nil && isLibrary(s.Via.Call.Callee), p.guarded():
			return guarded
		case p.flagged():
			best = flagged
		}
		if s.Via == nil {
			return best
		}
		at = s.Via.Call.Where
	}
}

// isLibrary: the function is called back by an idempotency library.
func isLibrary(symbol string) bool {
	dir := symbol[:strings.LastIndexByte(symbol, '/')+1]
	name, _, _ := strings.Cut(symbol[len(dir):], ".")
	return strings.Contains(name, "idempot")
}

// point is a place in a function on the path.
type point struct {
	q  *rule.Query
	fn *callgraph.Func
	at callgraph.Where
	// verdicts of the functions that were asked before.
	verdicts map[string]string
}

// guarded reports whether a guard decides whether the point is reached.
func (p point) guarded() bool {
	for _, m := range p.q.Marks(p.fn.Key) {
		if p.guard(m) && p.heeds(m.Where, m.Notes[noteVerdict]) {
			return true
		}
	}
	for _, e := range p.q.Program.Edges(p.fn.Key) {
		if p.fn.Precedes(e.Call.Where, p.at) && p.heeds(e.Call.Where, p.verdict(e.Callee)) {
			return true
		}
	}
	return false
}

// guard reports whether a mark is a guard, and asks for something that a
// second run finds.
func (p point) guard(m rule.Candidate) bool {
	_, keyed := m.Notes[noteCondition]
	return m.Kind == guards && (!keyed || singles(p.q, m))
}

// heeds reports whether a verdict of the call w decides about the point.
func (p point) heeds(w callgraph.Where, verdict string) bool {
	switch verdict {
	case byError:
		return p.fn.Gates(w, p.at)
	case byAnswer:
		return p.fn.GatesByValue(w, p.at)
	}
	return false
}

// How a guard, or a function that has one, says that it is not the first time.
const (
	byError  = "error"
	byAnswer = "answer"
)

// verdict returns how a function passes on what a guard in it says, "" if it
// has none or keeps it for itself: one that skips its own work when it is not
// the first time tells its caller nothing.
func (p point) verdict(fn *callgraph.Func) string {
	if v, ok := p.verdicts[fn.Key]; ok {
		return v
	}
	p.verdicts[fn.Key] = "" // a cycle adds nothing
	v := p.findVerdict(fn)
	p.verdicts[fn.Key] = v
	return v
}

func (p point) findVerdict(fn *callgraph.Func) string {
	for _, m := range p.q.Marks(fn.Key) {
		if p.guard(m) {
			if v := passedOn(fn, m.Where, m.Notes[noteVerdict]); v != "" {
				return v
			}
		}
	}
	for _, e := range p.q.Program.Edges(fn.Key) {
		if inner := p.verdict(e.Callee); inner != "" {
			if v := passedOn(fn, e.Call.Where, inner); v != "" {
				return v
			}
		}
	}
	return ""
}

// passedOn: an error that is not looked into is returned; a verdict that is
// read goes into the answer, or into an error of the function's own.
func passedOn(fn *callgraph.Func, w callgraph.Where, verdict string) string {
	switch {
	case verdict == byError && len(w.Tests) == 0:
		return byError
	case fn.Shape&callgraph.Objects != 0:
		return byError
	case fn.Shape&callgraph.Answers != 0:
		return byAnswer
	}
	return ""
}

// flagged reports whether a record decides whether the point is reached, and
// is written afterwards.
func (p point) flagged() bool {
	for store := range p.checked() {
		if p.recorded(store) {
			return true
		}
	}
	return false
}

// checked returns the stores that are asked before the point for a record of
// the event, with a way past the point.
func (p point) checked() map[string]bool {
	stores := make(map[string]bool)
	note := func(m rule.Candidate) bool {
		if m.Kind == reads && p.ofEvent(m) {
			stores[m.Notes[noteStore]] = true
		}
		return false
	}
	for _, m := range p.q.Marks(p.fn.Key) {
		if p.fn.GatesByValue(m.Where, p.at) {
			note(m)
		}
	}
	judged := p.judgedBefore()
	for _, e := range p.q.Program.Edges(p.fn.Key) {
		if p.fn.GatesByValue(e.Call.Where, p.at) || judged[placeOf(e.Call.Where)] {
			p.holds(e.Callee.Key, note)
		}
	}
	return stores
}

// recorded reports whether a record is put into the store behind the point.
func (p point) recorded(store string) bool {
	written := func(m rule.Candidate) bool {
		return (m.Kind == writes || m.Kind == guards) && (m.Notes[noteStore] == store || m.Kind == guards) && !p.random(m)
	}
	for _, m := range p.q.Marks(p.fn.Key) {
		if written(m) && p.fn.Follows(p.at, m.Where) {
			return true
		}
	}
	for _, e := range p.q.Program.Edges(p.fn.Key) {
		if e.Call.Where.Pos != p.at.Pos && p.fn.Follows(p.at, e.Call.Where) && p.holds(e.Callee.Key, written) {
			return true
		}
	}
	return false
}

func (p point) ofEvent(m rule.Candidate) bool {
	for _, o := range decodeOrigins(m.Notes[noteKey]) {
		if p.q.Program.Bits(provenance.Parse(o))&provenance.Event != 0 {
			return true
		}
	}
	return false
}

// random reports whether a record is written under a random key, so that no
// one will find it.
func (p point) random(m rule.Candidate) bool {
	bits := provenance.Bits(0)
	for _, o := range decodeOrigins(m.Notes[noteKey]) {
		bits |= p.q.Program.Bits(provenance.Parse(o))
	}
	return bits&provenance.Event == 0
}

// below bounds how far below a call a mark counts.
const below = 4

// holds reports whether a function, or what it calls, has such a mark.
func (p point) holds(key string, ok func(rule.Candidate) bool) bool {
	type visit struct {
		key   string
		depth int
	}
	seen := map[string]bool{key: true}
	for work := []visit{{key, 0}}; len(work) > 0; {
		v := work[0]
		work = work[1:]
		for _, m := range p.q.Marks(v.key) {
			if ok(m) {
				return true
			}
		}
		if v.depth == below {
			continue
		}
		for _, e := range p.q.Program.Edges(v.key) {
			if !seen[e.Callee.Key] {
				seen[e.Callee.Key] = true
				work = append(work, visit{e.Callee.Key, v.depth + 1})
			}
		}
	}
	return false
}

// crosses reports whether a call leads into a client of the program: through
// an interface, or into another package.
func crosses(step *invocation.Step) bool {
	return step.Via.Call.Kind == callgraph.Invoke || keyPackage(step.Caller.Func.Key) != keyPackage(step.Func.Key)
}

// receiver returns the receiver in the key of a method.
func receiver(key string) string {
	recv, _, _ := strings.Cut(key, ")")
	return recv
}

// keyPackage returns the package of a function key.
func keyPackage(key string) string {
	key = strings.TrimLeft(key, "(*")
	dir := key[:strings.LastIndexByte(key, '/')+1]
	name, _, _ := strings.Cut(key[len(dir):], ".")
	return dir + name
}
