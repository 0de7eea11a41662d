// Package paths tells what file paths are put together of: constant text, and
// values that stay symbolic.
//
// Files count as their paths, so that os.Create(p), f and f.Name() are one.
package paths

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/provenance"
)

// Expr is a path, as far as one function shows.
type Expr []Part

// Part is a piece of a path: constant text, or a value.
type Part struct {
	Text string `json:",omitempty"`
	// Value identifies the value: p:key#i is parameter i of a function,
	// f:T.f a field, g:pkg.v a package variable; all others are local.
	Value string `json:",omitempty"`
	// Lead is the text that the value is known to begin with.
	Lead string `json:",omitempty"`
	// Origin is what the value is made of, as provenance encodes it.
	Origin string `json:",omitempty"`
	// Hash: computed by a hash function, so that the name stands for its content.
	Hash bool `json:",omitempty"`
	// Listed: an entry of a folder that was read, any of them.
	Listed bool `json:",omitempty"`
	// Element: taken out of a slice or map.
	Element bool `json:",omitempty"`
	// Args are what a function makes the value of that depends on nothing
	// else: Value is its name behind d:.
	Args []Expr `json:",omitempty"`

	of ssa.Value // in the function that is looked at
}

// Root is where a path leads on Lambda.
type Root uint8

// The roots.
const (
	// Unknown: the first part is a value that this function does not show.
	Unknown Root = iota
	// Temp: below /tmp.
	Temp
	// Elsewhere: a mounted file system, or read-only.
	Elsewhere
)

// Text returns the path of a constant.
func Text(s string) Expr {
	if s == "" {
		return nil
	}
	return Expr{{Text: s}}
}

// then returns e followed by more, texts merged.
func (e Expr) then(more Expr) Expr {
	out := append(Expr(nil), e...)
	for _, p := range more {
		if last := len(out) - 1; last >= 0 && p.Value == "" && out[last].Value == "" {
			out[last].Text += p.Text
		} else {
			out = append(out, p)
		}
	}
	return out
}

// join returns e and f with one slash between.
func (e Expr) join(f Expr) Expr {
	if len(e) == 0 {
		return f
	}
	if len(f) == 0 {
		return e
	}
	e, f = append(Expr(nil), e...), append(Expr(nil), f...)
	if last := &e[len(e)-1]; last.Value == "" {
		last.Text = strings.TrimRight(last.Text, "/")
	}
	if first := &f[0]; first.Value == "" {
		first.Text = strings.TrimLeft(first.Text, "/")
	}
	return e.then(Text("/")).then(f).clean()
}

// clean drops what makes equal paths look different.
func (e Expr) clean() Expr {
	out := e[:0:0]
	for i, p := range e {
		if p.Value == "" {
			for strings.Contains(p.Text, "//") {
				p.Text = strings.ReplaceAll(p.Text, "//", "/")
			}
			p.Text = strings.ReplaceAll(p.Text, "/./", "/")
			if i == len(e)-1 && len(p.Text) > 1 {
				p.Text = strings.TrimSuffix(p.Text, "/")
			}
			if p.Text == "" {
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// Key is equal for equal paths.
func (e Expr) Key() string {
	var b strings.Builder
	for _, p := range e.clean() {
		if p.Value == "" {
			b.WriteString(p.Text)
		} else {
			b.WriteString("\x00" + p.Value)
			for _, arg := range p.Args {
				b.WriteString("(" + arg.Key() + ")")
			}
			b.WriteString("\x00")
		}
	}
	return b.String()
}

// What is longer than this is not told in full: text grows without bounds where
// a value is put together of itself again and again.
const (
	mostParts = 64
	mostText  = 4096 // bytes, as of a path on Linux
)

func (e Expr) large() bool {
	parts, text := e.size()
	return parts > mostParts || text > mostText
}

// size returns the number of parts, those of arguments included, and the bytes
// of their texts.
func (e Expr) size() (parts, text int) {
	for _, p := range e {
		parts++
		text += len(p.Text)
		for _, arg := range p.Args {
			n, bytes := arg.size()
			parts, text = parts+n, text+bytes
		}
	}
	return parts, text
}

// lead returns as much of Lead as fits.
func (e Expr) lead() string {
	text := e.Lead()
	return text[:min(len(text), mostText)]
}

// Lead returns the text that the path is known to begin with.
func (e Expr) Lead() string {
	if len(e) == 0 {
		return ""
	}
	return e[0].Text + e[0].Lead
}

// Root returns where the path leads.
func (e Expr) Root() Root {
	switch lead := e.Lead(); {
	case lead == "":
		return Unknown
	case lead == TempDir || strings.HasPrefix(lead, TempDir+"/"):
		return Temp
	default:
		return Elsewhere
	}
}

// TempDir is the one folder that a function can write to.
const TempDir = "/tmp"

// IsTempDir reports whether the path is the temporary folder itself.
func (e Expr) IsTempDir() bool {
	return len(e) == 1 && e[0].Value == "" && strings.TrimRight(e[0].Text, "/") == TempDir
}

// Above reports whether f is e or lies below it.
func (e Expr) Above(f Expr) bool {
	if len(e) == 0 {
		return false
	}
	if last := e[len(e)-1]; last.Listed { // every entry of a folder
		return e[:len(e)-1].above(f)
	}
	return e.Key() == f.Key() || e.above(f)
}

func (e Expr) above(f Expr) bool {
	rest, ok := strings.CutPrefix(f.Key(), strings.TrimSuffix(e.Key(), "/"))
	return ok && len(e) > 0 && strings.HasPrefix(rest, "/")
}

// Only reports whether all values in the path satisfy ok.
func (e Expr) Only(ok func(Part) bool) bool {
	for _, p := range e {
		switch {
		case len(p.Args) > 0:
			if slices.ContainsFunc(p.Args, func(arg Expr) bool { return !arg.Only(ok) }) {
				return false
			}
		case p.Value != "" && !ok(p):
			return false
		}
	}
	return true
}

// Constant reports whether the path is text only.
func (e Expr) Constant() bool { return e.Only(func(Part) bool { return false }) }

// Hashed reports whether the name stands for its content.
func (e Expr) Hashed() bool {
	for _, p := range e {
		if p.Hash {
			return true
		}
	}
	return false
}

// Origin returns what the values of the path are made of.
func (e Expr) Origin() provenance.Origin {
	var o provenance.Origin
	for _, p := range e {
		if p.Value != "" {
			o = o.And(provenance.Parse(p.Origin))
		}
	}
	return o
}

// String is the path for people, … for what is not known.
func (e Expr) String() string {
	var b strings.Builder
	for _, p := range e {
		switch {
		case p.Value == "":
			b.WriteString(p.Text)
		case !strings.HasSuffix(b.String(), "…"):
			b.WriteString(p.Lead + "…")
		}
	}
	return b.String()
}

// In returns the path as the caller sees it: parameters and fields are what it
// passes, and what is local to the callee is told apart by the call.
func (e Expr) In(arg func(value string) (Expr, bool), call string) Expr {
	var out Expr
	for _, p := range e {
		switch kind, _, _ := strings.Cut(p.Value, ":"); kind {
		case "":
			out = out.then(Expr{p})
		case "f", "g", "p":
			if x, ok := arg(p.Value); ok {
				out = out.then(x)
				continue
			}
			out = append(out, p)
		case "d":
			args := make([]Expr, len(p.Args))
			for i, x := range p.Args {
				args[i] = x.In(arg, call)
			}
			p.Args = args
			out = append(out, p)
		default:
			p.Value += "@" + call
			out = append(out, p)
		}
	}
	if out.large() {
		return Expr{{Value: "v:@" + call, Lead: out.lead(), Origin: out.Origin().String()}}
	}
	return out
}
