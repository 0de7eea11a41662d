// Package method names what requests are made with.
package method

import "net/http"

// The methods of the hook.
const (
	Send  = http.MethodPost
	Fetch = "GET"
)
