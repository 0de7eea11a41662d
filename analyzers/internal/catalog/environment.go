package catalog

import (
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Getenv reports whether a call reads an environment variable, and which one;
// the name is "" if it is not constant.
func (t *Table) Getenv(common *ssa.CallCommon) (name string, ok bool) {
	callee := common.StaticCallee()
	if callee == nil {
		return "", false
	}
	fn, _ := callee.Object().(*types.Func)
	if fn == nil {
		return "", false
	}
	row, ok := t.Func(Env, fn)
	if !ok || row.Index() >= len(common.Args) {
		return "", false
	}
	if c, ok := common.Args[row.Index()].(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String {
		name = constant.StringVal(c.Value)
	}
	return name, true
}
