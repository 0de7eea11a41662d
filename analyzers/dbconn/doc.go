// Package dbconn defines an analyzer that finds database connections opened
// per invocation.
//
// # Analyzer dbconn
//
// dbconn: database connections opened per invocation
//
// A Lambda execution environment serves one invocation after another. What a
// handler opens is opened again by the next one, while the frozen environment
// keeps the old connections until they time out. Under load, hundreds of
// environments exhaust max_connections of the database, and every cold TLS and
// login handshake is paid by a caller.
//
// Open the pool once per environment: in main before lambda.Start, in a package
// variable, or lazily with sync.OnceValues; and leave it open when the handler
// returns. Cap it with SetMaxOpenConns: an environment handles one invocation at
// a time, unless it is configured for more.
//
// The rule reports three kinds of defect on the path of an invocation:
//
//   - open: a connection, pool or session constructor is called, or a pool is
//     made as a struct;
//   - close: the handler closes a handle that outlives the invocation, so that
//     the next warm call uses a closed pool;
//   - lost: a lazy initialisation that never keeps its result, because := makes
//     a new variable or because the handle is returned without being stored.
//
// # Bad
//
//	package main
//
//	import (
//		"context"
//		"database/sql"
//		"os"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//		_ "github.com/jackc/pgx/v5/stdlib"
//	)
//
//	func handler(ctx context.Context, event events.EventBridgeEvent) error {
//		db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
//		if err != nil {
//			return err
//		}
//		defer db.Close()
//		_, err = db.ExecContext(ctx, "UPDATE jobs SET done = true WHERE id = $1", event.ID)
//		return err
//	}
//
//	func main() { lambda.Start(handler) }
//
// # Good
//
//	package main
//
//	import (
//		"context"
//		"database/sql"
//		"log"
//		"os"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//		_ "github.com/jackc/pgx/v5/stdlib"
//	)
//
//	var db *sql.DB
//
//	func handler(ctx context.Context, event events.EventBridgeEvent) error {
//		_, err := db.ExecContext(ctx, "UPDATE jobs SET done = true WHERE id = $1", event.ID)
//		return err
//	}
//
//	func main() {
//		var err error
//		if db, err = sql.Open("pgx", os.Getenv("DATABASE_URL")); err != nil {
//			log.Fatal(err)
//		}
//		db.SetMaxOpenConns(2)
//		lambda.Start(handler)
//	}
//
// # When it stays silent
//
//   - in main before lambda.Start, in init and in package variables;
//   - inside sync.Once, sync.OnceValue and their like;
//   - in a block guarded by a nil check of the variable, field or map entry
//     that the block sets;
//   - for a handle that is cached by a key of the event, such as a tenant;
//   - when an existing handle is wrapped (sqlx.NewDb, bun.NewDB) or a
//     connection is taken from a pool (db.Conn, pool.Acquire);
//   - in code that runs only outside Lambda.
package dbconn
