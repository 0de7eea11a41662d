package tmpfile

import (
	"fmt"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/paths"
	"github.com/lambdavet/lambdavet/analyzers/internal/provenance"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// What becomes of a file, as the note "fate" has it.
const (
	left  = "left"  // stays behind on some return
	owing = "owing" // handed to the caller
	clean = "clean" // removed
)

// candidate judges one file.
func (f *frame) candidate(o *obligation) []rule.Candidate {
	if o.Path.Root() != paths.Temp || f.cached(o) {
		return nil
	}
	c := o.Candidate // with the fix of the callee that makes it
	c.Kind = created
	c.Notes = map[string]string{"what": o.What, "path": o.Path.String(), "fate": clean, "origin": o.Path.Origin().String(), "expr": encode(o.Path)}
	if o.Dir {
		c.Notes["dir"] = "dir"
	}
	var list []rule.Candidate
	switch fate := f.follow(o); {
	case o.kept || f.removedAround(o):
	case len(fate.drops) > 0:
		if skipped := f.partial(o); skipped != nil {
			list = append(list, f.late(o, skipped, fate))
		} else {
			f.dropped(&c, o, fate)
		}
	case len(fate.exits) > 0:
		c.Notes["fate"] = owing
	}
	if c.Notes["fate"] == clean && provenance.Parse(c.Notes["origin"]).Bits&provenance.Random != 0 {
		return list // neither left behind nor shared
	}
	return append(list, c)
}

// dropped notes that some return leaves the file behind.
func (f *frame) dropped(c *rule.Candidate, o *obligation, fate fate) {
	c.Notes["fate"] = left
	if _, ok := f.debt(o); ok && len(fate.exits) == 0 {
		c.Notes["fate"] = owing // a caller may clear the folder
	}
	if fate.saved || len(fate.exits) > 0 {
		c.Notes["line"] = f.place(fate.drops[0])
	}
	if calls := f.unless(o); calls != nil {
		c.Notes["unless"] = encode(calls)
	}
	if o.Early || f.early(o) {
		c.Notes["early"] = "early"
	}
	if len(o.Below) == 0 && len(fate.exits) == 0 && !fate.saved && c.Notes["unless"] == "" {
		c.Fix = f.fix(o)
	}
}

// place names a line for people.
func (f *frame) place(ret *ssa.Return) string {
	pos := f.Position(ret.Pos())
	if !pos.IsValid() {
		return "the function"
	}
	return fmt.Sprintf("%s:%d", filepath.Base(pos.File), pos.Line)
}

// removedAround: the file of a literal is removed by the function around it.
func (f *frame) removedAround(o *obligation) bool {
	for fn := f.fn.Parent(); fn != nil; fn = fn.Parent() {
		if slices.ContainsFunc(f.frame(fn).removals, func(r removing) bool { return o.settledBy(r.removal) }) {
			return true
		}
	}
	return false
}

// partial returns a removal in the function itself that some way from the
// creation runs and others skip.
func (f *frame) partial(o *obligation) ssa.CallInstruction {
	for _, r := range f.removals {
		if _, plain := r.call.(*ssa.Call); plain && r.direct && o.settledBy(r.removal) && behind(o.at, r.call) {
			return r.call
		}
	}
	return nil
}

// behind reports whether b can run after a.
func behind(a, b ssa.Instruction) bool {
	if a.Block() == b.Block() && value.Precedes(a, b) {
		return true
	}
	for _, succ := range a.Block().Succs {
		if reaches(succ, b.Block(), a.Block()) {
			return true
		}
	}
	return false
}

// early reports whether the only removal runs before the file is made.
func (f *frame) early(o *obligation) bool {
	return slices.ContainsFunc(f.removals, func(r removing) bool {
		return o.settledBy(r.removal) && behind(r.call, o.at) && !behind(o.at, r.call)
	})
}

// late reports a removal that some returns skip.
func (f *frame) late(o *obligation, at ssa.CallInstruction, fate fate) rule.Candidate {
	c := f.AtCall(f.fn, at)
	c.Kind = late
	c.Notes = map[string]string{
		"what": callgraph.ShortSymbol(at.Common().StaticCallee().String()),
		"path": o.Path.String(), "line": f.place(fate.drops[0]),
	}
	return c
}

// skipped returns the removals of files that others made, which some returns
// skip although the file was read before.
func (f *frame) skipped() []rule.Candidate {
	var list []rule.Candidate
	seen := make(map[ssa.Instruction]bool)
	for _, p := range f.probes {
		x := f.paths.Detailed(p.path)
		if !p.read || x.Root() != paths.Temp || x.IsTempDir() || slices.ContainsFunc(f.obligations(), func(o *obligation) bool { return f.names(o, p.path) }) {
			continue
		}
		o := &obligation{at: p.call, debt: debt{Path: x}}
		f.complete(o)
		at := f.partial(o)
		if at == nil || seen[at] || f.removedAround(o) {
			continue
		}
		if fate := f.follow(o); len(fate.drops) > 0 {
			seen[at] = true
			list = append(list, f.late(o, at, fate))
		}
	}
	return list
}

// uploads returns the first decoding of an upload in the function.
func (f *frame) uploads() []rule.Candidate {
	var list []rule.Candidate
	if len(f.forms) > 0 {
		c := f.AtCall(f.fn, f.forms[0])
		c.Kind = multipart
		c.Notes = map[string]string{"what": callgraph.ShortSymbol(rule.Callee(f.forms[0].Common()).FullName())}
		list = append(list, c)
	}
	for _, call := range f.discards {
		c := f.AtCall(f.fn, call)
		c.Kind, c.Mark = discards, true
		list = append(list, c)
	}
	return list
}

// verdict is what a candidate turns out to be in a program.
type verdict struct{ left, fixed, event bool }

func judge(q *rule.Query, c rule.Candidate, s *invocation.Step) verdict {
	bits := q.Program.Bits(provenance.Parse(c.Notes["origin"]))
	last := s.Via == nil || s.Via.Call.Kind != callgraph.Static
	var v verdict
	if _, ok := maker(q, c); c.Notes["given"] != "" && !ok {
		return v
	}
	switch c.Notes["fate"] {
	case left:
		v.left = !removedElsewhere(q, c)
	case owing:
		if !last {
			return v // the caller knows better
		}
		v.left = !removedElsewhere(q, c) && (s.Via == nil || !caredFor(q, s) && !cleared(q, c, s))
	}
	v.fixed = bits.Constant() && c.Notes["dir"] == ""
	v.event = bits.EventDerived() && q.Config.Strict
	return v
}

func reports(q *rule.Query, c rule.Candidate, s *invocation.Step) bool {
	switch c.Kind {
	case multipart:
		return !q.Marked(discards)
	case created:
		v := judge(q, c, s)
		return v.left || v.fixed || v.event
	}
	return true
}

func message(q *rule.Query, c rule.Candidate, s *invocation.Step) string {
	what, path := c.Notes["what"], c.Notes["path"]
	if d, ok := maker(q, c); ok {
		what = d.What
	}
	switch c.Kind {
	case multipart:
		return what + " may spill the upload to /tmp, and no server behind a Lambda adapter removes it; defer MultipartForm.RemoveAll"
	case late:
		return fmt.Sprintf("%s is skipped when %s returns, and %s stays: /tmp is kept between invocations and fills up; defer it", what, c.Notes["line"], path)
	}
	cure := "; defer os.Remove of it"
	if c.Notes["dir"] != "" {
		cure = "; defer os.RemoveAll of it"
	}
	v := judge(q, c, s)
	switch {
	case !v.left && v.fixed:
		return fmt.Sprintf("%s makes %s under the same name in every invocation: concurrent work, and what a killed invocation left, meet in one file; use os.CreateTemp", what, path)
	case !v.left:
		return fmt.Sprintf("%s makes %s, named after the event: a redelivery and concurrent work meet in one file; use os.CreateTemp", what, path)
	case c.Notes["early"] != "":
		return fmt.Sprintf("%s leaves %s behind: the only removal runs before it is made, so the data waits in /tmp until the next invocation%s", what, path, cure)
	case v.fixed:
		return fmt.Sprintf("%s leaves %s behind, a name shared by all invocations: the next one finds the file of this one; use os.CreateTemp and defer os.Remove", what, path)
	case c.Notes["line"] != "":
		return fmt.Sprintf("%s leaves %s behind when %s returns: /tmp is kept between invocations and fills up%s", what, path, c.Notes["line"], cure)
	}
	return fmt.Sprintf("%s leaves %s behind: /tmp is kept between invocations of the same environment and fills up%s", what, path, cure)
}
