// Package files writes where its callers say.
package files

import "os"

// Save writes a file.
func Save(name string, data []byte) error { return store(data, name) }

func store(data []byte, to string) error { return os.WriteFile(to, data, 0o600) }

// Load only reads.
func Load(name string) ([]byte, error) { return os.ReadFile(name) }
