// Package firstparty tells the packages a team maintains from their dependencies.
package firstparty

import (
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers/internal/config"
)

// Package reports whether the package of pass is first-party: of the main
// module, a workspace member, a local replacement, or a module of an owner
// named in cfg. Only such packages are summarised.
func Package(pass *analysis.Pass, cfg *config.Config) bool {
	if len(pass.Files) == 0 {
		return false
	}
	m := pass.Module
	return m != nil && owned(m.Path, cfg.Owners) || Local(pass)
}

// Local reports whether the files of the package are the user's to change: of
// the main module, a workspace member or a local replacement.
func Local(pass *analysis.Pass) bool {
	if m := pass.Module; m != nil && m.Path != "" {
		switch {
		case m.Version == "":
			return true
		case m.Replace != nil:
			return m.Replace.Version == ""
		}
	}
	return len(pass.Files) > 0 && localFile(pass.Fset.Position(pass.Files[0].FileStart).Filename, pass.Pkg.Path())
}

// owned reports whether module path belongs to one of owners.
func owned(path string, owners []string) bool {
	for _, owner := range owners {
		if path == owner || strings.HasPrefix(path, owner+"/") {
			return true
		}
	}
	return false
}

// localFile reports whether a file of the package at path lies outside the
// standard library, the module cache and vendor folders. Drivers that tell no
// module, or hide a directory replacement (go vet), leave only that to go by.
func localFile(name, path string) bool {
	name = filepath.ToSlash(name)
	root, _, _ := strings.Cut(path, "/")
	if !strings.Contains(root, ".") && strings.HasSuffix(name[:strings.LastIndexByte(name, '/')+1], "/src/"+path+"/") {
		return false
	}
	return !strings.Contains(name, "@v") && !strings.Contains(name, "/vendor/") && !strings.Contains(name, "/go-build/")
}
