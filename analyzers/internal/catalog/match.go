package catalog

import (
	"embed"
	"fmt"
	"go/types"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

//go:embed tables/*.txt
var tables embed.FS

// Default returns the tables of this run: the built-in ones, and the rows of Use.
func Default() *Table {
	if t := used.Load(); t != nil {
		return t
	}
	return builtin()
}

// Use sets the rows of the user's own. It is to be called before the analysis starts.
func Use(rows []Row) { used.Store(builtin().With(rows)) }

var used atomic.Pointer[Table]

// builtin reads the embedded tables once. They are part of the program: a fault in them is
// ours, and the tests find it.
var builtin = sync.OnceValue(func() *Table {
	rows, err := parseAll(tables, trust)
	if err != nil {
		panic(fmt.Sprintf("catalog: %v", err))
	}
	return new(Table).With(rows)
})

// parseAll reads every table below fsys, in the order of their names.
func parseAll(fsys fs.FS, check func(grammar, Row) error) ([]Row, error) {
	names, err := fs.Glob(fsys, "tables/*.txt")
	if err != nil {
		return nil, err
	}
	p := newTableReader(check)
	for _, name := range names {
		f, err := fsys.Open(name)
		if err != nil {
			return nil, err
		}
		p.read(strings.TrimPrefix(name, "tables/"), f)
		f.Close()
	}
	return p.result()
}

// Func returns the row of that kind for the function, as Lookup does for its Symbol.
func (t *Table) Func(kind Kind, fn *types.Func) (Row, bool) {
	if !t.names[kind][fn.Name()] && !t.wildName(kind, fn.Name()) {
		return Row{}, false
	}
	return t.Lookup(kind, Symbol(fn))
}

// wildName reports whether a wildcard of that kind fits functions of that name.
func (t *Table) wildName(kind Kind, name string) bool {
	return slices.ContainsFunc(t.wild[kind], func(row Row) bool {
		prefix, _ := row.prefix()
		return strings.HasPrefix(name, lastName(prefix))
	})
}

// Lookup returns the row of that kind for the symbol: the exact one, else the longest
// wildcard that fits.
func (t *Table) Lookup(kind Kind, symbol string) (Row, bool) {
	if row, ok := t.exact[kind][symbol]; ok {
		return row, true
	}
	for _, row := range t.wild[kind] {
		prefix, _ := row.prefix()
		if name, ok := strings.CutPrefix(symbol, prefix); ok && !strings.ContainsAny(name, "./") {
			return row, true
		}
	}
	return Row{}, false
}

// Package returns the row of that kind for the package: the exact one, else that of the
// nearest folder above it.
func (t *Table) Package(kind Kind, path string) (Row, bool) {
	if row, ok := t.exact[kind][path]; ok {
		return row, true
	}
	for {
		if row, ok := t.exact[kind][path+"/..."]; ok {
			return row, true
		}
		i := strings.LastIndexByte(path, '/')
		if i < 0 {
			return Row{}, false
		}
		path = path[:i]
	}
}

// Rows returns all rows of that kind, sorted by symbol.
func (t *Table) Rows(kind Kind) []Row {
	rows := slices.Clone(t.wild[kind])
	for _, row := range t.exact[kind] {
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b Row) int { return strings.Compare(a.Symbol, b.Symbol) })
	return rows
}
