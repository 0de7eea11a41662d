// Command captured initialises lazily in methods whose receiver a literal
// captures, and takes a broken connection out of its cache.
package main

import (
	"context"
	"database/sql"
	"os"
	"sync"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type once struct {
	once sync.Once
	db   *sql.DB
	err  error
}

func (o *once) get() (*sql.DB, error) {
	o.once.Do(func() { o.db, o.err = sql.Open("pgx", os.Getenv("DATABASE_URL")) })
	return o.db, o.err
}

type locked struct {
	mu sync.Mutex
	db *sql.DB
}

func (l *locked) get() (*sql.DB, error) {
	l.mu.Lock()
	defer func() { l.mu.Unlock() }()
	if l.db == nil {
		db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
		if err != nil {
			return nil, err
		}
		l.db = db
	}
	return l.db, nil
}

type pools struct {
	mu sync.Mutex
	by map[string]*sql.DB
}

func (p *pools) get(ctx context.Context, tenant string) (*sql.DB, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if db, ok := p.by[tenant]; ok {
		if db.PingContext(ctx) == nil {
			return db, nil
		}
		db.Close() // and forgotten: the next call opens another
		delete(p.by, tenant)
	}
	db, err := sql.Open("pgx", tenant)
	if err != nil {
		return nil, err
	}
	p.by[tenant] = db
	return db, nil
}

var (
	one  once
	two  locked
	many = pools{by: make(map[string]*sql.DB)}
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		for _, get := range []func() (*sql.DB, error){one.get, two.get} {
			db, err := get()
			if err != nil {
				return err
			}
			if err := db.PingContext(ctx); err != nil {
				return err
			}
		}
		if _, err := many.get(ctx, record.Attributes["tenant"]); err != nil {
			return err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
