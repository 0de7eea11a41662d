// Package fix applies the edits that findings suggest.
package fix

import (
	"bytes"
	"cmp"
	"fmt"
	"go/format"
	"maps"
	"os"
	"slices"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

// A Change is the new content of one file.
type Change struct {
	File     string
	Old, New []byte
}

// A Plan says what applying the fixes of some findings comes to.
type Plan struct {
	Changes  []Change          // by file name
	Left     []finding.Finding // findings that stay, in order
	Overlap  int               // how many of Left overlap a fix that was taken
	Problems []error           // fixes that cannot be applied
}

// Make plans the fixes of findings. Of two that overlap, the first is taken;
// the other can be applied in a second run. A file that would no longer parse
// stays as it is.
func Make(findings []finding.Finding) *Plan {
	m := &maker{files: make(map[string]*file)}
	plan := &Plan{}
	taken := make([]bool, len(findings))
	for i, f := range findings {
		var err error
		if taken[i], err = m.take(f.Fix); err != nil {
			plan.Problems = append(plan.Problems, err)
		} else if !taken[i] && f.Fix != nil {
			plan.Overlap++
		}
	}
	spoiled := plan.change(m)
	for i, f := range findings {
		if !taken[i] || spoiled[f.Fix.Edits[0].Pos.File] {
			plan.Left = append(plan.Left, f)
		}
	}
	return plan
}

// change works out the new contents; it returns the files that the edits
// would spoil.
func (p *Plan) change(m *maker) (spoiled map[string]bool) {
	spoiled = make(map[string]bool)
	for _, name := range slices.Sorted(maps.Keys(m.files)) {
		switch change, err := m.files[name].change(); {
		case err != nil:
			p.Problems = append(p.Problems, err)
			spoiled[name] = true
		case change != nil:
			p.Changes = append(p.Changes, *change)
		}
	}
	return spoiled
}

// Write puts the new contents in place, keeping each file's permissions.
func (p *Plan) Write() error {
	for _, c := range p.Changes {
		info, err := os.Stat(c.File)
		if err != nil {
			return err
		}
		if err := os.WriteFile(c.File, c.New, info.Mode().Perm()); err != nil {
			return err
		}
	}
	return nil
}

// A maker collects edits by file.
type maker struct {
	files map[string]*file
}

type file struct {
	name    string
	content []byte
	lines   []int  // offset of each line
	edits   []span // taken, no two overlap
}

type span struct {
	start, end int
	text       string
}

// take adds the edits of a fix, all or none; it reports whether it did.
func (m *maker) take(fix *finding.Fix) (bool, error) {
	if fix == nil || len(fix.Edits) == 0 {
		return false, nil
	}
	if name, two := twoFiles(fix); two {
		return false, fmt.Errorf("%s: suggested fix %q edits more than one file", name, fix.Message)
	}
	spans := make([]span, len(fix.Edits))
	for i, e := range fix.Edits {
		f, err := m.file(e.Pos.File)
		if err != nil {
			return false, err
		}
		if spans[i], err = f.span(e); err != nil {
			return false, err
		}
		if slices.ContainsFunc(spans[:i], spans[i].overlaps) {
			return false, fmt.Errorf("%s: edits of the suggested fix %q overlap", f.name, fix.Message)
		}
		if f.conflicts(spans[i]) {
			return false, nil
		}
	}
	for i, e := range fix.Edits {
		f := m.files[e.Pos.File]
		if !slices.Contains(f.edits, spans[i]) { // as when two fixes add one import
			f.edits = append(f.edits, spans[i])
		}
	}
	return true, nil
}

// twoFiles reports whether a fix edits more than one file. Some drivers apply
// such a fix by halves, so no rule may offer one.
func twoFiles(fix *finding.Fix) (name string, two bool) {
	name = fix.Edits[0].Pos.File
	return name, slices.ContainsFunc(fix.Edits, func(e finding.Edit) bool { return e.Pos.File != name })
}

func (m *maker) file(name string) (*file, error) {
	if f := m.files[name]; f != nil {
		return f, nil
	}
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	f := &file{name: name, content: content, lines: []int{0}}
	for i, c := range content {
		if c == '\n' {
			f.lines = append(f.lines, i+1)
		}
	}
	m.files[name] = f
	return f, nil
}

// span finds the bytes an edit replaces.
func (f *file) span(e finding.Edit) (span, error) {
	start, ok1 := f.offset(e.Pos)
	end, ok2 := f.offset(e.End)
	if !ok1 || !ok2 || start > end || e.Pos.File != e.End.File {
		return span{}, fmt.Errorf("%s:%d:%d: suggested edit lies outside the file", f.name, e.Pos.Line, e.Pos.Column)
	}
	return span{start, end, e.New}, nil
}

func (f *file) offset(p finding.Position) (int, bool) {
	if p.Line < 1 || p.Line > len(f.lines) || p.Column < 1 {
		return 0, false
	}
	offset := f.lines[p.Line-1] + p.Column - 1
	return offset, offset <= len(f.content)
}

// conflicts reports whether s overlaps an edit already taken.
func (f *file) conflicts(s span) bool { return slices.ContainsFunc(f.edits, s.overlaps) }

// overlaps reports whether two edits touch the same text. The same edit twice
// does not, and neither do two insertions at one place.
func (s span) overlaps(t span) bool { return s != t && s.start < t.end && t.start < s.end }

// change applies the edits. A file that was formatted stays formatted; one
// that was not keeps its looks, so that the diff shows the fix alone.
func (f *file) change() (*Change, error) {
	if len(f.edits) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(f.edits, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end))
	})
	var out []byte
	last := 0
	for _, e := range f.edits {
		out = append(out, f.content[last:e.start]...)
		out = append(out, e.text...)
		last = e.end
	}
	out = append(out, f.content[last:]...)
	out, err := dropUnused(f.content, out)
	if err != nil {
		return nil, fmt.Errorf("%s: suggested fixes do not parse: %v", f.name, err)
	}
	formatted, err := format.Source(out)
	if err != nil {
		return nil, fmt.Errorf("%s: suggested fixes do not parse: %v", f.name, err)
	}
	if old, err := format.Source(f.content); err == nil && bytes.Equal(old, f.content) {
		out = formatted
	}
	return &Change{File: f.name, Old: f.content, New: out}, nil
}
