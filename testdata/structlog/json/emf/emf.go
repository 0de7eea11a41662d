// Package emf writes metrics.
package emf

import (
	"encoding/json"
	"fmt"
)

// Render returns a metric as JSON.
func Render(name string, value int) string {
	b, _ := json.Marshal(map[string]any{name: value})
	return string(b)
}

// Name returns the full name of a metric.
func Name(name string) string { return "orders/" + name }

// Raw writes a line that is JSON already.
func Raw(line string) { fmt.Println(line) }

// Text writes a line that is not.
func Text(line string) { fmt.Println(line) } // want "fmt.Println writes text .* .main.handler → emf.Text."
