package callgraph_test

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"math"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
)

// TestFactSize holds the size of facts, which go vet writes for each package,
// against a budget: bytes for each function of the package and of those below.
func TestFactSize(t *testing.T) {
	const budget = 400
	pkgs, err := fixturetest.Load(nil, "example/...")
	if err != nil {
		t.Fatal(err)
	}
	for path, f := range facts(t, pkgs) {
		if f.size > f.functions*budget+budget {
			t.Errorf("%s: %d bytes for %d functions", path, f.size, f.functions)
		}
	}
}

// TestFactGrowth holds the growth of facts along a chain of imports against
// that of the number of functions: facts are closed, so each package carries
// those below it, but no more than that.
func TestFactGrowth(t *testing.T) {
	short, long := chain(t, 25), chain(t, 100)
	exponent := math.Log(float64(long.size)/float64(short.size)) / math.Log(float64(long.functions)/float64(short.functions))
	t.Logf("%d bytes for %d functions, %d for %d: exponent %.2f", short.size, short.functions, long.size, long.functions, exponent)
	if exponent > 1.1 {
		t.Errorf("facts grow with the power %.2f of the functions", exponent)
	}
}

// chain returns the fact at the end of a chain of n packages.
func chain(t *testing.T, n int) fact {
	t.Helper()
	dir, err := fixturetest.Dir()
	if err != nil {
		t.Fatal(err)
	}
	overlay := make(map[string][]byte)
	for i := range n {
		name := fmt.Sprintf("p%03d", i)
		overlay[filepath.Join(dir, "chain", name, name+".go")] = []byte(link(name, i))
	}
	last := fmt.Sprintf("chain/p%03d", n-1)
	pkgs, err := fixturetest.Load(overlay, last)
	if err != nil {
		t.Fatal(err)
	}
	return facts(t, pkgs)["github.com/lambdavet/lambdavet/testdata/"+last]
}

// link returns a package with a store behind an interface that calls the one below.
func link(name string, i int) string {
	below, call := "", "nil"
	if i > 0 {
		below = fmt.Sprintf("import below %q\n", fmt.Sprintf("github.com/lambdavet/lambdavet/testdata/chain/p%03d", i-1))
		call = "below.New().Save(ctx, id)"
	}
	return fmt.Sprintf(`package %s

import "context"
import "log/slog"
%s
type Saver interface{ Save(ctx context.Context, id string) error }

type Store struct{ next Saver; log *slog.Logger }

func New() Saver { return &Store{log: slog.Default()} }

func (s *Store) Save(ctx context.Context, id string) error {
	s.log.InfoContext(ctx, "saving", "id", id)
	if s.next != nil {
		return s.next.Save(ctx, id)
	}
	return %s
}
`, name, below, call)
}

type fact struct{ size, functions int }

// facts returns the encoded sizes of the Graph facts by package.
func facts(t *testing.T, pkgs []*packages.Package) map[string]fact {
	t.Helper()
	graph, err := checker.Analyze([]*analysis.Analyzer{callgraph.Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]fact)
	for _, action := range graph.Roots {
		result, ok := action.Result.(*callgraph.Result)
		if !ok || result == nil {
			t.Fatalf("%s: %v", action, action.Err)
		}
		var buf bytes.Buffer
		if err := gob.NewEncoder(&buf).Encode(result.Graph); err != nil {
			t.Fatal(err)
		}
		f := fact{size: buf.Len()}
		for _, s := range result.Graph.Packages.Sorted() {
			f.functions += len(s.Funcs)
		}
		all[action.Package.PkgPath] = f
	}
	return all
}
