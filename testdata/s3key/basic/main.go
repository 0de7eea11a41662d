// Encoded keys used as names.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

var (
	bucket *s3.Client
	table  *dynamodb.Client
)

func handler(ctx context.Context, event events.S3Event) error {
	for _, r := range event.Records {
		key := r.S3.Object.Key // want "^S3Object.Key is URL-encoded, and s3.GetObjectInput gets it as it is: objects with blanks or special characters in their names are not found; use URLDecodedKey$"
		if _, err := bucket.GetObject(ctx, &s3.GetObjectInput{Bucket: &r.S3.Bucket.Name, Key: aws.String(key)}); err != nil {
			return err
		}
		if err := fetch(ctx, r.S3.Object.Key); err != nil { // want "S3Object.Key is URL-encoded, and s3.HeadObjectInput gets it"
			return err
		}
		f, err := os.Create(filepath.Join("/tmp", r.S3.Object.Key)) // want "and os.Create gets it"
		if err != nil {
			return err
		}
		f.Close()
		_, err = table.PutItem(ctx, &dynamodb.PutItemInput{Item: map[string]types.AttributeValue{
			"pk": &types.AttributeValueMemberS{Value: fmt.Sprintf("object#%s", r.S3.Object.Key)}, // want "and types.AttributeValueMemberS gets it"
		}})
		if err != nil {
			return err
		}
	}
	return nil
}

func fetch(ctx context.Context, name string) error {
	_, err := bucket.HeadObject(ctx, &s3.HeadObjectInput{Key: &name})
	return err
}

func main() { lambda.Start(handler) }
