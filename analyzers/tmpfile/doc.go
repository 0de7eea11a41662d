// Package tmpfile defines an analyzer that finds files left behind in /tmp, or
// shared there by name.
//
// # Analyzer tmpfile
//
// tmpfile: /tmp left dirty, or shared by name
//
// An execution environment keeps /tmp from one invocation to the next. A file
// that is not removed stays until the environment goes: after enough warm
// invocations the disk is full and every write fails with "no space left on
// device". A file with a fixed name is found by the next invocation, which
// may serve another customer, and is overwritten by whatever else runs in the
// environment at the same time.
//
// Make files by os.CreateTemp or os.MkdirTemp, and remove them by a deferred call
// right behind the error check.
//
// The rule follows paths and files through variables, helpers, closures and
// structs, and reports four kinds of defect on the path of an invocation:
//
//   - leak: a file or folder below /tmp is not removed on every return that
//     follows its creation. If a removal stands there and some return skips it,
//     the finding is at the removal. Ways out by a panic do not count;
//   - name: the name is the same in every invocation, although the file is
//     removed. With -strict also a name that is derived from the event: a
//     redelivered event and concurrent work meet in one file;
//   - early: the only removal runs before the file is made;
//   - multipart: an upload is decoded behind an adapter, which lets an
//     http.Handler run on Lambda, and never thrown away. Parts above the memory
//     limit go to /tmp, and it is the HTTP server, which does not run on Lambda,
//     that removes them.
//
// A helper that returns the path or the file passes the duty to its caller,
// and a helper that is given a path may take it over, in any package of the
// program. The finding stands at the creation, and the chain names who drops it.
//
// # Bad
//
//	package main
//
//	import (
//		"context"
//		"os"
//		"path/filepath"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	func handler(ctx context.Context, event events.SQSEvent) error {
//		for _, record := range event.Records {
//			path := filepath.Join("/tmp", record.MessageId+".json")
//			if err := os.WriteFile(path, []byte(record.Body), 0o600); err != nil {
//				return err
//			}
//			if err := convert(path); err != nil {
//				return err
//			}
//		}
//		return nil
//	}
//
//	func convert(path string) error {
//		_, err := os.ReadFile(path)
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
//		"os"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	func handler(ctx context.Context, event events.SQSEvent) error {
//		for _, record := range event.Records {
//			if err := process(record.Body); err != nil {
//				return err
//			}
//		}
//		return nil
//	}
//
//	func process(body string) error {
//		f, err := os.CreateTemp("", "*.json")
//		if err != nil {
//			return err
//		}
//		defer os.Remove(f.Name())
//		defer f.Close()
//		if _, err := f.WriteString(body); err != nil {
//			return err
//		}
//		return convert(f.Name())
//	}
//
//	func convert(path string) error {
//		_, err := os.ReadFile(path)
//		return err
//	}
//
//	func main() { lambda.Start(handler) }
//
// # When it stays silent
//
//   - for a warm cache: a file that is made only where a check found it or a
//     folder above it missing, that is named after a hash of its content, or
//     that is made once per environment;
//   - for paths on a mounted file system (/mnt/…) and paths that it cannot
//     place;
//   - for a file held by something that outlives the invocation;
//   - for a fixed name inside a random folder, and for a fixed folder itself;
//   - when a deferred call, a closure, a caller, a callee, a registry of
//     clean-ups or the Close method of the struct that holds the file removes
//     it.
//
// # Fix
//
// A creation that nothing cleans up after gets a deferred removal right behind
// its error check, if no caller can know the path. os.Create of a fixed name
// becomes os.CreateTemp as well, if nothing else in the package mentions it.
package tmpfile
