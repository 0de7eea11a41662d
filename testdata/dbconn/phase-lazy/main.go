// Lazy initialisation in its many spellings: quiet.
package main

import (
	"context"
	"database/sql"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func dsn() string { return os.Getenv("DATABASE_URL") }

var (
	db      *sql.DB
	mu      sync.Mutex
	rw      sync.RWMutex
	ready   bool
	byName  = make(map[string]*sql.DB)
	shared  sync.Map
	pointer atomic.Pointer[sql.DB]
	expires time.Time
	initErr error
)

func nilCheck() (*sql.DB, error) {
	if db == nil {
		d, err := sql.Open("pgx", dsn())
		if err != nil {
			return nil, err
		}
		db = d
	}
	return db, nil
}

func earlyReturn() (*sql.DB, error) {
	if db != nil {
		return db, nil
	}
	var err error
	db, err = sql.Open("pgx", dsn())
	return db, err
}

func doubleChecked() (*sql.DB, error) {
	if db == nil {
		mu.Lock()
		defer mu.Unlock()
		if db == nil {
			d, err := sql.Open("pgx", dsn())
			if err != nil {
				return nil, err
			}
			db = d
		}
	}
	return db, nil
}

func readLocked() *sql.DB {
	rw.RLock()
	d := db
	rw.RUnlock()
	if d != nil {
		return d
	}
	rw.Lock()
	defer rw.Unlock()
	if db != nil {
		return db
	}
	db, _ = sql.Open("pgx", dsn())
	return db
}

func flag() {
	if !ready {
		db, _ = sql.Open("pgx", dsn())
		ready = true
	}
}

func mapEntry(name string) *sql.DB {
	if d, ok := byName[name]; ok {
		return d
	}
	d, _ := sql.Open("pgx", dsn()+name)
	byName[name] = d
	return d
}

func mapNil(name string) *sql.DB {
	d := byName[name]
	if d == nil {
		d, _ = sql.Open("pgx", dsn()+name)
		byName[name] = d
	}
	return d
}

func syncMap(name string) *sql.DB {
	if v, ok := shared.Load(name); ok {
		return v.(*sql.DB)
	}
	d, _ := sql.Open("pgx", dsn()+name)
	v, _ := shared.LoadOrStore(name, d)
	return v.(*sql.DB)
}

func atomicPointer() *sql.DB {
	if d := pointer.Load(); d != nil {
		return d
	}
	d, _ := sql.Open("pgx", dsn())
	pointer.Store(d)
	return d
}

func ttl() *sql.DB {
	if time.Now().After(expires) {
		db, _ = sql.Open("pgx", dsn())
		expires = time.Now().Add(time.Hour)
	}
	return db
}

func reconnect(ctx context.Context) *sql.DB {
	if db == nil || db.PingContext(ctx) != nil {
		db, _ = sql.Open("pgx", dsn())
	}
	if err := db.PingContext(ctx); err != nil {
		db, _ = sql.Open("pgx", dsn())
	}
	return db
}

func connect() error {
	var err error
	db, err = sql.Open("pgx", dsn())
	return err
}

func throughHelper() error {
	if db == nil {
		return connect()
	}
	return nil
}

func throughResult() {
	if db == nil {
		db = must(sql.Open("pgx", dsn()))
	}
}

func must(d *sql.DB, err error) *sql.DB {
	if err != nil {
		panic(err)
	}
	return d
}

func storedAfter() *sql.DB {
	d := db
	if d == nil {
		d, _ = sql.Open("pgx", dsn())
	}
	db = d
	return d
}

type store struct {
	db   *sql.DB
	pool map[string]*sql.DB
	mu   sync.Mutex
}

func (s *store) get() *sql.DB {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.db == nil {
		s.db, _ = sql.Open("pgx", dsn())
	}
	return s.db
}

func (s *store) tenant(name string) *sql.DB {
	if s.pool == nil {
		s.pool = make(map[string]*sql.DB)
	}
	d, ok := s.pool[name]
	if !ok {
		d, _ = sql.Open("pgx", dsn()+name)
		s.pool[name] = d
	}
	return d
}

type handler struct{ store *store }

func (h *handler) handle(ctx context.Context, event events.SQSEvent) error {
	name := event.Records[0].MessageId
	for _, f := range []func() *sql.DB{readLocked, atomicPointer, ttl, storedAfter, h.store.get} {
		if err := f().PingContext(ctx); err != nil {
			return err
		}
	}
	for _, f := range []func(string) *sql.DB{mapEntry, mapNil, syncMap, h.store.tenant} {
		if err := f(name).PingContext(ctx); err != nil {
			return err
		}
	}
	for _, f := range []func() (*sql.DB, error){nilCheck, earlyReturn, doubleChecked} {
		if _, err := f(); err != nil {
			return err
		}
	}
	flag()
	throughResult()
	reconnect(ctx)
	return throughHelper()
}

// captured keeps the pool in a variable of the function that makes the handler.
func captured() func(context.Context, events.SNSEvent) error {
	var pool *sql.DB
	return func(ctx context.Context, event events.SNSEvent) error {
		if pool == nil {
			d, err := sql.Open("pgx", dsn())
			if err != nil {
				return err
			}
			pool = d
		}
		return pool.PingContext(ctx)
	}
}

func main() {
	if len(os.Args) > 1 {
		lambda.Start(captured())
	}
	h := &handler{store: &store{}}
	lambda.Start(h.handle)
}
