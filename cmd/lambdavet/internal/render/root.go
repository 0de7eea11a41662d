package render

import (
	"os"
	"path/filepath"
)

// root is the directory that paths start at in what GitHub reads: that of the
// checkout, if a workflow runs in it, since the working directory may lie below.
func (r *Report) root() string {
	workspace := os.Getenv("GITHUB_WORKSPACE")
	if rel, err := filepath.Rel(workspace, r.Dir); workspace != "" && err == nil && filepath.IsLocal(rel) {
		return workspace
	}
	return r.Dir
}

// fromRoot returns the path of a file relative to the root, with slashes; false
// and the path as it is if the file lies elsewhere.
func (r *Report) fromRoot(file string) (path string, ok bool) {
	rel, err := filepath.Rel(r.root(), file)
	if err != nil || !filepath.IsLocal(rel) {
		return filepath.ToSlash(file), false
	}
	return filepath.ToSlash(rel), true
}
