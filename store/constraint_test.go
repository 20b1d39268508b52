package store_test

import (
	"context"
	"regexp"
	"testing"

	"waymark/domain/agreement"
	"waymark/domain/allocation"
	"waymark/domain/assessment"
	"waymark/domain/capacity"
	"waymark/domain/decimal"
	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/figure"
	"waymark/domain/plan"
	"waymark/domain/processmap"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
	"waymark/domain/referral"
	"waymark/domain/signoff"
	"waymark/domain/viewer"
	"waymark/store"
	"waymark/store/storetest"
)

// constraints gives the names of the CHECKs that a database has.
func constraints(t *testing.T, db storetest.Database) map[string]bool {
	t.Helper()
	query := `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL`
	if db.Engine == store.Postgres {
		query = `SELECT 'CONSTRAINT "' || conname || '" CHECK' FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace`
	}
	rows, err := db.SQL(t).QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := rows.Close(); err != nil {
			t.Error(err)
		}
	}()
	found, checks := map[string]bool{}, regexp.MustCompile("CONSTRAINT [`\"]([a-z0-9_]+)[`\"] CHECK")
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		for _, name := range checks.FindAllStringSubmatch(text, -1) {
			found[name[1]] = true
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return found
}

// sound is one record of each type that has a constraint, and breaks none.
func sound() *programme.Records {
	b := programmetest.New()
	always := programmetest.Days("2006-04-01", "")
	r := b.Region("R", always)
	d := b.District(r, "d", always)
	p := b.Partnership("P", always)
	b.Link(p, d, "1", always)
	j := b.Jobcentre("J", always)
	b.Place(j, d, always)
	b.Champion(j, always)
	post := b.Post("post", b.Grade("G", "G", 1), programme.StrategicLead, always)
	b.Home(post, r, always)
	b.Hold(post, "Ann", "1", always)
	b.Cover(post, "Bob", always)
	b.Offer(post, always.From, always)
	s := b.Source("source")
	s.Publisher = "P"
	b.Statement(s, r, "M", nil, "1", "2009-01-01").Unit = "posts"
	b.Records.Identifiers = []*programme.Identifier{{Meta: programme.Meta{ID: "idn_1"}, Place: programme.RefTo(r), Scheme: "GSS", Value: "R", Valid: always}}
	b.Records.Grants = []*programme.Grant{{Meta: programme.Meta{ID: "grt_1"}, Subject: "somebody", Role: viewer.Analyst,
		Scope: viewer.Scope{Kind: viewer.Nation}, Valid: always, Reason: "needs it"}}
	b.Records.Allocations = []*programme.Allocation{{Meta: programme.Meta{ID: "alo_1"}, Name: "A", State: allocation.Draft, Terms: "{}"}}
	b.Records.Templates = []*programme.Template{{Meta: programme.Meta{ID: "tpl_1"}, Code: "T", Name: "T", FromYear: 2008, Content: "{}"}}
	b.Indicator(s, "IN_TREATMENT")
	b.Member(b.Family("F"), p, always)
	b.FigureBatch("first")
	b.Records.Providers = []*programme.Provider{{Meta: programme.Meta{ID: "prv_1"}, Code: "p", Name: "P", ProviderKind: programme.OtherProvider, Valid: always}}
	b.Records.Services = []*programme.Service{{Meta: programme.Meta{ID: "svc_1"}, Code: "s", ProviderID: "prv_1", Name: "S", ServiceKind: programme.OpenAccess, Valid: always}}
	b.Records.Sites = []*programme.Site{{Meta: programme.Meta{ID: "sit_1"}, Code: "s", ProviderID: "prv_1", Name: "S", Valid: always}}
	b.Records.ServiceSites = []*programme.ServiceSite{{Meta: programme.Meta{ID: "sas_1"}, ServiceID: "svc_1", SiteID: "sit_1", Valid: always}}
	b.Records.EmploymentProgrammes = []*programme.EmploymentProgramme{{Meta: programme.Meta{ID: "epr_1"}, Code: "e", Name: "E", Sponsor: "S", SourceID: s.ID, Valid: always}}
	b.Records.TrainingSessions = []*programme.TrainingSession{{Meta: programme.Meta{ID: "trs_1"}, DistrictID: d.ID, Title: "T", Day: always.From, Hours: decimal.One}}
	b.Records.TrainingAttendances = []*programme.TrainingAttendance{{Meta: programme.Meta{ID: "tra_1"}, SessionID: "trs_1", JobcentreID: j.ID}}
	b.Records.PathwayTemplates = []*programme.PathwayTemplate{{Meta: programme.Meta{ID: "pwt_1"}, Code: "t", Name: "T", Steps: []processmap.Step{}, SourceID: s.ID}}
	b.Records.Pathways = []*programme.Pathway{{Meta: programme.Meta{ID: "pwy_1"}, Code: "p", Name: "P", DistrictID: d.ID, ServiceID: "svc_1", TemplateID: "pwt_1",
		Contact: programme.Contact{Role: "R"}, Steps: []processmap.Step{}, Valid: always}}
	b.Records.Outreaches = []*programme.Outreach{{Meta: programme.Meta{ID: "otr_1"}, ServiceID: "svc_1", JobcentreID: j.ID, Sessions: decimal.One, Risk: programme.RiskNotAssessed, Valid: always}}
	b.Records.Contracts = []*programme.Contract{{Meta: programme.Meta{ID: "con_1"}, ServiceID: "svc_1", PartnershipID: p.ID, Valid: always}}
	b.Records.Pauses = []*programme.Pause{{Meta: programme.Meta{ID: "pau_1"}, ServiceID: "svc_1", Reason: "full", Valid: always}}
	return &b.Records
}

// soundAssessment is one that breaks no constraint, of the partnership in sound.
func soundAssessment(r *programme.Records) *assessment.Document {
	p := r.Partnerships[0].ID
	return &assessment.Document{
		Assessment: &assessment.Assessment{Meta: programme.Meta{ID: "asm_1"}, PartnershipID: p, TemplateID: "tpl_1", Year: 2009, Edition: 1, State: assessment.Draft, Unpublished: true},
		Findings: []*assessment.Finding{{Meta: programme.Meta{ID: "fnd_1"}, AssessmentID: "asm_1", PartnershipID: p, Statement: "F",
			Priority: assessment.High, Rank: "1", Status: assessment.Open}},
	}
}

// soundAgreement is one that breaks no constraint, of the partnership and the district in sound.
func soundAgreement(r *programme.Records) *agreement.Agreement {
	return &agreement.Agreement{Meta: programme.Meta{ID: "agr_1"}, PartnershipID: r.Partnerships[0].ID, DistrictID: r.Districts[0].ID, Kind: document.JobcentreAgreement,
		TemplateID: "tpl_1", Series: "agr_1", Edition: 1, State: signoff.Draft, Unpublished: true, Valid: programmetest.Days("2009-04-01", "2010-04-01")}
}

// soundPlan is one that breaks no constraint, of the partnership in sound, with a review.
func soundPlan(r *programme.Records) (*plan.Document, *plan.Reviewed) {
	p := r.Partnerships[0].ID
	d := &plan.Document{Plan: &plan.Plan{Meta: programme.Meta{ID: "pln_1"}, PartnershipID: p, TemplateID: "tpl_1", Kind: document.TreatmentPlan, Year: 2009, Edition: 1,
		State: signoff.Draft, Unpublished: true, Steps: signoff.Steps{}}}
	common := func(id string) plan.Common {
		return plan.Common{Meta: programme.Meta{ID: id}, PlanID: d.ID, PartnershipID: p, Origin: id}
	}
	d.Parts = []*plan.Part{{Common: common("prt_1"), Code: "FUNDING", Position: 1, Title: "F", Status: plan.Empty}}
	d.Lines = []*plan.Line{{Common: common("fun_1"), PartID: "prt_1", Rank: "1", Stream: "S", Name: "N"}}
	return d, &plan.Reviewed{Review: &plan.Review{Meta: programme.Meta{ID: "rev_1"}, PlanID: d.ID, PartnershipID: p, Kind: d.Kind, Year: 2009, Quarter: 1, Unpublished: true}}
}

func TestEveryCheckIsSaidInOurWords(t *testing.T) {
	backwards := programmetest.Days("2009-01-02", "2009-01-01")
	nowhere := programme.PlaceRef{}
	spoil := map[string]func(*programme.Records){
		"document_templates_year": func(r *programme.Records) { r.Templates[0].FromYear = 1 },
		"allocations_computed":    func(r *programme.Records) { r.Allocations[0].Inputs = "{}" },
		"statements_interval": func(r *programme.Records) {
			r.Statements[0].Interval = &programme.Interval{Lower: 2 * decimal.One, Upper: 3 * decimal.One}
		},
		"family_members_end_after_start":        func(r *programme.Records) { r.FamilyMembers[0].Valid = backwards },
		"figure_batches_reversed":               func(r *programme.Records) { r.FigureBatches[0].ReverseReason = "why" },
		"indicators_gate":                       func(r *programme.Records) { r.Indicators[0].GatePercent = new(decimal.One) },
		"indicators_period":                     func(r *programme.Records) { r.Indicators[0].Valid = backwards },
		"covers_end_after_start":                func(r *programme.Records) { r.Covers[0].Valid = backwards },
		"districts_end_after_start":             func(r *programme.Records) { r.Districts[0].Valid = backwards },
		"drug_champions_end_after_start":        func(r *programme.Records) { r.DrugChampions[0].Valid = backwards },
		"grades_cost_not_negative":              func(r *programme.Records) { r.Grades[0].YearlyCost = new(int64(-1)) },
		"grants_end_not_before_start":           func(r *programme.Records) { r.Grants[0].Valid = backwards },
		"holdings_end_after_start":              func(r *programme.Records) { r.Holdings[0].Valid = backwards },
		"holdings_fte":                          func(r *programme.Records) { r.Holdings[0].FTE = decimal.Zero },
		"identifiers_end_after_start":           func(r *programme.Records) { r.Identifiers[0].Valid = backwards },
		"identifiers_one_place":                 func(r *programme.Records) { r.Identifiers[0].Place = nowhere },
		"jobcentre_placements_end_after_start":  func(r *programme.Records) { r.Placements[0].Valid = backwards },
		"jobcentres_end_after_start":            func(r *programme.Records) { r.Jobcentres[0].Valid = backwards },
		"offers_end_after_start":                func(r *programme.Records) { r.Offers[0].Valid = backwards },
		"partnership_links_end_after_start":     func(r *programme.Records) { r.Links[0].Valid = backwards },
		"partnership_links_share":               func(r *programme.Records) { r.Links[0].Share = decimal.One + 1 },
		"partnerships_end_after_start":          func(r *programme.Records) { r.Partnerships[0].Valid = backwards },
		"place_names_end_after_start":           func(r *programme.Records) { r.Names[0].Valid = backwards },
		"place_names_one_place":                 func(r *programme.Records) { r.Names[0].Place.DistrictID = r.Districts[0].ID },
		"post_homes_end_after_start":            func(r *programme.Records) { r.Homes[0].Valid = backwards },
		"post_homes_one_place":                  func(r *programme.Records) { r.Homes[0].DistrictID = r.Districts[0].ID },
		"posts_end_after_start":                 func(r *programme.Records) { r.Posts[0].Funded = backwards },
		"posts_fte":                             func(r *programme.Records) { r.Posts[0].FTE = decimal.One + 1 },
		"regions_end_after_start":               func(r *programme.Records) { r.Regions[0].Valid = backwards },
		"providers_end_after_start":             func(r *programme.Records) { r.Providers[0].Valid = backwards },
		"services_end_after_start":              func(r *programme.Records) { r.Services[0].Valid = backwards },
		"services_tier":                         func(r *programme.Records) { r.Services[0].Tier = 5 },
		"services_ages":                         func(r *programme.Records) { r.Services[0].MinimumAge, r.Services[0].MaximumAge = new(30), new(18) },
		"sites_end_after_start":                 func(r *programme.Records) { r.Sites[0].Valid = backwards },
		"sites_position":                        func(r *programme.Records) { r.Sites[0].Position = &programme.Position{Latitude: 91} },
		"service_sites_end_after_start":         func(r *programme.Records) { r.ServiceSites[0].Valid = backwards },
		"contracts_end_after_start":             func(r *programme.Records) { r.Contracts[0].Valid = backwards },
		"contracts_pence":                       func(r *programme.Records) { r.Contracts[0].YearlyValue = new(int64(-1)) },
		"pauses_end_after_start":                func(r *programme.Records) { r.Pauses[0].Valid = backwards },
		"employment_programmes_end_after_start": func(r *programme.Records) { r.EmploymentProgrammes[0].Valid = backwards },
		"employment_programmes_ages": func(r *programme.Records) {
			r.EmploymentProgrammes[0].MinimumAge, r.EmploymentProgrammes[0].MaximumAge = new(30), new(18)
		},
		"employment_programmes_weeks":  func(r *programme.Records) { r.EmploymentProgrammes[0].WeeksUnemployed = new(-1) },
		"training_sessions_hours":      func(r *programme.Records) { r.TrainingSessions[0].Hours = 0 },
		"training_attendances_range":   func(r *programme.Records) { r.TrainingAttendances[0].Attended = -1 },
		"pathways_end_after_start":     func(r *programme.Records) { r.Pathways[0].Valid = backwards },
		"pathways_one_area":            func(r *programme.Records) { r.Pathways[0].JobcentreID = r.Jobcentres[0].ID },
		"outreach_end_after_start":     func(r *programme.Records) { r.Outreaches[0].Valid = backwards },
		"outreach_sessions":            func(r *programme.Records) { r.Outreaches[0].Sessions = 0 },
		"outreach_assessed":            func(r *programme.Records) { r.Outreaches[0].Risk = programme.RiskAccepted },
		"statements_at_most_one_place": func(r *programme.Records) { r.Statements[0].Place.DistrictID = r.Districts[0].ID },
	}
	spoilDocument := map[string]func(*assessment.Document){
		"assessments_edition":   func(d *assessment.Document) { d.Edition = 0 },
		"assessments_year":      func(d *assessment.Document) { d.Year = 1 },
		"assessments_published": func(d *assessment.Document) { d.State = assessment.Agreed },
		"findings_answered":     func(d *assessment.Document) { d.Findings[0].Status = assessment.Answered },
		"findings_withdrawn":    func(d *assessment.Document) { d.Findings[0].WithdrawReason = "none" },
	}
	spoilAgreement := map[string]func(*agreement.Agreement){
		"agreements_edition":         func(a *agreement.Agreement) { a.Edition = 0 },
		"agreements_end_after_start": func(a *agreement.Agreement) { a.Valid = backwards },
		"agreements_review":          func(a *agreement.Agreement) { a.ReviewOn = &a.Valid.From },
		"agreements_published":       func(a *agreement.Agreement) { a.State = signoff.Closed },
	}
	spoilPlan := map[string]func(*plan.Document, *plan.Reviewed){
		"plans_edition":          func(d *plan.Document, _ *plan.Reviewed) { d.Edition = 0 },
		"plans_year":             func(d *plan.Document, _ *plan.Reviewed) { d.Year = 1 },
		"plans_published":        func(d *plan.Document, _ *plan.Reviewed) { d.State = signoff.Agreed },
		"funding_lines_pence":    func(d *plan.Document, _ *plan.Reviewed) { d.Lines[0].Spent = -1 },
		"plan_reviews_quarter":   func(_ *plan.Document, r *plan.Reviewed) { r.Quarter = 5 },
		"plan_reviews_completed": func(_ *plan.Document, r *plan.Reviewed) { r.Unpublished = false },
	}
	monthly := referral.MonthOf(programmetest.Days("2009-10-01", "").From)
	soundReturn := func(r *programme.Records) *referral.Return {
		return &referral.Return{Meta: programme.Meta{ID: "ret_1"}, JobcentreID: r.Jobcentres[0].ID, DistrictID: r.Districts[0].ID, Month: monthly, State: referral.Returned, Edition: 1}
	}
	soundRelease := &referral.Release{Meta: programme.Meta{ID: "rel_1"}, Title: "T", Months: programmetest.Days("2009-10-01", "2010-01-01"), PublishedOn: monthly, Profile: "P", Due: 1, Used: []referral.Used{}}
	housed := func(do func(*capacity.Record)) func(context.Context, *store.Tx, *programme.Records) error {
		return func(ctx context.Context, tx *store.Tx, _ *programme.Records) error {
			x := &capacity.Record{Meta: programme.Meta{ID: "cap_1"}, ServiceID: "svc_1", ProviderID: "prv_1", Month: monthly, Places: 1, InUse: new(1), Waiting: new(1)}
			do(x)
			return tx.InsertCapacities(ctx, x)
		}
	}
	spoilReferral := map[string]func(context.Context, *store.Tx, *programme.Records) error{
		"referral_returns_edition": func(ctx context.Context, tx *store.Tx, r *programme.Records) error {
			x := soundReturn(r)
			x.Edition = 0
			return tx.InsertReturns(ctx, x)
		},
		"capacities_places_range":  housed(func(x *capacity.Record) { x.Places = -1 }),
		"capacities_in_use_range":  housed(func(x *capacity.Record) { x.InUse = new(100_001) }),
		"capacities_waiting_range": housed(func(x *capacity.Record) { x.Waiting = new(-1) }),
		"capacities_together":      housed(func(x *capacity.Record) { x.Waiting = nil }),
		"capacities_weeks":         housed(func(x *capacity.Record) { x.Wait = new(decimal.FromInt(2_001)) }),
		"referral_counts_range": func(ctx context.Context, tx *store.Tx, r *programme.Records) error {
			x := soundReturn(r)
			if err := tx.InsertReturns(ctx, x); err != nil {
				return err
			}
			return tx.InsertCounts(ctx, x, []referral.Row{{Counts: referral.Counts{-1}}})
		},
		"referral_releases_months": func(ctx context.Context, tx *store.Tx, _ *programme.Records) error {
			x := *soundRelease
			x.Months = backwards
			return tx.InsertRelease(ctx, &x, nil)
		},
		"referral_releases_complete": func(ctx context.Context, tx *store.Tx, _ *programme.Records) error {
			x := *soundRelease
			x.Accepted = 2
			return tx.InsertRelease(ctx, &x, nil)
		},
	}
	figures := map[string]func(*figure.Figure){
		"figures_period":     func(f *figure.Figure) { f.Period.To = f.Period.From },
		"figures_value":      func(f *figure.Figure) { f.Value = nil },
		"figures_withheld":   func(f *figure.Figure) { f.StatusReason = "why" },
		"figures_interval95": func(f *figure.Figure) { f.Interval95 = &figure.Interval{Lower: 0, Upper: 0} },
		"figures_interval998": func(f *figure.Figure) {
			f.Interval998 = &figure.Interval{Lower: 9 * decimal.One, Upper: 9 * decimal.One}
		},
	}
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s := db.Open(t)
		for name := range constraints(t, db) {
			words, known := store.Words(name)
			if !known {
				t.Errorf("the store has no words for %s", name)
				continue
			}
			breach := func(ctx context.Context, tx *store.Tx) error {
				r := sound()
				spoil[name](r)
				return tx.Insert(ctx, *r)
			}
			if name == "revisions_one_row" {
				breach = func(ctx context.Context, tx *store.Tx) error {
					return tx.Tx.Revision.Create().SetID(2).SetNumber(1).Exec(ctx)
				}
			} else if spoilDocument[name] != nil {
				breach = func(ctx context.Context, tx *store.Tx) error {
					r := sound()
					d := soundAssessment(r)
					spoilDocument[name](d)
					if err := tx.Insert(ctx, *r); err != nil {
						return err
					}
					return tx.InsertAssessments(ctx, d)
				}
			} else if do := spoilAgreement[name]; do != nil {
				breach = func(ctx context.Context, tx *store.Tx) error {
					r := sound()
					a := soundAgreement(r)
					do(a)
					if err := tx.Insert(ctx, *r); err != nil {
						return err
					}
					return tx.InsertAgreements(ctx, a)
				}
			} else if spoilPlan[name] != nil {
				breach = func(ctx context.Context, tx *store.Tx) error {
					r := sound()
					d, review := soundPlan(r)
					spoilPlan[name](d, review)
					if err := tx.Insert(ctx, *r); err != nil {
						return err
					}
					if err := tx.InsertPlans(ctx, d); err != nil {
						return err
					}
					return tx.InsertReviews(ctx, review)
				}
			} else if do := spoilReferral[name]; do != nil {
				breach = func(ctx context.Context, tx *store.Tx) error {
					r := sound()
					if err := tx.Insert(ctx, *r); err != nil {
						return err
					}
					return do(ctx, tx, r)
				}
			} else if do := figures[name]; do != nil {
				breach = func(ctx context.Context, tx *store.Tx) error {
					r := sound()
					f := counted(*r, "", 1)
					do(f)
					if err := tx.Insert(ctx, *r); err != nil {
						return err
					}
					return record(ctx, tx, r.FigureBatches[0].ID, f)
				}
			} else if spoil[name] == nil {
				t.Errorf("nothing here breaks %s", name)
				continue
			}
			refused(t, s.InTx(operator(t.Context()), inTest, breach), fault.Invalid, words)
		}
		for name := range figures {
			spoil[name] = nil
		}
		for name := range spoil {
			if !constraints(t, db)[name] {
				t.Errorf("the database has no %s", name)
			}
		}
		insert(t, s, *sound())
	})
}

func TestWhatComesTwiceIsAConflict(t *testing.T) {
	cases := []struct {
		name string
		do   func(*programme.Records)
	}{
		{"code", func(r *programme.Records) {
			*r = programme.Records{Regions: []*programme.Region{{Meta: programme.Meta{ID: "reg_2"}, Code: "R", Valid: r.Regions[0].Valid}}}
		}},
		{"id", func(r *programme.Records) {
			r.Regions[0].Code = "R2"
			*r = programme.Records{Regions: r.Regions}
		}},
		{"link", func(r *programme.Records) {
			r.Links[0].ID = "lnk_2"
			*r = programme.Records{Links: r.Links}
		}},
		{"what it refers to is not there", func(r *programme.Records) {
			*r = programme.Records{Districts: []*programme.District{{Meta: programme.Meta{ID: "dis_2"}, Code: "x", RegionID: "reg_0", Valid: r.Regions[0].Valid}}}
		}},
	}
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s := db.Open(t)
		insert(t, s, *sound())
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				err := s.InTx(operator(t.Context()), inTest, func(ctx context.Context, tx *store.Tx) error {
					r := sound()
					c.do(r)
					return tx.Insert(ctx, *r)
				})
				refused(t, err, fault.Conflict, "another change came first; read again and retry")
			})
		}
	})
}
