// Package readonlyfs defines an analyzer that finds files written where a
// Lambda function cannot write.
//
// # Analyzer readonlyfs
//
// readonlyfs: writes to the read-only file system
//
// The file system of a Lambda function is read-only, but for /tmp and file
// systems mounted below /mnt. The working directory is /var/task, where the
// code lies, so a relative path works on every developer's machine and fails
// on Lambda with "read-only file system". The home directory does not exist.
//
// Write to a folder made with os.MkdirTemp or a file made with os.CreateTemp,
// and remove it before the handler returns.
//
// The rule reports files and folders made on the path of an invocation at
//
//   - a relative path;
//   - an absolute path outside /tmp, /mnt and /dev, such as /var/task or /opt;
//   - a path below the home directory: os.UserHomeDir, os.UserCacheDir, $HOME.
//
// A path that is handed to a helper is reported where it is made.
//
// # Bad
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
//	func handler(ctx context.Context, event events.EventBridgeEvent) error {
//		return os.WriteFile("out/report.csv", event.Detail, 0o600)
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
//		"path/filepath"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	func handler(ctx context.Context, event events.EventBridgeEvent) error {
//		dir, err := os.MkdirTemp("", "report")
//		if err != nil {
//			return err
//		}
//		defer os.RemoveAll(dir)
//		return os.WriteFile(filepath.Join(dir, "report.csv"), event.Detail, 0o600)
//	}
//
//	func main() { lambda.Start(handler) }
//
// # When it stays silent
//
//   - for paths whose beginning is not known, or differs from case to case;
//   - for reading;
//   - for relative paths in a program that calls os.Chdir, and for the home
//     directory in one that sets HOME or an XDG variable;
//   - for databases, which may be opened to read;
//   - before lambda.Start, in code that runs once per environment, and in
//     code that runs only outside Lambda.
package readonlyfs
