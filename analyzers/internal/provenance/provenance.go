// Package provenance tells what a value is made of: the event, something
// random, the clock, the environment.
//
// Inside a function it looks at SSA. What comes in from elsewhere (a
// parameter, a field, the result of a first-party function) stays symbolic, as
// a node; package invocation resolves nodes along the calls it knows.
package provenance

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Bits are the kinds of thing that a value is made of.
type Bits uint8

// The kinds of origin.
const (
	// Event: derived from the event or its records.
	Event Bits = 1 << iota
	// Random: uuid, crypto/rand, math/rand, the clock.
	Random
	// Env: an environment variable.
	Env
	// Choice: on some way the value is made differently, so that Random is
	// not proved. Set where branches join that disagree.
	Choice
	// Answer: what a service outside said during the invocation, such as a
	// message or a database row. Stored configuration does not count.
	Answer
	// Other: something not known to be any of these.
	Other
	// Region: the region of a record, which is that of the function; set beside Env.
	Region
)

// Random reports whether every way to the value goes through something random.
func (b Bits) Random() bool { return b&Random != 0 && b&Choice == 0 }

// EventDerived reports whether the event takes part in the value and nothing random.
func (b Bits) EventDerived() bool { return b&Event != 0 && b&Random == 0 }

// Constant reports whether the value is the same in every invocation: nothing
// but constants and the environment.
func (b Bits) Constant() bool { return b&^(Env|Region) == 0 }

// Origin is what a value is made of, as far as one function shows.
type Origin struct {
	Bits Bits
	// Nodes are places whose origin counts, too: p:key#i a parameter,
	// r:key#i a result, f:T.f a field, g:pkg.v a package variable.
	Nodes []string
}

// IsZero reports whether the value is made of constants only.
func (o Origin) IsZero() bool { return o.Bits == 0 && len(o.Nodes) == 0 }

// And is the origin of a value made of both.
func (o Origin) And(p Origin) Origin {
	return Origin{Bits: o.Bits | p.Bits, Nodes: mergeNodes(o.Nodes, p.Nodes)}
}

// Or is the origin of a value that is one or the other.
func (o Origin) Or(p Origin) Origin {
	both := o.And(p)
	if (o.Bits^p.Bits)&Random != 0 || !slices.Equal(o.Nodes, p.Nodes) {
		both.Bits |= Choice
	}
	return both
}

func mergeNodes(a, b []string) []string {
	if len(b) == 0 {
		return a
	}
	if len(a) == 0 {
		return b
	}
	nodes := slices.Concat(a, b)
	slices.Sort(nodes)
	return slices.Compact(nodes)
}

// String encodes o for the Notes of a candidate; Parse reverses it.
func (o Origin) String() string {
	return string('@'+rune(o.Bits)) + strings.Join(o.Nodes, "\x00")
}

// Parse decodes an Origin that String encoded.
func Parse(s string) Origin {
	if s == "" {
		return Origin{}
	}
	bits, n := utf8.DecodeRuneInString(s)
	o := Origin{Bits: Bits(bits - '@')}
	if s[n:] != "" {
		o.Nodes = strings.Split(s[n:], "\x00")
	}
	return o
}

// Assign says that the value of Node is made of From.
type Assign struct {
	Node string
	From Origin
}
