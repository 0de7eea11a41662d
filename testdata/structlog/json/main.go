// Program json prints JSON text by hand: a machine reads it.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/structlog/json/emf"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	b, err := json.Marshal(event)
	if err != nil {
		return err
	}
	fmt.Println(string(b))
	log.Printf("event: %s", b)
	os.Stdout.Write(b)
	os.Stdout.Write(append(b, '\n'))
	os.Stdout.WriteString("\n")
	fmt.Fprintln(os.Stderr)
	indented, _ := json.MarshalIndent(event, "", "  ")
	fmt.Printf("%s\n", indented)

	var buf bytes.Buffer
	if err := json.NewEncoder(&buf).Encode(event); err != nil {
		return err
	}
	fmt.Print(buf.String())

	json.NewEncoder(os.Stdout).Encode(event)
	fmt.Printf(`{"level":"INFO","message":"got records","count":%d}`+"\n", len(event.Records))
	fmt.Println(render(event))
	fmt.Println(emf.Render("count", len(event.Records)))
	emf.Raw(string(b))
	log.Println(fmt.Sprintf("%s", b))

	fmt.Println(len(b))            // want "fmt.Println writes text"
	fmt.Println(name(event))       // want "fmt.Println writes text"
	fmt.Println(emf.Name("count")) // want "fmt.Println writes text"
	emf.Text("got records")
	return nil
}

func render(event events.SQSEvent) string {
	line := map[string]any{"count": len(event.Records)}
	b, err := json.Marshal(line)
	if err != nil {
		return ""
	}
	return string(b)
}

func name(event events.SQSEvent) string { return event.Records[0].MessageId }

func main() { lambda.Start(handler) }
