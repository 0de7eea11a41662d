// Package graph draws what the entry points of a project reach: from the event
// source to the handler, the packages that talk to something, and the services
// that they talk to.
package graph

import (
	"cmp"
	"path/filepath"
	"slices"

	"github.com/lambdavet/lambdavet/analyzers"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/source"
)

// An Entry is a function that Lambda calls.
type Entry struct {
	Func     string // main.handler
	Source   string // SQS; "" if the type does not tell
	Model    string // sync, async, poll or unknown
	How      string // registered or shape
	Pos      finding.Position
	Package  string   // import path
	Packages []string // import paths of what it reaches, sorted
	Effects  []Effect // by position

	// Findings counts by rule what was found on the way from here.
	Findings map[string]int
}

// An Effect is a call outside the process that an invocation makes.
type Effect struct {
	Kind      string // open, read or write
	Service   string // dynamodb
	Operation string // PutItem
	Symbol    string // of the function that is called
	Package   string // import path of the caller
	Pos       finding.Position
	Chain     []string // functions from the entry point to the caller
}

// Entries reads what [analyzers.Entrypoints] found in a package.
func Entries(found []analyzers.Entry) []Entry {
	var out []Entry
	for _, e := range found {
		entry := Entry{
			Func: e.Func, Source: e.Source, Model: e.Model, How: e.How,
			Pos: finding.PositionOf(e.Pos), Package: e.Package, Packages: e.Packages,
		}
		for _, f := range e.Effects {
			entry.Effects = append(entry.Effects, Effect{
				Kind: f.Kind, Service: f.Service, Operation: f.Operation, Symbol: f.Symbol,
				Package: f.Package, Pos: finding.PositionOf(f.Pos), Chain: f.Chain,
			})
		}
		out = append(out, entry)
	}
	return out
}

// Distinct sorts entries by place, and makes one of those that several packages
// know: a handler is recognised by its shape in its own package, and each main
// that registers it may wire it to other things.
func Distinct(entries []Entry) []Entry {
	slices.SortStableFunc(entries, func(a, b Entry) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Func, b.Func), cmp.Compare(a.How, b.How),
			cmp.Compare(a.Source, b.Source), cmp.Compare(a.Model, b.Model))
	})
	var all []Entry
	for _, e := range entries {
		if last := len(all) - 1; last >= 0 && all[last].Pos == e.Pos && all[last].Func == e.Func {
			all[last].add(&e)
		} else {
			all = append(all, e)
		}
	}
	return all
}

// add takes over what the same function reaches in another program.
func (e *Entry) add(other *Entry) {
	e.Packages = slices.Concat(e.Packages, other.Packages)
	slices.Sort(e.Packages)
	e.Packages = slices.Compact(e.Packages)
	e.Effects = slices.Concat(e.Effects, other.Effects)
	slices.SortStableFunc(e.Effects, Effect.compare)
	e.Effects = slices.CompactFunc(e.Effects, func(a, b Effect) bool { return a.compare(b) == 0 })
}

func (f Effect) compare(g Effect) int {
	return cmp.Or(f.Pos.Compare(g.Pos), cmp.Compare(f.Symbol, g.Symbol))
}

// Count fills in Findings. A finding that several entry points reach counts for
// the one that its chain begins with.
func Count(entries []Entry, findings []finding.Finding, files *source.Files) {
	byHandler := make(map[source.Handler]*Entry)
	for i := range entries {
		e := &entries[i]
		byHandler[source.Handler{Dir: filepath.Dir(e.Pos.File), Name: e.Func}] = e
	}
	for i := range findings {
		e := byHandler[files.Handler(&findings[i])]
		if e == nil {
			continue
		}
		if e.Findings == nil {
			e.Findings = make(map[string]int)
		}
		e.Findings[findings[i].Rule]++
	}
}
