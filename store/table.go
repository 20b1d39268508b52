package store

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/programme"
	"waymark/ent"
)

// table is one audited table: how its rows are read and what records they become. The way from a row to a record is
// the same whether the row comes from the database or from the audit.
type table struct {
	entity string
	// one reads a row.
	one func(ctx context.Context, c *ent.Client, id string) (row any, err error)
	// load reads all rows and puts their records into r, each as it was before what the rewind undoes. A table of documents has none:
	// their rows are no part of the graph and are read when they are asked for.
	load func(ctx context.Context, c *ent.Client, back rewind, r *programme.Records) error
}

type (
	get[Row any] func(ctx context.Context, id string) (*Row, error)
	all[Row any] func(ctx context.Context) ([]*Row, error)
)

// tables are the tables of the graph. Whatever is written to them is audited.
var tables = []table{
	tableOf(ent.TypeRegion, func(c *ent.Client) (get[ent.Region], all[ent.Region]) { return c.Region.Get, c.Region.Query().All },
		regionOf, func(r *programme.Records) *[]*programme.Region { return &r.Regions }),
	tableOf(ent.TypeDistrict, func(c *ent.Client) (get[ent.District], all[ent.District]) {
		return c.District.Get, c.District.Query().All
	},
		districtOf, func(r *programme.Records) *[]*programme.District { return &r.Districts }),
	tableOf(ent.TypePartnership, func(c *ent.Client) (get[ent.Partnership], all[ent.Partnership]) {
		return c.Partnership.Get, c.Partnership.Query().All
	},
		partnershipOf, func(r *programme.Records) *[]*programme.Partnership { return &r.Partnerships }),
	tableOf(ent.TypeJobcentre, func(c *ent.Client) (get[ent.Jobcentre], all[ent.Jobcentre]) {
		return c.Jobcentre.Get, c.Jobcentre.Query().All
	},
		jobcentreOf, func(r *programme.Records) *[]*programme.Jobcentre { return &r.Jobcentres }),
	tableOf(ent.TypePlaceName, func(c *ent.Client) (get[ent.PlaceName], all[ent.PlaceName]) {
		return c.PlaceName.Get, c.PlaceName.Query().All
	},
		placeNameOf, func(r *programme.Records) *[]*programme.PlaceName { return &r.Names }),
	tableOf(ent.TypeIdentifier, func(c *ent.Client) (get[ent.Identifier], all[ent.Identifier]) {
		return c.Identifier.Get, c.Identifier.Query().All
	},
		identifierOf, func(r *programme.Records) *[]*programme.Identifier { return &r.Identifiers }),
	tableOf(ent.TypeLineage, func(c *ent.Client) (get[ent.Lineage], all[ent.Lineage]) { return c.Lineage.Get, c.Lineage.Query().All },
		lineageOf, func(r *programme.Records) *[]*programme.Lineage { return &r.Lineages }),
	tableOf(ent.TypeLink, func(c *ent.Client) (get[ent.Link], all[ent.Link]) { return c.Link.Get, c.Link.Query().All },
		linkOf, func(r *programme.Records) *[]*programme.Link { return &r.Links }),
	tableOf(ent.TypePlacement, func(c *ent.Client) (get[ent.Placement], all[ent.Placement]) {
		return c.Placement.Get, c.Placement.Query().All
	},
		placementOf, func(r *programme.Records) *[]*programme.Placement { return &r.Placements }),
	tableOf(ent.TypeGrade, func(c *ent.Client) (get[ent.Grade], all[ent.Grade]) { return c.Grade.Get, c.Grade.Query().All },
		gradeOf, func(r *programme.Records) *[]*programme.Grade { return &r.Grades }),
	tableOf(ent.TypePost, func(c *ent.Client) (get[ent.Post], all[ent.Post]) { return c.Post.Get, c.Post.Query().All },
		postOf, func(r *programme.Records) *[]*programme.Post { return &r.Posts }),
	tableOf(ent.TypeHome, func(c *ent.Client) (get[ent.Home], all[ent.Home]) { return c.Home.Get, c.Home.Query().All },
		homeOf, func(r *programme.Records) *[]*programme.Home { return &r.Homes }),
	tableOf(ent.TypeOffer, func(c *ent.Client) (get[ent.Offer], all[ent.Offer]) { return c.Offer.Get, c.Offer.Query().All },
		offerOf, func(r *programme.Records) *[]*programme.Offer { return &r.Offers }),
	tableOf(ent.TypeCoordinator, func(c *ent.Client) (get[ent.Coordinator], all[ent.Coordinator]) {
		return c.Coordinator.Get, c.Coordinator.Query().All
	},
		coordinatorOf, func(r *programme.Records) *[]*programme.Coordinator { return &r.Coordinators }),
	tableOf(ent.TypeHolding, func(c *ent.Client) (get[ent.Holding], all[ent.Holding]) { return c.Holding.Get, c.Holding.Query().All },
		holdingOf, func(r *programme.Records) *[]*programme.Holding { return &r.Holdings }),
	tableOf(ent.TypeCover, func(c *ent.Client) (get[ent.Cover], all[ent.Cover]) { return c.Cover.Get, c.Cover.Query().All },
		coverOf, func(r *programme.Records) *[]*programme.Cover { return &r.Covers }),
	tableOf(ent.TypeDrugChampion, func(c *ent.Client) (get[ent.DrugChampion], all[ent.DrugChampion]) {
		return c.DrugChampion.Get, c.DrugChampion.Query().All
	},
		drugChampionOf, func(r *programme.Records) *[]*programme.DrugChampion { return &r.DrugChampions }),
	tableOf(ent.TypeSource, func(c *ent.Client) (get[ent.Source], all[ent.Source]) { return c.Source.Get, c.Source.Query().All },
		sourceOf, func(r *programme.Records) *[]*programme.Source { return &r.Sources }),
	tableOf(ent.TypeStatement, func(c *ent.Client) (get[ent.Statement], all[ent.Statement]) {
		return c.Statement.Get, c.Statement.Query().All
	},
		statementOf, func(r *programme.Records) *[]*programme.Statement { return &r.Statements }),
	tableOf(ent.TypeGrant, func(c *ent.Client) (get[ent.Grant], all[ent.Grant]) { return c.Grant.Get, c.Grant.Query().All },
		grantOf, func(r *programme.Records) *[]*programme.Grant { return &r.Grants }),
	tableOf(ent.TypeAllocation, func(c *ent.Client) (get[ent.Allocation], all[ent.Allocation]) {
		return c.Allocation.Get, c.Allocation.Query().All
	},
		allocationOf, func(r *programme.Records) *[]*programme.Allocation { return &r.Allocations }),
	tableOf(ent.TypeIndicator, func(c *ent.Client) (get[ent.Indicator], all[ent.Indicator]) {
		return c.Indicator.Get, c.Indicator.Query().All
	},
		indicatorOf, func(r *programme.Records) *[]*programme.Indicator { return &r.Indicators }),
	tableOf(ent.TypeDimension, func(c *ent.Client) (get[ent.Dimension], all[ent.Dimension]) {
		return c.Dimension.Get, c.Dimension.Query().All
	},
		dimensionOf, func(r *programme.Records) *[]*programme.Dimension { return &r.Dimensions }),
	tableOf(ent.TypeCategory, func(c *ent.Client) (get[ent.Category], all[ent.Category]) {
		return c.Category.Get, c.Category.Query().All
	},
		categoryOf, func(r *programme.Records) *[]*programme.Category { return &r.Categories }),
	tableOf(ent.TypeFigureBatch, func(c *ent.Client) (get[ent.FigureBatch], all[ent.FigureBatch]) {
		return c.FigureBatch.Get, c.FigureBatch.Query().All
	},
		figureBatchOf, func(r *programme.Records) *[]*programme.FigureBatch { return &r.FigureBatches }),
	tableOf(ent.TypeDocumentTemplate, func(c *ent.Client) (get[ent.DocumentTemplate], all[ent.DocumentTemplate]) {
		return c.DocumentTemplate.Get, c.DocumentTemplate.Query().All
	},
		templateOf, func(r *programme.Records) *[]*programme.Template { return &r.Templates }),
	tableOf(ent.TypeFamily, func(c *ent.Client) (get[ent.Family], all[ent.Family]) { return c.Family.Get, c.Family.Query().All },
		familyOf, func(r *programme.Records) *[]*programme.Family { return &r.Families }),
	tableOf(ent.TypeFamilyMember, func(c *ent.Client) (get[ent.FamilyMember], all[ent.FamilyMember]) {
		return c.FamilyMember.Get, c.FamilyMember.Query().All
	},
		familyMemberOf, func(r *programme.Records) *[]*programme.FamilyMember { return &r.FamilyMembers }),
	tableOf(ent.TypeProvider, func(c *ent.Client) (get[ent.Provider], all[ent.Provider]) {
		return c.Provider.Get, c.Provider.Query().All
	},
		providerOf, func(r *programme.Records) *[]*programme.Provider { return &r.Providers }),
	tableOf(ent.TypeSite, func(c *ent.Client) (get[ent.Site], all[ent.Site]) {
		return c.Site.Get, c.Site.Query().All
	},
		siteOf, func(r *programme.Records) *[]*programme.Site { return &r.Sites }),
	tableOf(ent.TypeService, func(c *ent.Client) (get[ent.Service], all[ent.Service]) {
		return c.Service.Get, c.Service.Query().All
	},
		serviceOf, func(r *programme.Records) *[]*programme.Service { return &r.Services }),
	tableOf(ent.TypeServiceSite, func(c *ent.Client) (get[ent.ServiceSite], all[ent.ServiceSite]) {
		return c.ServiceSite.Get, c.ServiceSite.Query().All
	},
		serviceSiteOf, func(r *programme.Records) *[]*programme.ServiceSite { return &r.ServiceSites }),
	tableOf(ent.TypeContract, func(c *ent.Client) (get[ent.Contract], all[ent.Contract]) {
		return c.Contract.Get, c.Contract.Query().All
	},
		contractOf, func(r *programme.Records) *[]*programme.Contract { return &r.Contracts }),
	tableOf(ent.TypeIntervention, func(c *ent.Client) (get[ent.Intervention], all[ent.Intervention]) {
		return c.Intervention.Get, c.Intervention.Query().All
	},
		interventionOf, func(r *programme.Records) *[]*programme.Intervention { return &r.Interventions }),
	tableOf(ent.TypePause, func(c *ent.Client) (get[ent.Pause], all[ent.Pause]) {
		return c.Pause.Get, c.Pause.Query().All
	},
		pauseOf, func(r *programme.Records) *[]*programme.Pause { return &r.Pauses }),
	tableOf(ent.TypeEmploymentProgramme, func(c *ent.Client) (get[ent.EmploymentProgramme], all[ent.EmploymentProgramme]) {
		return c.EmploymentProgramme.Get, c.EmploymentProgramme.Query().All
	},
		employmentProgrammeOf, func(r *programme.Records) *[]*programme.EmploymentProgramme { return &r.EmploymentProgrammes }),
	tableOf(ent.TypeCompetence, func(c *ent.Client) (get[ent.Competence], all[ent.Competence]) {
		return c.Competence.Get, c.Competence.Query().All
	},
		competenceOf, func(r *programme.Records) *[]*programme.Competence { return &r.Competences }),
	tableOf(ent.TypeTrainingSession, func(c *ent.Client) (get[ent.TrainingSession], all[ent.TrainingSession]) {
		return c.TrainingSession.Get, c.TrainingSession.Query().All
	},
		trainingSessionOf, func(r *programme.Records) *[]*programme.TrainingSession { return &r.TrainingSessions }),
	tableOf(ent.TypeTrainingAttendance, func(c *ent.Client) (get[ent.TrainingAttendance], all[ent.TrainingAttendance]) {
		return c.TrainingAttendance.Get, c.TrainingAttendance.Query().All
	},
		trainingAttendanceOf, func(r *programme.Records) *[]*programme.TrainingAttendance { return &r.TrainingAttendances }),
	tableOf(ent.TypeReferralCode, func(c *ent.Client) (get[ent.ReferralCode], all[ent.ReferralCode]) {
		return c.ReferralCode.Get, c.ReferralCode.Query().All
	},
		referralCodeOf, func(r *programme.Records) *[]*programme.ReferralCode { return &r.ReferralCodes }),
	tableOf(ent.TypePathwayTemplate, func(c *ent.Client) (get[ent.PathwayTemplate], all[ent.PathwayTemplate]) {
		return c.PathwayTemplate.Get, c.PathwayTemplate.Query().All
	},
		pathwayTemplateOf, func(r *programme.Records) *[]*programme.PathwayTemplate { return &r.PathwayTemplates }),
	tableOf(ent.TypePathway, func(c *ent.Client) (get[ent.Pathway], all[ent.Pathway]) {
		return c.Pathway.Get, c.Pathway.Query().All
	},
		pathwayOf, func(r *programme.Records) *[]*programme.Pathway { return &r.Pathways }),
	tableOf(ent.TypeOutreach, func(c *ent.Client) (get[ent.Outreach], all[ent.Outreach]) {
		return c.Outreach.Get, c.Outreach.Query().All
	},
		outreachOf, func(r *programme.Records) *[]*programme.Outreach { return &r.Outreaches }),
}

// documents are the tables of what people write together. What is written to them is audited as well, and leaves the graph as it is.
var documents = []table{
	documentsOf(ent.TypeAssessment, func(c *ent.Client) get[ent.Assessment] { return c.Assessment.Get }),
	documentsOf(ent.TypeAssessmentSection, func(c *ent.Client) get[ent.AssessmentSection] { return c.AssessmentSection.Get }),
	documentsOf(ent.TypeFinding, func(c *ent.Client) get[ent.Finding] { return c.Finding.Get }),
	documentsOf(ent.TypeAgreement, func(c *ent.Client) get[ent.Agreement] { return c.Agreement.Get }),
	documentsOf(ent.TypeFindingComment, func(c *ent.Client) get[ent.FindingComment] { return c.FindingComment.Get }),
	documentsOf(ent.TypePlan, func(c *ent.Client) get[ent.Plan] { return c.Plan.Get }),
	documentsOf(ent.TypePlanPart, func(c *ent.Client) get[ent.PlanPart] { return c.PlanPart.Get }),
	documentsOf(ent.TypeFundingLine, func(c *ent.Client) get[ent.FundingLine] { return c.FundingLine.Get }),
	documentsOf(ent.TypePlanPriority, func(c *ent.Client) get[ent.PlanPriority] { return c.PlanPriority.Get }),
	documentsOf(ent.TypePlanObjective, func(c *ent.Client) get[ent.PlanObjective] { return c.PlanObjective.Get }),
	documentsOf(ent.TypePlanAction, func(c *ent.Client) get[ent.PlanAction] { return c.PlanAction.Get }),
	documentsOf(ent.TypePlanComment, func(c *ent.Client) get[ent.PlanComment] { return c.PlanComment.Get }),
	documentsOf(ent.TypePlanSuggestion, func(c *ent.Client) get[ent.PlanSuggestion] { return c.PlanSuggestion.Get }),
	documentsOf(ent.TypePlanReview, func(c *ent.Client) get[ent.PlanReview] { return c.PlanReview.Get }),
	documentsOf(ent.TypePlanReviewItem, func(c *ent.Client) get[ent.PlanReviewItem] { return c.PlanReviewItem.Get }),
	documentsOf(ent.TypePlanReminder, func(c *ent.Client) get[ent.PlanReminder] { return c.PlanReminder.Get }),
	documentsOf(ent.TypeReferralReturn, func(c *ent.Client) get[ent.ReferralReturn] { return c.ReferralReturn.Get }),
	documentsOf(ent.TypeCapacity, func(c *ent.Client) get[ent.Capacity] { return c.Capacity.Get }),
	documentsOf(ent.TypeReferralRelease, func(c *ent.Client) get[ent.ReferralRelease] { return c.ReferralRelease.Get }),
}

// InGraph tells whether the records of an entity are a part of the graph.
func InGraph(entity string) bool {
	t, ok := tableFor(entity)
	return ok && t.load != nil
}

// tableFor gives the table of an entity by its name; ok is false when it is none of those that are audited.
func tableFor(entity string) (t table, ok bool) {
	for _, list := range [][]table{tables, documents} {
		if i := slices.IndexFunc(list, func(t table) bool { return t.entity == entity }); i >= 0 {
			return list[i], true
		}
	}
	return table{}, false
}

func documentsOf[Row any](entity string, one func(*ent.Client) get[Row]) table {
	return table{entity: entity, one: func(ctx context.Context, c *ent.Client, id string) (any, error) { return one(c)(ctx, id) }}
}

func tableOf[Row any, Record programme.Node](entity string, rows func(*ent.Client) (get[Row], all[Row]), record func(*Row) Record,
	list func(*programme.Records) *[]Record) table {
	return table{
		entity: entity,
		one: func(ctx context.Context, c *ent.Client, id string) (any, error) {
			one, _ := rows(c)
			return one(ctx, id)
		},
		load: func(ctx context.Context, c *ent.Client, back rewind, r *programme.Records) error {
			_, read := rows(c)
			present, err := read(ctx)
			if err != nil {
				return fmt.Errorf("read %s: %w", entity, err)
			}
			records := make([]Record, 0, len(present))
			for _, row := range present {
				records = append(records, record(row))
			}
			if !back.undoes {
				*list(r) = records
				return nil
			}
			*list(r), err = earlier(back, entity, present, records, record)
			return err
		},
	}
}
