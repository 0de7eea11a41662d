package settings

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/exclude"
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

// None as the name of a file means that there is to be none.
const None = "none"

// path reads a file name, relative to the folder of the settings, or None.
func path(dir string, value ast.Node) ([]item, error) {
	text, ok := scalar(value)
	switch {
	case !ok || text == "":
		return nil, errors.New("must be a file name")
	case text != None && !filepath.IsAbs(text):
		text = filepath.Join(dir, text)
	}
	return []item{{text, value}}, nil
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
		file, checks, err := exclusion(node)
		if err != nil {
			return nil, err
		}
		if file == "" {
			return nil, &nodeError{node, exclusionForm}
		}
		text := exclude.Below(dir, file)
		if len(checks) > 0 {
			text += "=" + strings.Join(checks, ",")
		}
		items = append(items, item{text, node})
	}
	return items, nil
}

const exclusionForm = "must be a path, or path: and checks:"

func exclusion(node ast.Node) (file string, checks []string, err error) {
	if text, ok := scalar(node); ok {
		return text, nil, nil
	}
	entries, err := mapping(node)
	if err != nil {
		return "", nil, &nodeError{node, exclusionForm}
	}
	for _, entry := range entries {
		switch name := entry.Key.String(); name {
		case "path":
			text, ok := scalar(entry.Value)
			if !ok {
				return "", nil, &nodeError{entry.Value, "path must be a text"}
			}
			file = text
		case "checks":
			items, err := list("", entry.Value)
			if err != nil {
				return "", nil, err
			}
			for _, it := range items {
				checks = append(checks, it.text)
			}
		default:
			return "", nil, &nodeError{entry.Key, fmt.Sprintf("unknown key %q; allowed are checks, path", name)}
		}
	}
	return file, checks, nil
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
