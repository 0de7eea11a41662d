package exclude

import "testing"

func TestMatch(t *testing.T) {
	for _, test := range []struct {
		list, file, rule string
		want             bool
	}{
		{"internal/legacy", "/repo/internal/legacy/a/b.go", "dbconn", true},
		{"internal/legacy/", "/repo/internal/legacy/a/b.go", "dbconn", true},
		{"internal/legacy", "/repo/internal/legacy2/a.go", "dbconn", false},
		{"internal/legacy=structlog,tmpfile", "/repo/internal/legacy/b.go", "dbconn", false},
		{"internal/legacy=structlog,tmpfile", "/repo/internal/legacy/b.go", "tmpfile", true},
		{"**/*.pb.go; ./gen", "/repo/api/x.pb.go", "dbconn", true},
		{"**/*.pb.go; ./gen", "/repo/gen/y.go", "dbconn", true},
		{"*.go", "/repo/main.go", "dbconn", true},
		{"*.go", "/repo/cmd/main.go", "dbconn", false},
		{"/repo/cmd", "/repo/cmd/main.go", "dbconn", true},
		{"../repo/./cmd", "/repo/cmd/main.go", "dbconn", true},
		{"", "/repo/main.go", "dbconn", false},
	} {
		var list List
		if err := list.Set(test.list); err != nil {
			t.Fatal(err)
		}
		var again List
		if err := again.Set(list.String()); err != nil || again.String() != list.String() {
			t.Errorf("%q is written as %q", test.list, list.String())
		}
		if got := list.In("/repo").Match(test.file, test.rule); got != test.want {
			t.Errorf("%q covers %s of %s: %v, want %v", test.list, test.rule, test.file, got, test.want)
		}
	}
	var list List
	for _, bad := range []string{"[a", "=dbconn", "a=", "a=,"} {
		if err := list.Set(bad); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
	if err := list.Set("legacy/*.go"); err != nil || !list.In("").Match("/anywhere/legacy/a.go", "dbconn") {
		t.Errorf("without a base, %q does not match the end of a path: %v", list.String(), err)
	}
}

// TestOddFolders: what a folder is called means nothing in a pattern.
func TestOddFolders(t *testing.T) {
	for _, dir := range []string{"/repo[1]", "/re{po}", "/re*po?", `/re\po`, "/a=b;c", "/repo"} {
		var list List
		if err := list.Set(Below(dir, "gen/*.go") + "=dbconn;./legacy"); err != nil {
			t.Errorf("%s: %v", dir, err)
			continue
		}
		list = list.In(dir)
		for file, want := range map[string]bool{"/gen/a.go": true, "/legacy/a.go": true, "/gen/sub/a.go": false} {
			if got := list.Match(dir+file, "dbconn"); got != want {
				t.Errorf("%s covers %s: %v, want %v", list.String(), dir+file, got, want)
			}
		}
	}
}
