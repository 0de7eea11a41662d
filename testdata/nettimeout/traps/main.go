// Right code that looks alike.
package main

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

var (
	objects  = s3.New(s3.Options{})
	errBusy  = errors.New("busy")
	attempts = 5
)

func call(ctx context.Context) error {
	_, err := objects.ListBuckets(ctx, &s3.ListBucketsInput{})
	return err
}

// counted backs off a few times.
func counted(ctx context.Context) error {
	for i := 0; i < attempts; i++ {
		if err := call(ctx); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errBusy
}

// endless in form only: the attempts are counted inside.
func inside(ctx context.Context) error {
	tries := 0
	for {
		err := call(ctx)
		if err == nil {
			return nil
		}
		if tries++; tries > 3 {
			return err
		}
		time.Sleep(time.Duration(tries) * time.Second)
	}
}

// again counts by recursion.
func again(ctx context.Context, left int) error {
	if err := call(ctx); err == nil || left == 0 {
		return err
	}
	time.Sleep(time.Second)
	return again(ctx, left-1)
}

// withDeadline ends by the clock.
func withDeadline(ctx context.Context) error {
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); {
		if call(ctx) == nil {
			return nil
		}
		time.Sleep(2 * time.Second)
	}
	return errBusy
}

// withContext ends with the invocation, and says so.
func withContext(ctx context.Context) error {
	for {
		if call(ctx) == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

// asks looks at the context between two naps.
func asks(ctx context.Context) error {
	for ctx.Err() == nil {
		if call(ctx) == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return ctx.Err()
}

// own has a timeout of its own.
func own(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	for {
		if err := call(ctx); err == nil || !errors.Is(err, errBusy) {
			return err
		}
		time.Sleep(time.Second)
	}
}

// pages goes slowly through what there is.
func pages(ctx context.Context) error {
	token := "first"
	for token != "" {
		if err := call(ctx); err != nil {
			return err
		}
		token = os.Getenv(token)
		time.Sleep(100 * time.Millisecond)
	}
	return nil
}

func handler(ctx context.Context, event events.SQSEvent) error {
	time.Sleep(50 * time.Millisecond)
	delay := time.Duration(len(event.Records)) * time.Millisecond
	time.Sleep(delay)
	result := make(chan error, 1)
	go func() { result <- call(ctx) }()
	select {
	case err := <-result:
		return err
	case <-time.After(3 * time.Second):
	}
	deadline, _ := ctx.Deadline()
	waiter := s3.NewBucketExistsWaiter(objects)
	if err := waiter.Wait(ctx, &s3.HeadBucketInput{}, time.Until(deadline)-time.Second); err != nil {
		return err
	}
	return errors.Join(counted(ctx), inside(ctx), again(ctx, 3), withDeadline(ctx), withContext(ctx), asks(ctx), own(ctx), pages(ctx))
}

func main() {
	time.Sleep(time.Second)
	if os.Getenv("AWS_LAMBDA_RUNTIME_API") == "" {
		for {
			_ = call(context.Background())
			time.Sleep(time.Second)
		}
	}
	lambda.Start(handler)
}
