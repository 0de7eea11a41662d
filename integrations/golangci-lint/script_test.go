package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers"
	"github.com/lambdavet/lambdavet/internal/checks"
	"github.com/lambdavet/lambdavet/plugin"
)

// TestMain makes two commands for the scripts: golangci-lint with the plugin,
// and othervet, the same with rules that misbehave.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"golangci-lint": main,
		"othervet":      func() { register.Plugin(plugin.Name, newOther); main() },
	})
}

// newOther returns the plugin with two more rules: panicky panics on packages
// named boom, varying says what $WORD says, which is in no cache key, and would
// be a different text in a different build.
func newOther(any) (register.LinterPlugin, error) {
	panicky := &analysis.Analyzer{Name: "panicky", Doc: "panics", Run: func(pass *analysis.Pass) (any, error) {
		if pass.Pkg.Name() == "boom" {
			panic("out of luck")
		}
		return nil, nil
	}}
	varying := &analysis.Analyzer{Name: "varying", Doc: "varies", Run: func(pass *analysis.Pass) (any, error) {
		pass.Reportf(pass.Files[0].Package, "the word is %s", os.Getenv("WORD"))
		return nil, nil
	}}
	l := &plugin.Linter{Rules: append(analyzers.All(), panicky, varying), Selected: make(checks.Selection)}
	for _, a := range l.Rules {
		l.Selected[a.Name] = true
	}
	return l, nil
}

// TestScripts runs the scripts in a copy of testdata/project.
func TestScripts(t *testing.T) {
	goEnv := strings.Fields(output(t, exec.Command("go", "env", "GOROOT", "GOCACHE", "GOMODCACHE")))
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("PATH", filepath.Join(goEnv[0], "bin")+string(os.PathListSeparator)+env.Getenv("PATH"))
			env.Setenv("GOCACHE", goEnv[1])
			env.Setenv("GOMODCACHE", goEnv[2])
			env.Setenv("GOPROXY", "off")
			env.Setenv("GOTOOLCHAIN", "local")
			env.Setenv("GOWORK", "off")
			env.Setenv("GOLANGCI_LINT_CACHE", filepath.Join(env.WorkDir, ".lintcache"))
			return os.CopyFS(env.WorkDir, os.DirFS("testdata/project"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"rebuild": rebuild,
		},
	})
}

// rebuild puts another build of a command at $WORK/rebuilt/COMMAND: the same
// with one more byte.
func rebuild(ts *testscript.TestScript, _ bool, args []string) {
	path, err := exec.LookPath(args[0])
	ts.Check(err)
	data, err := os.ReadFile(path)
	ts.Check(err)
	ts.Check(os.MkdirAll(ts.MkAbs("rebuilt"), 0o777))
	ts.Check(os.WriteFile(ts.MkAbs(filepath.Join("rebuilt", args[0])), append(data, 0), 0o777))
}

func output(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v", cmd, err)
	}
	return string(out)
}
