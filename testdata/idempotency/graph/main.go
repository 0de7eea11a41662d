// Queries to a graph database.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

var driver neo4j.DriverWithContext

func handler(ctx context.Context, event events.SQSEvent) error {
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	defer session.Close(ctx)
	for _, record := range event.Records {
		params := map[string]any{"id": record.MessageId, "body": record.Body}
		if _, err := session.Run(ctx, "CREATE (n:Note {body: $body})", params); err != nil { // want `^neo4j\.SessionWithContext\.Run creates another one when SQS redelivers the batch; MERGE a node keyed by the MessageId`
			return err
		}
		if _, err := session.Run(ctx, "MERGE (n:Note {id: $id}) ON CREATE SET n.body = $body", params); err != nil {
			return err
		}
		_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
			return tx.Run(ctx, "MATCH (n:Total {id: $body}) SET n.count = n.count + 1", params) // want `^neo4j\.ManagedTransaction\.Run adds once more when SQS redelivers the batch; record the MessageId first`
		})
		if err != nil {
			return err
		}
		if err := execute(ctx, params); err != nil {
			return err
		}
	}
	return nil
}

func execute(ctx context.Context, params map[string]any) error {
	_, err := neo4j.ExecuteQuery(ctx, driver, "MATCH (a:A), (b:B) CREATE (a)-[:HAS]->(b)", params, neo4j.EagerResultTransformer) // want `^neo4j\.ExecuteQuery creates another one`
	if err != nil {
		return err
	}
	_, err = neo4j.ExecuteQuery(ctx, driver, "MATCH (a:A), (b:B) WHERE NOT (a)-[:HAS]->(b) CREATE (a)-[:HAS]->(b)", params, neo4j.EagerResultTransformer)
	if err != nil {
		return err
	}
	_, err = neo4j.ExecuteQuery(ctx, driver, "CREATE INDEX notes IF NOT EXISTS FOR (n:Note) ON (n.id)", params, neo4j.EagerResultTransformer)
	return err
}

func main() { lambda.Start(handler) }
