// Package analyzers is the suite of lambdavet: analyzers for AWS Lambda
// functions written in Go.
package analyzers

import (
	"flag"
	"go/token"
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers/afterstart"
	"github.com/lambdavet/lambdavet/analyzers/batchfailure"
	"github.com/lambdavet/lambdavet/analyzers/batchoutput"
	"github.com/lambdavet/lambdavet/analyzers/clientinit"
	"github.com/lambdavet/lambdavet/analyzers/dbconn"
	"github.com/lambdavet/lambdavet/analyzers/directive"
	"github.com/lambdavet/lambdavet/analyzers/gatewayerror"
	"github.com/lambdavet/lambdavet/analyzers/handlerctx"
	"github.com/lambdavet/lambdavet/analyzers/handlerpanic"
	"github.com/lambdavet/lambdavet/analyzers/handlersig"
	"github.com/lambdavet/lambdavet/analyzers/headercase"
	"github.com/lambdavet/lambdavet/analyzers/idempotency"
	"github.com/lambdavet/lambdavet/analyzers/internal/config"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/jsoncontract"
	"github.com/lambdavet/lambdavet/analyzers/nettimeout"
	"github.com/lambdavet/lambdavet/analyzers/orphangoroutine"
	"github.com/lambdavet/lambdavet/analyzers/readonlyfs"
	"github.com/lambdavet/lambdavet/analyzers/reservedenv"
	"github.com/lambdavet/lambdavet/analyzers/s3key"
	"github.com/lambdavet/lambdavet/analyzers/secretlog"
	"github.com/lambdavet/lambdavet/analyzers/selfinvoke"
	"github.com/lambdavet/lambdavet/analyzers/structlog"
	"github.com/lambdavet/lambdavet/analyzers/syncinvoke"
	"github.com/lambdavet/lambdavet/analyzers/tmpfile"
	"github.com/lambdavet/lambdavet/analyzers/warmstate"
)

// rules in the order in which they are listed: the core first.
var rules = []*analysis.Analyzer{
	dbconn.Analyzer,
	handlerpanic.Analyzer,
	tmpfile.Analyzer,
	idempotency.Analyzer,
	structlog.Analyzer,
	clientinit.Analyzer,
	handlersig.Analyzer,
	afterstart.Analyzer,
	gatewayerror.Analyzer,
	batchfailure.Analyzer,
	batchoutput.Analyzer,
	orphangoroutine.Analyzer,
	warmstate.Analyzer,
	handlerctx.Analyzer,
	s3key.Analyzer,
	headercase.Analyzer,
	readonlyfs.Analyzer,
	reservedenv.Analyzer,
	selfinvoke.Analyzer,
	syncinvoke.Analyzer,
	nettimeout.Analyzer,
	secretlog.Analyzer,
	jsoncontract.Analyzer,
}

var directives = directive.New(rules)

// All returns the rules of the suite in a fixed order, directive last.
func All() []*analysis.Analyzer {
	return append(append([]*analysis.Analyzer(nil), rules...), directives)
}

// Flags returns the settings that all rules share. They are to be set before
// the analysis starts.
func Flags() *flag.FlagSet { return &config.Analyzer.Flags }

// Entry is a function that Lambda calls.
type Entry struct {
	Func   string         // pkg.Func, pkg.Type.Method or the literal's name
	Source string         // event source, such as SQS; "" if the type does not tell
	Model  string         // sync, async, poll or unknown
	How    string         // registered or shape
	Pos    token.Position // of the function
}

// Entrypoints returns a helper analyzer that reports nothing. Its result for a
// package is the []Entry that are found there.
func Entrypoints() *analysis.Analyzer { return entrypoints }

var entrypoints = &analysis.Analyzer{
	Name:             "entrypoints",
	Doc:              "lists the functions that Lambda calls",
	Requires:         []*analysis.Analyzer{invocation.Analyzer},
	RunDespiteErrors: true,
	ResultType:       reflect.TypeFor[[]Entry](),
	Run: func(pass *analysis.Pass) (any, error) {
		var entries []Entry
		if program := pass.ResultOf[invocation.Analyzer].(*invocation.Program); program != nil {
			for _, e := range program.Entries {
				pos := e.Func.Pos
				entries = append(entries, Entry{
					Func: e.Func.Name, Source: e.Source.Name, Model: string(e.Source.Model), How: e.How,
					Pos: token.Position{Filename: pos.File, Offset: pos.Offset, Line: pos.Line, Column: pos.Col},
				})
			}
		}
		return entries, nil
	},
}

// LambdaRoots returns import path prefixes of the packages that start a Lambda
// or name its events: only packages that depend on one can hold a handler.
func LambdaRoots() []string { return catalogRoots() }
