package paths

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// Relative reports whether the path cannot begin with a slash, although it
// begins with a value: the last element of a path, a number, a date, a UUID.
func (e Expr) Relative() bool {
	if len(e) == 0 || e[0].Value == "" {
		return false
	}
	first := e[0]
	switch strings.TrimPrefix(first.Value, "d:") {
	case "path/filepath.Base", "path.Base", "strconv.Itoa", "strconv.FormatInt", "strconv.FormatUint":
		return true
	case "strings.TrimSuffix", "strings.TrimRight", "strings.Replace", "strings.ReplaceAll", "strings.ToLower":
		return len(first.Args) > 0 && first.Args[0].Relative()
	case "f:mime/multipart.FileHeader.Filename":
		return true // mime/multipart takes the last element
	}
	if first.of == nil {
		return false
	}
	if b, ok := first.of.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsNumeric != 0 {
		return true
	}
	call, ok := first.of.(*ssa.Call)
	return ok && unslashed(call.Common())
}

// unslashed reports whether what a call returns does not begin with a slash.
func unslashed(call *ssa.CallCommon) bool {
	callee := call.StaticCallee()
	if callee == nil {
		return false
	}
	switch callee.String() {
	case "github.com/google/uuid.NewString":
		return true
	case "(time.Time).Format":
		layout, ok := value.Text(call.Args[1])
		return ok && layout != "" && layout[0] != '/'
	}
	recv := callee.Signature.Recv()
	if recv == nil || callee.Name() != "String" {
		return false
	}
	_, array := recv.Type().Underlying().(*types.Array) // as that of a UUID
	return array
}
