package tmpfile

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

//go:embed doc.go
var doc string

// Analyzer is the rule tmpfile.
var Analyzer = rule.New[mark](rule.Rule{
	Name:     "tmpfile",
	Doc:      rule.Page(doc),
	Find:     find,
	Reports:  reports,
	Message:  message,
	NextDoor: true,
})

type mark struct{}

// The kinds of candidate. What a creation turns out to be is told by its notes.
const (
	created   = "created"   // a file was made
	late      = "late"      // a removal is skipped by some returns
	multipart = "multipart" // an upload was decoded
)

// The kinds of mark.
const (
	tells    = "tells"    // what callers have to know of a function
	owes     = "owes"     // a file that callers of a function have to remove
	discards = "discards" // an upload is thrown away
	caring   = "caring"   // a call whose file is removed or handed on
)

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	p := of(c)
	s := p.summary(fn)
	candidates := s.marks(p, fn)
	f := p.frame(fn)
	for i, o := range f.obligations() {
		if !slices.ContainsFunc(f.obligations()[:i], o.within) {
			candidates = append(candidates, f.candidate(o)...)
		}
	}
	candidates = append(candidates, f.skipped()...)
	candidates = append(candidates, f.given()...)
	candidates = append(candidates, f.cares()...)
	return append(candidates, f.uploads()...)
}
