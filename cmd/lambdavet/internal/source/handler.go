package source

import (
	"path/filepath"
	"strings"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

// A Handler is the function that Lambda calls. Programs of one project all have
// a main.handler, so the name says nothing without the folder.
type Handler struct {
	Dir  string
	Name string // main.handler, store.Pool.Save
}

// Handler returns the first function of the chain of a finding or, if there is
// no chain, the function that it stands in.
func (s *Files) Handler(f *finding.Finding) Handler {
	if chain := f.Chain(); len(chain) > 0 {
		return Handler{filepath.Dir(f.Hops[0].Pos.File), chain[0]}
	}
	name := strings.NewReplacer("(*", "", ")", "").Replace(s.Function(f.Pos))
	if pkg := s.open(f.Pos.File).pkg; pkg != "" {
		name = strings.TrimSuffix(pkg+"."+name, ".")
	}
	return Handler{filepath.Dir(f.Pos.File), name}
}
