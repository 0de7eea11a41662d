package lsp

import (
	"context"
	"slices"
	"sync"
	"time"
)

// settle is how long the first of several saves waits for the others.
const settle = 50 * time.Millisecond

// A queue holds the modules to be analysed, each once. A module that is added
// while it is being analysed comes up once more.
type queue struct {
	mu      sync.Mutex
	pending []string
	wake    chan struct{}
}

func newQueue() *queue { return &queue{wake: make(chan struct{}, 1)} }

func (q *queue) add(root string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if slices.Contains(q.pending, root) {
		return
	}
	q.pending = append(q.pending, root)
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// next takes the module that has waited longest.
func (q *queue) next() (root string, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.pending) == 0 {
		return "", false
	}
	root, q.pending = q.pending[0], q.pending[1:]
	return root, true
}

// work calls check for what is added, one module at a time.
func (q *queue) work(ctx context.Context, check func(root string)) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-q.wake:
		}
		for {
			time.Sleep(settle)
			root, ok := q.next()
			if !ok {
				break
			}
			check(root)
		}
	}
}
