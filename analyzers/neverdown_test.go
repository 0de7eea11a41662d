package analyzers_test

import (
	"flag"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/lambdavet/lambdavet/analyzers"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
)

var neverDown = flag.Bool("never-down", false, "run the suite over all code at hand; see scripts/never-down")

// TestNeverDown is TestNoCrash over everything that the modules at hand have.
func TestNeverDown(t *testing.T) {
	if !*neverDown {
		t.Skip("slow: scripts/never-down")
	}
	invocation.EnterEverything(true)
	defer invocation.EnterEverything(false)
	dir, err := fixturetest.Dir()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ dir, pattern string }{
		{".", "std"},
		{".", "golang.org/x/tools/..."}, {".", "golang.org/x/mod/..."}, {".", "golang.org/x/sync/..."},
		{dir, "github.com/aws/aws-lambda-go/..."}, {dir, "github.com/awslabs/aws-lambda-go-api-proxy/..."},
		{dir, "github.com/aws/aws-sdk-go-v2/..."}, {dir, "github.com/aws/smithy-go/..."},
	} {
		t.Run(strings.ReplaceAll(test.pattern, "/", "-"), func(t *testing.T) { survive(t, test.dir, []string{test.pattern}) })
	}
}

// TestTypeErrors runs the suite over the programs that the type checker and
// the compiler are tested with. Many of them have errors; of what has none,
// every function is an entry point.
func TestTypeErrors(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses hundreds of programs")
	}
	invocation.EnterEverything(true)
	defer invocation.EnterEverything(false)
	std, err := packages.Load(&packages.Config{Mode: packages.LoadTypes}, "std")
	if err != nil {
		t.Fatal(err)
	}
	known := make(map[string]*packages.Package)
	for _, p := range std {
		p.Syntax = nil
		known[p.PkgPath] = p
	}
	folders := []string{"src/internal/types/testdata/check"}
	if *neverDown {
		folders = []string{"src/internal/types/testdata", "test"}
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		dir := filepath.Join(strings.TrimSpace(string(root)), folder)
		t.Run(strings.ReplaceAll(folder, "/", "-"), func(t *testing.T) { surviveFolder(t, dir, known) })
	}
}

func surviveFolder(t *testing.T, folder string, known map[string]*packages.Package) {
	programs, flawed := 0, 0
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") {
			return err
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil // no driver runs analyzers on what does not parse
		}
		p := checkFile(fset, file, "example.com/"+file.Name.Name, known)
		if p.Types == nil {
			return nil
		}
		programs++
		if p.IllTyped {
			flawed++
		}
		graph, err := checker.Analyze(analyzers.All(), []*packages.Package{p}, nil)
		if err != nil {
			return err
		}
		for action := range graph.All() {
			if action.Err != nil && !strings.Contains(action.Err.Error(), "failed prerequisites") {
				t.Errorf("%s: %s: %v", name, action, action.Err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if programs == 0 {
		t.Skip("this Go has no sources of its tests")
	}
	t.Logf("%d programs, %d with type errors", programs, flawed)
}
