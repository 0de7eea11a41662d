package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// fixtures is the module with the fixtures of the rules and the example.
const fixtures = "../../testdata"

// A finding is what both tools tell of one.
type finding struct {
	File         string
	Line, Column int
	Text         string // "rule: message"
}

// TestFixtures checks that the command and golangci-lint find the same in the
// example and in all fixtures, with the configuration that is shipped.
func TestFixtures(t *testing.T) {
	command := buildCommand(t)
	example, all := findings(t, command, fixtures, "./example/..."), findings(t, command, fixtures, "./...")
	if len(example) == 0 || len(all) < 500 {
		t.Fatalf("the command finds %d in the example and %d in the fixtures", len(example), len(all))
	}
	t.Run("cold", func(t *testing.T) {
		t.Setenv("GOLANGCI_LINT_CACHE", t.TempDir())
		compare(t, issues(t, "./example/..."), example)
		compare(t, issues(t, "./example/..."), example) // from the cache
	})
	// The cache of other runs serves all fixtures, which take long.
	t.Run("all", func(t *testing.T) { compare(t, issues(t, "./..."), all) })
}

// TestFixes checks that both tools make the same of the fixtures that have
// fixes.
func TestFixes(t *testing.T) {
	ours, theirs := t.TempDir(), t.TempDir()
	patterns := fixable(t)
	for _, dir := range []string{ours, theirs} {
		if err := os.CopyFS(dir, os.DirFS(fixtures)); err != nil {
			t.Fatal(err)
		}
	}
	run(t, exec.Command(buildCommand(t), append([]string{"-fix"}, patterns...)...), ours)
	run(t, golangci(t, append([]string{"--fix"}, patterns...)...), theirs)
	changed := 0
	fixed := tree(t, theirs)
	for name, want := range tree(t, ours) {
		if got := fixed[name]; got != want {
			t.Errorf("%s: golangci-lint leaves\n%s\nwant, as the command does\n%s", name, got, want)
		}
		if before, err := os.ReadFile(filepath.Join(fixtures, name)); err == nil && string(before) != want {
			changed++
		}
	}
	if changed < len(patterns)/2 { // some have fixes only with -strict
		t.Errorf("only %d files changed in %d folders", changed, len(patterns))
	}
}

// fixable returns the folders that have golden files.
func fixable(t *testing.T) []string {
	t.Helper()
	var patterns []string
	for name := range tree(t, fixtures) {
		dir := "./" + filepath.ToSlash(filepath.Dir(name))
		if filepath.Ext(name) == ".golden" && !slices.Contains(patterns, dir) {
			patterns = append(patterns, dir)
		}
	}
	slices.Sort(patterns)
	return patterns
}

// tree returns the Go and golden files below dir.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".go" && filepath.Ext(name) != ".golden" {
			return err
		}
		content, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func buildCommand(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lambdavet")
	run(t, exec.Command("go", "build", "-o", path, "./cmd/lambdavet"), "../..")
	return path
}

// findings returns what the command finds.
func findings(t *testing.T, command, dir, pattern string) []finding {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(run(t, exec.Command(command, "-format=json", pattern), dir)))
	var all []finding
	for decoder.More() {
		var f struct {
			Code, Message string
			Location      struct {
				File         string
				Line, Column int
			}
		}
		if err := decoder.Decode(&f); err != nil {
			t.Fatal(err)
		}
		all = append(all, finding{f.Location.File, f.Location.Line, f.Location.Column, f.Code + ": " + f.Message})
	}
	return all
}

// issues returns what golangci-lint finds in the fixtures.
func issues(t *testing.T, pattern string) []finding {
	t.Helper()
	var report struct {
		Issues []struct {
			Text, FromLinter string
			Pos              struct {
				Filename     string
				Line, Column int
			}
		}
	}
	out := run(t, golangci(t, "--path-mode=abs", "--show-stats=false", "--output.json.path=stdout", pattern), fixtures)
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	var all []finding
	for _, issue := range report.Issues {
		if issue.FromLinter == "lambdavet" {
			all = append(all, finding{issue.Pos.Filename, issue.Pos.Line, issue.Pos.Column, issue.Text})
		}
	}
	return all
}

// golangci returns golangci-lint with the configuration that is shipped and no
// other linters.
func golangci(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	config, err := filepath.Abs(".golangci.yml")
	if err != nil {
		t.Fatal(err)
	}
	return exec.Command("golangci-lint", append([]string{"run", "--config", config, "--default=none", "--enable=lambdavet"}, args...)...)
}

// run returns what cmd prints to stdout; findings are no failure.
func run(t *testing.T, cmd *exec.Cmd, dir string) []byte {
	t.Helper()
	var stderr strings.Builder
	cmd.Dir, cmd.Stderr = dir, &stderr
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 1) || stderr.Len() > 0 {
		t.Fatalf("%v: %v\n%s", cmd, err, &stderr)
	}
	return out
}

// compare tells the differences, whatever the order.
func compare(t *testing.T, got, want []finding) {
	t.Helper()
	count := make(map[finding]int)
	for _, f := range want {
		count[f]++
	}
	for _, f := range got {
		count[f]--
	}
	for f, n := range count {
		if n != 0 {
			t.Errorf("%s:%d:%d: %s: the command finds %+d", f.File, f.Line, f.Column, f.Text, n)
		}
	}
}
