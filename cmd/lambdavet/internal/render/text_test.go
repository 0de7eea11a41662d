package render

import (
	"strings"
	"testing"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

var reached = finding.Finding{
	Rule:    "dbconn",
	Message: "sql.Open connects per invocation; open it once (main.handler → orders.Save)",
	Pos:     finding.Position{File: "/app/orders/save.go", Line: 12, Column: 3},
	Hops: []finding.Hop{
		{Pos: finding.Position{File: "/app/main.go", Line: 7, Column: 9}, Message: "main.handler calls orders.Save"},
	},
}

func TestText(t *testing.T) {
	for _, test := range []struct {
		name string
		text Text
		want string
	}{
		{"plain", Text{Dir: "/app"},
			"orders/save.go:12:3: sql.Open connects per invocation; open it once (main.handler → orders.Save) (dbconn)\n"},
		{"terminal", Text{Dir: "/app/orders", Terminal: true},
			"save.go:12:3: sql.Open connects per invocation; open it once (dbconn)\n" +
				"    ../main.go:7:9: main.handler calls orders.Save\n"},
		{"colour", Text{Dir: "/app", Terminal: true, Color: true},
			"\x1b[1morders/save.go:12:3\x1b[0m: sql.Open connects per invocation; open it once \x1b[33m(dbconn)\x1b[0m\n" +
				"    \x1b[2mmain.go:7:9:\x1b[0m main.handler calls orders.Save\n"},
	} {
		var out strings.Builder
		if err := test.text.Findings(&out, &Report{Findings: []finding.Finding{reached}}); err != nil {
			t.Fatal(err)
		}
		if out.String() != test.want {
			t.Errorf("%s: got\n%swant\n%s", test.name, &out, test.want)
		}
	}
}

func TestShortPath(t *testing.T) {
	for _, test := range [][3]string{
		{"/app", "/app/a.go", "a.go"},
		{"/app/cmd", "/app/a.go", "../a.go"},
		{"/home/me/work/app", "/go/mod/a.go", "/go/mod/a.go"},
	} {
		if got := ShortPath(test[0], test[1]); got != test[2] {
			t.Errorf("ShortPath(%q, %q) = %q, want %q", test[0], test[1], got, test[2])
		}
	}
}

func TestFold(t *testing.T) {
	var findings []finding.Finding
	for i := range 12 {
		findings = append(findings, finding.Finding{
			Rule: "structlog", Message: "log.Print writes text", Pos: finding.Position{File: "/app/a.go", Line: i + 1, Column: 1},
		})
	}
	findings = append(findings, finding.Finding{Rule: "structlog", Message: "other", Pos: finding.Position{File: "/app/b.go", Line: 1, Column: 1}})
	var folded, full strings.Builder
	if err := (Text{Dir: "/app"}).Findings(&folded, &Report{Findings: findings}); err != nil {
		t.Fatal(err)
	}
	if err := (Text{Dir: "/app", Verbose: true}).Findings(&full, &Report{Findings: findings}); err != nil {
		t.Fatal(err)
	}
	want := "a.go:1:1: log.Print writes text (structlog)\n" +
		"a.go:2:1: log.Print writes text (structlog)\n" +
		"a.go:3:1: log.Print writes text (structlog)\n" +
		".: 9 more like it in this package, shown with -verbose (structlog)\n" +
		"b.go:1:1: other (structlog)\n"
	if folded.String() != want {
		t.Errorf("got\n%swant\n%s", &folded, want)
	}
	if n := strings.Count(full.String(), "\n"); n != len(findings) {
		t.Errorf("-verbose shows %d lines, want %d", n, len(findings))
	}
}
