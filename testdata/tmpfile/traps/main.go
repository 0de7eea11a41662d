// Right code that looks like the defects.
package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		for _, step := range []func(string) error{
			deferred, closure, beforehand, parent, helper, onEveryReturn, returned, logged, registry, list, cached, mustExist,
			content, warm, once, efs, sweep, variable, named, conditional, group, checked, rewritten, moved, viaPointer, exits, twice, ownParent, shell, derived, aged, guarded, refused,
		} {
			if err := step(record.Body); err != nil {
				return err
			}
		}
	}
	return nil
}

func deferred(body string) error {
	f, err := os.CreateTemp("", "x")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	_, err = io.WriteString(f, body)
	return err
}

func closure(body string) error {
	path := filepath.Join(os.TempDir(), uuid.NewString())
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		return err
	}
	defer func() {
		if err := os.Remove(path); err != nil {
			log.Print(err)
		}
	}()
	return read(path)
}

func read(path string) error {
	_, err := os.ReadFile(path)
	return err
}

func beforehand(body string) error {
	path := "/tmp/" + uuid.NewString()
	defer os.Remove(path)
	return os.WriteFile(path, []byte(body), 0o600)
}

func parent(body string) error {
	dir, err := os.MkdirTemp("", "job-*")
	if err != nil {
		return fmt.Errorf("making a folder: %w", err)
	}
	defer os.RemoveAll(dir)
	if err := os.MkdirAll(filepath.Join(dir, "in"), 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "in", "body.txt"), []byte(body), 0o600)
}

func helper(body string) error {
	f, err := os.CreateTemp("", "x")
	if err != nil {
		return err
	}
	defer drop(f)
	return nil
}

func drop(f *os.File) {
	if f == nil {
		return
	}
	if err := f.Close(); err != nil {
		log.Print(err)
	}
	if err := os.Remove(f.Name()); err != nil {
		log.Print(err)
	}
}

func onEveryReturn(body string) error {
	f, err := os.CreateTemp("", "x")
	if err != nil {
		return err
	}
	if _, err := f.WriteString(body); err != nil {
		f.Close()
		os.Remove(f.Name())
		return err
	}
	f.Close()
	return os.Remove(f.Name())
}

func tempFile(body string) (path string, cleanup func(), err error) {
	f, err := os.CreateTemp("", "x")
	if err != nil {
		return "", nil, err
	}
	cleanup = func() { os.Remove(f.Name()) }
	if _, err := f.WriteString(body); err != nil {
		cleanup()
		return "", nil, err
	}
	return f.Name(), cleanup, nil
}

func returned(body string) error {
	path, cleanup, err := tempFile(body)
	if err != nil {
		return err
	}
	defer cleanup()
	return read(path)
}

func spilled(body string) (path string, cleanup func() error, err error) {
	f, err := os.CreateTemp("", "x")
	if err != nil {
		return "", nil, err
	}
	if err := f.Close(); err != nil {
		os.Remove(f.Name())
		return "", nil, err
	}
	return f.Name(), func() error { return os.Remove(f.Name()) }, nil
}

func logged(body string) error {
	path, cleanup, err := spilled(body)
	if err != nil {
		return err
	}
	defer func() {
		if err := cleanup(); err != nil {
			log.Print(err)
		}
	}()
	return read(path)
}

type cleaner struct{ funcs []func() }

func (c *cleaner) add(f func()) { c.funcs = append(c.funcs, f) }
func (c *cleaner) run() {
	for _, f := range c.funcs {
		f()
	}
}

func registry(body string) error {
	var c cleaner
	defer c.run()
	f, err := os.CreateTemp("", "x")
	if err != nil {
		return err
	}
	c.add(func() { os.Remove(f.Name()) })
	return read(f.Name())
}

func list(body string) error {
	var paths []string
	defer func() {
		for _, p := range paths {
			os.Remove(p)
		}
	}()
	for range body {
		f, err := os.CreateTemp("", "x")
		if err != nil {
			return err
		}
		paths = append(paths, f.Name())
		f.Close()
	}
	return nil
}

// cached: downloaded once per environment, on purpose.
func cached(body string) error {
	const model = "/tmp/model.bin"
	if _, err := os.Stat(model); errors.Is(err, fs.ErrNotExist) {
		if err := os.WriteFile(model, []byte("weights"), 0o600); err != nil {
			return err
		}
	}
	return read(model)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func mustExist(body string) error {
	path := filepath.Join("/tmp", body)
	if exists(path) {
		return nil
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return f.Close()
}

func content(body string) error {
	sum := sha256.Sum256([]byte(body))
	return os.WriteFile("/tmp/"+hex.EncodeToString(sum[:]), []byte(body), 0o600)
}

var cachePath string

func warm(body string) error {
	if cachePath == "" {
		f, err := os.CreateTemp("", "cache")
		if err != nil {
			return err
		}
		cachePath = f.Name()
	}
	return read(cachePath)
}

var unpack sync.Once

func once(body string) error {
	unpack.Do(func() {
		if err := os.WriteFile("/tmp/tool", []byte("#!/bin/sh"), 0o700); err != nil {
			log.Print(err)
		}
	})
	return nil
}

func efs(body string) error {
	return os.WriteFile(filepath.Join("/mnt/data", body), nil, 0o600)
}

func sweep(body string) error {
	defer clean()
	return os.WriteFile("/tmp/"+uuid.NewString(), []byte(body), 0o600)
}

func clean() {
	entries, err := os.ReadDir("/tmp")
	if err != nil {
		return
	}
	for _, e := range entries {
		os.RemoveAll(filepath.Join("/tmp", e.Name()))
	}
}

func variable(body string) error {
	var path string
	defer func() {
		if path != "" {
			os.Remove(path)
		}
	}()
	f, err := os.CreateTemp("", "x")
	if err != nil {
		return err
	}
	path = f.Name()
	return f.Close()
}

func named(body string) (err error) {
	f, err := os.CreateTemp("", "x")
	if err != nil {
		return err
	}
	defer func() {
		if e := os.Remove(f.Name()); e != nil && err == nil {
			err = e
		}
	}()
	_, err = f.WriteString(body)
	return err
}

// conditional: on success the caller gets the file.
func keepOnSuccess(body string) (path string, err error) {
	f, err := os.CreateTemp("", "x")
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	if _, err = f.WriteString(body); err != nil {
		return "", err
	}
	return f.Name(), nil
}

func conditional(body string) error {
	path, err := keepOnSuccess(body)
	if err != nil {
		return err
	}
	defer os.Remove(path)
	return read(path)
}

func group(body string) error {
	dir, err := os.MkdirTemp("", "g")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var g errgroup.Group
	for i := range 3 {
		g.Go(func() error {
			return os.WriteFile(filepath.Join(dir, fmt.Sprint(i)), nil, 0o600)
		})
	}
	return g.Wait()
}

func checked(body string) error {
	path := "/tmp/" + uuid.NewString()
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		return err
	}
	defer removeIfExists(path)
	return nil
}

func removeIfExists(path string) {
	if _, err := os.Stat(path); err != nil {
		return
	}
	os.Remove(path)
}

func rewritten(body string) error {
	var out bytes.Buffer
	out.WriteString(body)
	_, err := os.Open("/tmp/config.json") // read only
	return err
}

func moved(body string) error {
	f, err := os.CreateTemp("", "x")
	if err != nil {
		return err
	}
	name := f.Name()
	defer func(p string) { os.Remove(p) }(name)
	return f.Close()
}

type job struct {
	dir string
	out *os.File
}

func newJob() (*job, error) {
	dir, err := os.MkdirTemp("", "job")
	if err != nil {
		return nil, err
	}
	j := &job{dir: dir}
	if j.out, err = os.Create(filepath.Join(dir, "out")); err != nil {
		os.RemoveAll(dir)
		return nil, err
	}
	return j, nil
}

func (j *job) Close() error {
	if err := j.out.Close(); err != nil {
		log.Print(err)
	}
	return os.RemoveAll(j.dir)
}

func viaPointer(body string) error {
	j, err := newJob()
	if err != nil {
		return err
	}
	defer j.Close()
	_, err = j.out.WriteString(body)
	return err
}

func exits(body string) error {
	f, err := os.CreateTemp("", "x")
	if err != nil {
		return err
	}
	if body == "" {
		panic("empty") // panics aside
	}
	f.Close()
	return os.Remove(f.Name())
}

func twice(body string) error {
	if err := os.WriteFile("/tmp/"+filepath.Base(body), nil, 0o600); err != nil {
		return err
	}
	return os.Remove("/tmp/" + filepath.Base(body))
}

func ownParent(body string) error {
	dir, err := os.MkdirTemp("", "p")
	if err != nil {
		return err
	}
	path := filepath.Join(dir, "file.txt")
	defer os.RemoveAll(filepath.Dir(path))
	return os.WriteFile(path, nil, 0o600)
}

func shell(body string) error {
	path := "/tmp/" + uuid.NewString()
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		return err
	}
	return exec.Command("rm", "-f", path).Run()
}

func makeFor(key string) error {
	return os.WriteFile("/tmp/"+filepath.Base(key), nil, 0o600)
}

func dropFor(key string) {
	os.Remove("/tmp/" + filepath.Base(key))
}

func derived(key string) error {
	defer dropFor(key)
	return makeFor(key)
}

// aged: a cache with a time to live.
func aged(body string) error {
	path := "/tmp/list.json"
	info, err := os.Stat(path)
	if err == nil && time.Since(info.ModTime()) < time.Hour {
		return read(path)
	}
	return os.WriteFile(path, []byte(body), 0o600)
}

func install(path string) error { return os.WriteFile(path, nil, 0o700) }

// guarded: the check is in the caller.
func guarded(body string) error {
	const tool = "/tmp/bin"
	if !exists(tool) {
		if err := install(tool); err != nil {
			return err
		}
	}
	return read(tool)
}

// refused: the check asks whether there is a folder, not whether there is a file.
func refused(body string) error {
	dir := "/tmp/in/" + body
	if _, err := os.Stat(dir); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "file"), nil, 0o600) // want "^os.WriteFile leaves /tmp/in/…/file behind"
}

func main() { lambda.Start(handler) }
