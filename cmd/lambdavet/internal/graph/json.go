package graph

import (
	"encoding/json"
	"io"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

type jsonEntry struct {
	Func     string           `json:"func"`
	Source   string           `json:"source"`
	Model    string           `json:"model"`
	How      string           `json:"how"`
	Location finding.Position `json:"location"`
	Package  string           `json:"package"`
	Packages []string         `json:"packages"`
	Effects  []jsonEffect     `json:"effects"`
	Findings map[string]int   `json:"findings,omitempty"` // by rule
}

type jsonEffect struct {
	Kind      string           `json:"kind"`
	Service   string           `json:"service"`
	Operation string           `json:"operation"`
	Symbol    string           `json:"symbol"`
	Package   string           `json:"package"`
	Location  finding.Position `json:"location"`
	Chain     []string         `json:"chain"`
}

// JSON writes one object per line and entry. Files are absolute.
func JSON(w io.Writer, entries []Entry) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for i := range entries {
		if err := enc.Encode(toJSON(&entries[i])); err != nil {
			return err
		}
	}
	return nil
}

func toJSON(e *Entry) jsonEntry {
	out := jsonEntry{
		Func: e.Func, Source: e.Source, Model: e.Model, How: e.How, Location: e.Pos,
		Package: e.Package, Packages: append([]string{}, e.Packages...), Effects: []jsonEffect{}, Findings: e.Findings,
	}
	for _, f := range e.Effects {
		out.Effects = append(out.Effects, jsonEffect{f.Kind, f.Service, f.Operation, f.Symbol, f.Package, f.Pos, f.Chain})
	}
	return out
}
