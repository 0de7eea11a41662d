package html

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/fix"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/render"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/source"
	"github.com/lambdavet/lambdavet/internal/page"
)

// data is what report.js reads. What many findings share stands once, in a
// list, and findings hold its index.
type data struct {
	Version string `json:"version"`
	Project string `json:"project"`
	// Incomplete: findings may be missing.
	Incomplete bool         `json:"incomplete,omitempty"`
	Rules      []rule       `json:"rules"`
	Files      []*file      `json:"files"`
	Packages   []string     `json:"packages"` // folders
	Handlers   []string     `json:"handlers"`
	Texts      []string     `json:"texts"`
	Places     []place      `json:"places"`
	Findings   []jsonResult `json:"findings"`
}

type rule struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	URL   string `json:"url"`
	Fails bool   `json:"fails"`
	Page  string `json:"page,omitempty"` // of rules that found something
}

// A jsonResult is a finding.
type jsonResult struct {
	Rule    int    `json:"rule"`
	Message int    `json:"message"`
	Package int    `json:"package"`
	Handler int    `json:"handler"`
	Place   int    `json:"place"`
	Hops    []hop  `json:"hops,omitempty"`
	Fix     string `json:"fix,omitempty"`
	Diff    string `json:"diff,omitempty"`
}

// A place is a file, the first and the last line that are marked, and what is
// marked of them, in UTF-16 units; line and column as people count.
type place struct {
	File   int    `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Last   int    `json:"last"`
	Mark   [2]int `json:"mark"`
}

// A hop is a place and the texts around " calls " in "main.handler calls
// orders.Save", or a place and one text if it does not read like that.
type hop []int

type collector struct {
	report   *render.Report
	data     data
	files    map[string]*file
	texts    index
	packages index
	handlers index
	rules    map[string]int
	places   map[place]int
}

// An index numbers texts in the order in which they come up.
type index struct {
	numbers map[string]int
	list    []string
}

func (x *index) of(text string) int {
	i, ok := x.numbers[text]
	if !ok {
		if x.numbers == nil {
			x.numbers = make(map[string]int)
		}
		i = len(x.list)
		x.numbers[text] = i
		x.list = append(x.list, text)
	}
	return i
}

func collect(r *render.Report) *data {
	c := &collector{report: r, files: make(map[string]*file), rules: make(map[string]int), places: make(map[place]int)}
	c.data = data{Version: r.Version, Project: filepath.Base(r.Dir), Incomplete: r.Incomplete, Rules: []rule{}, Files: []*file{}, Places: []place{}, Findings: []jsonResult{}}
	for _, r := range r.Rules {
		c.rule(r.Name, rule{Name: r.Name, Title: r.Page.Title, URL: r.URL})
	}
	for i := range r.Findings {
		c.data.Findings = append(c.data.Findings, c.finding(&r.Findings[i]))
	}
	for _, r := range r.Rules {
		if out := &c.data.Rules[c.rules[r.Name]]; slices.ContainsFunc(c.data.Findings, func(f jsonResult) bool { return f.Rule == c.rules[r.Name] }) {
			out.Page = page.HTML(r.Page, 5)
		}
	}
	for _, f := range c.data.Files {
		f.join()
	}
	c.data.Texts, c.data.Packages, c.data.Handlers = c.texts.all(), c.packages.all(), c.handlers.all()
	return &c.data
}

// all returns the texts; none are an empty list, not null.
func (x *index) all() []string { return append([]string{}, x.list...) }

// rule returns the number of a rule, which it adds if it is new.
func (c *collector) rule(name string, r rule) int {
	i, ok := c.rules[name]
	if !ok {
		i = len(c.data.Rules)
		c.rules[name] = i
		r.Fails = c.report.Fails(name)
		c.data.Rules = append(c.data.Rules, r)
	}
	return i
}

func (c *collector) finding(f *finding.Finding) jsonResult {
	dir := c.report.Dir
	handler := c.report.Sources.Handler(f)
	out := jsonResult{
		Rule:    c.rule(f.Rule, rule{Name: f.Rule, URL: f.URL}),
		Message: c.texts.of(render.WithoutChain(f)),
		Package: c.packages.of(source.Rel(dir, filepath.Dir(f.Pos.File))),
		Handler: c.handlers.of(handler.Name + " in " + source.Rel(dir, handler.Dir)),
		Place:   c.place(f.Pos, f.End, around),
	}
	for _, h := range f.Hops {
		out.Hops = append(out.Hops, c.hop(h))
	}
	if f.Fix != nil {
		out.Fix, out.Diff = f.Fix.Message, c.diff(f)
	}
	return out
}

func (c *collector) hop(h finding.Hop) hop {
	place := c.place(h.Pos, h.End, aroundHop)
	caller, callee, ok := strings.Cut(h.Message, " calls ")
	if !ok {
		return hop{place, c.texts.of(h.Message)}
	}
	return hop{place, c.texts.of(caller), c.texts.of(callee)}
}

// diff returns the fix as a unified diff, "" if it cannot be applied.
func (c *collector) diff(f *finding.Finding) string {
	var out strings.Builder
	if err := fix.Make([]finding.Finding{*f}).Diff(&out, c.report.Dir); err != nil {
		return ""
	}
	return out.String()
}
