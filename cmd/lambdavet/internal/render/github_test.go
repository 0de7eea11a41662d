package render

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

func TestGitHub(t *testing.T) {
	golden(t, "github.txt", written(t, GitHub, example(t)))
}

// TestGitHubWorkspace: paths start at the checkout only if it holds the project.
func TestGitHubWorkspace(t *testing.T) {
	r := example(t)
	for workspace, want := range map[string]string{
		filepath.Dir(r.Dir):               "file=app/main.go,",
		r.Dir:                             "file=main.go,",
		filepath.Join(r.Dir, "orders"):    "file=main.go,",
		strings.TrimSuffix(r.Dir, "pp"):   "file=main.go,",
		filepath.Dir(filepath.Dir(r.Dir)): "file=testdata/app/main.go,",
	} {
		t.Setenv("GITHUB_WORKSPACE", workspace)
		if got := written(t, GitHub, r); !strings.Contains(got, want) {
			t.Errorf("GITHUB_WORKSPACE=%s: got\n%swant %s", workspace, got, want)
		}
	}
}

func TestGitHubEscapes(t *testing.T) {
	r := example(t)
	r.Findings = []finding.Finding{{
		Rule:     "structlog",
		Advisory: true,
		Message:  "100%: a,b\r\nnext",
		Pos:      finding.Position{File: filepath.Join(r.Dir, "a,b:100%.go"), Line: 1},
	}}
	want := "::warning file=a%2Cb%3A100%25.go,line=1,title=structlog::100%25: a,b%0D%0Anext\n"
	if got := written(t, GitHub, r); got != want {
		t.Errorf("got  %swant %s", got, want)
	}
}

// TestGitHubLines: GitHub rejects columns of what spans lines.
func TestGitHubLines(t *testing.T) {
	r := example(t)
	r.Findings = r.Findings[1:2]
	r.Findings[0].End.Line++
	if got := written(t, GitHub, r); !strings.HasPrefix(got, "::warning file=main.go,line=12,endLine=13,title=") {
		t.Errorf("got %s", got)
	}
}

// TestGitHubLimit: of 12 errors and 13 warnings in turn, 10 of each are
// annotations, errors first; the log has the other 5.
func TestGitHubLimit(t *testing.T) {
	r := example(t)
	r.Findings = nil
	for i := range 25 {
		pos := finding.Position{File: filepath.Join(r.Dir, "main.go"), Line: i + 1, Column: 1}
		r.Findings = append(r.Findings, finding.Finding{Rule: "dbconn", Advisory: i%2 == 0, Message: fmt.Sprint("number ", i), Pos: pos, End: pos})
	}
	got := written(t, GitHub, r)
	for text, want := range map[string]int{"::error ": 10, "::warning ": 10, "::notice ": 1, ") at main.go:": 5, "number ": 25} {
		if n := strings.Count(got, text); n != want {
			t.Errorf("%q occurs %d times, want %d", text, n, want)
		}
	}
	if strings.LastIndex(got, "::error ") > strings.Index(got, "::warning ") {
		t.Error("a warning comes before an error")
	}
	if want := "::notice title=lambdavet::5 more findings are in the log"; !strings.Contains(got, want) {
		t.Errorf("no %q in\n%s", want, got)
	}
}
