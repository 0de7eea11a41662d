// Package worker starts goroutines that its methods wait for, or do not.
package worker

import "sync"

// Pool is waited for by Close.
type Pool struct {
	wg   sync.WaitGroup
	done chan struct{}
}

// Go runs f.
func (p *Pool) Go(f func()) {
	p.wg.Add(1)
	go func() {
		defer p.wg.Done()
		f()
	}()
}

// Close waits.
func (p *Pool) Close() { p.wg.Wait() }

// Loose is waited for by nobody.
type Loose struct{ wg sync.WaitGroup }

// Go runs f.
func (l *Loose) Go(f func()) {
	l.wg.Add(1)
	go func() { // want "goroutine signals its end, but nobody waits for it.* .main.handler → worker.Loose.Go.$"
		defer l.wg.Done()
		f()
	}()
}

// Close would wait.
func (l *Loose) Close() { l.wg.Wait() }
