// A program that starts no Lambda may set what it likes.
package main

import "os"

func main() { os.Setenv("AWS_REGION", "eu-west-1") }
