// Package catalog holds what lambdavet knows about libraries, as data.
//
// The knowledge stands in tables/*.txt, one file per library family and one row a line:
//
//	KIND SYMBOL [arguments] # source
//
// A symbol is written as [types.Func.FullName] prints it: database/sql.Open,
// (*database/sql.DB).Close. It names the function that declares the body, so a promoted
// method stands under the type that declares it: sqlx.DB has no Close of its own, its
// callers call (*database/sql.DB).Close. The one wildcard is a * at the end of the
// symbol: (*log.Logger).Fatal* is every method whose name begins with Fatal.
//
// The comment says how the row is known. A user's own file has the same grammar, so a
// wrapper is taught without code.
//
// A row describes a function: the body of a described function is never looked into.
package catalog

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Receiver is the position of the receiver: the word recv in a row.
const Receiver = -1

// Row is one fact about one symbol.
type Row struct {
	Kind   Kind
	Symbol string
	Args   []string // as written: positional first, then options and key=value pairs
	Source string   // how the row is known
	File   string
	Line   int
}

// Arg returns the positional argument i, "" where the row has none.
func (r Row) Arg(i int) string {
	if i < len(r.Args) {
		return r.Args[i]
	}
	return ""
}

// Index returns the position that the first argument of a row names.
func (r Row) Index() int { return position(r.Arg(0)) }

// Position returns the position that the argument key=N names.
func (r Row) Position(key string) (int, bool) {
	word, ok := r.Value(key)
	return position(word), ok
}

// position reads a position. A word that is no number says recv, or args, which
// no call has by itself.
func position(word string) int {
	if i, err := strconv.Atoi(word); err == nil {
		return i
	}
	return Receiver
}

// Has reports whether the row has the option.
func (r Row) Has(option string) bool { return slices.Contains(r.Args, option) }

// Value returns the value of the argument key=value.
func (r Row) Value(key string) (string, bool) {
	for _, arg := range r.Args {
		if value, ok := strings.CutPrefix(arg, key+"="); ok {
			return value, true
		}
	}
	return "", false
}

// prefix returns what a name must begin with to match, and whether the row has a wildcard.
func (r Row) prefix() (string, bool) { return strings.CutSuffix(r.Symbol, "*") }

// Table is a set of rows, at most one for each kind and symbol. It never changes.
type Table struct {
	exact map[Kind]map[string]Row
	wild  map[Kind][]Row           // longest symbol first: the most exact row wins
	names map[Kind]map[string]bool // last names in exact: a cheap look before a full name is made
}

// With returns a table that has the given rows too. They replace rows of the same kind
// and symbol, so a user's word stands above ours.
func (t *Table) With(rows []Row) *Table {
	u := &Table{
		exact: make(map[Kind]map[string]Row),
		wild:  make(map[Kind][]Row),
		names: make(map[Kind]map[string]bool),
	}
	for kind, bySymbol := range t.exact {
		u.exact[kind] = maps.Clone(bySymbol)
		u.names[kind] = maps.Clone(t.names[kind])
	}
	for kind, wild := range t.wild {
		u.wild[kind] = slices.Clone(wild)
	}
	for _, row := range rows {
		u.add(row)
	}
	for _, wild := range u.wild {
		slices.SortFunc(wild, func(a, b Row) int {
			return cmp.Or(cmp.Compare(len(b.Symbol), len(a.Symbol)), strings.Compare(a.Symbol, b.Symbol))
		})
	}
	return u
}

func (t *Table) add(row Row) {
	if _, ok := row.prefix(); ok {
		same := func(old Row) bool { return old.Symbol == row.Symbol }
		t.wild[row.Kind] = append(slices.DeleteFunc(t.wild[row.Kind], same), row)
		return
	}
	if t.exact[row.Kind] == nil {
		t.exact[row.Kind] = make(map[string]Row)
		t.names[row.Kind] = make(map[string]bool)
	}
	t.exact[row.Kind][row.Symbol] = row
	t.names[row.Kind][lastName(row.Symbol)] = true
}

// lastName returns the part of a symbol that names the function.
func lastName(symbol string) string { return symbol[strings.LastIndexByte(symbol, '.')+1:] }
