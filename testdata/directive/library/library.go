// Package library is called by the handler of another package.
package library

import "os"

// Save has a directive that counts, as far as the package can tell.
func Save(id string) {
	if id == "" {
		os.Exit(1) //lambdavet:ignore handlerpanic the environment is broken beyond repair
	}
	//lambdavet:ignore handlerpanic a caller's reason
	stop()
}

func stop() { os.Exit(1) }

// Count has one that covers neither a call nor a candidate.
func Count(n int) int {
	//lambdavet:ignore handlerpanic nothing to see here // want "suppresses nothing"
	return n + 1
}
