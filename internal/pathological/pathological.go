// Package pathological writes Lambda programs in shapes that nobody would write
// by hand, in any size: generators of code do, and an analyzer must not fall over
// what they make.
package pathological

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Module stands in the files for the import path of the module that holds them.
const Module = "MODULE"

// Shape is a family of programs.
type Shape struct {
	Name string
	// What says in one line what there are N of.
	What string
	// Large is the size that the script measures, Small that of the test.
	Large, Small int
	// Files returns the program of size n by file name.
	Files func(n int) map[string]string
}

// Shapes returns all shapes in a fixed order.
func Shapes() []Shape {
	return slices.Concat(calls, functions, types)
}

// Find returns the shape with that name.
func Find(name string) (Shape, error) {
	var names []string
	for _, s := range Shapes() {
		if s.Name == name {
			return s, nil
		}
		names = append(names, s.Name)
	}
	return Shape{}, fmt.Errorf("no shape %q; there are %s", name, strings.Join(names, ", "))
}

// Write writes the program of size n below a folder, as packages of module.
func (s Shape) Write(folder, module string, n int) error {
	files := s.Files(n)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(strings.ReplaceAll(files[name], Module, module)), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// single is a program of one file: a main package whose handler calls run.
func single(body string) map[string]string {
	return map[string]string{"main.go": header + body}
}

// header starts the file of a main package. What it imports is used below, so
// that a body may use it or not.
const header = `package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

var (
	db      *sql.DB
	errFull = errors.New("full")
)

func main() { lambda.Start(handle) }

func handle(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := run(ctx, record.Body); err != nil {
			return fmt.Errorf("record %s: %w", record.MessageId, err)
		}
	}
	return nil
}

// last has something to find for several rules.
func last(ctx context.Context, text string) error {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	slog.InfoContext(ctx, "insert", "text", text)
	if _, err := db.ExecContext(ctx, "INSERT INTO t (text) VALUES ($1)", text); err != nil {
		return errFull
	}
	body, err := json.Marshal(map[string]any{"text": text})
	if err != nil {
		return err
	}
	return os.WriteFile("/tmp/last", body, 0o600)
}

`

// each joins what line makes of 0 to n-1.
func each(n int, line func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(line(i))
	}
	return b.String()
}
