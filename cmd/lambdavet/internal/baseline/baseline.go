// Package baseline keeps the findings a project lives with, so that only new
// ones are reported.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/source"
)

// FileName is the name of a baseline that is used without being asked for.
const FileName = ".lambdavet-baseline.json"

// version is that of the file's form.
const version = 1

// A Baseline is the content of a file. Findings are known by rule, folder,
// function and text of the line, not by line numbers.
type Baseline struct {
	dir     string // of the file
	sources *source.Files
	known   map[source.Identity]int // how many are known
	left    map[source.Identity]int // how many of them were not met yet
}

// document is the file as JSON.
type document struct {
	Version  int     `json:"version"`
	Findings []entry `json:"findings"`
}

type entry struct {
	Rule     string `json:"rule"`
	Package  string `json:"package"`
	Function string `json:"function"`
	Text     string `json:"text"`
	Count    int    `json:"count"`
}

// New returns an empty baseline that is to be written to file.
func New(file string, sources *source.Files) *Baseline {
	return &Baseline{
		dir:     filepath.Dir(file),
		sources: sources,
		known:   make(map[source.Identity]int),
		left:    make(map[source.Identity]int),
	}
}

// Read reads a baseline. The error says where the file is broken.
func Read(file string, sources *source.Files) (*Baseline, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var doc document
	if err := decode(data, &doc); err != nil {
		return nil, fmt.Errorf("%s%w", file, err)
	}
	b := New(file, sources)
	for _, e := range doc.Findings {
		id := source.Identity{Rule: e.Rule, Package: e.Package, Function: e.Function, Text: e.Text}
		b.known[id] += e.Count
		b.left[id] += e.Count
	}
	return b, nil
}

// decode reads the version first: another one may have another form.
func decode(data []byte, doc *document) error {
	var head struct {
		Version *int `json:"version"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return located(data, err)
	}
	if head.Version == nil || *head.Version != version {
		return fmt.Errorf(": not a baseline of version %d; write it anew with -write-baseline", version)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(doc); err != nil {
		return located(data, err)
	}
	for _, e := range doc.Findings {
		if e.Rule == "" || e.Count < 1 {
			return fmt.Errorf(": an entry needs a rule and a count of at least 1; write it anew with -write-baseline")
		}
	}
	return nil
}

// located puts the line in front of an error of package json.
func located(data []byte, err error) error {
	offset := int64(0)
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &typ):
		offset = typ.Offset
	default:
		return fmt.Errorf(": %w", err)
	}
	line := 1 + bytes.Count(data[:min(int(offset), len(data))], []byte("\n"))
	return fmt.Errorf(":%d: %w", line, err)
}

// Filter returns those of the findings that are not known.
func (b *Baseline) Filter(findings []finding.Finding) []finding.Finding {
	var fresh []finding.Finding
	for i := range findings {
		id := b.sources.Identify(b.dir, &findings[i])
		if b.left[id] > 0 {
			b.left[id]--
			continue
		}
		fresh = append(fresh, findings[i])
	}
	return fresh
}

// A Scope is what a run has looked at.
type Scope struct {
	Rules map[string]bool
	Dirs  map[string]bool // absolute folders of packages
}

func (b *Baseline) covers(s Scope, id source.Identity) bool {
	return s.Rules[id.Rule] && s.Dirs[filepath.Join(b.dir, filepath.FromSlash(id.Package))]
}

// Stale counts the known findings that the run would have met, had they still
// been there. It is to be called after Filter.
func (b *Baseline) Stale(s Scope) int {
	stale := 0
	for id, n := range b.left {
		if b.covers(s, id) {
			stale += n
		}
	}
	return stale
}

// Write writes the findings of a run to file, together with what is known of
// packages and rules that the run has not looked at.
func (b *Baseline) Write(file string, findings []finding.Finding, s Scope) error {
	counts := make(map[source.Identity]int)
	for id, n := range b.known {
		if !b.covers(s, id) {
			counts[id] = n
		}
	}
	for i := range findings {
		id := b.sources.Identify(b.dir, &findings[i])
		if s.Rules[id.Rule] && !b.covers(s, id) {
			counts[id] = 0 // a place outside the named packages, met all the same
		}
	}
	for i := range findings {
		counts[b.sources.Identify(b.dir, &findings[i])]++
	}
	return write(file, counts)
}

func write(file string, counts map[source.Identity]int) error {
	doc := document{Version: version, Findings: []entry{}}
	for id, n := range counts {
		doc.Findings = append(doc.Findings, entry{id.Rule, id.Package, id.Function, id.Text, n})
	}
	slices.SortFunc(doc.Findings, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.Function, b.Function),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Text, b.Text))
	})
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	return os.WriteFile(file, buf.Bytes(), 0o644)
}
