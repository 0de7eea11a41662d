package source

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

func TestHandler(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.go")
	if err := os.WriteFile(name, []byte(code), 0o644); err != nil {
		t.Fatal(err)
	}
	hops := []finding.Hop{{Pos: finding.Position{File: filepath.Join(dir, "cmd", "main.go")}, Message: "main.handler calls p.f"}}
	for _, test := range []struct {
		f    finding.Finding
		want Handler
	}{
		{finding.Finding{Pos: finding.Position{File: name, Line: 5}, Hops: hops}, Handler{filepath.Join(dir, "cmd"), "main.handler"}},
		{finding.Finding{Pos: finding.Position{File: name, Line: 5}}, Handler{dir, "p.f"}},
		{finding.Finding{Pos: finding.Position{File: name, Line: 9}}, Handler{dir, "p.Store.Save"}},
		{finding.Finding{Pos: finding.Position{File: name, Line: 1}}, Handler{dir, "p"}},
		{finding.Finding{Pos: finding.Position{File: filepath.Join(dir, "none.go"), Line: 1}}, Handler{dir, ""}},
	} {
		if got := New().Handler(&test.f); got != test.want {
			t.Errorf("handler of %+v is %+v, want %+v", test.f, got, test.want)
		}
	}
}
