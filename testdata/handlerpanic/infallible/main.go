// Command infallible looks at errors that cannot occur, and at some that look
// like them.
package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"log"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type address struct {
	Street string `json:"street"`
	lines  chan string
}

type person struct {
	Name      string
	Age       int
	Adult     bool
	Addresses []*address
	Tags      map[string][]int64
	Hook      func() `json:"-"`
}

type node struct {
	Name string
	Next *node
}

type custom string

func (c custom) MarshalText() ([]byte, error) { return []byte(c), nil }

// Trap: hashes and buffers take everything.
func digest(body string) string {
	hasher := sha256.New()
	if _, err := hasher.Write([]byte(body)); err != nil {
		log.Fatalf("hashing: %v", err)
	}
	short := fnv.New32a()
	if _, err := io.WriteString(short, body); err != nil {
		panic(err)
	}
	var b strings.Builder
	if _, err := fmt.Fprintf(&b, "%x %x", hasher.Sum(nil), short.Sum32()); err != nil {
		panic(err)
	}
	if _, err := rand.Read(make([]byte, 8)); err != nil {
		panic(err)
	}
	var buf bytes.Buffer
	_, err := buf.WriteString(b.String())
	if err == nil {
		return buf.String()
	}
	panic(err)
}

// Trap: JSON of text, numbers and what is made of them; a map that holds
// nothing else. An exit is wrong there, too: the type may change.
func encode(p person) string {
	data, err := json.Marshal(p)
	if err != nil {
		log.Fatalln(err) // want `log.Fatalln ends the process`
	}
	more, err := json.MarshalIndent(map[string]any{"name": p.Name, "inner": map[string]any{"ages": []int{p.Age}}}, "", " ")
	if err != nil {
		if len(more) > 0 {
			log.Println("odd")
		}
		panic(err)
	}
	return string(data) + string(more)
}

// Trap: a named result that a deferred call reads.
func named(p *person) (data []byte, err error) {
	defer func() { fmt.Fprintln(os.Stderr, err) }()
	if data, err = json.Marshal(p); err != nil {
		panic(err)
	}
	return data, nil
}

func mayFail(n *node, w io.Writer, ratio float64, at time.Time, name custom, number json.Number) {
	if _, err := json.Marshal(n); err != nil {
		panic(err) // want `panic ends the execution environment`
	}
	if _, err := json.Marshal(ratio); err != nil {
		panic(err) // want `panic ends the execution environment`
	}
	if _, err := json.Marshal(at); err != nil {
		panic(err) // want `panic ends the execution environment`
	}
	if _, err := json.Marshal([]custom{name}); err != nil {
		panic(err) // want `panic ends the execution environment`
	}
	if _, err := json.Marshal(number); err != nil {
		panic(err) // want `panic ends the execution environment`
	}
	if _, err := w.Write(nil); err != nil {
		panic(err) // want `panic ends the execution environment`
	}
	if _, err := fmt.Fprintln(w, ratio); err != nil {
		panic(err) // want `panic ends the execution environment`
	}
	fields := map[string]any{"ratio": ratio}
	if _, err := json.Marshal(fields); err != nil {
		panic(err) // want `panic ends the execution environment`
	}
	open := map[string]any{"name": "a"}
	add(open)
	if _, err := json.Marshal(open); err != nil {
		panic(err) // want `panic ends the execution environment`
	}
	var buf bytes.Buffer
	if _, err := buf.WriteTo(w); err != nil {
		panic(err) // want `panic ends the execution environment`
	}
}

func add(m map[string]any) { m["lines"] = make(chan int) }

// The error is another one when it is tested.
func again(p person, event events.SQSEvent) {
	_, err := json.Marshal(p)
	if len(event.Records) > 0 {
		err = os.Remove("x")
	}
	if err != nil {
		panic(err) // want `panic ends the execution environment`
	}
}

func handler(ctx context.Context, event events.SQSEvent) error {
	p := person{Name: digest(event.Records[0].Body)}
	if _, err := named(&p); err != nil {
		return err
	}
	again(p, event)
	mayFail(&node{}, os.Stdout, 1, time.Now(), custom(encode(p)), "1")
	return nil
}

func main() { lambda.Start(handler) }
