package fix

import (
	"io"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/render"
)

// Diff writes the plan as a unified diff that patch -p1 and git apply read in
// dir.
func (p *Plan) Diff(w io.Writer, dir string) error {
	for _, c := range p.Changes {
		name := filepath.ToSlash(render.ShortPath(dir, c.File))
		if _, err := w.Write(diff.Diff("a/"+name, c.Old, "b/"+name, c.New)); err != nil {
			return err
		}
	}
	return nil
}
