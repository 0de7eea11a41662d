// Command generate-pathological writes programs that are hard to analyse.
//
//	go run -C scripts/generate-pathological .                # list the shapes
//	go run -C scripts/generate-pathological . SHAPE N FOLDER
//
// The list has the name, the size that scripts/pathological measures, and what
// there are so many of.
package main

import (
	"fmt"
	"os"
	"strconv"

	"github.com/lambdavet/lambdavet/internal/pathological"
)

func main() {
	if len(os.Args) == 1 {
		for _, s := range pathological.Shapes() {
			fmt.Printf("%s\t%d\t%s\n", s.Name, s.Large, s.What)
		}
		return
	}
	if err := generate(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "generate-pathological:", err)
		os.Exit(2)
	}
}

func generate(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("got %d arguments; want SHAPE N FOLDER", len(args))
	}
	shape, err := pathological.Find(args[0])
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(args[1])
	if err != nil || n < 1 {
		return fmt.Errorf("%q is no size", args[1])
	}
	return shape.Write(args[2], "example.com/pathological", n)
}
