package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A project is a working copy of a public repository.
type project struct {
	repo    string
	dir     string
	modules []string // folders
}

// newProject returns the project of a row, cloned if it is not there.
func newProject(row row) (*project, error) {
	dir, err := filepath.Abs(filepath.Join(*projects, strings.ReplaceAll(row["repo"], "/", "+")))
	if err != nil {
		return nil, err
	}
	p := &project{repo: row["repo"], dir: dir, modules: strings.Split(row["modules"], ",")}
	if _, err := os.Stat(dir); err == nil {
		return p, nil
	}
	for _, args := range [][]string{
		{"init", "-q", dir},
		{"-C", dir, "fetch", "-q", "--depth=1", "https://github.com/" + p.repo, row["commit"]},
		{"-C", dir, "checkout", "-q", row["commit"]},
	} {
		if out, err := exec.Command("git", args...).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("%s: git %s: %s", p.repo, strings.Join(args, " "), bytes.TrimSpace(out))
		}
	}
	return p, nil
}

// run runs lambdavet over the modules.
func (p *project) run() ([]finding, error) {
	var all []finding
	for _, module := range p.modules {
		found, err := p.module(filepath.Join(p.dir, module))
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return distinct(all), nil
}

func (p *project) module(dir string) ([]finding, error) {
	cmd := exec.Command(*binary, "-format=json", "-config=none", "-baseline=none", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-buildvcs=false")
	if !p.workspace(dir) {
		cmd.Env = append(cmd.Env, "GOWORK=off")
	}
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return nil, err
	}
	if errs.Len() > 0 {
		log.Printf("%s: %s", dir, bytes.TrimSpace(errs.Bytes()))
	}
	return p.read(out)
}

// workspace reports whether the project has a go.work above the folder.
func (p *project) workspace(dir string) bool {
	for ; strings.HasPrefix(dir, p.dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.work")); err == nil {
			return true
		}
	}
	return false
}

func (p *project) read(out []byte) ([]finding, error) {
	var found []finding
	for line := range bytes.Lines(out) {
		var f struct {
			Code, Message string
			Location      struct {
				File string
				Line int
			}
		}
		if err := json.Unmarshal(line, &f); err != nil {
			return nil, err
		}
		file, err := filepath.Rel(p.dir, f.Location.File)
		if err != nil {
			return nil, err
		}
		found = append(found, finding{key{p.repo, filepath.ToSlash(file), f.Location.Line, f.Code}, f.Message})
	}
	return found, nil
}

// ruleNames returns the names of the rules, in the order of the suite.
func ruleNames() ([]string, error) {
	out, err := exec.Command(*binary, "-list").Output()
	if err != nil {
		return nil, err
	}
	var names []string
	for line := range strings.Lines(string(out)) {
		name, _, _ := strings.Cut(line, " ")
		names = append(names, name)
	}
	return names, nil
}
