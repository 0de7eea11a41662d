package gatewayerror

import (
	_ "embed"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

//go:embed doc.go
var doc string

// Analyzer is the rule gatewayerror.
var Analyzer = rule.New[mark](rule.Rule{
	Name:    "gatewayerror",
	Doc:     rule.Page(doc),
	Find:    find,
	Reports: reports,
})

type mark struct{}

// The marks of a function: it makes responses with a status, or a call in it
// gets a response and does not pass the error on.
const (
	makes = "makes"
	maps  = "maps"
)

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	candidates := mappings(c, fn)
	if maker(c, fn) {
		candidates = append(candidates, rule.Candidate{Func: callgraph.Key(fn), Mark: true, Kind: makes})
	}
	if !answers(c, fn.Signature.Results()) || mapped(fn) {
		return candidates
	}
	for _, ret := range value.Returns(fn) {
		if candidate, ok := dropped(c, fn, ret); ok {
			candidates = append(candidates, candidate)
		}
	}
	return candidates
}

// dropped: a response and an error are returned together.
//
//	return events.APIGatewayProxyResponse{StatusCode: 404}, err
func dropped(c *rule.Context, fn *ssa.Function, ret *ssa.Return) (rule.Candidate, bool) {
	response, err := value.Returned(ret, 0), value.Returned(ret, 1)
	if neverFails(c, err, ret.Block()) || sameCall(response, err) {
		return rule.Candidate{}, false
	}
	s := statusOf(c, response, ret)
	if !s.set && s.maker == "" {
		return rule.Candidate{}, false
	}
	code := "its StatusCode"
	if s.code != 0 {
		code = strconv.FormatInt(s.code, 10)
	}
	candidate := c.At(fn, ret, ret.Pos())
	candidate.Kind = "dropped"
	candidate.Message = "the response is dropped because an error is returned with it: the caller gets 502 instead of " + code + "; log the error and return nil"
	candidate.Fix = nilInstead(c, ret, err)
	if !s.set {
		candidate.Notes = map[string]string{"maker": s.maker}
	}
	return candidate, true
}

// reports: the result goes to a gateway unless a caller makes something else of
// the error. Whether middleware does is only known where it is registered.
func reports(q *rule.Query, c rule.Candidate, s *invocation.Step) bool {
	if s.Entry.Deferred || !gateway(s.Source) {
		return false
	}
	if maker := c.Notes["maker"]; maker != "" && !marked(q, maker, makes, nil) {
		return false
	}
	for ; s.Via != nil; s = s.Caller {
		if marked(q, s.Caller.Func.Key, maps, s.Via.Call) {
			return false
		}
	}
	return true
}

// gateway reports whether responses have a status code for the source. A type
// of the user's own can be an HTTP event, too.
func gateway(s entrypoint.Source) bool {
	return s.Model == entrypoint.Unknown || s.Model == entrypoint.Sync && s != entrypoint.SourceOf(entrypoint.HTTP)
}

// marked reports whether a function has a mark, at a call if one is given.
func marked(q *rule.Query, fn, kind string, call *callgraph.Call) bool {
	for _, m := range q.Marks(fn) {
		if m.Kind == kind && (call == nil || m.Pos.Compare(call.Pos) == 0) {
			return true
		}
	}
	return false
}
