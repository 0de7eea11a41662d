// Leaks that are not found yet.
package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/tmpfile/knownmiss/folder"
)

type store struct{ dir string }

// The folder is set where the package is used: what another package passes to
// the constructor is not followed into the field.
func newStore(dir string) *store { return &store{dir: dir} }

func (s *store) put(id string) error {
	return os.WriteFile(filepath.Join(s.dir, id), nil, 0o600)
}

// The list of paths is returned: what becomes of its elements is not followed.
func (s *store) all(ids []string) ([]string, error) {
	var paths []string
	for _, id := range ids {
		path := "/tmp/all-" + id
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

var s = newStore(folder.Name)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := s.put(record.MessageId); err != nil {
			return err
		}
	}
	_, err := s.all([]string{event.Records[0].MessageId})
	return err
}

func main() { lambda.Start(handler) }
