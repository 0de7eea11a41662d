package module

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// makeTree makes empty files and returns the folder they are in.
func makeTree(t *testing.T, files ...string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		path := filepath.Join(dir, file)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func describe(dir string, groups []Group) string {
	var parts []string
	for _, g := range groups {
		rel, _ := filepath.Rel(dir, g.Dir)
		parts = append(parts, fmt.Sprintf("%s: %s", rel, strings.Join(g.Patterns, " ")))
	}
	return strings.Join(parts, "; ")
}

func TestPatterns(t *testing.T) {
	t.Setenv("GOWORK", "")
	mono := makeTree(t, "a/go.mod", "a/x/x.go", "b/go.mod", "b/node_modules/m/go.mod", "b/testdata/go.mod", "vendor/v/go.mod", ".git/go.mod", "docs/readme")
	tools := makeTree(t, "go.mod", "go.sum", "a/go.mod", "a/a.go", "a/nested/go.mod")
	rooted := makeTree(t, "go.mod", "root.go", "lambdas/a/go.mod", "lambdas/a/cmd/main.go")
	work := makeTree(t, "go.work", "a/go.mod", "b/go.mod")
	for _, test := range []struct{ dir, patterns, want string }{
		{mono, "./...", "a: ./...; b: ./..."},
		{mono, "./a/...", "a: ./..."},
		{mono, "./a/x ./b/... ./a/x", "a: ./x; b: ./..."},
		{mono + "/a", "./... ../b", ".: ./...; ../b: ."},
		{mono, "example.com/p", ".: example.com/p"},
		{mono, "./docs", ".: ./docs"},
		{rooted, "./...", ".: ./..."},
		{rooted, "./... ./lambdas/a/...", ".: ./...; lambdas/a: ./..."},
		{rooted, "./lambdas/...", "lambdas/a: ./..."},
		{rooted + "/lambdas", "../...", ".: ../..."},
		{tools, "./...", "a: ./...; a/nested: ./..."},
		{work, "./...", ".: ./..."},
		{work, "./a/... ./b", ".: ./a/... ./b"},
	} {
		groups, err := Patterns(test.dir, strings.Fields(test.patterns))
		if err != nil {
			t.Errorf("%s: %v", test.patterns, err)
			continue
		}
		if got := describe(test.dir, groups); got != test.want {
			t.Errorf("%s gives %q, want %q", test.patterns, got, test.want)
		}
	}
	if _, err := Patterns(makeTree(t, "readme"), []string{"./..."}); err == nil || !strings.Contains(err.Error(), "go.mod") {
		t.Errorf("no module at all: error %v", err)
	}
}

func TestFiles(t *testing.T) {
	dir := makeTree(t, "a/go.mod", "a/x/x.go", "a/main.go", "b/go.mod", "b/m.go",
		"stray.go", "testdata/go.mod", "testdata/t.go", "a/vendor/v/v.go", "a/_old/o.go", "a/x/.hidden.go")
	for _, test := range []struct{ dir, files, want string }{
		{dir, "b/go.mod a/x/x.go a/main.go b/m.go", "a: ./...; b: ./..."},
		{dir, "a/x/gone.go", "a: ./..."},
		{dir, "a/gone/g.go", "a: ./..."},
		{dir, "stray.go gone.go testdata/t.go a/vendor/v/v.go a/_old/o.go a/x/.hidden.go", ""},
		{dir + "/testdata", "t.go", "testdata: ./..."},
		{dir + "/a", "../b/m.go x/x.go", "a: ./...; b: ./..."},
	} {
		if got := describe(dir, Files(test.dir, strings.Fields(test.files))); got != test.want {
			t.Errorf("%s gives %q, want %q", test.files, got, test.want)
		}
	}
}
