package cli

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/render"
)

// A pathWriter passes on lines that begin with a file name, relative to one
// folder, with the name relative to another.
type pathWriter struct {
	w        io.Writer
	from, to string
	rest     []byte // a line that is not whole yet
}

func (p *pathWriter) Write(data []byte) (int, error) {
	p.rest = append(p.rest, data...)
	for {
		i := bytes.IndexByte(p.rest, '\n')
		if i < 0 {
			return len(data), nil
		}
		if _, err := fmt.Fprintln(p.w, p.line(string(p.rest[:i]))); err != nil {
			return 0, err
		}
		p.rest = p.rest[i+1:]
	}
}

// flush writes a last line that has no end.
func (p *pathWriter) flush() {
	if len(p.rest) > 0 {
		fmt.Fprint(p.w, p.line(string(p.rest)))
	}
}

func (p *pathWriter) line(text string) string {
	name, rest, ok := strings.Cut(text, ".go:")
	if !ok || p.from == p.to || strings.ContainsAny(name, " \t") {
		return text
	}
	return render.ShortPath(p.to, filepath.Join(p.from, filepath.FromSlash(name))) + ".go:" + rest
}
