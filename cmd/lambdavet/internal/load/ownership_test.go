package load

import (
	"slices"
	"testing"

	"golang.org/x/tools/go/packages"
)

func TestModuleOwner(t *testing.T) {
	for path, want := range map[string]string{
		"github.com/acme/orders":       "github.com/acme",
		"gitlab.com/acme/sub/orders":   "gitlab.com/acme",
		"github.com/acme/orders/v2":    "github.com/acme",
		"go.acme.com/orders":           "", // the owner would be the module itself
		"orders":                       "",
		"orders/internal/store":        "", // no host
		"command-line-arguments/x/y/z": "",
	} {
		if got := moduleOwner(path); got != want {
			t.Errorf("moduleOwner(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestDefaultOwners(t *testing.T) {
	l := &listing{}
	for _, path := range []string{"github.com/acme/b", "github.com/acme/a", "github.com/aws/sample", "plain"} {
		l.all = append(l.all, &packages.Package{Module: &packages.Module{Path: path, Main: true}})
	}
	l.all = append(l.all,
		&packages.Package{Module: &packages.Module{Path: "github.com/other/lib", Version: "v1.0.0"}},
		&packages.Package{})
	got := defaultOwners(l)
	if want := []string{"github.com/acme"}; !slices.Equal(got, want) {
		t.Errorf("defaultOwners = %q, want %q", got, want)
	}
}

func TestFirstParty(t *testing.T) {
	own := &ownership{owners: []string{"github.com/acme"}, lambdaRoots: []string{"github.com/acme/start"}}
	for _, test := range []struct {
		name   string
		module *packages.Module
		want   bool
	}{
		{"main or workspace", &packages.Module{Path: "x", Main: true}, true},
		{"same owner", &packages.Module{Path: "github.com/acme/lib", Version: "v1.0.0"}, true},
		{"same owner's Lambda library", &packages.Module{Path: "github.com/acme/start", Version: "v1.0.0"}, false},
		{"similar owner", &packages.Module{Path: "github.com/acme2/lib", Version: "v1.0.0"}, false},
		{"replaced by a directory", &packages.Module{Path: "y", Version: "v1.0.0", Replace: &packages.Module{Path: "../y"}}, true},
		{"replaced by a fork", &packages.Module{Path: "y", Version: "v1.0.0", Replace: &packages.Module{Path: "z", Version: "v1.0.1"}}, false},
		{"dependency", &packages.Module{Path: "y", Version: "v1.0.0"}, false},
		{"standard library", nil, false},
	} {
		p := &packages.Package{Module: test.module}
		if test.module != nil {
			p.PkgPath = test.module.Path
		}
		if got := own.firstParty(p); got != test.want {
			t.Errorf("%s: firstParty = %v, want %v", test.name, got, test.want)
		}
	}
}

func TestParsePosition(t *testing.T) {
	for text, want := range map[string]string{
		"":            "-",
		"-":           "-",
		"a.go":        "/dir/a.go",
		"a.go:3":      "/dir/a.go:3",
		"a.go:3:7":    "/dir/a.go:3:7",
		"/abs/a.go:3": "/abs/a.go:3",
	} {
		if got := parsePosition("/dir", text).String(); got != want {
			t.Errorf("parsePosition(%q) = %s, want %s", text, got, want)
		}
	}
}
