package render

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

// resultLimit is how many results GitHub takes of a run; it rejects a file
// with more.
const resultLimit = 25000

// SARIF writes a SARIF 2.1.0 log, as GitHub code scanning wants it: paths start
// at the root of the checkout.
func SARIF(w io.Writer, r *Report) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{r.sarifRun()},
	})
}

func (r *Report) sarifRun() sarifRun {
	invocation := sarifInvocation{ExecutionSuccessful: !r.Incomplete}
	results := r.sarifResults()
	if n := len(results) - resultLimit; n > 0 {
		results = results[:resultLimit]
		left := fmt.Sprintf("%d more findings are left out: code scanning takes %d", n, resultLimit)
		invocation.Notifications = []sarifNotification{{"warning", sarifText{Text: left}}}
	}
	return sarifRun{
		Tool:              sarifTool{r.sarifDriver()},
		Invocations:       []sarifInvocation{invocation},
		AutomationDetails: sarifAutomation{r.category()},
		ColumnKind:        "utf16CodeUnits",
		Results:           results,
	}
}

// category tells apart the runs in several directories of one repository. What
// follows its last slash, here nothing, would name one run among them.
func (r *Report) category() string {
	if dir, _ := r.fromRoot(r.Dir); dir != "." {
		return "lambdavet/" + dir + "/"
	}
	return "lambdavet/"
}

func (r *Report) sarifResults() []sarifResult {
	index := make(map[string]int)
	for i, rule := range r.Rules {
		index[rule.Name] = i
	}
	results := []sarifResult{}
	seen := make(map[string]int)
	for _, f := range slices.Concat(r.Findings, r.Suppressed) {
		result := r.sarifResult(&f)
		if n, ok := index[f.Rule]; ok {
			result.RuleIndex = n
		}
		hash := r.Sources.Identify(r.root(), &f).Hash()
		seen[hash]++
		result.PartialFingerprints = map[string]string{
			// The one that code scanning reads.
			"primaryLocationLineHash": fmt.Sprintf("%s:%d", hash, seen[hash]),
		}
		results = append(results, result)
	}
	return results
}

func (r *Report) sarifResult(f *finding.Finding) sarifResult {
	result := sarifResult{
		RuleID:    f.Rule,
		RuleIndex: -1,
		Level:     severity(f),
		Message:   sarifText{Text: f.Message},
		Locations: []sarifLocation{{PhysicalLocation: r.sarifPlace(f.Pos, f.End)}},
		CodeFlows: r.sarifFlows(f),
		Fixes:     r.sarifFixes(f.Fix),
	}
	if f.Suppressed != "" {
		result.Suppressions = []sarifSuppression{{"inSource", f.Suppressed}}
	}
	return result
}

// sarifFlows returns the way from the entry point, the finding last.
func (r *Report) sarifFlows(f *finding.Finding) []sarifCodeFlow {
	if len(f.Hops) == 0 {
		return nil
	}
	var flow sarifThreadFlow
	add := func(pos, end finding.Position, message string) {
		place := sarifLocation{r.sarifPlace(pos, end), &sarifText{Text: message}}
		flow.Locations = append(flow.Locations, sarifFlowLocation{place})
	}
	for _, hop := range f.Hops {
		add(hop.Pos, hop.End, hop.Message)
	}
	add(f.Pos, f.End, WithoutChain(f))
	return []sarifCodeFlow{{[]sarifThreadFlow{flow}}}
}

// sarifFixes returns the fix, its edits by file in the order of the fix.
func (r *Report) sarifFixes(fix *finding.Fix) []sarifFix {
	if fix == nil || len(fix.Edits) == 0 {
		return nil
	}
	var changes []sarifChange
	for i, e := range fix.Edits {
		if i == 0 || e.Pos.File != fix.Edits[i-1].Pos.File {
			changes = append(changes, sarifChange{ArtifactLocation: r.sarifArtifact(e.Pos.File)})
		}
		last := &changes[len(changes)-1]
		last.Replacements = append(last.Replacements, sarifReplacement{r.sarifSpan(e.Pos, e.End), sarifText{Text: e.New}})
	}
	return []sarifFix{{sarifText{Text: fix.Message}, changes}}
}

func (r *Report) sarifPlace(pos, end finding.Position) sarifPlace {
	if end.File != pos.File || end.Compare(pos) <= 0 {
		end = pos
		end.Column = len(r.Sources.Line(pos)) + 1 // what SARIF means by a region without end
	}
	return sarifPlace{r.sarifArtifact(pos.File), r.sarifSpan(pos, end)}
}

// sarifSpan returns the region from pos up to end. Where the column is not
// known, or lies beyond the line, it is the whole line.
func (r *Report) sarifSpan(pos, end finding.Position) sarifRegion {
	if pos.Column < 1 || end.Compare(pos) < 0 {
		return sarifRegion{StartLine: pos.Line}
	}
	return sarifRegion{pos.Line, r.utf16Column(pos), end.Line, r.utf16Column(end)}
}

// utf16Column counts in UTF-16 code units what findings count in bytes.
func (r *Report) utf16Column(p finding.Position) int {
	line := r.Sources.Line(p)
	before := line[:min(max(p.Column-1, 0), len(line))]
	return p.Column - len(before) + len(utf16.Encode([]rune(before)))
}

// sarifArtifact names a file relative to the root or, if it lies elsewhere,
// absolutely.
func (r *Report) sarifArtifact(file string) sarifArtifact {
	path, ok := r.fromRoot(file)
	if ok {
		return sarifArtifact{(&url.URL{Path: path}).String(), "%SRCROOT%"}
	}
	return sarifArtifact{URI: (&url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(path, "/")}).String()}
}
