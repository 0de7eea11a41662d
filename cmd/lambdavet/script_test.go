package main

import (
	"crypto/sha256"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/goproxytest"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/cli"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/vetface"
)

// TestMain makes two commands for the scripts: lambdavet itself, and fakevet,
// the same command around a few simple rules. Scripts about the command use
// fakevet, so that they do not change with what the real rules find.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"lambdavet": main,
		"fakevet":   fakeMain,
	})
}

func fakeMain() {
	suite := fakeSuite()
	if slices.Contains(os.Args, "-V=full") {
		fakeVersion()
		return
	}
	if vetface.Invoked(os.Args[1:]) {
		vetface.Main(suite.Analyzers, suite.Flags)
	}
	os.Exit(cli.Main(suite, os.Args[1:], os.Stdout, os.Stderr))
}

// fakeVersion answers -V=full. Both commands are one executable, and go vet
// would take its hash for the identity of both and mix up their facts.
func fakeVersion() {
	exe, err := os.Executable()
	if err != nil {
		log.Fatal(err)
	}
	data, err := os.ReadFile(exe)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("fakevet version devel buildID=%x\n", sha256.Sum256(append(data, "fake"...)))
}

func TestScripts(t *testing.T) {
	server := goproxytest.NewTestServer(t, "testdata/modproxy", "")
	goEnv := strings.Fields(output(t, "go", "env", "GOROOT", "GOCACHE", "GOMODCACHE", "GOPROXY"))
	hasCgo := strings.TrimSpace(output(t, "go", "env", "CGO_ENABLED")) == "1"
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Condition: func(cond string) (bool, error) {
			if cond == "cgo" {
				return hasCgo, nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("PATH", filepath.Join(goEnv[0], "bin")+string(os.PathListSeparator)+env.Getenv("PATH"))
			env.Setenv("GOCACHE", goEnv[1])
			env.Setenv("GOMODCACHE", filepath.Join(env.WorkDir, ".modcache"))
			env.Setenv("GOPROXY", server.URL)
			env.Setenv("REAL_GOMODCACHE", goEnv[2])
			env.Setenv("REAL_GOPROXY", goEnv[3])
			env.Setenv("GONOSUMDB", "*")
			env.Setenv("GOFLAGS", "-modcacherw")
			env.Setenv("GOTOOLCHAIN", "local")
			env.Setenv("GOWORK", "")
			for name, key := range map[string]string{"fakevet": "FAKEVET", "lambdavet": "LAMBDAVET"} {
				path, err := exec.LookPath(name)
				if err != nil {
					return err
				}
				env.Setenv(key, path)
			}
			return nil
		},
	})
}

func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
