// Package store makes and removes files for other packages.
package store

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Dir is where the files are.
var Dir = filepath.Join(os.TempDir(), "store")

// Path returns where the file of an id is.
func Path(id string) string { return fmt.Sprintf("/tmp/%s.bin", id) }

// New makes a file: the caller has it.
func New() (*os.File, error) {
	f, err := os.CreateTemp("", "new") // want `^os.CreateTemp leaves /tmp/… behind: .* \(main.app.handle → main.handler → main.forgets → store.New\)$`
	if err != nil {
		return nil, err
	}
	return f, nil
}

// NewDir makes a folder: the caller has it.
func NewDir() (string, error) {
	return os.MkdirTemp("", "new")
}

// Download writes to a path of the caller.
func Download(r io.Reader, path string) error {
	f, err := os.Create(path) // want `^os.Create leaves /tmp/…-d.bin behind: .* \(main.app.handle → main.handler → main.downloads → store.Download\)$`
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(f, r)
	return err
}

// Fetch is Download under a name of its own.
func Fetch(r io.Reader, id string) error { return Download(r, Path(id)) }

// Forget removes what Download made.
func Forget(paths ...string) {
	for _, path := range paths {
		os.Remove(path)
	}
}

// Drop removes one file.
func Drop(path string) error {
	if path == "" {
		return nil
	}
	return os.Remove(path)
}

// Upload sends a file away and removes it if that works.
func Upload(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if len(data) == 0 {
		return io.ErrUnexpectedEOF
	}
	return os.Remove(path)
}

// Log appends to a fixed file.
func Log(line string) error {
	f, err := os.OpenFile(filepath.Join(Dir, "log.txt"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600) // want `^os.OpenFile leaves /tmp/store/log.txt behind, a name shared by all invocations`
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = f.WriteString(line)
	return err
}

// File is a file and its clean-up.
type File struct {
	*os.File
	path string
}

// Open makes a file that removes itself when it is closed.
func Open() (*File, error) {
	f, err := os.CreateTemp("", "file") // want `^os.CreateTemp leaves /tmp/… behind: .* \(main.app.handle → main.handler → main.leavesOpen → store.Open\)$`
	if err != nil {
		return nil, err
	}
	return &File{File: f, path: f.Name()}, nil
}

// Close removes the file.
func (f *File) Close() error {
	defer os.Remove(f.path)
	return f.File.Close()
}
