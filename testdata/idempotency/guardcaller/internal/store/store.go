// Package store remembers which messages were seen.
package store

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// Store keeps ids in a table.
type Store struct{ Client *dynamodb.Client }

// ErrSeen says that the id is known.
var ErrSeen = errors.New("seen")

// Mark reports whether the id was new.
func (s *Store) Mark(ctx context.Context, id string) (bool, error) {
	err := s.put(ctx, id)
	var seen *types.ConditionalCheckFailedException
	if errors.As(err, &seen) {
		return false, nil
	}
	return err == nil, err
}

// Claim fails with ErrSeen if the id is known.
func (s *Store) Claim(ctx context.Context, id string) error {
	if err := s.put(ctx, id); err != nil {
		return ErrSeen
	}
	return nil
}

// Touch writes without a condition.
func (s *Store) Touch(ctx context.Context, id string) error {
	_, err := s.Client.PutItem(ctx, &dynamodb.PutItemInput{
		Item: map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: id}},
	})
	return err
}

func (s *Store) put(ctx context.Context, id string) error {
	_, err := s.Client.PutItem(ctx, &dynamodb.PutItemInput{
		Item:                map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: id}},
		ConditionExpression: aws.String("attribute_not_exists(id)"),
	})
	return err
}
