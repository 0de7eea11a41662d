// Package finding holds what lambdavet tells its user: findings, resolved to
// files and lines, without doubles and in a fixed order.
package finding

import (
	"cmp"
	"slices"
	"strings"
)

// A Finding is one defect at one place.
type Finding struct {
	Rule    string
	Message string // one line that stands alone; ends with the chain, if any
	URL     string
	Pos     Position
	End     Position // equal to Pos if the rule gave no end
	Hops    []Hop    // from the entry point to the defect
	Fix     *Fix     // may be nil

	Suppressed string // reason of the directive that silences it, "" if none does

	Advisory bool // does not set the exit code; two modules may differ in that
}

// A Position is a place in a file; line and column count from 1, the column in
// bytes. JSON has it as staticcheck writes it.
type Position struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// A Hop is one call on the way from an entry point.
type Hop struct {
	Pos, End Position
	Message  string // "main.handler calls orders.Save"
}

// A Fix is a set of edits, to be applied together or not at all.
type Fix struct {
	Message string
	Edits   []Edit
}

// An Edit replaces the text from Pos up to End by New.
type Edit struct {
	Pos, End Position
	New      string
}

// Chain returns the functions on the way from the entry point, or nil if the
// hops do not read as calls.
func (f *Finding) Chain() []string {
	var chain []string
	for _, hop := range f.Hops {
		caller, callee, ok := strings.Cut(hop.Message, " calls ")
		if !ok {
			return nil
		}
		if len(chain) == 0 {
			chain = append(chain, caller)
		}
		chain = append(chain, callee)
	}
	return chain
}

// Compare orders positions by file, line and column.
func (p Position) Compare(q Position) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// Distinct sorts findings by place and rule. Of several with the same place
// and rule it keeps one that no directive silences, then one that sets the exit
// code, then the one with the shortest chain, then the first message in
// lexicographic order: one defect is one finding, however it is reached.
func Distinct(all []Finding) []Finding {
	slices.SortFunc(all, func(a, b Finding) int {
		return cmp.Or(
			a.Pos.Compare(b.Pos),
			cmp.Compare(a.Rule, b.Rule),
			falseFirst(a.Suppressed != "", b.Suppressed != ""),
			falseFirst(a.Advisory, b.Advisory),
			cmp.Compare(len(a.Hops), len(b.Hops)),
			cmp.Compare(a.Message, b.Message),
			a.End.Compare(b.End),
			slices.CompareFunc(a.Hops, b.Hops, compareHops),
		)
	})
	return slices.CompactFunc(all, func(a, b Finding) bool {
		return a.Pos == b.Pos && a.Rule == b.Rule
	})
}

func falseFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func compareHops(a, b Hop) int {
	return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Message, b.Message))
}
