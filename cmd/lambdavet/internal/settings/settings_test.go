package settings

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// oneOf is a flag for a list of the words a, b and c.
type oneOf string

func (o *oneOf) String() string { return string(*o) }
func (o *oneOf) Set(text string) error {
	for word := range strings.SplitSeq(text, ",") {
		if word != "" && !slices.Contains([]string{"a", "b", "c"}, word) {
			return fmt.Errorf("unknown check %q", word)
		}
	}
	*o = oneOf(text)
	return nil
}

func newFlags() *flag.FlagSet {
	fs := flag.NewFlagSet("test", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	for name, key := range keys {
		switch {
		case name == "strict" || name == "tests":
			fs.Bool(name, false, "")
		case name == "checks":
			fs.Var(new(oneOf), name, "")
		case key.separator != "" || name == "baseline":
			fs.String(name, "", "")
		}
	}
	return fs
}

func write(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), FileName)
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

const full = `# all there is
checks: [a, b]
strict: true
tests: false
tags: integration
owners:
  - github.com/acme
catalog:
  - open example.com/db.Connect eager # the team's own
  - "guard example.com/once.First"
exclude:
  - internal/legacy
  - path: "**/*.pb.go"
    checks: [a, c]
baseline: known.json
`

func TestApply(t *testing.T) {
	file, flags := write(t, full), newFlags()
	if err := flags.Parse([]string{"-tags=mine"}); err != nil {
		t.Fatal(err)
	}
	if err := Apply(file, FileName, flags); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(file)
	for name, want := range map[string]string{
		"checks": "a,b", "strict": "true", "tests": "false", "owners": "github.com/acme",
		"catalog":  "open example.com/db.Connect eager;guard example.com/once.First",
		"exclude":  dir + "/internal/legacy;**/*.pb.go=a,c",
		"baseline": filepath.Join(dir, "known.json"),
		"tags":     "mine", // the command line has the last word
	} {
		if got := flags.Lookup(name).Value.String(); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
}

// TestNone: none is no file of that name.
func TestNone(t *testing.T) {
	flags := newFlags()
	if err := Apply(write(t, "baseline: none\n"), FileName, flags); err != nil {
		t.Fatal(err)
	}
	if got := flags.Lookup("baseline").Value.String(); got != None {
		t.Errorf("baseline = %q, want %q", got, None)
	}
}

func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		"checks: [a,\n  x, y]\nbogus: 1\n": "2:3: checks: unknown check \"x\"\n2:6: checks: unknown check \"y\"\n3:1: unknown key \"bogus\"; allowed are " + strings.Join(Keys(), ", "),
		"strict: sometimes\n":              "1:9: strict: must be true or false",
		"owners: [[a]]\n":                  "1:10: owners: must be a list of texts",
		"exclude:\n- {path: a, rule: b}\n": "2:13: exclude: unknown key \"rule\"; allowed are checks, path",
		"exclude:\n- checks: [a]\n":        "2:9: exclude: must be a path, or path: and checks:",
		"- a\n- b\n":                       "1:1: the file must be a list of keys and values; keys are " + strings.Join(Keys(), ", "),
		"exclude: [\"\"]\n":                "1:11: exclude: must be a path, or path: and checks:",
		"baseline: [a, b]\n":               "1:11: baseline: must be a file name",
		"":                                 "",
		"# nothing\n":                      "",
	} {
		file := write(t, text)
		err := Apply(file, FileName, newFlags())
		got := ""
		if err != nil {
			got = strings.ReplaceAll(err.Error(), FileName+":", "")
		}
		if got != want {
			t.Errorf("%q: got\n%s\nwant\n%s", text, got, want)
		}
	}
}

func TestNotYAML(t *testing.T) {
	file := write(t, "checks: [a\nstrict: true\n")
	var at fault
	if err := Apply(file, FileName, newFlags()); !errors.As(err, &at) || at.line == 0 || !strings.Contains(err.Error(), "not YAML") {
		t.Errorf("error %v has no line", err)
	}
	if err := Apply(filepath.Join(t.TempDir(), "none.yml"), FileName, newFlags()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no such file: %v", err)
	}
}

// FuzzApply checks that no text makes it panic, or fail without a place.
func FuzzApply(f *testing.F) {
	for _, seed := range []string{full, "a: &x [*x]", "checks: !!binary a", "? [a]\n: b", "strict: |\n  true", "---\n---\nchecks: a\n", "<<: *a", "{", "\t", "exclude: {path: a}"} {
		f.Add(seed)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		file := filepath.Join(dir, FileName)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := Apply(file, FileName, newFlags()); err != nil && !strings.HasPrefix(err.Error(), FileName+":") {
			t.Errorf("error without a place: %v", err)
		}
	})
}

// TestSchema checks that the schema that is shipped has the same keys.
func TestSchema(t *testing.T) {
	data, err := os.ReadFile("../../../../docs/lambdavet.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema struct{ Properties map[string]any }
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	if got := slices.Sorted(maps.Keys(schema.Properties)); !slices.Equal(got, Keys()) {
		t.Errorf("the schema has %q, the settings %q", got, Keys())
	}
}
