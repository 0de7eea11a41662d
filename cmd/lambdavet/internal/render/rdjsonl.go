package render

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

// The shape is reviewdog's Diagnostic, see proto/rdf in its repository. Columns
// are bytes, as in findings.
type rdDiagnostic struct {
	Message     string         `json:"message"`
	Location    rdLocation     `json:"location"`
	Severity    string         `json:"severity"`
	Source      rdSource       `json:"source"`
	Code        rdCode         `json:"code"`
	Suggestions []rdSuggestion `json:"suggestions,omitempty"`
	Related     []rdRelated    `json:"related_locations,omitempty"`
}

type rdLocation struct {
	Path  string  `json:"path"`
	Range rdRange `json:"range"`
}

type rdRange struct {
	Start rdPosition  `json:"start"`
	End   *rdPosition `json:"end,omitempty"`
}

type rdPosition struct {
	Line   int `json:"line"`
	Column int `json:"column,omitempty"`
}

type rdSource struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type rdCode struct {
	Value string `json:"value"`
	URL   string `json:"url,omitempty"`
}

type rdSuggestion struct {
	Range rdRange `json:"range"`
	Text  string  `json:"text"`
}

type rdRelated struct {
	Message  string     `json:"message"`
	Location rdLocation `json:"location"`
}

// RDJSONL writes one object per line, for reviewdog. Files are absolute:
// reviewdog makes them relative to where it runs.
func RDJSONL(w io.Writer, r *Report) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for i := range r.Findings {
		if err := enc.Encode(r.toRD(&r.Findings[i])); err != nil {
			return err
		}
	}
	return nil
}

func (r *Report) toRD(f *finding.Finding) rdDiagnostic {
	d := rdDiagnostic{
		Message:  f.Message,
		Location: toRDLocation(f.Pos, f.End),
		Severity: strings.ToUpper(severity(f)),
		Source:   rdSource{"lambdavet", home},
		Code:     rdCode{f.Rule, f.URL},
	}
	for _, hop := range f.Hops {
		d.Related = append(d.Related, rdRelated{hop.Message, toRDLocation(hop.Pos, hop.End)})
	}
	if edit, ok := r.merged(f.Fix); ok {
		d.Suggestions = []rdSuggestion{{toRDRange(edit.Pos, edit.End), edit.New}}
	}
	return d
}

func toRDLocation(pos, end finding.Position) rdLocation {
	if end.File != pos.File || end.Compare(pos) <= 0 {
		return rdLocation{pos.File, rdRange{Start: rdPosition{pos.Line, pos.Column}}}
	}
	return rdLocation{pos.File, toRDRange(pos, end)}
}

func toRDRange(pos, end finding.Position) rdRange {
	return rdRange{rdPosition{pos.Line, pos.Column}, &rdPosition{end.Line, end.Column}}
}

// suggestedLines is how many lines a suggestion may span. A longer one, such
// as a fix that adds an import, hardly ever lies within what a review shows.
const suggestedLines = 20

// merged returns the edits of a fix as one, since reviewdog offers each
// suggestion by itself; false if they lie too far apart.
func (r *Report) merged(fix *finding.Fix) (finding.Edit, bool) {
	if fix == nil || len(fix.Edits) == 0 {
		return finding.Edit{}, false
	}
	edits := slices.SortedStableFunc(slices.Values(fix.Edits), func(a, b finding.Edit) int { return a.Pos.Compare(b.Pos) })
	all := edits[0]
	for _, e := range edits[1:] {
		between, ok := r.between(all.End, e.Pos)
		if !ok {
			return finding.Edit{}, false
		}
		all.New += between + e.New
		all.End = e.End
	}
	return all, all.End.Line-all.Pos.Line < suggestedLines
}

// between returns the source text between two positions in order.
func (r *Report) between(from, to finding.Position) (string, bool) {
	lines := r.Sources.Lines(from.File)
	if from.File != to.File || from.Compare(to) > 0 || from.Line < 1 || to.Line > len(lines) {
		return "", false
	}
	text := strings.Join(lines[from.Line-1:to.Line], "\n")
	start := from.Column - 1
	end := len(text) - len(lines[to.Line-1]) + to.Column - 1
	if start < 0 || start > end || end > len(text) {
		return "", false
	}
	return text[start:end], true
}
