// Package settings prepares the process, for the main that imports it.
package settings

import "os"

const region = "AWS_DEFAULT_" + "REGION"

func init() {
	os.Setenv("AWS_REGION", "eu-west-1") // want "^os.Setenv changes AWS_REGION, which belongs to the Lambda runtime: the SDK, credentials and tracing rely on it; pass the value as an option$"
}

// Apply is called by main.
func Apply() {
	os.Setenv(region, "eu-west-1") // want "^os.Setenv changes AWS_DEFAULT_REGION, which belongs to the Lambda runtime"
}
