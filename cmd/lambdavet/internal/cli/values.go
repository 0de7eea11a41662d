package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/exclude"
	"github.com/lambdavet/lambdavet/internal/checks"
)

// A checkList is a flag that selects checks.
type checkList struct {
	text     string
	known    []string
	selected checks.Selection
}

func newCheckList(suite *Suite) checkList {
	l := checkList{known: suite.names()}
	l.Set("all")
	return l
}

func (l *checkList) String() string { return l.text }

func (l *checkList) Set(text string) error {
	selected, err := checks.Select(text, l.known)
	if err != nil {
		return err
	}
	l.text, l.selected = text, selected
	return nil
}

// An excludeList is a flag that leaves out findings by file.
type excludeList struct {
	exclude.List
	known []string // checks
}

func (l *excludeList) Set(text string) error {
	var list exclude.List
	if err := list.Set(text); err != nil {
		return err
	}
	for _, name := range list.Rules() {
		if !slices.Contains(l.known, name) {
			return fmt.Errorf("unknown check %q; known are %s", name, strings.Join(l.known, ", "))
		}
	}
	l.List = list
	return nil
}

// A formatList is a flag that says what to write, and where.
type formatList struct {
	outputs []output
	known   []string
}

// An output is a format and the file it goes to; "" is stdout.
type output struct{ format, file string }

func newFormatList(text string, known []string) formatList {
	l := formatList{known: known}
	l.Set(text)
	return l
}

func (l *formatList) String() string {
	var items []string
	for _, out := range l.outputs {
		item := out.format
		if out.file != "" {
			item += "=" + out.file
		}
		items = append(items, item)
	}
	return strings.Join(items, ",")
}

func (l *formatList) Set(text string) error {
	var outputs []output
	files := make(map[string]bool)
	for item := range strings.SplitSeq(text, ",") {
		format, file, named := strings.Cut(strings.TrimSpace(item), "=")
		switch {
		case !slices.Contains(l.known, format):
			return fmt.Errorf("unknown format %q; known are %s", format, strings.Join(l.known, ", "))
		case named && file == "":
			return fmt.Errorf("%s= needs a file name", format)
		case files[file] && file == "":
			return fmt.Errorf("only one format can go to stdout; write others as NAME=FILE")
		case files[file]:
			return fmt.Errorf("two formats go to %s", file)
		}
		files[file] = true
		outputs = append(outputs, output{format, file})
	}
	l.outputs = outputs
	return nil
}

// to returns the first format that goes to the file of that name.
func (l *formatList) to(file string) string {
	for _, out := range l.outputs {
		if out.file == file {
			return out.format
		}
	}
	return ""
}
