// Files that stay in /tmp, by the ways in which their paths are made.
package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/xuri/excelize/v2"
)

const reportPath = "/tmp/report.pdf"

var workDir = filepath.Join(os.TempDir(), "work")

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := save(record.MessageId, record.Body); err != nil {
			return err
		}
		for _, step := range []func(string) error{fixed, random, folder, sprintf, builder, late, loop, flags, sheet, skipped, renamed, command} {
			if err := step(record.Body); err != nil {
				return err
			}
		}
	}
	return nil
}

func save(id, body string) error {
	path := "/tmp/" + id + ".json"
	return os.WriteFile(path, []byte(body), 0o600) // want `^os.WriteFile leaves /tmp/….json behind: /tmp is kept between invocations of the same environment and fills up; defer os.Remove of it \(main.handler → main.save\)$`
}

func fixed(body string) error {
	return os.WriteFile(reportPath, []byte(body), 0o600) // want `^os.WriteFile leaves /tmp/report.pdf behind, a name shared by all invocations`
}

func random(body string) error {
	f, err := os.CreateTemp("", "body-*.txt") // want `^os.CreateTemp leaves /tmp/… behind: /tmp is kept`
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = f.WriteString(body)
	return err
}

func folder(body string) error {
	dir, err := os.MkdirTemp("", "job") // want `^os.MkdirTemp leaves /tmp/… behind: .*; defer os.RemoveAll of it`
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "in.txt"), []byte(body), 0o600)
}

func sprintf(body string) error {
	f, err := os.Create(fmt.Sprintf("%s/%s-%03d.csv", os.TempDir(), body, len(body))) // want `^os.Create leaves /tmp/…-….csv behind`
	if err != nil {
		return err
	}
	return f.Close()
}

func builder(body string) error {
	var b strings.Builder
	b.WriteString(workDir)
	b.WriteByte('/')
	b.WriteString(body)
	return os.WriteFile(b.String(), nil, 0o600) // want `^os.WriteFile leaves /tmp/work/… behind`
}

// late: the removal comes too late for an error.
func late(url string) error {
	f, err := os.CreateTemp("", "page")
	if err != nil {
		return err
	}
	res, err := http.Get(url)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if _, err := io.Copy(f, res.Body); err != nil {
		return fmt.Errorf("copying: %w", err)
	}
	f.Close()
	return os.Remove(f.Name()) // want `^os.Remove is skipped when main.go:88 returns, and /tmp/… stays: .*; defer it`
}

func loop(body string) error {
	for i, line := range strings.Split(body, "\n") {
		path := filepath.Join("/tmp", fmt.Sprint(i, line))
		if err := os.WriteFile(path, []byte(line), 0o600); err != nil {
			return err
		}
		if line == "" {
			continue
		}
		os.Remove(path) // want `^os.Remove is skipped when main.go:10. returns`
	}
	return nil
}

func flags(body string) error {
	f, err := os.OpenFile("/tmp/"+body, os.O_CREATE|os.O_WRONLY, 0o600) // want `^os.OpenFile leaves /tmp/… behind`
	if err != nil {
		return err
	}
	defer f.Close()
	return nil
}

func sheet(body string) error {
	x := excelize.NewFile()
	defer x.Close()
	return x.SaveAs("/tmp/" + body + ".xlsx") // want `^excelize.File.SaveAs leaves /tmp/….xlsx behind`
}

// skipped: the file is made elsewhere, and removed only if all goes well.
func skipped(body string) error {
	path := "/tmp/" + body
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if len(data) == 0 {
		return io.ErrUnexpectedEOF
	}
	os.Remove(path) // want `^os.Remove is skipped when main.go:13. returns`
	return nil
}

func renamed(body string) error {
	part := "/tmp/" + body + ".part"
	if err := os.WriteFile(part, nil, 0o600); err != nil {
		return err
	}
	return os.Rename(part, "/tmp/"+body) // want `^os.Rename leaves /tmp/… behind`
}

func command(body string) error {
	in, err := os.CreateTemp("", "in-*.png")
	if err != nil {
		return err
	}
	defer os.Remove(in.Name())
	out := "/tmp/" + body + ".webp"
	if err := exec.Command("cwebp", in.Name(), "-o", out).Run(); err != nil { // want `^exec.Command leaves /tmp/….webp behind`
		return err
	}
	_, err = os.ReadFile(out)
	return err
}

func main() { lambda.Start(handler) }
