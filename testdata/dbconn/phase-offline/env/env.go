// Package env tells where the process runs.
package env

import "os"

// Local reports whether the process runs outside Lambda.
func Local() bool { return os.Getenv("AWS_LAMBDA_FUNCTION_NAME") == "" }
