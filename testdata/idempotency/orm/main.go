// Rows made by object-relational mappers.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/go-pg/pg/v10"
	"github.com/uptrace/bun"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"xorm.io/xorm"
)

type audit struct{ Body string }

var (
	db     *gorm.DB
	bunDB  *bun.DB
	pgDB   *pg.DB
	engine *xorm.Engine
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		row := &audit{Body: record.Body}
		if err := db.WithContext(ctx).Create(row).Error; err != nil { // want `^gorm\.DB\.Create inserts another row when SQS redelivers the batch; key the row by the MessageId`
			return err
		}
		if err := db.Clauses(clause.OnConflict{DoNothing: true}).Create(row).Error; err != nil {
			return err
		}
		if err := db.Model(row).Update("n", gorm.Expr("n + ?", 1)).Error; err != nil { // want `^gorm\.DB\.Update adds once more`
			return err
		}
		if err := db.Model(row).Updates(map[string]any{"n": gorm.Expr("n - ?", 1)}).Error; err != nil { // want `^gorm\.DB\.Updates adds once more`
			return err
		}
		if err := db.Model(row).Update("seen", gorm.Expr("NOW()")).Error; err != nil {
			return err
		}
		if err := db.Exec("UPDATE stock SET n = n + 1").Error; err != nil { // want `^gorm\.DB\.Exec adds once more`
			return err
		}
		if err := gorm.G[audit](db).Create(ctx, row); err != nil { // want `CreateInterface.*Create inserts another row`
			return err
		}
		if err := more(ctx, row); err != nil {
			return err
		}
	}
	return nil
}

func more(ctx context.Context, row *audit) error {
	if _, err := bunDB.NewInsert().Model(row).Exec(ctx); err != nil { // want `^bun\.InsertQuery\.Exec inserts another row`
		return err
	}
	if _, err := bunDB.NewInsert().Model(row).On("CONFLICT (body) DO NOTHING").Exec(ctx); err != nil {
		return err
	}
	if _, err := pgDB.Model(row).Insert(); err != nil { // want `^orm\.Query\.Insert inserts another row`
		return err
	}
	if _, err := pgDB.Model(row).OnConflict("DO NOTHING").Insert(); err != nil {
		return err
	}
	_, err := engine.Insert(row) // want `^xorm\.Engine\.Insert inserts another row`
	return err
}

func main() { lambda.Start(handler) }
