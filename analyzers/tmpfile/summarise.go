package tmpfile

import (
	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/paths"
)

// summarise fills in what callers have to know.
func (f *frame) summarise(s *summary) {
	seen := make(map[string]bool)
	for _, r := range f.removals {
		if key := r.Path.Key(); !seen[key] && len(r.Path) > 0 && (f.fn.Parent() != nil || portable(r.Path, f.key)) {
			seen[key] = true
			s.Removes = append(s.Removes, removal{Path: r.Path, Tree: r.Tree, When: f.when(r.removal)})
		}
	}
	for _, st := range f.stores {
		if p, ok := latest(st.value).(*ssa.Parameter); ok {
			for i, q := range f.fn.Params {
				if p == q {
					s.Keeps = append(s.Keeps, keep{i, st.field})
				}
			}
		}
	}
	for _, o := range f.obligations() {
		if d, ok := f.debt(o); ok {
			s.owes = append(s.owes, d)
		}
	}
}

// when tells on which of its return paths the function removes the file.
func (f *frame) when(r removal) when {
	last := r.Path[len(r.Path)-1]
	if last.Listed || last.Element {
		return always // a loop over nothing removes all of it
	}
	fate := f.throughout(&obligation{names: []paths.Expr{r.Path}})
	if len(fate.drops)+len(fate.exits) == 0 {
		return always
	}
	for _, ret := range fate.drops {
		if len(ret.Results) == 0 || !reportsError(ret) {
			return sometimes
		}
	}
	return succeeded
}

// most calls between a creation and the function that has to remove the file.
const most = 8

// debt returns what the callers of the function have to remove.
func (f *frame) debt(o *obligation) (debt, bool) {
	if o.kept || o.given || len(o.Below) >= most || f.cached(o) {
		return debt{}, false
	}
	fate := f.follow(o)
	byPath := len(fate.drops) > 0 && !fate.saved && len(fate.exits) == 0 && !f.removedAround(o)
	if len(fate.exits) == 0 && !byPath {
		return debt{}, false
	}
	if byPath && f.unless(o) != nil {
		return debt{}, false
	}
	d := o.debt
	if byPath && len(o.Below) == 0 {
		d.Fix = f.fix(o)
	}
	d.Early = d.Early || f.early(o)
	for _, e := range fate.exits {
		d.Result, d.Cleanup = max(d.Result, e.result), max(d.Cleanup, e.cleanup)
		if len(d.Fields) == 0 {
			d.Fields = e.fields
		}
	}
	for _, ret := range fate.drops {
		d.Partial = d.Partial || byPath && reportsError(ret) && !o.failedWith(ret)
	}
	return d, true
}
