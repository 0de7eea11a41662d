package source

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

// An Identity is what stays of a finding when code around it changes: not its
// line, and not its file within the package.
type Identity struct {
	Rule     string
	Package  string // folder, relative and with slashes
	Function string // as [Files.Function] returns it
	Text     string // of the line, white space reduced to single blanks
}

// Identify returns the identity of a finding; its folder is relative to dir.
func (s *Files) Identify(dir string, f *finding.Finding) Identity {
	return Identity{
		Rule:     f.Rule,
		Package:  Rel(dir, filepath.Dir(f.Pos.File)),
		Function: s.Function(f.Pos),
		Text:     strings.Join(strings.Fields(s.Line(f.Pos)), " "),
	}
}

// Hash returns the identity as a short text.
func (id Identity) Hash() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s\x00%s", id.Rule, id.Package, id.Function, id.Text))
	return hex.EncodeToString(sum[:8])
}

// Rel returns path relative to dir, with slashes, or path if there is no way.
func Rel(dir, path string) string {
	if rel, err := filepath.Rel(dir, path); err == nil {
		path = rel
	}
	return filepath.ToSlash(path)
}
