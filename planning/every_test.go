package planning_test

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/planning"
)

// mutation is one use case, asked for with an input that says no more than the version and perhaps a key.
type mutation struct {
	name string
	of   string // id of what is to change; empty for a creation
	do   func(ctx context.Context, id string, version int, key *string) (planning.Outcome, error)
}

// changing makes a mutation of a method that takes an id and an input with ExpectedVersion and IdempotencyKey.
func changing[In any](name, of string, method func(context.Context, string, In) (planning.Outcome, error)) mutation {
	return mutation{name, of, func(ctx context.Context, id string, version int, key *string) (planning.Outcome, error) {
		var in In
		v := reflect.ValueOf(&in).Elem()
		v.FieldByName("ExpectedVersion").SetInt(int64(version))
		v.FieldByName("IdempotencyKey").Set(reflect.ValueOf(key))
		return method(ctx, id, in)
	}}
}

// creating is the same for a method without an id.
func creating[In any](name string, method func(context.Context, In) (planning.Outcome, error)) mutation {
	return mutation{name, "", func(ctx context.Context, _ string, _ int, key *string) (planning.Outcome, error) {
		var in In
		reflect.ValueOf(&in).Elem().FieldByName("IdempotencyKey").Set(reflect.ValueOf(key))
		return method(ctx, in)
	}}
}

func (w *world) everyMutation() []mutation {
	w.Helper()
	post, office, district, partnership := w.post("n1").ID, w.jobcentre("J1").ID, w.district("north").ID, w.partnership("P1").ID
	champion := w.appoint("J1", true, "2009-03-02", "").ID
	scenario := w.scenario("A scenario", nil)
	a := w.assessed()
	agreed := w.done(w.AgreementStart(w.ctx, w.toAgree())).ID
	plan, line, objective, _, actions := w.written(w.people())
	grid, priority := w.part(plan, "GRID_4"), w.plan(w.ctx, plan).Priorities[0].ID
	comment := w.done(w.PlanCommentAdd(w.ctx, planning.PlanCommentAddInput{Row: objective, Text: "How?"})).ID
	suggestion := w.done(w.SuggestionMake(w.ctx, planning.SuggestionMakeInput{Row: objective, Objective: &planning.ObjectiveFields{Statement: new("Better jobs.")}})).ID
	review, item := w.reviewed()
	batch := &programme.FigureBatch{Meta: programme.Meta{ID: "bat_every"}, ExternalID: "every", Title: "Every", Digest: "none"}
	if _, err := w.SeedFigures(w.ctx, []programme.FigureSet{{Batch: batch}}); err != nil {
		w.Fatal(err)
	}
	handedIn := w.handIn("J1", "2009-01-01").ID
	way, held, session := w.pathway("way-1").ID, w.outreach(), w.session()
	provider, service, site, offered, contract := w.provided()
	return []mutation{
		creating("AgreementStart", w.AgreementStart), changing("AgreementUpdate", agreed, w.AgreementUpdate), changing("AgreementSubmit", agreed, w.AgreementSubmit),
		changing("AgreementWithdraw", agreed, w.AgreementWithdraw), changing("AgreementReturn", agreed, w.AgreementReturn), changing("AgreementSign", agreed, w.AgreementSign),
		changing("AgreementAgree", agreed, w.AgreementAgree), changing("AgreementReview", agreed, w.AgreementReview), changing("AgreementRevise", agreed, w.AgreementRevise),
		changing("AgreementRenew", agreed, w.AgreementRenew), changing("AgreementClose", agreed, w.AgreementClose),
		creating("AssessmentStart", w.AssessmentStart), creating("AssessmentRollForward", w.AssessmentRollForward),
		creating("AssessmentSectionAdd", w.AssessmentSectionAdd), changing("AssessmentSectionUpdate", a.Sections[0].ID, w.AssessmentSectionUpdate),
		changing("AssessmentSubmit", a.ID, w.AssessmentSubmit), changing("AssessmentWithdraw", a.ID, w.AssessmentWithdraw),
		changing("AssessmentEndorse", a.ID, w.AssessmentEndorse), changing("AssessmentReturn", a.ID, w.AssessmentReturn),
		changing("AssessmentAgree", a.ID, w.AssessmentAgree), changing("AssessmentRevise", a.ID, w.AssessmentRevise),
		creating("FindingAdd", w.FindingAdd), changing("FindingUpdate", a.Findings[0].ID, w.FindingUpdate), changing("FindingMove", a.Findings[0].ID, w.FindingMove),
		changing("FindingWithdraw", a.Findings[0].ID, w.FindingWithdraw), changing("FindingAnswer", a.Findings[0].ID, w.FindingAnswer),
		creating("CommentAdd", w.CommentAdd), changing("CommentResolve", a.Comments[0].ID, w.CommentResolve), changing("CommentReopen", a.Comments[0].ID, w.CommentReopen),
		creating("PlanStart", w.PlanStart), creating("PlanRollForward", w.PlanRollForward), changing("PlanPartUpdate", grid, w.PlanPartUpdate),
		creating("FundingLineAdd", w.FundingLineAdd), changing("FundingLineUpdate", line, w.FundingLineUpdate),
		creating("PriorityAdd", w.PriorityAdd), changing("PriorityUpdate", priority, w.PriorityUpdate),
		creating("ObjectiveAdd", w.ObjectiveAdd), changing("ObjectiveUpdate", objective, w.ObjectiveUpdate),
		creating("PlanActionAdd", w.PlanActionAdd), changing("PlanActionUpdate", actions[1], w.PlanActionUpdate),
		changing("PlanRowMove", objective, w.PlanRowMove), changing("PlanRowRemove", actions[0], w.PlanRowRemove), changing("PlanRowRestore", line, w.PlanRowRestore),
		creating("PlanCommentAdd", w.PlanCommentAdd), changing("PlanCommentResolve", comment, w.PlanCommentResolve),
		changing("PlanCommentReopen", comment, w.PlanCommentReopen), creating("SuggestionMake", w.SuggestionMake),
		changing("SuggestionAccept", suggestion, w.SuggestionAccept), changing("SuggestionDecline", suggestion, w.SuggestionDecline),
		changing("SuggestionRetract", suggestion, w.SuggestionRetract),
		changing("PlanSubmit", plan, w.PlanSubmit), changing("PlanWithdraw", plan, w.PlanWithdraw), changing("PlanReturn", plan, w.PlanReturn),
		changing("PlanSign", plan, w.PlanSign), changing("PlanAgree", plan, w.PlanAgree), changing("PlanDeliver", plan, w.PlanDeliver),
		changing("PlanClose", plan, w.PlanClose), changing("PlanRevise", plan, w.PlanRevise),
		creating("ReturnSubmit", w.ReturnSubmit), changing("ReturnAnswer", handedIn, w.ReturnAnswer), changing("ReturnQuery", handedIn, w.ReturnQuery),
		changing("ReturnAccept", handedIn, w.ReturnAccept),
		creating("ReturnsImport", func(ctx context.Context, in planning.ReturnsImportInput) (planning.Outcome, error) {
			done, err := w.ReturnsImport(ctx, in)
			return done.Outcome, err
		}),
		creating("ReleasePublish", func(ctx context.Context, in planning.ReleasePublishInput) (planning.Outcome, error) {
			published, err := w.ReleasePublish(ctx, in)
			return published.Outcome, err
		}),
		creating("ProviderCreate", w.ProviderCreate), changing("ProviderUpdate", provider, w.ProviderUpdate), changing("ProviderClose", provider, w.ProviderClose),
		creating("ServiceCreate", w.ServiceCreate), changing("ServiceUpdate", service, w.ServiceUpdate), changing("ServiceAssure", service, w.ServiceAssure),
		changing("ServiceClose", service, w.ServiceClose), changing("ServicePause", service, w.ServicePause), changing("ServiceResume", service, w.ServiceResume),
		creating("SiteCreate", w.SiteCreate), changing("SiteUpdate", site, w.SiteUpdate), changing("SiteClose", site, w.SiteClose),
		creating("ServiceSiteOpen", w.ServiceSiteOpen), changing("ServiceSiteUpdate", offered, w.ServiceSiteUpdate), changing("ServiceSiteClose", offered, w.ServiceSiteClose),
		creating("ContractRecord", w.ContractRecord), changing("ContractEnd", contract, w.ContractEnd),
		creating("ReviewPrepare", w.ReviewPrepare), changing("ReviewUpdate", review, w.ReviewUpdate), changing("ReviewItemUpdate", item, w.ReviewItemUpdate),
		changing("ReviewComplete", review, w.ReviewComplete),
		creating("InterventionRecord", w.InterventionRecord), changing("InterventionUpdate", w.intervention(), w.InterventionUpdate),
		creating("PathwayCreate", w.PathwayCreate), changing("PathwayUpdate", way, w.PathwayUpdate), changing("PathwayEnd", way, w.PathwayEnd),
		creating("OutreachStart", w.OutreachStart), changing("OutreachUpdate", held, w.OutreachUpdate), changing("OutreachEnd", held, w.OutreachEnd),
		creating("CapacityRecord", w.CapacityRecord),
		creating("TrainingRecord", w.TrainingRecord), changing("TrainingUpdate", session, w.TrainingUpdate), changing("TrainingWithdraw", session, w.TrainingWithdraw),
		changing("AttendanceRecord", session, w.AttendanceRecord),
		creating("PostCreate", w.PostCreate), changing("PostUpdate", post, w.PostUpdate), changing("PostClose", post, w.PostClose),
		changing("PostOffer", post, w.PostOffer), changing("PostWithdrawOffer", post, w.PostWithdrawOffer),
		changing("PostFill", post, w.PostFill), changing("PostVacate", post, w.PostVacate),
		changing("PostCover", post, w.PostCover), changing("PostEndCover", post, w.PostEndCover),
		creating("CoordinatorCreate", w.CoordinatorCreate), changing("CoordinatorUpdate", w.person("Ann"), w.CoordinatorUpdate),
		creating("ChampionAppoint", w.ChampionAppoint), changing("ChampionRelease", champion, w.ChampionRelease),
		creating("JobcentreOpen", w.JobcentreOpen), changing("JobcentreClose", office, w.JobcentreClose),
		creating("PartnershipCreate", w.PartnershipCreate), changing("PartnershipLink", partnership, w.PartnershipLink),
		creating("DistrictCreate", w.DistrictCreate), changing("DistrictRename", district, w.DistrictRename),
		creating("DistrictMerge", w.DistrictMerge), changing("DistrictSplit", district, w.DistrictSplit),
		changing("PartnershipRename", partnership, w.PartnershipRename),
		creating("GrantGive", w.GrantGive), changing("GrantRevoke", w.give("somebody", viewer.Analyst, "nation"), w.GrantRevoke),
		creating("AllocationCreate", w.AllocationCreate), changing("AllocationUpdate", scenario, w.AllocationUpdate),
		changing("AllocationCompute", scenario, w.AllocationCompute), changing("AllocationShare", scenario, w.AllocationShare),
		changing("AllocationSubmit", scenario, w.AllocationSubmit), changing("AllocationReturn", scenario, w.AllocationReturn),
		changing("AllocationAdopt", scenario, w.AllocationAdopt), changing("AllocationWithdraw", scenario, w.AllocationWithdraw),
		creating("SourceCreate", w.SourceCreate), creating("StatementRecord", w.StatementRecord),
		changing("FiguresReverse", batch.ID, w.FiguresReverse),
	}
}

func TestEveryMutation(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		listed := map[string]bool{}
		var cases []refusal
		add := func(name string, do func() (planning.Outcome, error), want string) {
			cases = append(cases, refusal{name, do, []string{want}})
		}
		anonymous := viewer.With(w.Context(), viewer.Anonymous())
		for _, m := range w.everyMutation() {
			listed[m.name] = true
			for who, ctx := range map[string]context.Context{" by nobody": w.Context(), " by an anonymous viewer": anonymous} {
				add(m.name+who, func() (planning.Outcome, error) { return m.do(ctx, m.of, 1, nil) }, "FORBIDDEN : you may not change anything")
			}
			for text, key := range map[string]string{" with an empty key": "", " with a long key": strings.Repeat("k", 201)} {
				add(m.name+text, func() (planning.Outcome, error) { return m.do(w.ctx, m.of, 1, &key) }, "INVALID input.idempotencyKey: 1 to 200 bytes")
			}
			if m.of == "" {
				continue
			}
			for text, id := range map[string]string{" of nothing": "", " of an unknown id": m.of + "0", " of another kind": w.graph().Region("R1").ID} {
				add(m.name+text, func() (planning.Outcome, error) { return m.do(w.ctx, id, 1, nil) }, "NOT_FOUND id: there is nothing with this id")
			}
			version := w.version(m.of)
			for text, stale := range map[string]int{" one version late": version - 1, " one version early": version + 1} {
				add(m.name+text, func() (planning.Outcome, error) { return m.do(w.ctx, m.of, stale, nil) }, "CONFLICT input.expectedVersion: it has changed: you read version")
			}
		}
		scenario := w.scenario("Another", nil) // which is cancelled without an input: nothing of it changes
		for who, ctx := range map[string]context.Context{" by nobody": w.Context(), " by an anonymous viewer": anonymous} {
			add("AllocationCancel"+who, func() (planning.Outcome, error) { return w.AllocationCancel(ctx, scenario) }, "FORBIDDEN : you may not change anything")
		}
		for text, id := range map[string]string{" of nothing": "", " of an unknown id": scenario + "0", " of another kind": w.graph().Region("R1").ID} {
			add("AllocationCancel"+text, func() (planning.Outcome, error) { return w.AllocationCancel(w.ctx, id) }, "NOT_FOUND id: there is nothing with this id")
		}
		for who, ctx := range map[string]context.Context{" by nobody": w.Context(), " by an anonymous viewer": anonymous} {
			add("FiguresImport"+who, func() (planning.Outcome, error) {
				done, err := w.FiguresImport(ctx, planning.FiguresImportInput{ExternalID: "every"})
				return done.Outcome, err
			}, "FORBIDDEN : you may not change anything")
		}
		listed["AllocationCancel"], listed["FiguresImport"] = true, true
		w.refusals(cases)
		for method := range reflect.TypeFor[*planning.Service]().Methods() {
			switch method.Name {
			case "Administers", "Follow", "FollowFrom", "Graph", "Reading", "Revision", "Today", "Seed",
				"Audit", "CountAudit", "VersionDiff", "Reads", "CountReads", "LogRead", "GraphAt", "ReadingAt", "AllocationProgress", "FiguresImportProgress", "EachFigure", "FigureSources",
				"Figure", "Figures", "FigureReferences", "Now", "SeedFigures",
				"Assessment", "AssessmentWith", "Assessments", "SeedAssessments", "Standings",
				"Plan", "PlanActionsOf", "PlanWith", "Plans", "SeedPlans",
				"Agreement", "Agreements", "AgreementStandings", "SeedAgreements",
				"Return", "ReturnRows", "Returns", "Completeness", "Releases", "ReleaseRows", "ReleaseExact", "SeedReferrals",
				"Capacities", "Capacity", "PinchPoints", "SeedCapacities", "WatchingBrief",
				"FindingsOf", "PlanStandings", "Remind", "Reminders", "Review", "Reviews":
			default:
				if !listed[method.Name] {
					w.Errorf("%s is not among the mutations that are tested", method.Name)
				}
			}
		}
	})
}

func TestEveryMutationRefusesAnEmptyInput(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		for _, m := range w.everyMutation() {
			version := 0
			if m.of != "" {
				version = w.version(m.of)
			}
			o, err := m.do(w.ctx, m.of, version, nil)
			switch m.name {
			case "PostUpdate", "AllocationUpdate", "AllocationShare", "AllocationWithdraw", // say enough by their version
				"AgreementUpdate", "AssessmentSectionUpdate", "AssessmentSubmit", "AssessmentWithdraw", "FindingUpdate", "CommentResolve", "CommentReopen",
				"PlanPartUpdate", "FundingLineUpdate", "PriorityUpdate", "ObjectiveUpdate", "PlanActionUpdate", "PlanRowMove", "PlanCommentResolve",
				"PlanCommentReopen", "SuggestionRetract", "PlanSubmit", "PlanWithdraw", "ReviewUpdate", "ReviewItemUpdate", "PathwayUpdate", "OutreachUpdate",
				"TrainingUpdate", "InterventionUpdate", "ProviderUpdate", "ServiceUpdate", "SiteUpdate", "ServiceSiteUpdate":
				w.done(o, err)
				continue
			}
			if _, refused := fault.All(err); !refused {
				w.Errorf("%s of an empty input: %+v, %v", m.name, o, err)
			}
		}
		w.graph()
	})
}
