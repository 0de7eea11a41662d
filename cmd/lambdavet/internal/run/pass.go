package run

import (
	"go/types"
	"os"

	"golang.org/x/tools/go/analysis"
)

// newPass describes the package to one analyzer.
func (j *job) newPass(a *analysis.Analyzer, inputs map[*analysis.Analyzer]any) *analysis.Pass {
	pkg := j.pkg
	return &analysis.Pass{
		Analyzer:     a,
		Fset:         j.prog.Fset,
		Files:        pkg.Files,
		OtherFiles:   pkg.OtherFiles,
		IgnoredFiles: pkg.IgnoredFiles,
		Pkg:          pkg.Types,
		TypesInfo:    pkg.Info,
		TypesSizes:   pkg.Sizes,
		TypeErrors:   pkg.TypeErrors,
		Module:       pkg.Module,
		ResultOf:     inputs,
		ReadFile:     os.ReadFile,
		Report: func(d analysis.Diagnostic) {
			j.diagnostics = append(j.diagnostics, Diagnostic{Analyzer: a, Package: pkg, Diagnostic: d})
		},
		ImportObjectFact: func(obj types.Object, fact analysis.Fact) bool {
			return j.facts.object(obj, fact)
		},
		ExportObjectFact: func(obj types.Object, fact analysis.Fact) {
			j.facts.setObject(pkg.Types, obj, fact)
		},
		ImportPackageFact: func(of *types.Package, fact analysis.Fact) bool {
			return j.facts.pkg(of, fact)
		},
		ExportPackageFact: func(fact analysis.Fact) {
			j.facts.setPackage(pkg.Types, fact)
		},
		AllObjectFacts:  func() []analysis.ObjectFact { return j.facts.allObjects(a, pkg) },
		AllPackageFacts: func() []analysis.PackageFact { return j.facts.allPackages(a, pkg) },
	}
}
