// Package store is built once, by main.
package store

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
)

// Store keeps what it should not.
type Store struct {
	ctx context.Context
	ids []string
}

// New makes a Store.
func New() *Store { return &Store{} }

// Handle is the handler.
func (s *Store) Handle(ctx context.Context, event events.SNSEvent) error {
	s.ctx = ctx // want "^store.Store.ctx outlives the invocation: the context"
	for _, r := range event.Records {
		s.ids = append(s.ids, r.SNS.MessageID) // want "^store.Store.ids outlives the invocation: each one appends"
	}
	job := &Job{}
	job.run(ctx)
	return nil
}

// Job is made per invocation.
type Job struct{ ctx context.Context }

func (j *Job) run(ctx context.Context) { j.ctx = ctx }
