package analyzers_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lambdavet/lambdavet/analyzers"
)

// TestStrict holds the table of what is strict against the code: a rule that
// asks for -strict stands in it, and no other.
func TestStrict(t *testing.T) {
	for _, a := range analyzers.All() {
		asks := false
		files, err := filepath.Glob(filepath.Join(a.Name, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s has no files: %v", a.Name, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			asks = asks || strings.Contains(string(text), "Config.Strict")
		}
		if listed := len(analyzers.StrictOf(a)) > 0; asks != listed {
			t.Errorf("%s: the code asks for -strict: %v; the table strict in analyzers.go has it: %v", a.Name, asks, listed)
		}
	}
}
