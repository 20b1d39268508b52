package dataset

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/processmap"
	"waymark/domain/programme"
)

// loadReferralCodes reads the forms, markers and opportunities that referrals go by.
func (l *loader) loadReferralCodes() error {
	all := map[string]*programme.ReferralCode{}
	rows, err := table(l.files, "referral_codes.csv", &l.faults, "code", "kind", "meaning", "rule", "source", "found_in")
	for _, r := range rows {
		x := &programme.ReferralCode{Meta: newMeta(ID(programme.ReferralCodePrefix, r.text("code"))), Code: r.text("code"),
			CodeKind: programme.ReferralCodeKind(r.text("kind")), Meaning: r.text("meaning"), Rule: r.optional("rule"), SourceID: l.sourceOf(r)}
		add(r, "code", all, &l.records.ReferralCodes, x)
	}
	return err
}

// loadCompetences reads what staff can be trained in.
func (l *loader) loadCompetences() error {
	all := map[string]*programme.Competence{}
	rows, err := table(l.files, "competences.csv", &l.faults, "code", "title", "standard", "source", "found_in")
	for _, r := range rows {
		x := &programme.Competence{Meta: newMeta(ID(programme.CompetencePrefix, r.text("code"))), Code: r.text("code"), Title: r.text("title"),
			Standard: r.text("standard"), SourceID: l.sourceOf(r)}
		add(r, "code", all, &l.records.Competences, x)
	}
	return err
}

// loadEmployment reads the programmes of help into work.
func (l *loader) loadEmployment() error {
	all := map[string]*programme.EmploymentProgramme{}
	rows, err := table(l.files, "employment_programmes.csv", &l.faults, "code", "name", "sponsor", "description", "eligibility", "early_entry", "benefits",
		"minimum_age", "maximum_age", "weeks_unemployed", "groups", "valid_from", "valid_to", "source", "found_in")
	for _, r := range rows {
		from, _ := r.day("valid_from")
		x := &programme.EmploymentProgramme{Meta: newMeta(ID(programme.EmploymentPrefix, r.text("code"))), Code: r.text("code"), Name: r.text("name"),
			Sponsor: r.text("sponsor"), Description: r.text("description"), Eligibility: r.text("eligibility"), EarlyEntry: r.optional("early_entry"),
			MinimumAge: r.whole("minimum_age"), MaximumAge: r.whole("maximum_age"), WeeksUnemployed: r.whole("weeks_unemployed"), Groups: r.list("groups"),
			SourceID: l.sourceOf(r), Valid: calendar.Open(from)}
		if r.optional("valid_to") != "" {
			to, _ := r.day("valid_to")
			x.Valid.To = &to
		}
		for _, b := range r.list("benefits") {
			x.Benefits = append(x.Benefits, programme.Benefit(b))
		}
		add(r, "code", all, &l.records.EmploymentProgrammes, x)
	}
	return err
}

// sourceOf gives the id of the source that a row names.
func (l *loader) sourceOf(r row) string {
	if s := known(r, "source", l.sources); s != nil {
		return s.ID
	}
	return ""
}

// whole reads a whole number that may be left out.
func (r row) whole(column string) *int {
	if r.optional(column) == "" {
		return nil
	}
	n := r.count(column)
	return &n
}

// list reads texts that are separated by semicolons.
func (r row) list(column string) []string {
	if r.optional(column) == "" {
		return nil
	}
	return strings.Split(r.optional(column), "; ")
}

// pathwayFiles is how the files of templates of pathways begin.
const pathwayFiles = "templates/pathway_"

// pathwayTemplates reads what pathways begin with: one file each.
func pathwayTemplates() ([]*programme.PathwayTemplate, error) {
	files, err := fs.Glob(shipped, pathwayFiles+"*.json")
	if err != nil {
		return nil, fmt.Errorf("list templates of pathways: %w", err)
	}
	var all []*programme.PathwayTemplate
	for _, name := range files {
		text, err := shipped.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("open templates of pathways: %w", err)
		}
		var list []struct {
			Code, Name, Description, Source string
			Direction                       programme.Direction
			Steps                           []processmap.Step
		}
		if err := json.Unmarshal(text, &list); err != nil {
			return nil, fmt.Errorf("read templates of pathways in %s: %w", name, err)
		}
		for _, t := range list {
			all = append(all, &programme.PathwayTemplate{Meta: newMeta(ID(programme.PathwayFormPrefix, t.Code)), Code: t.Code, Name: t.Name,
				Description: t.Description, Direction: t.Direction, Steps: t.Steps, SourceID: ID(programme.SourcePrefix, t.Source)})
		}
	}
	return all, nil
}
