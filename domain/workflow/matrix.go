package workflow

import (
	"fmt"
	"strings"

	"waymark/domain/fault"
)

// Matrix writes the whole table out, for people: each action with what it asks for, and what comes of it from every state by
// every role once all that it comes after has been done by somebody else.
func (t Table[S, A, R]) Matrix(states []S, roles []R) string {
	var text strings.Builder
	width := 0
	for _, s := range states {
		width = max(width, len(s))
	}
	for _, rule := range t.Rules {
		text.WriteString(string(rule.Do))
		for _, asks := range []struct {
			words string
			of    []A
		}{{"after", rule.After}, {"by another than who did", rule.Apart}} {
			if len(asks.of) > 0 {
				fmt.Fprintf(&text, ", %s %s", asks.words, join(asks.of))
			}
		}
		if rule.Reason {
			text.WriteString(", with a reason")
		}
		if rule.Begins {
			text.WriteString(", begins a round")
		}
		text.WriteByte('\n')
		var done []Step[A]
		for _, a := range rule.After {
			done = append(done, Step[A]{Do: a, By: "another"})
		}
		for _, s := range states {
			line := fmt.Sprintf("  %-*s", width, s)
			for _, r := range roles {
				next, err := t.Next(s, rule.Do, Who[R]{Subject: "somebody", Roles: []R{r}}, done)
				result := string(next)
				if list, refused := fault.All(err); refused {
					result = string(list[0].Code)
				}
				line += fmt.Sprintf("  %s: %-18s", r, result)
			}
			text.WriteString(strings.TrimRight(line, " ") + "\n")
		}
	}
	return text.String()
}

func join[A ~string](list []A) string {
	names := make([]string, len(list))
	for i, a := range list {
		names[i] = string(a)
	}
	return strings.Join(names, ", ")
}
