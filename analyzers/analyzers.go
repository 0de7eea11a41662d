// Package analyzers is the suite of lambdavet: analyzers for AWS Lambda
// functions written in Go.
package analyzers

import (
	"flag"

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

// Strict is something that a rule reports only with -strict.
type Strict struct {
	Rule *analysis.Analyzer
	What string
	// Why it is no default: fewer than 95 of 100 such findings would be right,
	// or the harm depends on what the program does not show.
	Why string
}

// strict is what keeps the default set at a precision of 95 %. All else that
// the rules find is default.
var strict = []Strict{
	{tmpfile.Analyzer, "a name below /tmp that is made of the event", "it is the same twice only if the event is delivered again"},
	{idempotency.Analyzer, "effects of handlers whose event type does not tell the source", "a caller who waits may be the only one to invoke them"},
	{idempotency.Analyzer, "effects behind a record that is read before and written afterwards", "only two runs at the same time get past it"},
	{idempotency.Analyzer, "messages to a queue that seems to be FIFO", "it may drop repeats by their contents, which is set where the queue is made"},
	{structlog.Analyzer, "errors that asynchronous handlers do not tell of", "no caller waits for an answer, and the program may mean to go on without"},
	{structlog.Analyzer, "slog.Info and the like where a context is in scope", "it matters only to handlers that log the request id or the trace"},
	{batchfailure.Analyzer, "a last step of a record whose error is logged where the loop reports other errors", "the difference is most often meant"},
	{batchfailure.Analyzer, "records that cannot be decoded, and are logged and skipped", "delivered again they fail again"},
	{orphangoroutine.Analyzer, "goroutines that only wait and log", "what is lost with them is a line of the log"},
	{warmstate.Analyzer, "pointers to structs made of the event in package variables", "they are as often services as values"},
	{secretlog.Analyzer, "payloads of queues, topics, streams and tables that are not decoded into a struct with a field for a secret", "what programs tell each other is most often no one's secret"},
}

// StrictOf returns what a rule reports only with -strict.
func StrictOf(rule *analysis.Analyzer) []Strict {
	var list []Strict
	for _, s := range strict {
		if s.Rule == rule {
			list = append(list, s)
		}
	}
	return list
}

var directives = directive.New(rules)

// All returns the rules of the suite in a fixed order, directive last.
func All() []*analysis.Analyzer {
	return append(append([]*analysis.Analyzer(nil), rules...), directives)
}

// Flags returns the settings that all rules share. They are to be set before
// the analysis starts.
func Flags() *flag.FlagSet { return &config.Analyzer.Flags }
