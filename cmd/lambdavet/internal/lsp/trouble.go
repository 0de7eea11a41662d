package lsp

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

// A place is a line of trouble that says where it is.
type place struct {
	pos     finding.Position
	message string
}

// located is a line as compilers write it: the go command, the parsers of
// settings and baselines, and the command itself all do.
var located = regexp.MustCompile(`^(?:lambdavet: )?(.+?):(\d+)(?::(\d+))?: (.+)$`)

// places splits trouble into what has a place in a file and what has none.
func places(root string, trouble []string) (placed []place, loose []string) {
	for _, line := range trouble {
		if p, ok := placeOf(root, line); ok {
			placed = append(placed, p)
		} else {
			loose = append(loose, strings.TrimPrefix(line, "lambdavet: "))
		}
	}
	return placed, loose
}

func placeOf(root, line string) (place, bool) {
	m := located.FindStringSubmatch(line)
	if m == nil {
		return place{}, false
	}
	file := filepath.FromSlash(m[1])
	if !filepath.IsAbs(file) {
		file = filepath.Join(root, file)
	}
	if info, err := os.Stat(file); err != nil || info.IsDir() {
		return place{}, false
	}
	n, _ := strconv.Atoi(m[2])
	column, _ := strconv.Atoi(m[3])
	return place{finding.Position{File: file, Line: n, Column: max(column, 1)}, m[4]}, true
}

// trouble makes a diagnostic of what is wrong with a file.
func (s *server) trouble(texts *texts, p place) remark {
	return remark{diagnostic: diagnostic{
		Range:    texts.of(p.pos.File).between(p.pos, p.pos),
		Severity: severityError,
		Source:   source,
		Message:  p.message,
	}}
}

// told returns what the user is told of trouble with a module, "" if there is
// none. Of errors with a place only the files are named: the message stays the
// same, and so is not shown again, while they are being mended.
func told(root string, placed []place, loose []string) string {
	var parts, files []string
	for _, p := range placed {
		name := p.pos.File
		if rel, err := filepath.Rel(root, name); err == nil {
			name = filepath.ToSlash(rel)
		}
		if !slices.Contains(files, name) {
			files = append(files, name)
		}
	}
	if len(files) > 0 {
		parts = append(parts, "errors in "+strings.Join(files, ", "))
	}
	parts = append(parts, loose...)
	if len(parts) == 0 {
		return ""
	}
	return "lambdavet: findings in " + filepath.Base(root) + " may be missing: " + strings.Join(parts, "; ")
}
