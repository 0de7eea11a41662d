// Package jsoncontract defines an analyzer that finds handlers whose event or
// result does not survive JSON.
//
// # Analyzer jsoncontract
//
// jsoncontract: an event or result that JSON cannot carry
//
// Lambda decodes the event from JSON and encodes the result to JSON, after the
// handler returned. A result with a channel or a function in it fails there:
// the invocation ends in an error when all its work is done, and the retry
// does the work again. Fields that are not exported are left out without a
// word. A stream that is returned by value is sent as a struct. And a REST API
// or a load balancer answers 502 to a response without a status code.
//
// The rule reports, at the registration:
//
//   - channels, functions, complex numbers and maps with unsupported keys in
//     the result, or as the event or its named fields;
//   - structs of unexported fields only;
//   - streaming responses by value;
//   - results for a REST API or a load balancer that have no statusCode;
//
// and, in a handler of the package, return statements whose literal response
// has no StatusCode.
//
// # Bad
//
//	package main
//
//	import (
//		"context"
//
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	type result struct {
//		Count int
//		Done  chan bool
//	}
//
//	func handler(ctx context.Context, names []string) (result, error) {
//		return result{Count: len(names)}, nil
//	}
//
//	func main() { lambda.Start(handler) }
//
// # Good
//
//	package main
//
//	import (
//		"context"
//
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	type result struct {
//		Count int       `json:"count"`
//		Done  chan bool `json:"-"`
//	}
//
//	func handler(ctx context.Context, names []string) (result, error) {
//		return result{Count: len(names)}, nil
//	}
//
//	func main() { lambda.Start(handler) }
//
// # When it stays silent
//
//   - for types with marshalers of their own;
//   - for results that are an io.Reader;
//   - for interfaces and maps whose content is not known;
//   - for responses of HTTP APIs and function URLs, where 200 is inferred;
//   - for signatures that Lambda rejects anyway, which are for handlersig.
package jsoncontract
