package store

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/lambdavet/lambdavet/testdata/example/internal/order"
)

// Dynamo keeps orders in a DynamoDB table. Its zero value with a table name is ready to
// use: the client is made when the first order comes.
type Dynamo struct {
	Table string

	once   sync.Once
	client *dynamodb.Client
	err    error
}

func (d *Dynamo) connect(ctx context.Context) (*dynamodb.Client, error) {
	d.once.Do(func() {
		cfg, err := config.LoadDefaultConfig(ctx)
		if err != nil {
			d.err = fmt.Errorf("load AWS configuration: %w", err)
			return
		}
		d.client = dynamodb.NewFromConfig(cfg)
	})
	return d.client, d.err
}

// Save puts an order unless there is one of the same id.
func (d *Dynamo) Save(ctx context.Context, o order.Order) error {
	client, err := d.connect(ctx)
	if err != nil {
		return err
	}
	item, err := attributevalue.MarshalMap(o)
	if err != nil {
		return fmt.Errorf("marshal: %w", err)
	}
	_, err = client.PutItem(ctx, &dynamodb.PutItemInput{
		TableName:           aws.String(d.Table),
		Item:                item,
		ConditionExpression: aws.String("attribute_not_exists(id)"),
	})
	var exists *types.ConditionalCheckFailedException
	if errors.As(err, &exists) {
		return order.ErrDuplicate
	}
	return err
}

// Find returns the order of that id.
func (d *Dynamo) Find(ctx context.Context, id string) (order.Order, error) {
	client, err := d.connect(ctx)
	if err != nil {
		return order.Order{}, err
	}
	out, err := client.GetItem(ctx, &dynamodb.GetItemInput{
		TableName: aws.String(d.Table),
		Key:       map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: id}},
	})
	if err != nil {
		return order.Order{}, fmt.Errorf("get: %w", err)
	}
	if out.Item == nil {
		return order.Order{}, order.ErrNotFound
	}
	var o order.Order
	if err := attributevalue.UnmarshalMap(out.Item, &o); err != nil {
		return order.Order{}, fmt.Errorf("unmarshal: %w", err)
	}
	return o, nil
}
