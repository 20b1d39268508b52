package plan

import (
	"strconv"
	"strings"
)

// field is a field of a row with what it says.
type field struct{ name, text string }

func told(name, text string) field { return field{name, text} }

// head gives what a plan says of itself.
func head(p *Plan) []field {
	return []field{told("kind", string(p.Kind)), told("year", p.Year.String()), told("edition", strconv.Itoa(p.Edition)), told("state", string(p.State))}
}

// fields gives what a row says, each field by the name that the API has for it, as text. Its place is none of them.
func fields(r Row) []field {
	switch x := r.(type) {
	case *Part:
		return []field{told("title", x.Title), told("text", x.Text), told("status", string(x.Status))}
	case *Line:
		return []field{told("stream", x.Stream), told("name", x.Name), told("planned", pence(x.Planned)), told("committed", pence(x.Committed)),
			told("spent", pence(x.Spent)), told("note", x.Note)}
	case *Priority:
		return []field{told("statement", x.Statement), told("findings", strings.Join(x.Findings, ", "))}
	case *Objective:
		given := make([]string, len(x.Funding))
		for i, f := range x.Funding {
			given[i] = f.Line + " " + pence(f.Pence)
		}
		return []field{told("statement", x.Statement), told("findings", strings.Join(x.Findings, ", ")), told("funding", strings.Join(given, ", "))}
	case *Action:
		evidence := make([]string, len(x.Evidence))
		for i, f := range x.Evidence {
			evidence[i] = strings.TrimSpace(f.ID + " " + f.Note)
		}
		return []field{told("text", x.Text), told("byWhen", x.When.String()), told("owner", x.Owner.String()), told("coordinator", x.Owner.Coordinator), told("resources", x.Resources),
			told("target", x.Target.String()), told("rag", string(x.RAG)), told("progress", string(x.Progress)), told("evidence", strings.Join(evidence, ", "))}
	}
	return nil
}

func pence(n int64) string { return strconv.FormatInt(n, 10) }

// String gives it as it is written: "joint commissioning manager, Alderside DAAT"; "" for nobody but a coordinator.
func (o Owner) String() string {
	var parts []string
	for _, s := range []string{o.Role, o.Organisation} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

// String gives it as it is written: "EFFECTIVE_TREATMENT 80 by 31 March 2010"; "" for none.
func (t *Target) String() string {
	switch {
	case t == nil:
		return ""
	case t.By == nil:
		return t.Indicator + " " + t.Value.String()
	}
	return t.Indicator + " " + t.Value.String() + " by " + t.By.Long()
}
