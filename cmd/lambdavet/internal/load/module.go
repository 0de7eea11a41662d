package load

import (
	"go/build"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"
)

// analysisModule converts what the go command says of a module to what a pass
// shows. Like the drivers of golang.org/x/tools it never returns nil, but an
// empty module.
func analysisModule(m *packages.Module) *analysis.Module {
	if m == nil {
		return &analysis.Module{}
	}
	module := &analysis.Module{
		Path:      m.Path,
		Version:   m.Version,
		Time:      m.Time,
		Main:      m.Main,
		Indirect:  m.Indirect,
		Dir:       m.Dir,
		GoMod:     m.GoMod,
		GoVersion: m.GoVersion,
	}
	if m.Replace != nil {
		module.Replace = analysisModule(m.Replace)
	}
	if m.Error != nil {
		module.Error = &analysis.ModuleError{Err: m.Error.Err}
	}
	return module
}

// targetSizes returns the sizes of basic types on the machine that is compiled
// for.
func targetSizes() types.Sizes {
	return types.SizesFor("gc", build.Default.GOARCH)
}

// languageVersion returns the version of Go that a module is written in. A
// go.mod without one means Go 1.16; no module at all means the newest.
func languageVersion(m *analysis.Module) string {
	switch {
	case m.GoVersion != "":
		return "go" + m.GoVersion
	case m.Path != "":
		return "go1.16"
	}
	return ""
}
