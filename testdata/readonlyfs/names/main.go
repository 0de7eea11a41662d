// Files named after something that is not known, but no absolute path.
package main

import (
	"context"
	"fmt"
	"mime/multipart"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/google/uuid"
)

func save(name string) error { return os.WriteFile(name, nil, 0o600) }

func upload(file *multipart.FileHeader) {
	os.Create(file.Filename) // want "^os.Create writes to a relative path"
}

func handler(ctx context.Context, event events.S3Event) error {
	upload(&multipart.FileHeader{})
	for i, record := range event.Records {
		key := record.S3.Object.URLDecodedKey
		os.Create(filepath.Base(key))                                    // want "^os.Create writes to a relative path, which is below /var/task"
		os.Create(path.Base(key) + ".gz")                                // want "^os.Create writes to \"….gz\", which is below /var/task"
		os.Create(strings.TrimSuffix(filepath.Base(key), ".gz"))         // want "^os.Create writes to a relative path"
		os.WriteFile(strconv.Itoa(i)+".csv", nil, 0o600)                 // want "^os.WriteFile writes to \"….csv\""
		os.WriteFile(fmt.Sprintf("%d.csv", i), nil, 0o600)               // want "^os.WriteFile writes to \"….csv\""
		os.MkdirAll(filepath.Join(filepath.Base(key), "parts"), 0o700)   // want "^os.MkdirAll writes to \"…/parts\""
		os.WriteFile(time.Now().Format("2006-01-02")+".log", nil, 0o600) // want "^os.WriteFile writes to \"….log\""
		os.WriteFile(uuid.NewString()+".pdf", nil, 0o600)                // want "^os.WriteFile writes to \"….pdf\""
		os.WriteFile(uuid.New().String()+".pdf", nil, 0o600)             // want "^os.WriteFile writes to \"….pdf\""
		save(filepath.Base(key) + ".json")                               // want "^names.save writes to \"….json\""

		// These may be absolute.
		os.Create(key)
		os.Create(filepath.Dir(key))
		os.Create(filepath.Clean(key))
		os.Create(strings.TrimPrefix(key, "in/"))
		os.Create(filepath.Join(os.TempDir(), filepath.Base(key)))
		os.Create(filepath.Join(os.Getenv("WORK"), strconv.Itoa(i)))
		os.WriteFile(time.Now().Format("/tmp/2006-01-02"), nil, 0o600)
		os.Open(filepath.Base(key))
	}
	return nil
}

func main() { lambda.Start(handler) }
