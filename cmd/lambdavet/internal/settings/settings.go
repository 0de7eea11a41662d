// Package settings reads .lambdavet.yml. Each of its keys is a flag of the
// command, too, so a file is read into flags: one meaning, one place that
// knows what is allowed.
package settings

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// FileName is the name of a settings file.
const FileName = ".lambdavet.yml"

// A key is what may stand at the top of a file.
type key struct {
	read      reader
	separator string // between the items of a list in the flag
}

// A reader returns the items of a value, each as the flag wants it.
type reader func(dir string, value ast.Node) ([]item, error)

type item struct {
	text string
	node ast.Node
}

// keys are named like their flags.
var keys = map[string]key{
	"baseline": {read: path},
	"catalog":  {list, ";"},
	"checks":   {list, ","},
	"exclude":  {exclusions, ";"},
	"fail":     {list, ","},
	"owners":   {list, ","},
	"strict":   {read: boolean},
	"tags":     {list, ","},
	"tests":    {read: boolean},
}

// Keys returns the names of all keys, sorted.
func Keys() []string { return slices.Sorted(maps.Keys(keys)) }

// Apply sets flags to what the file says, but for those already set. Every
// fault of the file is in the error, as shown:line:column: what is wrong.
func Apply(file, shown string, flags *flag.FlagSet) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		return syntaxError(shown, err)
	}
	f := &applying{shown: shown, dir: filepath.Dir(file), flags: flags, given: make(map[string]bool)}
	flags.Visit(func(fl *flag.Flag) { f.given[fl.Name] = true })
	for _, doc := range tree.Docs {
		f.document(doc.Body)
	}
	slices.SortStableFunc(f.faults, func(a, b fault) int { return cmp.Or(a.line-b.line, a.column-b.column) })
	var all []error
	for _, fault := range f.faults {
		all = append(all, fault)
	}
	return errors.Join(all...)
}

type applying struct {
	shown  string // name of the file
	dir    string // of the file
	flags  *flag.FlagSet
	given  map[string]bool // on the command line
	faults []fault
}

// A fault is something wrong at a place in a file.
type fault struct {
	file         string
	line, column int
	msg          string
}

func (f fault) Error() string { return fmt.Sprintf("%s:%d:%d: %s", f.file, f.line, f.column, f.msg) }

func (a *applying) fault(node ast.Node, format string, args ...any) {
	pos := node.GetToken().Position
	a.faults = append(a.faults, fault{a.shown, pos.Line, pos.Column, fmt.Sprintf(format, args...)})
}

func (a *applying) document(body ast.Node) {
	if body == nil {
		return // nothing but comments
	}
	entries, err := mapping(body)
	if err != nil {
		a.fault(body, "the file must be a list of keys and values; keys are %s", strings.Join(Keys(), ", "))
		return
	}
	for _, entry := range entries {
		name := entry.Key.String()
		if k, ok := keys[name]; ok {
			a.apply(name, k, entry.Value)
		} else {
			a.fault(entry.Key, "unknown key %q; allowed are %s", name, strings.Join(Keys(), ", "))
		}
	}
}

func (a *applying) apply(name string, k key, value ast.Node) {
	items, err := k.read(a.dir, value)
	if err != nil {
		var at *nodeError
		if errors.As(err, &at) {
			value = at.node
		}
		a.fault(value, "%s: %v", name, err)
		return
	}
	before := a.flags.Lookup(name)
	if before == nil {
		a.fault(value, "%s cannot be set here", name)
		return
	}
	a.set(name, k, value, items, before.Value.String())
}

// set gives a flag each item by itself, to tell which one is wrong, and then
// all of them; or its old value, if the command line has the last word.
func (a *applying) set(name string, k key, value ast.Node, items []item, old string) {
	var texts []string
	faults := len(a.faults)
	for _, it := range items {
		texts = append(texts, it.text)
		if err := a.flags.Set(name, it.text); err != nil {
			a.fault(it.node, "%s: %v", name, err)
		}
	}
	all := strings.Join(texts, k.separator)
	if a.given[name] || len(a.faults) > faults {
		all = old
	}
	if err := a.flags.Set(name, all); err != nil {
		a.fault(value, "%s: %v", name, err)
	}
}

// syntaxError says where YAML is broken.
func syntaxError(file string, err error) error {
	var at yaml.Error
	if errors.As(err, &at) && at.GetToken() != nil {
		pos := at.GetToken().Position
		return fault{file, pos.Line, pos.Column, "not YAML: " + at.GetMessage()}
	}
	return fmt.Errorf("%s: not YAML: %w", file, err)
}
