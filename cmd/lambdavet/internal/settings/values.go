package settings

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// A nodeError is wrong at a node within a value.
type nodeError struct {
	node ast.Node
	msg  string
}

func (e *nodeError) Error() string { return e.msg }

func boolean(_ string, value ast.Node) ([]item, error) {
	b, ok := value.(*ast.BoolNode)
	if !ok {
		return nil, errors.New("must be true or false")
	}
	return []item{{fmt.Sprint(b.Value), value}}, nil
}

// path reads a file name, relative to the folder of the settings.
func path(dir string, value ast.Node) ([]item, error) {
	text, ok := scalar(value)
	if !ok || text == "" {
		return nil, errors.New("must be a file name")
	}
	return []item{{below(dir, text), value}}, nil
}

// list reads a list of texts, or one text.
func list(_ string, value ast.Node) ([]item, error) {
	var items []item
	for _, node := range elements(value) {
		text, ok := scalar(node)
		if !ok {
			return nil, &nodeError{node, "must be a list of texts"}
		}
		items = append(items, item{text, node})
	}
	return items, nil
}

// exclusions reads a list of paths, or of path and checks.
func exclusions(dir string, value ast.Node) ([]item, error) {
	var items []item
	for _, node := range elements(value) {
		text, ok := scalar(node)
		if ok {
			items = append(items, item{glob(dir, text), node})
			continue
		}
		it, err := exclusion(dir, node)
		if err != nil {
			return nil, err
		}
		items = append(items, it)
	}
	return items, nil
}

const exclusionForm = "must be a path, or path: and checks:"

func exclusion(dir string, node ast.Node) (item, error) {
	entries, err := mapping(node)
	if err != nil {
		return item{}, &nodeError{node, exclusionForm}
	}
	var file, checks string
	for _, entry := range entries {
		switch name := entry.Key.String(); name {
		case "path":
			text, ok := scalar(entry.Value)
			if !ok {
				return item{}, &nodeError{entry.Value, "path must be a text"}
			}
			file = glob(dir, text)
		case "checks":
			items, err := list(dir, entry.Value)
			if err != nil {
				return item{}, err
			}
			for _, it := range items {
				checks += "," + it.text
			}
		default:
			return item{}, &nodeError{entry.Key, fmt.Sprintf("unknown key %q; allowed are checks, path", name)}
		}
	}
	if file == "" {
		return item{}, &nodeError{node, exclusionForm}
	}
	if checks != "" {
		file += "=" + checks[1:]
	}
	return item{file, node}, nil
}

// elements returns the elements of a list; anything else is its only one.
func elements(value ast.Node) []ast.Node {
	switch value := value.(type) {
	case *ast.SequenceNode:
		return value.Values
	case *ast.NullNode:
		return nil
	}
	return []ast.Node{value}
}

// mapping returns the entries of a mapping.
func mapping(node ast.Node) ([]*ast.MappingValueNode, error) {
	switch node := node.(type) {
	case *ast.MappingNode:
		return node.Values, nil
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{node}, nil
	}
	return nil, errors.New("not a mapping")
}

// scalar returns a value as it is written, without quotes.
func scalar(node ast.Node) (string, bool) {
	switch node := node.(type) {
	case *ast.StringNode:
		return node.Value, true
	case *ast.LiteralNode:
		return strings.TrimSpace(node.Value.Value), true
	case *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode:
		return node.GetToken().Value, true
	}
	return "", false
}

func below(dir, file string) string {
	if filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(dir, file)
}

// glob makes a pattern absolute, unless it begins with ** and so is at home
// anywhere.
func glob(dir, pattern string) string {
	if pattern == "" || strings.HasPrefix(pattern, "**/") {
		return pattern
	}
	return filepath.ToSlash(below(dir, pattern))
}
