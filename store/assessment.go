package store

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"waymark/domain/assessment"
	"waymark/domain/audit"
	"waymark/domain/calendar"
	"waymark/domain/programme"
	"waymark/ent"
	entassessment "waymark/ent/assessment"
	"waymark/ent/assessmentsection"
	"waymark/ent/auditentry"
	"waymark/ent/auditsubject"
	"waymark/ent/finding"
	"waymark/ent/findingcomment"
	"waymark/ent/predicate"
)

// AssessmentFilter says which assessments. What is empty is no condition.
type AssessmentFilter struct {
	Year        *calendar.FinancialYear
	Partnership string // id
	IDs         []string
}

// heads are the columns of an assessment but for what was frozen, which may be long.
var heads = []string{entassessment.FieldID, entassessment.FieldVersion, entassessment.FieldCreatedAt, entassessment.FieldUpdatedAt, entassessment.FieldSynthetic,
	entassessment.FieldPartnershipID, entassessment.FieldYear, entassessment.FieldEdition, entassessment.FieldState, entassessment.FieldUnpublished,
	entassessment.FieldSteps, entassessment.FieldCarriedFrom, entassessment.FieldTemplateID}

// Assessments gives the assessments that the rights of the context show, without their parts and what they froze, in no order. It is
// one statement.
func (s *Store) Assessments(ctx context.Context, f AssessmentFilter) ([]*assessment.Assessment, error) {
	found, err := assessments(ctx, s.client, f)
	return found, translate(err)
}

// Assessments gives those of the transaction.
func (tx *Tx) Assessments(ctx context.Context, f AssessmentFilter) ([]*assessment.Assessment, error) {
	return assessments(ctx, tx.Client(), f)
}

func assessments(ctx context.Context, c *ent.Client, f AssessmentFilter) ([]*assessment.Assessment, error) {
	q := c.Assessment.Query()
	if f.Year != nil {
		q.Where(entassessment.Year(*f.Year))
	}
	if f.Partnership != "" {
		q.Where(entassessment.PartnershipID(f.Partnership))
	}
	if f.IDs != nil {
		q.Where(entassessment.IDIn(f.IDs...))
	}
	rows, err := q.Select(heads...).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read assessments: %w", err)
	}
	found := make([]*assessment.Assessment, len(rows))
	for i, row := range rows {
		found[i] = assessmentOf(row)
	}
	return found, nil
}

// AssessmentOf gives the id of the assessment that a section, a finding or a comment is a part of, as far as the rights of the
// context show it; empty when there is none. It is one statement, and none for an id of another kind.
func (s *Store) AssessmentOf(ctx context.Context, part string) (id string, err error) {
	id, err = assessmentOfPart(ctx, s.client, part)
	return id, translate(err)
}

// AssessmentOf gives it as the transaction sees it.
func (tx *Tx) AssessmentOf(ctx context.Context, part string) (id string, err error) {
	return assessmentOfPart(ctx, tx.Client(), part)
}

func assessmentOfPart(ctx context.Context, c *ent.Client, part string) (string, error) {
	var ids []string
	var err error
	switch prefix(part) {
	case assessment.SectionPrefix:
		ids, err = c.AssessmentSection.Query().Where(assessmentsection.ID(part)).Select(assessmentsection.FieldAssessmentID).Strings(ctx)
	case assessment.FindingPrefix:
		ids, err = c.Finding.Query().Where(finding.ID(part)).Select(finding.FieldAssessmentID).Strings(ctx)
	case assessment.CommentPrefix:
		ids, err = c.FindingComment.Query().Where(findingcomment.ID(part)).Select(findingcomment.FieldAssessmentID).Strings(ctx)
	}
	if err != nil || len(ids) == 0 {
		return "", err
	}
	return ids[0], nil
}

// prefix gives what an id begins with.
func prefix(id string) string {
	for i := range len(id) {
		if id[i] == '_' {
			return id[:i]
		}
	}
	return ""
}

// Assessment gives an assessment with all its parts as of one state, as far as the rights of the context show it, or nil. With a moment
// it is as it had been recorded by then. It is four statements, and two more with a moment.
func (s *Store) Assessment(ctx context.Context, id string, moment *time.Time) (d *assessment.Document, err error) {
	err = s.reading(ctx, func(ctx context.Context, c *ent.Client) error {
		var back rewind
		if moment != nil {
			if back, err = rewindAbout(reader(ctx), c, id, *moment); err != nil {
				return err
			}
		}
		d, err = readAssessment(ctx, c, id, back)
		return err
	})
	return d, err
}

// ReadAssessment gives an assessment as the transaction sees it, or nil.
func (tx *Tx) ReadAssessment(ctx context.Context, id string) (*assessment.Document, error) {
	return readAssessment(ctx, tx.Client(), id, rewind{})
}

func readAssessment(ctx context.Context, c *ent.Client, id string, back rewind) (*assessment.Document, error) {
	head, err := documentRows(ctx, back, ent.TypeAssessment, c.Assessment.Query().Where(entassessment.ID(id)).All, assessmentOf)
	if err != nil || len(head) == 0 {
		return nil, err
	}
	d := &assessment.Document{Assessment: head[0]}
	d.Sections, err = documentRows(ctx, back, ent.TypeAssessmentSection,
		c.AssessmentSection.Query().Where(assessmentsection.AssessmentID(id)).All, sectionOf)
	if err != nil {
		return nil, err
	}
	d.Findings, err = documentRows(ctx, back, ent.TypeFinding, c.Finding.Query().Where(finding.AssessmentID(id)).All, findingOf)
	if err != nil {
		return nil, err
	}
	d.Comments, err = documentRows(ctx, back, ent.TypeFindingComment, c.FindingComment.Query().Where(findingcomment.AssessmentID(id)).All, commentOf)
	if err != nil {
		return nil, err
	}
	d.Sort()
	return d, nil
}

// documentRows reads rows of a document, each as it was before what the rewind undoes.
func documentRows[Row any, Record programme.Node](ctx context.Context, back rewind, entity string, read all[Row], record func(*Row) Record) ([]Record, error) {
	rows, err := read(ctx)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", entity, err)
	}
	records := make([]Record, len(rows))
	for i, row := range rows {
		records[i] = record(row)
	}
	if !back.undoes {
		return records, nil
	}
	// No row of a document is ever deleted: one that is not there is not to be seen, and must not come back out of the audit.
	seen := map[string][]audit.Entry{}
	for _, r := range records {
		if id := r.Identity().ID; back.entries[entity][id] != nil {
			seen[id] = back.entries[entity][id]
		}
	}
	back.entries = map[string]map[string][]audit.Entry{entity: seen}
	return earlier(back, entity, rows, records, record)
}

// rewindAbout is the rewind of what is about one thing.
func rewindAbout(ctx context.Context, c *ent.Client, id string, moment time.Time) (rewind, error) {
	return rewindWhere(ctx, c, moment, func(s *sql.Selector) {
		subjects := sql.Table(auditsubject.Table)
		s.Where(sql.In(s.C(auditentry.FieldID), sql.Select(subjects.C(auditsubject.FieldEntryID)).From(subjects).
			Where(sql.EQ(subjects.C(auditsubject.FieldNodeID), id))))
	})
}

func rewindWhere(ctx context.Context, c *ent.Client, moment time.Time, where predicate.AuditEntry) (rewind, error) {
	back := rewind{undoes: true, moment: moment, entries: map[string]map[string][]audit.Entry{}}
	rows, err := c.AuditEntry.Query().Where(auditentry.RecordedAtGT(moment.UTC()), where).Order(auditentry.ByID(newestFirst())).All(ctx)
	if err != nil {
		return back, fmt.Errorf("read the entries after %s: %w", moment.UTC().Format(time.RFC3339), err)
	}
	for _, row := range rows {
		back.note(entryOf(row))
	}
	return back, nil
}

func assessmentOf(x *ent.Assessment) *assessment.Assessment {
	return &assessment.Assessment{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), PartnershipID: x.PartnershipID,
		TemplateID: x.TemplateID, Year: x.Year, Edition: x.Edition, State: x.State, Unpublished: x.Unpublished, Steps: x.Steps,
		CarriedFrom: x.CarriedFrom, Frozen: x.Frozen}
}

func sectionOf(x *ent.AssessmentSection) *assessment.Section {
	return &assessment.Section{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), AssessmentID: x.AssessmentID,
		PartnershipID: x.PartnershipID, Code: x.Code, Position: x.Position, Title: x.Title, Group: x.Concerns, Text: x.Text, Figures: x.Figures,
		Members: x.Members, Status: x.Status, Writers: x.Writers, CarriedFrom: x.CarriedFrom}
}

func findingOf(x *ent.Finding) *assessment.Finding {
	return &assessment.Finding{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), AssessmentID: x.AssessmentID,
		PartnershipID: x.PartnershipID, Statement: x.Statement, Evidence: x.Evidence, Priority: x.Priority, Rank: x.Rank, Groups: x.Groups,
		Status: x.Status, Answer: x.Answer, WithdrawReason: x.WithdrawReason, Writers: x.Writers, CarriedFrom: x.CarriedFrom}
}

func commentOf(x *ent.FindingComment) *assessment.Comment {
	return &assessment.Comment{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), AssessmentID: x.AssessmentID,
		PartnershipID: x.PartnershipID, FindingID: x.FindingID, Text: x.Text, Author: x.Author, Resolved: x.Resolved, ResolvedBy: x.ResolvedBy}
}
