package paper

import (
	"fmt"

	"waymark/domain/agreement"
	"waymark/domain/document"
	"waymark/domain/programme"
	"waymark/domain/signoff"
)

// Agreement gives an agreement or a protocol as it is printed, in the order of its template. Parties are named by what they are and their
// organisation.
func Agreement(a *agreement.Agreement, template *programme.Template, partnership, district string) *Document {
	out := &Document{Title: a.Title, Subtitle: fmt.Sprintf("%s and %s", partnership, district), Changed: a.UpdatedAt}
	if a.Title == "" {
		out.Title = template.Name
	}
	if a.Synthetic {
		out.Notice = synthetic
	}
	out.fact("Document", template.Name)
	out.fact("State", words(string(a.State)))
	out.fact("Edition", fmt.Sprint(a.Edition))
	out.fact("From", a.Valid.From.Long())
	if a.Valid.To != nil {
		out.fact("To", a.Valid.To.AddDays(-1).Long())
	}
	if a.ReviewOn != nil {
		out.fact("Review by", a.ReviewOn.Long())
	}
	if agreed, ok := a.Steps.Last(signoff.ToAgree); ok {
		out.fact("Agreed", agreed.On.Long())
	}
	printSignatures(out, a.Document(template.Form))
	for _, s := range template.Form.Sections {
		text, table := printed(a, s)
		if text == "" && len(table.Rows) == 0 {
			continue
		}
		out.heading(2, s.Title)
		out.text(text)
		out.table(table)
	}
	return out
}

// printed gives what an agreement says in a section of its template.
func printed(a *agreement.Agreement, s document.Section) (text string, table *Table) {
	table = &Table{}
	switch s.Code {
	case "PARTIES":
		table.Columns = []Column{{Title: "Party", Share: 1}, {Title: "Organisation", Share: 1}}
		for _, p := range a.Parties {
			table.Rows = append(table.Rows, []string{p.Role, p.Organisation})
		}
	case "TERMS":
		text = a.Terms
	case "SHARED":
		table.Columns = []Column{{Title: "What", Share: 3}, {Title: "For what", Share: 4}, {Title: "With consent", Share: 1.6}}
		for _, item := range a.Shared {
			consent := "Without"
			if item.Consent {
				consent = "Only with consent"
			}
			table.Rows = append(table.Rows, []string{item.Item, item.Purpose, consent})
		}
	case "LEGAL_BASIS":
		text = a.LegalBasis
	case "CONSENT_FORM":
		text = a.ConsentForm
	}
	return text, table
}
