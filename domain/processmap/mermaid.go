package processmap

import (
	"fmt"
	"strings"
)

// Mermaid gives the map as text of a Mermaid flowchart, from the top down: the start and ends rounded, decisions as diamonds, who does a
// step above what is done and the forms below. Steps are called n1, n2 and so on in their order, so that no key can be taken for a word of
// Mermaid; whatever could be taken for its syntax, or for HTML, is written as an entity code of Mermaid.
func Mermaid(steps []Step) string {
	var text strings.Builder
	text.WriteString("flowchart TD\n")
	number := map[string]int{}
	for i, s := range steps {
		number[s.Key] = i + 1
	}
	for i, s := range steps {
		open, closing := `["`, `"]`
		switch s.Kind {
		case Start, End:
			open, closing = `(["`, `"])`
		case Decision:
			open, closing = `{"`, `"}`
		case Task:
		}
		fmt.Fprintf(&text, "  n%d%s%s%s\n", i+1, open, label(s), closing)
	}
	for i, s := range steps {
		for _, w := range s.Next {
			arrow := "-->"
			if w.When != "" {
				arrow = `-->|"` + escaped(w.When) + `"|`
			}
			fmt.Fprintf(&text, "  n%d %s n%d\n", i+1, arrow, number[w.Step])
		}
	}
	return text.String()
}

func label(s Step) string {
	parts := make([]string, 0, 3)
	if s.Actor != "" {
		parts = append(parts, "<b>"+escaped(s.Actor)+"</b>")
	}
	parts = append(parts, escaped(s.Text))
	if len(s.Forms) > 0 {
		parts = append(parts, "<i>"+escaped(strings.Join(s.Forms, ", "))+"</i>")
	}
	return strings.Join(parts, "<br/>")
}

// escaped writes as entity codes what would end a label, begin one of Markdown or HTML, or stand for another character.
func escaped(text string) string {
	var out strings.Builder
	for _, r := range text {
		switch {
		case r < ' ' || r == 0x7f || r == '\u2028' || r == '\u2029' || r == 0x85:
			out.WriteByte(' ')
		case strings.ContainsRune("\"#<>&`;|\\", r):
			fmt.Fprintf(&out, "#%d;", r)
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}
