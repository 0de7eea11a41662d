// Package docs holds the tests that keep the documentation true: the rule
// pages and the table of the README are made from the analyzers.
package docs

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers"
	"github.com/lambdavet/lambdavet/internal/page"
)

var update = flag.Bool("update", false, "write the generated pages")

// core are the rules whose pages exist in Japanese, too.
var core = map[string]bool{"dbconn": true, "handlerpanic": true, "tmpfile": true, "idempotency": true, "structlog": true}

func TestGenerated(t *testing.T) {
	pages := map[string]string{"../README.md": readme(t)}
	for _, a := range analyzers.All() {
		pages[filepath.Join("rules", a.Name+".md")] = generated(a)
	}
	for name, want := range pages {
		got, _ := os.ReadFile(name)
		if string(got) == want {
			continue
		}
		if !*update {
			t.Errorf("%s is not current; run go test ./docs -update", name)
			continue
		}
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Error(err)
		}
	}
}

// TestLists holds that a list of doc.go is a list on the page, its first item
// too.
func TestLists(t *testing.T) {
	for _, a := range analyzers.All() {
		if _, item, found := strings.Cut(generated(a), "\n\\- "); found {
			line, _, _ := strings.Cut(item, "\n")
			t.Errorf("%s: %q is no item of a list", a.Name, line)
		}
	}
}

func TestNoStrayPages(t *testing.T) {
	names := make(map[string]bool)
	for _, a := range analyzers.All() {
		names[a.Name] = true
	}
	for _, pattern := range []string{"rules/*.md", "ja/rules/*.md"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			if name := strings.TrimSuffix(filepath.Base(file), ".md"); !names[name] {
				t.Errorf("%s: there is no rule of that name", file)
			}
		}
	}
}

func TestJapanese(t *testing.T) {
	for _, a := range analyzers.All() {
		if !core[a.Name] {
			continue
		}
		text, err := os.ReadFile(filepath.Join("ja", "rules", a.Name+".md"))
		if err != nil {
			t.Errorf("the core rule %s has no Japanese page: %v", a.Name, err)
			continue
		}
		for _, heading := range []string{"# " + a.Name + "\n", "## なぜ Lambda で問題になるのか", "## 悪い例", "## 良い例", "## 報告しない場合"} {
			if !strings.Contains(string(text), heading) {
				t.Errorf("ja/rules/%s.md has no heading %q", a.Name, strings.TrimSpace(heading))
			}
		}
		got, want := fence.FindAllString(string(text), -1), fence.FindAllString(generated(a), -1)
		if !slices.Equal(got, want) {
			t.Errorf("the code in ja/rules/%s.md is not that of rules/%s.md", a.Name, a.Name)
		}
	}
}

// generated renders the page of a rule, with a word on where it comes from, and
// one on where its words are explained.
func generated(a *analysis.Analyzer) string {
	origin := fmt.Sprintf("<!-- Generated from analyzers/%s/doc.go by go test ./docs -update. -->\n\n", a.Name)
	const words = "\nThe words of Lambda are explained in [Lambda in a page](../lambda.md).\n"
	return origin + page.Markdown(a.Name, analyzers.Documentation(a)) + words
}

const (
	begin = "<!-- BEGIN rules: go test ./docs -update -->\n"
	end   = "<!-- END rules -->\n"
)

// readme returns the README with a current table of rules.
func readme(t *testing.T) string {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(text), begin)
	_, tail, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatal("README.md has no place for the table of rules")
	}
	var table bytes.Buffer
	table.WriteString("| rule | finds |\n|---|---|\n")
	for _, a := range analyzers.All() {
		fmt.Fprintf(&table, "| [`%s`](docs/rules/%s.md) | %s |\n", a.Name, a.Name, analyzers.Documentation(a).Title)
	}
	return head + begin + table.String() + end + tail
}
