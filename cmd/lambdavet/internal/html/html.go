// Package html writes a report to look at: one file that holds everything it
// needs, and asks the network for nothing.
package html

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"io"
	"strings"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/render"
)

//go:embed report.html
var document string

//go:embed report.css
var style string

//go:embed detail.js
var detail string

//go:embed report.js
var script string

// Report writes the findings as an HTML document. The same report gives the
// same bytes.
func Report(w io.Writer, r *render.Report) error {
	var data bytes.Buffer
	// The encoder writes <, > and & as escapes, so that no text of a program
	// can end the script element that the data stands in.
	if err := json.NewEncoder(&data).Encode(collect(r)); err != nil {
		return err
	}
	_, err := strings.NewReplacer(
		"/*style*/", style,
		"/*script*/", detail+script,
		"/*data*/", strings.TrimSpace(data.String()),
	).WriteString(w, document)
	return err
}
