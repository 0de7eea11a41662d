// Package logx is a logger of the project.
package logx

import (
	"encoding/json"
	"log"
)

// Debug decides whether Debugf prints.
var Debug bool

// Debugf prints when it is asked to.
func Debugf(format string, args ...any) {
	if Debug {
		log.Printf(format, args...)
	}
}

// Value prints any value.
func Value(v any) {
	text, _ := json.Marshal(v)
	log.Println(string(text))
}

// JSON prints nothing.
func JSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		log.Println(err)
	}
	return string(text)
}
