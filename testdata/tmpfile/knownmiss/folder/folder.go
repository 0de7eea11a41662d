// Package folder knows a folder.
package folder

import "os"

// Name is set when the program starts.
var Name string

func init() {
	Name = "/tmp/store"
	if dir := os.Getenv("DIR"); dir != "" {
		Name = dir
	}
}
