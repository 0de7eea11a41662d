package analyzers_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/lambdavet/lambdavet/"

// TestLayering holds the imports against docs/architecture.md: rules import
// the core, never the reverse and never each other; a package of the core
// imports only those that stand above it; the faces know the suite by its
// public packages.
func TestLayering(t *testing.T) {
	layers := layers(t)
	seen := make(map[string]bool)
	for _, p := range listed(t) {
		path := strings.TrimPrefix(p.ImportPath, module)
		core, isCore := strings.CutPrefix(path, "analyzers/internal/")
		if isCore {
			seen[core] = true
			if !slices.Contains(layers, core) {
				t.Errorf("docs/architecture.md does not list analyzers/internal/%s", core)
			}
		}
		for _, imported := range p.Imports {
			if to, ours := strings.CutPrefix(imported, module); ours {
				if trouble := crosses(layers, path, to); trouble != "" {
					t.Errorf("%s imports %s: %s", path, to, trouble)
				}
			}
		}
	}
	for _, l := range layers {
		if !seen[l] {
			t.Errorf("docs/architecture.md lists analyzers/internal/%s, which is not there", l)
		}
	}
}

// crosses returns what is wrong with an import, "" if nothing.
func crosses(layers []string, from, to string) string {
	core, fromCore := strings.CutPrefix(from, "analyzers/internal/")
	toLayer, toCore := strings.CutPrefix(to, "analyzers/internal/")
	fromRule, toRule := strings.HasPrefix(from, "analyzers/"), strings.HasPrefix(to, "analyzers/")
	switch {
	case fromCore && toCore:
		if slices.Index(layers, toLayer) >= slices.Index(layers, core) {
			return "it stands in a higher layer"
		}
	case fromCore && (toRule || to == "analyzers"):
		return "the core imports no rule"
	case fromRule && toRule && !toCore:
		return "a rule imports no other"
	case fromRule && to == "analyzers":
		return "a rule knows nothing of the suite"
	case strings.HasPrefix(from, "analyzers") && (strings.HasPrefix(to, "cmd/") || strings.HasPrefix(to, "plugin")):
		return "the suite knows nothing of its faces"
	case !strings.HasPrefix(from, "analyzers") && toRule:
		return "a face knows the suite as a whole"
	case strings.HasPrefix(from, "internal/") && strings.HasPrefix(to, "cmd/"):
		return "what faces share knows none of them"
	case strings.HasPrefix(from, "cmd/") && strings.HasPrefix(to, "plugin") || strings.HasPrefix(from, "plugin") && strings.HasPrefix(to, "cmd/"):
		return "a face imports no other"
	}
	return ""
}

// layers returns the packages of the core in the order of the page.
func layers(t *testing.T) []string {
	t.Helper()
	file, err := os.Open("../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var names []string
	suite := false
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := lines.Text()
		if line != "" && line[0] != ' ' {
			suite = strings.HasPrefix(line, "analyzers/ ")
		}
		if name, ok := strings.CutPrefix(line, "    internal/"); ok && suite {
			names = append(names, strings.Fields(name)[0])
		}
	}
	if len(names) == 0 {
		t.Fatal("docs/architecture.md has no list of the core")
	}
	return names
}

type listedPackage struct {
	ImportPath string
	Imports    []string
}

// listed returns the packages of the module and what they import outside of tests.
func listed(t *testing.T) []listedPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", module+"...")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listedPackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listedPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}
