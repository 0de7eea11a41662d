// Package clientinit defines an analyzer that finds clients and other reusable
// objects made again on each invocation.
//
// # Analyzer clientinit
//
// clientinit: clients and parsed texts made per invocation
//
// Lambda keeps an execution environment for many invocations. What is made
// before lambda.Start is paid for once; what a handler makes is paid for by every
// caller. An AWS configuration made in a handler resolves its credentials again.
// A client opens new connections with new TLS handshakes, and leaves the idle
// ones of its predecessor behind.
//
// Make it once for each environment: in main before lambda.Start, in a package
// variable, or lazily with sync.Once. A secret that is rotated
// may be kept for some minutes, not for ever: read it again when it is old.
//
// The rule reports, on the path of an invocation:
//
//   - AWS configurations, sessions and clients of both SDKs;
//   - http.Transport literals and clones, gRPC connections;
//   - regular expressions and templates whose text is the same each time;
//   - secrets and parameters fetched by a constant or configured name;
//   - key sets and discovery documents of an identity provider.
//
// A client and the transport made for it are one finding. Databases are the
// matter of dbconn.
//
// # Bad
//
//	package main
//
//	import (
//		"context"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//		"github.com/aws/aws-sdk-go-v2/config"
//		"github.com/aws/aws-sdk-go-v2/service/s3"
//	)
//
//	func handler(ctx context.Context, event events.S3Event) error {
//		cfg, err := config.LoadDefaultConfig(ctx)
//		if err != nil {
//			return err
//		}
//		client := s3.NewFromConfig(cfg)
//		_, err = client.ListBuckets(ctx, &s3.ListBucketsInput{})
//		return err
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
//		"log"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//		"github.com/aws/aws-sdk-go-v2/config"
//		"github.com/aws/aws-sdk-go-v2/service/s3"
//	)
//
//	var client *s3.Client
//
//	func handler(ctx context.Context, event events.S3Event) error {
//		_, err := client.ListBuckets(ctx, &s3.ListBucketsInput{})
//		return err
//	}
//
//	func main() {
//		cfg, err := config.LoadDefaultConfig(context.Background())
//		if err != nil {
//			log.Fatal(err)
//		}
//		client = s3.NewFromConfig(cfg)
//		lambda.Start(handler)
//	}
//
// # When it stays silent
//
//   - in main before lambda.Start, in init and in package variables;
//   - inside sync.Once and its like, and in the provider of a cache of
//     credentials;
//   - in a block guarded by a nil check or an age check of the variable that
//     the block sets;
//   - where the event, the answer of a service or chance takes part in the
//     arguments, such as the region or the role of a tenant that a table
//     names;
//   - for clients that only make presigned URLs;
//   - for an http.Client without a Transport of its own, which shares the
//     default one, and for wrappers around http.DefaultTransport;
//   - for a Transport with DisableKeepAlives;
//   - for a parameter that the package also writes, since that is state;
//   - in code that runs only outside Lambda.
package clientinit
