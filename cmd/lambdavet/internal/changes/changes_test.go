package changes

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

func TestSince(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) {
		args = append([]string{"-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"}, args...)
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", args, err, out)
		}
	}
	run("init", "-q")
	write("sub/a.go", "1\n2\n3\n4\n5\n")
	write("ü b.go", "1\n2\n")
	write("gone.go", "1\n")
	run("add", ".")
	run("commit", "-q", "-m", "first")
	write("sub/a.go", "1\ntwo\n3\n4\n5\nsix\n")
	run("commit", "-q", "-a", "-m", "second")
	write("ü b.go", "1\n2\nthree\n")
	write("new.go", "1\n")
	if err := os.Remove(filepath.Join(dir, "gone.go")); err != nil {
		t.Fatal(err)
	}

	lines, err := Since(filepath.Join(dir, "sub"), "HEAD~1")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]int{"sub/a.go": {2, 6}, "ü b.go": {3}, "new.go": {1, 2, 3, 4, 5, 6}, "other.go": nil} {
		var got []int
		for n := 1; n <= 6; n++ {
			if lines.Touch(&finding.Finding{Pos: finding.Position{File: filepath.Join(dir, name), Line: n}}) {
				got = append(got, n)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: lines %v are changed, want %v", name, got, want)
		}
	}
	long := finding.Finding{Pos: finding.Position{File: filepath.Join(dir, "sub/a.go"), Line: 4}, End: finding.Position{Line: 6}}
	if !lines.Touch(&long) {
		t.Error("a finding that ends on a changed line is not touched")
	}
	for _, revision := range []string{"none", "-h", ""} {
		if _, err := Since(dir, revision); err == nil || !strings.Contains(err.Error(), "is no revision") {
			t.Errorf("revision %q: error %v", revision, err)
		}
	}
}
