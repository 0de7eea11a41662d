package worker

// Queue runs tasks until it is closed.
type Queue struct{ tasks chan func() }

// NewQueue starts the worker.
func NewQueue() *Queue {
	q := &Queue{tasks: make(chan func(), 1)}
	go q.loop()
	return q
}

func (q *Queue) loop() {
	for task := range q.tasks {
		task()
	}
}

// Close ends the worker.
func (q *Queue) Close() { close(q.tasks) }
