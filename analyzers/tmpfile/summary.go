package tmpfile

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/paths"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

// summary is what callers have to know of a function.
type summary struct {
	// Removes are the files that it removes.
	Removes []removal `json:",omitempty"`
	// Results are the paths that it returns.
	Results map[int]paths.Expr `json:",omitempty"`
	// Keeps are the fields in which it keeps a path that it is given.
	Keeps []keep `json:",omitempty"`

	owes     []debt
	returned bool // Results are known
}

// removal is a file that is removed.
type removal struct {
	Path paths.Expr
	Tree bool `json:",omitempty"`
	When when `json:",omitempty"`
}

// when tells on which return paths a function removes.
type when uint8

const (
	always    when = iota
	succeeded      // on all but those that return an error
	sometimes
)

// keep says that a parameter is stored in a field.
type keep struct {
	Param int
	Field string
}

// debt is a file that the function makes and its caller has to remove.
type debt struct {
	rule.Candidate `json:"-"`
	// What made it, as people write it.
	What string
	Path paths.Expr
	Dir  bool `json:",omitempty"`
	// Result is the result that holds the path or file, Cleanup the one that
	// is a func to remove it, -1 if there is none.
	Result, Cleanup int
	// Fields are its names in a struct that is returned.
	Fields []paths.Expr `json:",omitempty"`
	// Partial: it is there even if the function returns an error.
	Partial bool `json:",omitempty"`
	// Early: the function removed it before it made it.
	Early bool `json:",omitempty"`
	// Local: of a module whose files are the user's to change.
	Local bool `json:",omitempty"`
}

// marks makes a summary portable.
func (s *summary) marks(p *pkg, fn *ssa.Function) []rule.Candidate {
	var marks []rule.Candidate
	if fn.Name() == "init" && fn.Parent() == nil && fn.Synthetic != "" {
		marks = p.variables()
	}
	if p.frame(fn).exported() {
		p.frame(fn).returns(s)
	}
	if len(s.Removes)+len(s.Results)+len(s.Keeps) > 0 {
		marks = append(marks, rule.Candidate{Mark: true, Kind: tells, Func: callgraph.Key(fn), Notes: map[string]string{"": encode(s)}})
	}
	for _, d := range s.owes {
		m := d.Candidate
		m.Mark, m.Kind, m.Func, m.Notes = true, owes, callgraph.Key(fn), map[string]string{"": encode(d)}
		marks = append(marks, m)
	}
	return marks
}

// variables tells of the package variables and fields that hold a path.
func (p *pkg) variables() []rule.Candidate {
	var marks []rule.Candidate
	found := p.paths.Variables()
	for _, node := range slices.Sorted(maps.Keys(found)) {
		s := &summary{Results: map[int]paths.Expr{0: found[node]}}
		marks = append(marks, rule.Candidate{Mark: true, Kind: tells, Func: node, Notes: map[string]string{"": encode(s)}})
	}
	return marks
}

func encode(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return "{}"
	}
	return string(text)
}

// unmark reverses marks; nil if there are none.
func unmark(marks []rule.Candidate) *summary {
	var s *summary
	for _, m := range marks {
		if s == nil {
			s = &summary{returned: true}
		}
		switch m.Kind {
		case tells:
			if json.Unmarshal([]byte(m.Notes[""]), s) != nil {
				return nil
			}
		case owes:
			d := debt{Candidate: m}
			if json.Unmarshal([]byte(m.Notes[""]), &d) != nil {
				return nil
			}
			s.owes = append(s.owes, d)
		}
	}
	return s
}

func hasParam(x paths.Expr, key string) bool {
	return !x.Only(func(p paths.Part) bool { return !strings.HasPrefix(p.Value, "p:"+key+"#") })
}

// packageOf returns the package of a field or package variable.
func packageOf(node string) (string, bool) {
	if len(node) < 2 || node[1] != ':' {
		return "", false
	}
	path := node[2:strings.LastIndexByte(node, '.')]
	if node[0] == 'f' {
		i := strings.LastIndexByte(path, '.')
		if i < 0 {
			return "", false
		}
		path = path[:i]
	}
	return path, true
}

// portable reports whether a caller of the function knows the values of x.
func portable(x paths.Expr, key string) bool {
	return x.Only(func(p paths.Part) bool {
		return p.Listed || p.Value[0] == 'f' || p.Value[0] == 'g' || strings.HasPrefix(p.Value, "p:"+key+"#")
	})
}
