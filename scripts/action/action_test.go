// Package action tests action.yml: it runs the shell steps as a runner of
// GitHub would.
package action

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// An action is what the tests need of action.yml.
type action struct {
	Inputs map[string]struct{ Description, Default string }
	Runs   struct {
		Using string
		Steps []step
	}
}

type step struct {
	ID, Name, If, Uses, Run, Shell string
	Env, With                      map[string]string
}

func load(t *testing.T) *action {
	t.Helper()
	data, err := os.ReadFile("../../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	a := new(action)
	if err := yaml.Unmarshal(data, a); err != nil {
		t.Fatal(err)
	}
	return a
}

// A runner runs shell steps in a checkout.
type runner struct {
	action    *action
	temp      string
	workspace string
	path      string
	context   map[string]string // what expressions can name
	log       string            // of all steps
}

// newRunner makes a runner for a checkout; values are inputs and contexts,
// such as "inputs.checks".
func newRunner(t *testing.T, workspace string, values map[string]string) *runner {
	t.Helper()
	r := &runner{action: load(t), temp: t.TempDir(), workspace: workspace, path: os.Getenv("PATH")}
	r.context = map[string]string{"github.event.pull_request.head.repo.full_name": ""}
	for name, input := range r.action.Inputs {
		r.context["inputs."+name] = input.Default
	}
	for name, value := range values {
		if _, ok := r.context[name]; !ok {
			t.Fatalf("action.yml has no %s", name)
		}
		r.context[name] = value
	}
	return r
}

var expression = regexp.MustCompile(`\$\{\{ *([a-z0-9_.-]+) *\}\}`)

func (r *runner) expand(t *testing.T, text string) string {
	return expression.ReplaceAllStringFunc(text, func(e string) string {
		value, ok := r.context[expression.FindStringSubmatch(e)[1]]
		if !ok {
			t.Fatalf("%s has no value", e)
		}
		return value
	})
}

// step runs the shell step of that name and returns its exit code.
func (r *runner) step(t *testing.T, name string) int {
	t.Helper()
	i := slices.IndexFunc(r.action.Runs.Steps, func(s step) bool { return s.Name == name })
	if i < 0 {
		t.Fatalf("action.yml has no step %q", name)
	}
	s := r.action.Runs.Steps[i]
	script, output, path := filepath.Join(r.temp, "script"), filepath.Join(r.temp, "output"), filepath.Join(r.temp, "path")
	for file, text := range map[string]string{script: s.Run, output: "", path: ""} {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", script) // shell: bash
	cmd.Dir = r.workspace
	cmd.Env = append(os.Environ(), "PATH="+r.path, "GITHUB_WORKSPACE="+r.workspace, "GITHUB_ACTION_PATH="+root,
		"GITHUB_REPOSITORY=team/app", "GITHUB_OUTPUT="+output, "GITHUB_PATH="+path, "RUNNER_TEMP="+r.temp)
	for key, value := range s.Env {
		cmd.Env = append(cmd.Env, key+"="+r.expand(t, value))
	}
	log, err := cmd.CombinedOutput()
	r.log += string(log)
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	for _, line := range lines(t, output) {
		key, value, _ := strings.Cut(line, "=")
		r.context["steps."+s.ID+".outputs."+key] = value
	}
	for _, dir := range lines(t, path) {
		r.path = dir + string(os.PathListSeparator) + r.path
	}
	return cmd.ProcessState.ExitCode()
}

func lines(t *testing.T, file string) []string {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.FieldsFunc(string(data), func(c rune) bool { return c == '\n' })
}

func (r *runner) output(name string) string { return r.context["steps.run.outputs."+name] }

// TestShape: a composite action is strict about a few things, and an
// expression within a script would let an input run commands.
func TestShape(t *testing.T) {
	a := load(t)
	if a.Runs.Using != "composite" {
		t.Errorf("using: %q", a.Runs.Using)
	}
	for name, input := range a.Inputs {
		if input.Description == "" {
			t.Errorf("input %s has no description", name)
		}
	}
	for _, s := range a.Runs.Steps {
		if s.Uses == "" && s.Shell != "bash" || s.Uses != "" && s.Run != "" {
			t.Errorf("step %q needs either uses, or run and shell", s.Name+s.Uses)
		}
		if strings.Contains(s.Run, "${{") {
			t.Errorf("step %q has an expression in its script", s.Name)
		}
	}
}

// touch reads what the steps use, so that go test knows that a cached result
// depends on it: the steps are other processes.
func touch(t *testing.T, root string) {
	for _, dir := range []string{"analyzers", "cmd", "internal", "scripts/action", "testdata/example"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				_, err = os.ReadFile(name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestExample runs the whole action on the example project.
func TestExample(t *testing.T) {
	workspace, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	touch(t, workspace)
	r := newRunner(t, workspace, map[string]string{
		"inputs.working-directory": "testdata",
		"inputs.packages":          "./example/cmd/api\n./example/cmd/worker",
		"inputs.upload-sarif":      "true",
	})
	if code := r.step(t, "Choose Go"); code != 0 || r.context["steps.go.outputs.version-file"] != "testdata/go.mod" {
		t.Fatalf("exit code %d, %q\n%s", code, r.context, r.log)
	}
	if code := r.step(t, "Install lambdavet"); code != 0 {
		t.Fatalf("exit code %d\n%s", code, r.log)
	}
	if code := r.step(t, "Run lambdavet"); code != 1 || r.output("exit-code") != "1" || r.output("upload") != "true" {
		t.Errorf("exit code %d, %q\n%s", code, r.context, r.log)
	}
	if want := "::error file=testdata/example/internal/store/postgres.go,line="; !strings.Contains(r.log, want) {
		t.Errorf("no %s in\n%s", want, r.log)
	}
	checkSARIF(t, r.output("sarif-file"))

	t.Run("inputs", func(t *testing.T) {
		r.context["inputs.checks"], r.context["inputs.strict"] = "dbconn", "true"
		r.context["inputs.args"] = "-exit-zero\n  -fail=tmpfile"
		r.log = ""
		if code := r.step(t, "Run lambdavet"); code != 0 {
			t.Errorf("exit code %d\n%s", code, r.log)
		}
		if strings.Count(r.log, "title=dbconn") == 0 || strings.Count(r.log, "::") != 2*strings.Count(r.log, "::warning ") {
			t.Errorf("not dbconn alone, as warnings:\n%s", r.log)
		}
	})
	t.Run("fork", func(t *testing.T) {
		r.context["github.event.pull_request.head.repo.full_name"] = "someone/app"
		if r.step(t, "Run lambdavet"); r.output("upload") != "false" || !strings.Contains(r.log, "::notice title=lambdavet::no upload") {
			t.Errorf("upload=%s\n%s", r.output("upload"), r.log)
		}
	})
	t.Run("bad", func(t *testing.T) {
		mark := filepath.Join(r.temp, "mark")
		r.context["inputs.args"] = "$(touch " + mark + ") `touch " + mark + "` ; touch " + mark
		r.log = ""
		if code := r.step(t, "Run lambdavet"); code != 2 || r.output("exit-code") != "2" || r.output("upload") != "false" {
			t.Errorf("exit code %d, upload=%s", code, r.output("upload"))
		}
		if !strings.Contains(r.log, "::error title=lambdavet::") {
			t.Errorf("no annotation in\n%s", r.log)
		}
		if _, err := os.Stat(mark); err == nil {
			t.Error("an input ran a command")
		}
	})
}

func checkSARIF(t *testing.T, file string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var log struct {
		Runs []struct {
			AutomationDetails struct{ ID string }
			Results           []any
		}
	}
	if err := json.Unmarshal(data, &log); err != nil {
		t.Fatal(err)
	}
	if len(log.Runs) != 1 || len(log.Runs[0].Results) == 0 || log.Runs[0].AutomationDetails.ID != "lambdavet/testdata/" {
		t.Errorf("%+v", log)
	}
}

func TestChooseGo(t *testing.T) {
	for _, test := range []struct {
		files      []string
		dir, input string
		want       string
	}{
		{[]string{"go.mod"}, ".", "", "./go.mod"},
		{[]string{"go.mod", "go.work"}, ".", "", "./go.work"},
		{[]string{"go.mod", "svc/go.mod"}, "svc", "", "svc/go.mod"},
		{[]string{"go.mod"}, "svc", "", "go.mod"},
		{[]string{"go.mod"}, "svc", "other/go.mod", "other/go.mod"},
		{[]string{"go.mod"}, ".", "none", ""},
		{nil, "svc", "", ""},
	} {
		dir := t.TempDir()
		for _, file := range test.files {
			os.MkdirAll(filepath.Dir(filepath.Join(dir, file)), 0o755)
			if err := os.WriteFile(filepath.Join(dir, file), nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		r := newRunner(t, dir, map[string]string{"inputs.working-directory": test.dir, "inputs.go-version-file": test.input})
		if code := r.step(t, "Choose Go"); code != 0 || r.context["steps.go.outputs.version-file"] != test.want {
			t.Errorf("%+v: exit code %d, %q\n%s", test, code, r.context["steps.go.outputs.version-file"], r.log)
		}
	}
}

// TestInstallVersion: a version comes from the module proxy.
func TestInstallVersion(t *testing.T) {
	r := newRunner(t, t.TempDir(), map[string]string{"inputs.version": "v1.2.3"})
	const fake = "#!/bin/sh\necho \"GOTOOLCHAIN=$GOTOOLCHAIN go $*\"\nprintf '#!/bin/sh\\necho installed' >\"$GOBIN/lambdavet\"\nchmod +x \"$GOBIN/lambdavet\"\n"
	bin := t.TempDir()
	if err := os.WriteFile(filepath.Join(bin, "go"), []byte(fake), 0o755); err != nil {
		t.Fatal(err)
	}
	r.path = bin + string(os.PathListSeparator) + r.path
	want := "GOTOOLCHAIN=auto go install github.com/lambdavet/lambdavet/cmd/lambdavet@v1.2.3\ninstalled\n"
	if code := r.step(t, "Install lambdavet"); code != 0 || r.log != want {
		t.Errorf("exit code %d, got\n%swant\n%s", code, r.log, want)
	}
}
