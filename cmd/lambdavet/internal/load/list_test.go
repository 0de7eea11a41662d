package load

import (
	"os"
	"path/filepath"
	"testing"
)

// module writes a module with one file and returns its folder.
func module(t *testing.T, source string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range map[string]string{"go.mod": "module m.test\n", "m.go": source} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// The list takes what the build cache has and compiles nothing.
func TestListCompilesNothing(t *testing.T) {
	t.Setenv("GOCACHE", t.TempDir())
	l, err := list(Config{Dir: module(t, "package m\n\nimport _ \"unicode/utf8\"\n"), Patterns: []string{"."}})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range l.all {
		if p.ExportFile != "" || len(p.Errors) > 0 {
			t.Errorf("%s: export data %q, errors %v", p.PkgPath, p.ExportFile, p.Errors)
		}
	}
}

// A package that go list knows and go build refuses is listed without errors.
func TestListDoesNotBuild(t *testing.T) {
	t.Setenv("CGO_ENABLED", "1")
	dir := module(t, "package m\n\n// #cgo pkg-config: --no-such-flag none\nimport \"C\"\n")
	l, err := list(Config{Dir: dir, Patterns: []string{"."}})
	if err != nil {
		t.Fatal(err)
	}
	if len(l.named) != 1 || len(l.named[0].Errors) > 0 {
		t.Errorf("listed %v with errors %v", l.named, l.named[0].Errors)
	}
}
