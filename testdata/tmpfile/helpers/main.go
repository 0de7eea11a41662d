// The duty to remove a file passes through helpers of other packages.
package main

import (
	"context"
	"io"
	"os"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/tmpfile/helpers/archive"
	"github.com/lambdavet/lambdavet/testdata/tmpfile/helpers/store"
)

type writer interface {
	Write(ctx context.Context, id string) (string, error)
	Again(ctx context.Context, id string) (string, error)
	Save(path string) error
	Remove(path string) error
}

type app struct{ w writer }

func (a app) handle(ctx context.Context, event events.SQSEvent) error {
	return handler(ctx, a.w, event.Records[0].MessageId)
}

func handler(ctx context.Context, w writer, id string) error {
	for _, err := range []error{
		forgets(), remembers(), downloads(id), removes(id), removesAll(id), fetches(id), uploads(id), leavesOpen(), closes(), store.Log(id),
		viaInterface(ctx, w, id), viaInterfaceRemoved(ctx, w, id), saves(w, id), savesRemoved(w, id), removedThere(w, id), folders(), passes(),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

func forgets() error {
	f, err := store.New()
	if err != nil {
		return err
	}
	return f.Close()
}

func remembers() error {
	f, err := store.New()
	if err != nil {
		return err
	}
	defer func() { f.Close(); os.Remove(f.Name()) }()
	_, err = f.WriteString("x")
	return err
}

func downloads(id string) error {
	return store.Download(strings.NewReader(id), store.Path(id+"-d"))
}

func removes(id string) error {
	path := store.Path(id)
	defer store.Drop(path)
	return store.Download(strings.NewReader(id), path)
}

func removesAll(id string) error {
	path := store.Path("all" + id)
	other := "/tmp/o-" + id
	defer store.Forget(path, other)
	if err := store.Download(strings.NewReader(id), other); err != nil {
		return err
	}
	return store.Download(strings.NewReader(id), path)
}

func fetches(id string) error {
	defer os.Remove(store.Path("f" + id))
	return store.Fetch(strings.NewReader(id), "f"+id)
}

func uploads(id string) error {
	path := "/tmp/up-" + id
	if err := os.WriteFile(path, []byte(id), 0o600); err != nil { // want `^os.WriteFile leaves /tmp/up-… behind when main.go:[0-9]+ returns`
		return err
	}
	if err := store.Upload(path); err != nil {
		return err
	}
	return nil
}

func leavesOpen() error {
	f, err := store.Open()
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, "x")
	return err
}

func closes() error {
	f, err := store.Open()
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.WriteString(f, "x")
	return err
}

func viaInterface(ctx context.Context, w writer, id string) error {
	path, err := w.Write(ctx, id)
	if err != nil {
		return err
	}
	_, err = os.ReadFile(path)
	return err
}

func viaInterfaceRemoved(ctx context.Context, w writer, id string) error {
	path, err := w.Again(ctx, id)
	if err != nil {
		return err
	}
	defer os.Remove(path)
	_, err = os.ReadFile(path)
	return err
}

func saves(w writer, id string) error {
	return w.Save("/tmp/s-" + id) // want `^os.WriteFile leaves /tmp/s-… behind`
}

func savesRemoved(w writer, id string) error {
	path := "/tmp/t-" + id
	defer os.Remove(path)
	return w.Save(path)
}

func removedThere(w writer, id string) error {
	path := "/tmp/u-" + id
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		return err
	}
	defer w.Remove(path)
	return nil
}

func folders() error {
	dir, err := store.NewDir()
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	return os.WriteFile(dir+"/x", nil, 0o600)
}

func pass() (string, error) { return store.NewDir() }

func passes() error {
	dir, err := pass()
	if err != nil {
		return err
	}
	return os.RemoveAll(dir)
}

func main() {
	a := app{w: archive.NewWriter()}
	lambda.Start(a.handle)
}
