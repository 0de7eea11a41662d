// Files at places that cannot be written, made here and by helpers.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/readonlyfs/defects/files"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	id := event.Records[0].MessageId
	os.Create("report.csv")                                                 // want "^os.Create writes to \"report.csv\", which is below /var/task and read-only on Lambda; write to a folder made with os.MkdirTemp$"
	os.MkdirAll(filepath.Join("out", id), 0o700)                            // want "^os.MkdirAll writes to \"out/…\", which is below /var/task"
	os.WriteFile(fmt.Sprintf("out/%s.txt", id), nil, 0o600)                 // want "^os.WriteFile writes to \"out/….txt\""
	os.WriteFile("/var/task/"+id, nil, 0o600)                               // want "^os.WriteFile writes to \"/var/task/…\", which is read-only on Lambda"
	os.OpenFile("/opt/app.log", os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600) // want "^os.OpenFile writes to \"/opt/app.log\""
	os.CreateTemp(".cache", "x")                                            // want "^os.CreateTemp writes to \".cache\""
	home, err := os.UserHomeDir()
	if err != nil {
		return err
	}
	os.Mkdir(filepath.Join(home, ".app"), 0o700)         // want "^os.Mkdir writes to \"\\$HOME/.app\", but the home directory does not exist on Lambda"
	os.WriteFile(os.Getenv("HOME")+"/token", nil, 0o600) // want "^os.WriteFile writes to \"\\$HOME/token\""
	wd, err := os.Getwd()
	if err != nil {
		return err
	}
	os.Rename("/tmp/a", filepath.Join(wd, "a"))         // want "^os.Rename writes to \"/var/task/a\""
	if err := files.Save("data/"+id, nil); err != nil { // want "^files.Save writes to \"data/…\", which is below /var/task"
		return err
	}
	_, err = files.Load("data/table.json")
	return err
}

func main() { lambda.Start(handler) }
