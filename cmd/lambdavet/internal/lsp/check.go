package lsp

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"
)

// An outcome is what the last run said of a module.
type outcome struct {
	files map[string]*file // by path
	shown string           // what the user was told of trouble
}

// A file is one that there is something to say of.
type file struct {
	text    *text
	settled bool // text is what was analysed
	remarks []remark
}

// A remark is a diagnostic, and what can be done about it.
type remark struct {
	diagnostic
	fix *quickFix // may be nil
}

// check analyses a module and publishes what it finds.
func (s *server) check(ctx context.Context, root string) {
	end := s.begin(ctx, root)
	start := time.Now()
	report := s.analyse(root)

	s.mu.Lock()
	defer s.mu.Unlock()
	before := s.modules[root]
	if before == nil {
		before = new(outcome)
	}
	after := s.read(root, report, start)
	s.modules[root] = after
	concerned := maps.Clone(after.files)
	maps.Copy(concerned, before.files)
	s.publish(ctx, slices.Sorted(maps.Keys(concerned)))
	if after.shown != "" && after.shown != before.shown {
		s.notify(ctx, "window/showMessage", messageParams{messageError, after.shown})
	}
	took := time.Since(start).Round(time.Millisecond)
	s.log.Printf("lambdavet: %s: %d findings, %d lines of trouble, %s", root, len(report.Findings), len(report.Trouble), took)
	end(fmt.Sprintf("findings: %d", len(report.Findings)))
}

// analyse calls Check; a panic is trouble like any other.
func (s *server) analyse(root string) (report Report) {
	defer func() {
		if p := recover(); p != nil {
			s.log.Printf("lambdavet: panic: %v\n%s", p, debug.Stack())
			report = Report{Trouble: []string{fmt.Sprintf("internal error: %v", p)}}
		}
	}()
	return s.cfg.Check(root)
}

// read makes an outcome of a report. A file that was written after the start of
// the run need not be what was analysed; it is about to be saved, or looked at
// once more.
func (s *server) read(root string, report Report, start time.Time) *outcome {
	o := &outcome{files: make(map[string]*file)}
	texts := newTexts(s.client.utf8)
	add := func(path string, r remark) {
		f := o.files[path]
		if f == nil {
			info, err := os.Stat(path)
			f = &file{text: texts.of(path), settled: err == nil && info.ModTime().Before(start)}
			o.files[path] = f
		}
		f.remarks = append(f.remarks, r)
	}
	placed, loose := places(root, report.Trouble)
	for _, p := range placed {
		add(p.pos.File, s.trouble(texts, p))
	}
	for i := range report.Findings {
		f := &report.Findings[i]
		add(f.Pos.File, s.remark(texts, f))
	}
	o.shown = told(root, placed, loose)
	return o
}

// publish tells the editor all there is to say of some files.
func (s *server) publish(ctx context.Context, paths []string) {
	for _, path := range paths {
		var all []remark
		for _, root := range slices.Sorted(maps.Keys(s.modules)) {
			if o := s.modules[root]; o != nil && o.files[path] != nil {
				all = append(all, o.files[path].remarks...)
			}
		}
		s.notify(ctx, "textDocument/publishDiagnostics", publishDiagnosticsParams{s.uri(path), diagnostics(distinct(all))})
	}
}

// begin shows that a run is under way, if the editor can, and returns what ends
// that.
func (s *server) begin(ctx context.Context, root string) (end func(message string)) {
	s.mu.Lock()
	supported := s.client.progress
	s.mu.Unlock()
	if !supported {
		return func(string) {}
	}
	s.runs++
	token := fmt.Sprintf("lambdavet/%d", s.runs)
	waiting, cancel := context.WithTimeout(ctx, progressTimeout)
	defer cancel()
	if _, err := s.rpc.Callback(waiting, "window/workDoneProgress/create", createProgressParams{token}); err != nil {
		return func(string) {}
	}
	s.notify(ctx, "$/progress", progressParams{token, progress{"begin", "lambdavet", filepath.Base(root)}})
	return func(message string) {
		s.notify(ctx, "$/progress", progressParams{token, progress{"end", "", message}})
	}
}

// progressTimeout is how long a run waits for the editor to show progress.
const progressTimeout = 2 * time.Second
