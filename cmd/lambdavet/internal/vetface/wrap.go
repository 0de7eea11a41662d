package vetface

import (
	"maps"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// wrap returns copies of the analyzers that report the way go vet prints best:
// the rule's name leads the message, since go vet shows nothing else of it,
// and related positions, which it prints as findings of their own, are dropped
// unless *related.
func wrap(analyzers []*analysis.Analyzer, related *bool) []*analysis.Analyzer {
	w := &wrapper{reporting: analyzers, related: related, copies: make(map[*analysis.Analyzer]*analysis.Analyzer)}
	var out []*analysis.Analyzer
	for _, a := range analyzers {
		out = append(out, w.wrap(a))
	}
	return out
}

// A wrapper makes one copy of each analyzer that reports and of each that
// requires a copied one; the others stay themselves. Two analyzers that
// declare one fact type would otherwise meet in the same run.
type wrapper struct {
	reporting []*analysis.Analyzer
	related   *bool
	copies    map[*analysis.Analyzer]*analysis.Analyzer // an analyzer to its copy, or to itself
}

func (w *wrapper) wrap(a *analysis.Analyzer) *analysis.Analyzer {
	if c := w.copies[a]; c != nil {
		return c
	}
	clone := *a
	clone.Requires = nil
	for _, req := range a.Requires {
		clone.Requires = append(clone.Requires, w.wrap(req))
	}
	if !slices.Contains(w.reporting, a) && slices.Equal(clone.Requires, a.Requires) {
		w.copies[a] = a
		return a
	}
	clone.Run = func(pass *analysis.Pass) (any, error) { return a.Run(w.disguise(a, pass)) }
	w.copies[a] = &clone
	return &clone
}

// disguise returns a pass that looks to the original analyzer as if it had
// been run itself.
func (w *wrapper) disguise(a *analysis.Analyzer, pass *analysis.Pass) *analysis.Pass {
	p := *pass
	p.Analyzer = a
	p.ResultOf = maps.Clone(pass.ResultOf)
	for _, req := range a.Requires {
		p.ResultOf[req] = pass.ResultOf[w.copies[req]]
	}
	p.Report = func(d analysis.Diagnostic) {
		d.Message = a.Name + ": " + d.Message
		if !*w.related {
			d.Related = nil
		}
		pass.Report(d)
	}
	return &p
}
