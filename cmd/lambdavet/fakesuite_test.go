package main

import (
	"flag"
	"go/ast"
	"go/token"
	"reflect"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/cli"
)

// fakeSuite has one rule for each thing a command must cope with.
func fakeSuite() *cli.Suite {
	return &cli.Suite{
		Analyzers:        []*analysis.Analyzer{opening, shout, panicky, directive},
		Directive:        "directive",
		Flags:            fakeFlags,
		Entrypoints:      starts,
		LambdaRoots:      func() []string { return []string{"example.com/lambda"} },
		ReportSuppressed: func(bool) {},
		Documentation:    analyzers.Documentation,
	}
}

var (
	fakeFlags = flag.NewFlagSet("fake", flag.ContinueOnError)
	strict    = fakeFlags.Bool("strict", false, "report more")
	_         = fakeFlags.String("owners", "", "comma-separated module `owners`")
)

// opening reports calls of functions named Open: in the pass of a main
// package for all packages below it, in others for themselves.
var opening = &analysis.Analyzer{
	Name:      "opening",
	Doc:       "opening: something is opened\n\nThe whole page.",
	URL:       "https://example.com/opening",
	FactTypes: []analysis.Fact{new(openCalls)},
	Run:       runOpening,
}

type openCalls struct{ Pos, End []token.Pos }

func (*openCalls) AFact() {}

func runOpening(pass *analysis.Pass) (any, error) {
	own := new(openCalls)
	visit(pass, func(call *ast.CallExpr, callee string) {
		if callee == "Open" {
			own.Pos, own.End = append(own.Pos, call.Pos()), append(own.End, call.End())
		}
	})
	pass.ExportPackageFact(own)
	if pass.Pkg.Name() != "main" {
		return nil, nil
	}
	for _, fact := range pass.AllPackageFacts() {
		calls := fact.Fact.(*openCalls)
		for i, pos := range calls.Pos {
			if fact.Package == pass.Pkg || pass.Fset.File(pos) != nil && pass.Fset.File(pos).Name() != "" {
				reportOpening(pass, pos, calls.End[i], fact.Package.Name())
			}
		}
	}
	return nil, nil
}

func reportOpening(pass *analysis.Pass, pos, end token.Pos, where string) {
	pass.Report(analysis.Diagnostic{
		Pos:     pos,
		End:     end,
		Message: "opens per invocation; open it once (main.handler → " + where + ".Get)",
		Related: []analysis.RelatedInformation{{Pos: pos, Message: "main.handler calls " + where + ".Get"}},
	})
}

// shout reports upper-case string literals and offers to calm them; with
// -strict it reports exclamation marks too. It offers to end every literal
// that has both in a full stop, which overlaps.
var shout = &analysis.Analyzer{
	Name: "shout",
	Doc:  "a string literal is all upper case",
	Run: func(pass *analysis.Pass) (any, error) {
		for _, file := range pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					shouting(pass, lit)
				}
				return true
			})
		}
		return nil, nil
	},
}

func shouting(pass *analysis.Pass, lit *ast.BasicLit) {
	text, _ := strconv.Unquote(lit.Value)
	report := func(pos token.Pos, message, title, replacement string) {
		pass.Report(analysis.Diagnostic{
			Pos: pos, End: lit.End(), Message: message,
			SuggestedFixes: []analysis.SuggestedFix{{
				Message:   title,
				TextEdits: []analysis.TextEdit{{Pos: lit.Pos(), End: lit.End(), NewText: []byte(strconv.Quote(replacement))}},
			}},
		})
	}
	if text != strings.ToLower(text) && text == strings.ToUpper(text) {
		report(lit.Pos(), lit.Value+" shouts", "Use lower case", strings.ToLower(text))
	}
	if *strict && strings.HasSuffix(text, "!") {
		report(lit.Pos()+1, lit.Value+" exclaims", "End in a full stop", strings.TrimSuffix(text, "!")+".")
	}
}

// panicky panics on packages named boom.
var panicky = &analysis.Analyzer{
	Name: "panicky",
	Doc:  "nothing is reported",
	Run: func(pass *analysis.Pass) (any, error) {
		if pass.Pkg.Name() == "boom" {
			panic("out of luck")
		}
		return nil, nil
	},
}

// directive requires another rule, as the real one does.
var directive = &analysis.Analyzer{
	Name:     "directive",
	Doc:      "a suppression does nothing",
	Requires: []*analysis.Analyzer{shout},
	Run: func(pass *analysis.Pass) (any, error) {
		for _, file := range pass.Files {
			for _, group := range file.Comments {
				for _, comment := range group.List {
					if strings.HasPrefix(comment.Text, "//lambdavet:ignore") {
						pass.Reportf(comment.Pos(), "suppresses nothing")
					}
				}
			}
		}
		return nil, nil
	},
}

// starts finds the calls of Start.
var starts = &analysis.Analyzer{
	Name:       "starts",
	Doc:        "find handlers",
	ResultType: reflect.TypeFor[[]analyzers.Entry](),
	Run: func(pass *analysis.Pass) (any, error) {
		var entries []analyzers.Entry
		visit(pass, func(call *ast.CallExpr, callee string) {
			if callee == "Start" {
				entries = append(entries, analyzers.Entry{
					Func: pass.Pkg.Name() + ".handler", Source: "SQS", Model: "poll", How: "registered",
					Pos: pass.Fset.Position(call.Pos()),
				})
			}
		})
		return entries, nil
	},
}

// visit calls f for each call of a selector.
func visit(pass *analysis.Pass, f func(call *ast.CallExpr, callee string)) {
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
					f(call, sel.Sel.Name)
				}
			}
			return true
		})
	}
}
