// Bodies of loops over functions run where the loop does.
package main

import (
	"context"
	"iter"
	"log"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type list[T any] struct{ items []T }

func (l *list[T]) all() iter.Seq[T] { return slices.Values(l.items) }

func (l *list[T]) each() iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, item := range l.items {
			if !yield(item) {
				return
			}
		}
	}
}

var seen sync.Map

func handle(ctx context.Context, event events.SQSEvent) error {
	byID := make(map[string]string)
	for batch := range slices.Chunk(event.Records, 10) {
		if len(batch) > 9 {
			log.Fatal("too many") // want `log.Fatal .* \(main.handle → main.handle.handle-range1\)$|log.Fatal .* \(main.handle → main.handle.func1\)$`
		}
	}
	for id := range maps.Keys(byID) {
		log.Fatalln(id) // want `log.Fatalln .*`
	}
	for part := range strings.SplitSeq(event.Records[0].Body, ",") {
		l := &list[string]{[]string{part}}
		for item := range l.all() {
			os.Exit(len(item)) // want `os.Exit .*`
		}
		for item := range l.each() {
			os.Exit(len(item)) // want `os.Exit .*`
		}
	}
	for key := range seen.Range {
		log.Panic(key) // want `log.Panic .*`
	}
	visit := seen.Range
	visit(func(key, value any) bool {
		log.Panic(key) // want `log.Panic .*`
		return true
	})
	return nil
}

func main() { lambda.Start(handle) }
