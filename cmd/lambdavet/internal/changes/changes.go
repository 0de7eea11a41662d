// Package changes finds the lines that were changed since a git revision.
package changes

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/bluekeyes/go-gitdiff/gitdiff"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

// Lines are the changed lines of the files of a repository.
type Lines struct {
	changed map[string]map[int]bool // by absolute file name
	all     map[string]bool         // files unknown to git
}

// Since returns the lines of the work tree that differ from a revision, in
// the repository that dir belongs to.
func Since(dir, revision string) (*Lines, error) {
	root, err := git(dir, "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, err
	}
	top := strings.TrimSpace(string(root))
	if _, err := git(dir, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}"); err != nil {
		return nil, fmt.Errorf("%q is no revision of the repository %s", revision, top)
	}
	diff, err := git(top, "-c", "core.quotepath=off", "diff", "--no-color", "--no-ext-diff", "--no-renames", "--src-prefix=a/", "--dst-prefix=b/", "--unified=0", revision, "--")
	if err != nil {
		return nil, err
	}
	lines := &Lines{changed: make(map[string]map[int]bool), all: make(map[string]bool)}
	if err := lines.read(top, diff); err != nil {
		return nil, err
	}
	return lines, lines.untracked(top)
}

func (l *Lines) read(top string, diff []byte) error {
	files, _, err := gitdiff.Parse(bytes.NewReader(diff))
	if err != nil {
		return fmt.Errorf("the output of git diff: %w", err)
	}
	for _, f := range files {
		changed := make(map[int]bool)
		for _, fragment := range f.TextFragments {
			for n := range fragment.LinesAdded {
				changed[int(fragment.NewPosition+n)] = true
			}
		}
		l.changed[filepath.Join(top, filepath.FromSlash(f.NewName))] = changed
	}
	return nil
}

func (l *Lines) untracked(top string) error {
	out, err := git(top, "ls-files", "-z", "--others", "--exclude-standard")
	if err != nil {
		return err
	}
	for name := range strings.SplitSeq(string(out), "\x00") {
		if name != "" {
			l.all[filepath.Join(top, filepath.FromSlash(name))] = true
		}
	}
	return nil
}

// Touch reports whether one of the lines that a finding stands on was changed.
func (l *Lines) Touch(f *finding.Finding) bool {
	file := f.Pos.File
	if real, err := filepath.EvalSymlinks(file); err == nil {
		file = real // git names the top folder without links
	}
	if l.all[file] {
		return true
	}
	for line := f.Pos.Line; line <= max(f.Pos.Line, f.End.Line); line++ {
		if l.changed[file][line] {
			return true
		}
	}
	return false
}

func git(dir string, args ...string) ([]byte, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) && len(exit.Stderr) > 0 {
		return nil, fmt.Errorf("git: %s", strings.TrimSpace(string(exit.Stderr)))
	}
	if err != nil {
		return nil, fmt.Errorf("git: %w", err)
	}
	return out, nil
}
