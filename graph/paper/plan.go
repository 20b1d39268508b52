package paper

import (
	"fmt"
	"slices"
	"strings"

	"waymark/domain/document"
	"waymark/domain/plan"
	"waymark/domain/programme"
	"waymark/domain/signoff"
)

// synthetic stands on every page of what was invented.
const synthetic = "Synthetic: generated for demonstration, and about nothing real"

// Plan gives a plan as it is printed: its texts, its money with totals, and its planning grids by the columns of its template. What has been
// taken out is left out; people are named by role.
func Plan(d *plan.Document, template *programme.Template, partnership string) *Document {
	form := template.Form
	out := &Document{Title: fmt.Sprintf("%s %s", template.Name, d.Year), Subtitle: partnership, Changed: d.UpdatedAt}
	if d.Synthetic {
		out.Notice = synthetic
	}
	out.fact("State", words(string(d.State)))
	out.fact("Edition", fmt.Sprint(d.Edition))
	if agreed, ok := d.Steps.Last(signoff.ToAgree); ok {
		out.fact("Agreed", agreed.On.Long())
	}
	printSignatures(out, d.Signoff(form))
	heading := ""
	for _, part := range d.Parts {
		section := form.Section(part.Code)
		if section == nil {
			section = &document.Section{}
		}
		if section.Part != heading {
			heading = section.Part
			out.heading(1, heading)
		}
		out.heading(2, part.Title)
		out.text(part.Text)
		switch section.Form {
		case document.Funding:
			printMoney(out, d, part, form)
		case document.Grid:
			printGrid(out, d, part, section.Columns)
		}
	}
	return out
}

// printSignatures lists the signatures that a document may bear, and when each was given.
func printSignatures(out *Document, s *signoff.Document) {
	t := &Table{Columns: []Column{{Title: "Signed by", Share: 4}, {Title: "On", Share: 2}, {Title: "For", Share: 4}}}
	for _, signature := range s.Signatures {
		on, of := "", "Not signed yet"
		if !signature.Required {
			of = "Not asked for"
		}
		for _, step := range s.Steps {
			if step.Do == signoff.ToSign && step.As == signature.Code {
				on = step.On.Long()
			}
		}
		switch unsigned := len(s.Unsigned(signature)); {
		case unsigned == 0 && on == "":
			of = "All of it, with the edition before"
		case unsigned == 0:
			of = "All of it"
		case on != "":
			of = fmt.Sprintf("All but %d that have changed since", unsigned)
		}
		t.Rows = append(t.Rows, []string{opening(signature.Name), on, of})
	}
	out.table(t)
}

func printMoney(out *Document, d *plan.Document, part *plan.Part, form *document.Template) {
	t := &Table{Total: true, Columns: []Column{{Title: "Stream", Share: 4}, {Title: "For", Share: 5}, {Title: "Planned", Share: 2.4, Right: true},
		{Title: "Committed", Share: 2.4, Right: true}, {Title: "Spent", Share: 2.4, Right: true}}}
	for _, l := range d.Lines {
		if l.PartID != part.ID || !d.There(l) {
			continue
		}
		name := l.Stream
		if i := slices.IndexFunc(form.Streams, func(s document.Stream) bool { return s.Code == l.Stream }); i >= 0 {
			name = form.Streams[i].Name
		}
		what := l.Name
		if l.Note != "" {
			what += ". " + l.Note
		}
		t.Rows = append(t.Rows, []string{name, what, pounds(l.Planned), pounds(l.Committed), pounds(l.Spent)})
	}
	if len(t.Rows) > 0 {
		sum := d.Total()
		t.Rows = append(t.Rows, []string{"Total", "", pounds(sum.Planned), pounds(sum.Committed), pounds(sum.Spent)})
	}
	out.table(t)
}

// printGrid lays a planning grid out as the form does: its priorities, under each the objectives, and under each of those the delivery plan.
func printGrid(out *Document, d *plan.Document, part *plan.Part, columns []string) {
	number := 0
	for i, p := range among(d, d.Priorities, part.ID) {
		out.heading(3, fmt.Sprintf("Priority %d: %s", i+1, p.Statement))
		for _, o := range among(d, d.Objectives, p.ID) {
			number++
			out.heading(4, fmt.Sprintf("Objective %d: %s", number, o.Statement))
			out.text(resources(d, o))
			t := &Table{}
			for i, title := range append(slices.Clone(columns), "RAG") {
				share := 2.0
				if i == 0 {
					share = 5
				}
				t.Columns = append(t.Columns, Column{Title: title, Share: share})
			}
			for _, a := range among(d, d.Actions, o.ID) {
				t.Rows = append(t.Rows, cells(a, columns))
			}
			out.table(t)
		}
	}
}

// among gives the rows that lie in something and have not been taken out.
func among[R plan.Row](d *plan.Document, rows []R, in string) []R {
	var there []R
	for _, r := range rows {
		if r.Parent() == in && d.There(r) {
			there = append(there, r)
		}
	}
	return there
}

// resources says what an objective has been given.
func resources(d *plan.Document, o *plan.Objective) string {
	var given []string
	for _, f := range o.Funding {
		for _, l := range d.Lines {
			if l.Origin == f.Line {
				given = append(given, fmt.Sprintf("%s of %s", pounds(f.Pence), l.Name))
			}
		}
	}
	if len(given) == 0 {
		return ""
	}
	return "Resources: " + strings.Join(given, "; ") + "."
}

// cells gives an action by the columns of its grid: what, by when, by whom, the measure if there is a column for it, and how it stands.
func cells(a *plan.Action, columns []string) []string {
	what := a.Text
	if a.Resources != "" {
		what += "\nResources: " + a.Resources
	}
	measure := ""
	if t := a.Target; t != nil {
		measure = fmt.Sprintf("%s: %s", words(t.Indicator), t.Value)
		if t.By != nil {
			measure += " by " + t.By.Long()
		}
	}
	owner := a.Owner.Role
	if a.Owner.Organisation != "" {
		owner = strings.TrimPrefix(owner+", "+a.Owner.Organisation, ", ")
	}
	row := []string{what, a.When.String(), owner}
	if len(columns) > len(row) {
		row = append(row, measure)
	} else if measure != "" {
		row[0] += "\nTarget: " + measure
	}
	for len(row) < len(columns) {
		row = append(row, "")
	}
	stands := words(string(a.RAG))
	if a.Progress == plan.Done || a.Progress == plan.Dropped {
		stands = strings.TrimPrefix(stands+", "+strings.ToLower(words(string(a.Progress))), ", ")
	}
	return append(row[:len(columns)], stands)
}
