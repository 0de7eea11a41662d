package page

import (
	"testing"

	"honnef.co/go/tools/analysis/lint"
)

func TestHTML(t *testing.T) {
	doc := &lint.Documentation{
		Text:   "Opens <b> & closes.\n\n  - one\n  - two\n\n# Silent\n\nIn [main].",
		Before: "a := `</pre>`\n",
		After:  "b\n",
	}
	const want = `<p>Opens &lt;b&gt; &amp; closes.
<ul>
<li>one
<li>two
</ul>
<h4>Bad</h4>
<pre><code>a := ` + "`&lt;/pre&gt;`" + `
</code></pre>
<h4>Good</h4>
<pre><code>b
</code></pre>
<h4>Silent</h4>
<p>In [main].
`
	if got := HTML(doc, 4); got != want {
		t.Errorf("HTML =\n%s\nwant\n%s", got, want)
	}
}
