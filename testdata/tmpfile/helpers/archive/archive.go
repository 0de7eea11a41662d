// Package archive is used through interfaces.
package archive

import (
	"context"
	"os"
	"path/filepath"
)

// Writer writes archives.
type Writer struct{ dir string }

// NewWriter returns a Writer.
func NewWriter() *Writer { return &Writer{dir: os.TempDir()} }

// Write returns the path of an archive that the caller has to remove.
func (w *Writer) Write(ctx context.Context, id string) (string, error) {
	path := filepath.Join(w.dir, id+".zip")
	if err := os.WriteFile(path, []byte(id), 0o600); err != nil { // want `^os.WriteFile leaves /tmp/….zip behind: .* \(main.app.handle → main.handler → main.viaInterface → archive.Writer.Write\)$`
		return "", err
	}
	return path, nil
}

// Again is Write, for callers that remove.
func (w *Writer) Again(ctx context.Context, id string) (string, error) {
	path := filepath.Join(w.dir, id+".tar")
	if err := os.WriteFile(path, []byte(id), 0o600); err != nil {
		return "", err
	}
	return path, nil
}

// Save writes to a path of the caller.
func (w *Writer) Save(path string) error {
	return os.WriteFile(path, nil, 0o600)
}

// Remove removes an archive.
func (w *Writer) Remove(path string) error { return os.Remove(path) }
