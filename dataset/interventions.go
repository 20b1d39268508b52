package dataset

import (
	"strconv"

	"waymark/domain/intervention"
	"waymark/domain/programme"
)

// loadInterventions reads what was tried, where, and what was counted.
func (l *loader) loadInterventions() error {
	tried := map[string]*programme.Intervention{}
	rows, err := table(l.files, "interventions.csv", &l.faults, "code", "name", "description", "scope_note", "source", "found_in")
	if err != nil {
		return err
	}
	for _, r := range rows {
		x := &programme.Intervention{Meta: newMeta(ID(programme.InterventionPrefix, r.text("code"))), Code: r.text("code"), Name: r.text("name"),
			Description: r.text("description"), Scope: r.optional("scope_note")}
		if s := known(r, "source", l.sources); s != nil {
			x.SourceID = s.ID
		}
		add(r, "code", tried, &l.records.Interventions, x)
	}
	offices := map[string]int{} // of its intervention
	rows, err = table(l.files, "intervention_offices.csv", &l.faults, "intervention", "office", "from", "to", "staff", "estimated_referrals", "sessions_per_week",
		"champions", "outreach", "approaching", "source", "found_in")
	if err != nil {
		return err
	}
	for _, r := range rows {
		x := known(r, "intervention", tried)
		known(r, "source", l.sources)
		if x == nil {
			continue
		}
		from, _ := r.day("from")
		to, _ := r.day("to")
		offices[x.Code+"/"+r.text("office")] = len(x.Offices)
		x.Offices = append(x.Offices, intervention.Office{Label: r.text("office"), From: from, To: to, Staff: r.count("staff"), Estimated: r.count("estimated_referrals"),
			Sessions: r.count("sessions_per_week"), Champions: r.count("champions"), Outreach: r.text("outreach") == "true", Approaching: r.text("approaching") == "true"})
	}
	return l.loadInterventionCounts(tried, offices)
}

func (l *loader) loadInterventionCounts(tried map[string]*programme.Intervention, offices map[string]int) error {
	rows, err := table(l.files, "intervention_counts.csv", &l.faults, "intervention", "office", "phase", "weeks", "substance", "referrals", "discussion_starts_known",
		"treatment_starts_known", "markers_in_treatment", "markers_not_in_treatment", "definition", "note", "source", "found_in")
	for _, r := range rows {
		x := known(r, "intervention", tried)
		known(r, "source", l.sources)
		if x == nil {
			continue
		}
		i, ok := offices[x.Code+"/"+r.text("office")]
		if !ok {
			r.fault("office", "must be an office of the intervention")
			continue
		}
		x.Offices[i].Counts = append(x.Offices[i].Counts, intervention.Count{Phase: intervention.Phase(r.text("phase")), Weeks: r.count("weeks"),
			Substance: r.optional("substance"), Referrals: r.maybe("referrals"), Discussions: r.maybe("discussion_starts_known"),
			Treatments: r.maybe("treatment_starts_known"), InTreatment: r.maybe("markers_in_treatment"), NotInTreatment: r.maybe("markers_not_in_treatment"),
			Definition: r.optional("definition"), Note: r.optional("note")})
	}
	return err
}

// maybe reads a whole number that may be left out.
func (r row) maybe(column string) *int64 {
	text := r.optional(column)
	if text == "" {
		return nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 {
		r.fault(column, "must be a whole number, not %.64q", text)
		return nil
	}
	return &n
}
