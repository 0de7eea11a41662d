package docs

import (
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// TestLinks follows the links of all pages into this repository: the file is
// there, and the heading that an anchor names.
func TestLinks(t *testing.T) {
	for _, file := range pages(t) {
		text := prose(t, file)
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if fault := follow(t, file, m[1]); fault != "" {
				t.Errorf("%s: %s: %s", file, m[1], fault)
			}
		}
	}
}

const site = "https://github.com/lambdavet/lambdavet/blob/main/"

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	fence   = regexp.MustCompile("(?ms)^[ \t]*```.*?^[ \t]*```[ \t]*$")
	heading = regexp.MustCompile(`(?m)^#+ +(.+)$`)
)

// pages returns the pages of the project, relative to its root.
func pages(t *testing.T) []string {
	t.Helper()
	files := []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "testdata/example/README.md"}
	err := fs.WalkDir(os.DirFS(".."), "docs", func(file string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(file, ".md") {
			files = append(files, file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// prose returns a page without its blocks of code.
func prose(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", file))
	if err != nil {
		t.Fatal(err)
	}
	return fence.ReplaceAllString(string(text), "")
}

// follow says what is wrong with a link of a page; nothing is wrong with one
// that leads elsewhere.
func follow(t *testing.T, file, target string) string {
	t.Helper()
	target, ours := strings.CutPrefix(target, site)
	u, err := url.Parse(target)
	switch {
	case err != nil:
		return err.Error()
	case u.Scheme != "":
		return ""
	case ours:
		file = path.Clean(u.Path)
	case u.Path != "":
		file = path.Join(path.Dir(file), u.Path)
	}
	if _, err := os.Stat(filepath.Join("..", file)); err != nil {
		return "there is no such file"
	}
	if u.Fragment != "" && !anchors(t, file)[u.Fragment] {
		return "the page has no such heading"
	}
	return ""
}

// anchors returns the names that GitHub gives to the headings of a page.
func anchors(t *testing.T, file string) map[string]bool {
	t.Helper()
	names := make(map[string]bool)
	for _, m := range heading.FindAllStringSubmatch(prose(t, file), -1) {
		names[anchor(m[1])] = true
	}
	return names
}

func anchor(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}

// TestLinksCanFail keeps TestLinks honest.
func TestLinksCanFail(t *testing.T) {
	for target, ok := range map[string]bool{
		"integrations.md":                true,
		"integrations.md#golangci-lint":  true,
		"#where-lambdavet-runs":          true,
		site + "docs/operations.md":      true,
		"https://example.com/none.md#no": true,
		"nosuch.md":                      false,
		"integrations.md#nosuch":         false,
		"#nosuch":                        false,
		site + "docs/nosuch.md":          false,
	} {
		if fault := follow(t, "docs/integrations.md", target); (fault == "") != ok {
			t.Errorf("%s: %q", target, fault)
		}
	}
}
