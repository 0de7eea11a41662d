package render

import (
	"encoding/json"
	"io"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

// The shape is staticcheck's, with chain and fixes added.
type jsonFinding struct {
	Code     string           `json:"code"`
	Severity string           `json:"severity"`
	Location finding.Position `json:"location"`
	End      finding.Position `json:"end"`
	Message  string           `json:"message"`
	Related  []jsonRelated    `json:"related,omitempty"`
	Chain    []string         `json:"chain,omitempty"`
	Fixes    []jsonFix        `json:"fixes,omitempty"`
}

type jsonRelated struct {
	Location finding.Position `json:"location"`
	End      finding.Position `json:"end"`
	Message  string           `json:"message"`
}

type jsonFix struct {
	Message string     `json:"message"`
	Edits   []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	Location finding.Position `json:"location"`
	End      finding.Position `json:"end"`
	New      string           `json:"new"`
}

// JSON writes one object per line. Files are absolute. Severity is "error" for
// a rule that sets the exit code and "warning" for another.
func JSON(w io.Writer, r *Report) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for i := range r.Findings {
		if err := enc.Encode(r.toJSON(&r.Findings[i])); err != nil {
			return err
		}
	}
	return nil
}

func (r *Report) toJSON(f *finding.Finding) jsonFinding {
	out := jsonFinding{
		Code:     f.Rule,
		Severity: severity(f),
		Location: f.Pos,
		End:      f.End,
		Message:  f.Message,
		Chain:    f.Chain(),
	}
	for _, hop := range f.Hops {
		out.Related = append(out.Related, jsonRelated{hop.Pos, hop.End, hop.Message})
	}
	if f.Fix != nil {
		fix := jsonFix{Message: f.Fix.Message, Edits: []jsonEdit{}}
		for _, e := range f.Fix.Edits {
			fix.Edits = append(fix.Edits, jsonEdit{e.Pos, e.End, e.New})
		}
		out.Fixes = []jsonFix{fix}
	}
	return out
}
