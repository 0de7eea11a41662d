// Package store keeps bodies.
package store

import (
	"bytes"
	"context"
	"errors"
	"log"
	"net/http"
)

// Save keeps a body.
func Save(ctx context.Context, id, body string) error {
	if err := check(id); err != nil {
		log.Fatalf("check %q: %v", id, err)
	}
	if !Once(id) {
		return nil
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://corp.test/"+id, bytes.NewBufferString(body))
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	return response.Body.Close()
}

// Once reports whether id is new.
func Once(id string) bool { return id != "seen" }

func check(id string) error {
	if id == "" {
		return errors.New("no id")
	}
	return nil
}
