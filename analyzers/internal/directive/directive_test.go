package directive

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, test := range []struct {
		comment string
		verb    string
		rules   []string
		reason  string
		valid   bool
	}{
		{"//lambdavet:ignore dbconn the proxy closes it", "ignore", []string{"dbconn"}, "the proxy closes it", true},
		{"//lambdavet:ignore dbconn,handlerpanic twice", "ignore", []string{"dbconn", "handlerpanic"}, "twice", true},
		{"//lambdavet:ignore ,dbconn,, odd commas", "ignore", []string{"dbconn"}, "odd commas", true},
		{"//lambdavet:ignore\tdbconn\ttabs  and   blanks ", "ignore", []string{"dbconn"}, "tabs and blanks", true},
		{"//lambdavet:ignore dbconn reason // and a comment", "ignore", []string{"dbconn"}, "reason", true},
		{"//lambdavet:ignore dbconn see https://example.com/a//b", "ignore", []string{"dbconn"}, "see https://example.com/a//b", true},
		{"//lambdavet:ignore dbconn", "ignore", []string{"dbconn"}, "", false},
		{"//lambdavet:ignore", "ignore", nil, "", false},
		{"//lambdavet:", "", nil, "", false},
		{"//lambdavet:disable dbconn why", "disable", []string{"dbconn"}, "why", false},
	} {
		d := parse(&ast.Comment{Text: test.comment})
		switch {
		case d == nil:
			t.Errorf("%s: no directive", test.comment)
		case d.Verb != test.verb || !slices.Equal(d.Rules, test.rules) || d.Reason != test.reason || d.valid() != test.valid:
			t.Errorf("%s: got %+v, valid %t", test.comment, d, d.valid())
		}
	}
	for _, comment := range []string{"// lambdavet:ignore dbconn why", "/*lambdavet:ignore dbconn why*/", "//nolint:dbconn", "//go:generate x"} {
		if d := parse(&ast.Comment{Text: comment}); d != nil {
			t.Errorf("%s: got %+v", comment, d)
		}
	}
}

func TestCovers(t *testing.T) {
	const source = `package p

func f() {
	//lambdavet:ignore a above
	g()
	g() //lambdavet:ignore b beside
	g()
	//lambdavet:ignore a stacked
	//lambdavet:ignore b stacked
	g()
	// A comment,
	//lambdavet:ignore a between
	// others.
	g()
	//lambdavet:ignore a too far

	g()
	x := []int{
		1, //lambdavet:ignore a inside
		2,
	}
	if true { //lambdavet:ignore a at the brace
		g()
	}
}
`
	want := map[int]string{
		4: "a", 5: "a", 6: "b", 8: "a", 9: "a b", 10: "a b", 12: "a", 13: "a", 14: "a",
		15: "a", 16: "a", 19: "a", 22: "a",
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	set := index(fset, []*ast.File{file})
	for line := range strings.Count(source, "\n") {
		if got := strings.Join(set.Rules("p.go", line+1), " "); got != want[line+1] {
			t.Errorf("line %d: got %q, want %q", line+1, got, want[line+1])
		}
	}
}

func FuzzIndex(f *testing.F) {
	f.Add("ignore dbconn reason", "x := 1 //lambdavet:ignore a b")
	f.Add("ignore ,, // want", "//lambdavet:\n\t\n//lambdavet:ignore a b")
	f.Add("", "/*lambdavet:ignore*/")
	f.Fuzz(func(t *testing.T, text, body string) {
		source := "package p\n\n//lambdavet:" + text + "\nfunc f() {\n" + body + "\n}\n"
		fset := token.NewFileSet()
		file, _ := parser.ParseFile(fset, "p.go", source, parser.ParseComments)
		if file == nil {
			return
		}
		for _, d := range index(fset, []*ast.File{file}).All {
			if d.first < 1 || d.last < d.first {
				t.Errorf("%+v covers no line", d)
			}
			if slices.ContainsFunc(d.Rules, func(r string) bool { return r == "" || strings.ContainsAny(r, ", \t\n") }) {
				t.Errorf("%+v: a rule's name is odd", d)
			}
		}
	})
}
