package planning_test

import (
	"slices"
	"strings"
	"testing"

	"waymark/domain/allocation"
	"waymark/domain/apportion"
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/planning"
	"waymark/store/storetest"
)

// asks gives the terms of a scenario over the synthetic need of the demonstration.
func asks(posts int) *planning.AllocationTermsInput {
	return &planning.AllocationTermsInput{Grade: "BAND_D", Posts: &posts, Method: apportion.Webster, Tier: apportion.Flat,
		HamiltonBounds: apportion.Rebased, TieRule: apportion.LargerNeed,
		Need: &planning.AllocationNeedInput{Combine: apportion.RawSum, Measures: []*planning.AllocationWeightInput{
			{Measure: programme.MeasureInTreatment, Weight: decimal.One}, {Measure: programme.MeasureTreatmentNaive, Weight: decimal.One}}}}
}

// scenario begins a scenario, of 62 posts unless it is told other terms.
func (w *world) scenario(name string, terms *planning.AllocationTermsInput) string {
	w.Helper()
	if terms == nil {
		terms = asks(62)
	}
	return w.done(w.AllocationCreate(w.ctx, planning.AllocationCreateInput{Name: name, Terms: terms})).ID
}

// allocation gives a scenario as it is.
func (w *world) allocation(id string) *programme.Allocation {
	w.Helper()
	a, ok := programme.Lookup[*programme.Allocation](w.graph(), id)
	if !ok {
		w.Fatalf("there is no scenario %s", id)
	}
	return a
}

// submitted takes a scenario to where it can be adopted.
func (w *world) submitted(id string) {
	w.Helper()
	w.done(w.AllocationCompute(w.ctx, id, planning.AllocationComputeInput{ExpectedVersion: w.allocation(id).Version}))
	w.done(w.AllocationSubmit(w.ctx, id, planning.AllocationSubmitInput{ExpectedVersion: w.allocation(id).Version}))
}

// adopt makes a scenario of the posts of a few districts and adopts it. It names a post for every district that may lose one.
func (k *walker) adopt(on calendar.Date) (planning.Outcome, error) {
	day := on.AddDays(200)
	terms := asks(0)
	terms.AsOf = &day
	terms.Region = &one(k, k.g.Regions(day)).ID
	has := 0
	region := k.g.Node(*terms.Region).(*programme.Region)
	in := planning.AllocationAdoptInput{On: day, FundingStream: "Walk", Reason: "Walk", FundedTo: k.later(day)}
	for _, p := range k.g.Posts(day) {
		if d, ok := p.Home(day).(*programme.District); !ok || d.Region != region || p.Grade.Code != "BAND_D" {
			continue
		}
		has++
		if k.chance(70) && len(in.Closures) == 0 {
			in.Closures = []*planning.AllocationClosureInput{{Post: p.ID, ExpectedVersion: k.version(p), On: day.AddDays(k.IntN(200))}}
		}
	}
	more := max(0, has+k.IntN(3)-1)
	terms.Posts = &more
	o, err := k.AllocationCreate(k.ctx, planning.AllocationCreateInput{Name: "Walk", Terms: terms})
	if err != nil {
		return o, err
	}
	id := o.ID
	if o, err = k.AllocationCompute(k.ctx, id, planning.AllocationComputeInput{ExpectedVersion: 1}); err != nil {
		return o, err
	}
	if o, err = k.AllocationSubmit(k.ctx, id, planning.AllocationSubmitInput{ExpectedVersion: 2}); err != nil {
		return o, err
	}
	in.ExpectedVersion = 3
	if o, err = k.AllocationAdopt(k.ctx, id, in); err != nil { // it may well name a post that does not have to go
		in.Closures = nil
		o, err = k.AllocationAdopt(k.ctx, id, in)
	}
	return o, err
}

func TestAdoptingOpensAndCloses(t *testing.T) {
	inWorld(t, &england, func(w *world) {
		terms := asks(62)
		terms.Bounds = []*planning.AllocationBoundInput{{Floor: new(1), Cap: new(2), Reason: "Nobody has more than two"}}
		id := w.scenario("At most two", terms)
		w.submitted(id)
		on := day("2009-06-01")
		in := planning.AllocationAdoptInput{ExpectedVersion: 3, On: on, FundingStream: "More posts", Reason: "By need"}
		surplus, needed := 0, 0
		result, err := allocation.ParseResult(w.allocation(id).Result)
		if err != nil {
			w.Fatal(err)
		}
		g := w.graph()
		for _, s := range result.Shares {
			var posts []*programme.Post
			for _, p := range g.Posts(on) {
				if p.Home(on) == programme.Place(g.District(s.District)) {
					posts = append(posts, p)
				}
			}
			needed += max(0, int(s.Posts)-len(posts))
			going := len(posts) - int(s.Posts)
			for _, p := range posts {
				if going > 0 && len(p.AllHoldings()) == 1 && len(p.AllCovers()) == 0 { // nobody follows its holder
					going, surplus = going-1, surplus+1
					in.Closures = append(in.Closures, &planning.AllocationClosureInput{Post: p.ID, ExpectedVersion: p.Version, On: on.AddDays(90)})
				}
			}
		}
		if surplus == 0 || needed == 0 {
			w.Fatalf("%d posts have to close and %d to open: there is nothing to see", surplus, needed)
		}
		held := in
		held.Closures = nil
		w.refusals([]refusal{
			{"a held post without a date", func() (planning.Outcome, error) { return w.AllocationAdopt(w.ctx, id, held) }, slices.Repeat([]string{"ILLEGAL_TRANSITION input.closures: in closures, with the day"}, surplus)},
		})
		early := in
		early.Closures = append([]*planning.AllocationClosureInput{}, in.Closures...)
		first := *in.Closures[0]
		first.On = on.AddDays(-1)
		early.Closures[0] = &first
		w.refusals([]refusal{
			{"a day before the adoption", func() (planning.Outcome, error) { return w.AllocationAdopt(w.ctx, id, early) }, []string{"INVALID input.closures.0.on: lies before the adoption"}},
		})
		before := len(w.graph().Posts(on.AddDays(100)))
		o := w.done(w.AllocationAdopt(w.ctx, id, in))
		if len(o.Related) != surplus+needed {
			w.Errorf("%d posts opened or closed, want %d and %d", len(o.Related), needed, surplus)
		}
		after := w.graph() // which looks for violations
		if n := len(after.Posts(on.AddDays(100))); n != before+needed-surplus {
			w.Errorf("%d posts are funded, want %d", n, before+needed-surplus)
		}
		for _, s := range result.Shares {
			n := int64(0)
			for _, p := range after.Posts(on.AddDays(100)) {
				if p.Home(on.AddDays(100)) == programme.Place(after.District(s.District)) {
					n++
				}
			}
			if n != s.Posts {
				w.Errorf("%s has %d posts, want %d", s.District, n, s.Posts)
			}
		}
	})
}

func TestTermsAreChecked(t *testing.T) {
	inWorld(t, &england, func(w *world) {
		try := func(spoil func(*planning.AllocationTermsInput)) func() (planning.Outcome, error) {
			terms := asks(62)
			spoil(terms)
			return func() (planning.Outcome, error) {
				return w.AllocationCreate(w.ctx, planning.AllocationCreateInput{Name: "A", Terms: terms})
			}
		}
		essex, region := w.graph().District("essex").ID, w.graph().Region("E12000007").ID
		w.refusals([]refusal{
			{"posts and money", try(func(in *planning.AllocationTermsInput) { in.Budget = &planning.AllocationBudgetInput{} }), []string{"INVALID input.terms.posts: exactly one"}},
			{"no cost", try(func(in *planning.AllocationTermsInput) {
				in.Posts, in.Budget = nil, &planning.AllocationBudgetInput{Pence: 1}
			}), []string{"INVALID input.terms.budget.cost: no yearly cost"}},
			{"a lot without a seed", try(func(in *planning.AllocationTermsInput) { in.TieRule = apportion.SeededLot }), []string{"INVALID input.terms.lotSeed: a lot is drawn"}},
			{"protection without a reason", try(func(in *planning.AllocationTermsInput) { in.Protect = new(apportion.ProtectAsFloor) }), []string{"INVALID input.terms.protectReason: say why"}},
			{"moves without a reason", try(func(in *planning.AllocationTermsInput) { in.MaxMoves = new(3) }), []string{"INVALID input.terms.movesReason: say why"}},
			{"two places", try(func(in *planning.AllocationTermsInput) {
				in.Bounds = []*planning.AllocationBoundInput{{District: &essex, Region: &region, Floor: new(1), Reason: "A"}}
			}), []string{"INVALID input.terms.bounds.0.region: not on both"}},
			{"a bound of nothing", try(func(in *planning.AllocationTermsInput) {
				in.Bounds = []*planning.AllocationBoundInput{{District: &essex, Reason: "A"}}
			}), []string{"INVALID input.terms.bounds.0.floor: has a floor"}},
			{"twice the same place", try(func(in *planning.AllocationTermsInput) {
				in.Bounds = []*planning.AllocationBoundInput{{Floor: new(1), Reason: "A"}, {Cap: new(1), Reason: "B"}}
			}), []string{"INVALID input.terms.bounds.1.reason: has a bound already"}},
			{"a region in a flat race", try(func(in *planning.AllocationTermsInput) {
				in.Bounds = []*planning.AllocationBoundInput{{Region: &region, Floor: new(1), Reason: "A"}}
			}), []string{"INVALID input.terms.bounds.0.region: with FLAT"}},
			{"too many draws", try(func(in *planning.AllocationTermsInput) {
				in.Uncertainty = &planning.AllocationUncertaintyInput{Draws: planning.MaxDraws + 1}
			}), []string{"INVALID input.terms.uncertainty.draws: from 1 to 100000"}},
			{"claiming need without a share", try(func(in *planning.AllocationTermsInput) { in.Need.Combine = apportion.ClaimingNeed }), []string{"INVALID input.terms.need.claimingShare: has a claiming share"}},
		})
		o := w.done(try(func(in *planning.AllocationTermsInput) {
			in.Posts, in.Budget = nil, &planning.AllocationBudgetInput{Pence: 9_000_000_00, Cost: new(int64(4_000_000)), Committed: 100_000_00}
		})())
		if terms := w.allocation(o.ID).Terms; !strings.Contains(terms, `"posts":222,`) {
			w.Errorf("nine million pounds pay for %s", terms)
		}
	})
}

func TestContestedPostsAreNotSubmitted(t *testing.T) {
	inWorld(t, &storetest.Template{Prepare: seed(twins)}, func(w *world) {
		terms := asks(1)
		terms.TieRule = apportion.ReportOnly
		id := w.scenario("Twins", terms)
		w.done(w.AllocationCompute(w.ctx, id, planning.AllocationComputeInput{ExpectedVersion: 1}))
		w.refusals([]refusal{{"a contested post", func() (planning.Outcome, error) {
			return w.AllocationSubmit(w.ctx, id, planning.AllocationSubmitInput{ExpectedVersion: 2})
		}, []string{string(fault.IllegalTransition) + " : contested posts are not given out"}}})
	})
}

// twins is two districts with the same need.
func twins() (programme.Records, error) {
	r, err := smallWorld()
	if err != nil {
		return r, err
	}
	for _, d := range r.Districts {
		for _, m := range []string{programme.MeasureInTreatment, programme.MeasureTreatmentNaive} {
			r.Statements = append(r.Statements, &programme.Statement{Meta: programme.Meta{ID: "sta_" + d.Code + m[:4]}, Place: programme.RefTo(d),
				Measure: m, Value: decimal.FromInt(100), Unit: programme.UnitPeople, AsAt: day("2009-03-31"), SourceID: r.Sources[0].ID})
		}
	}
	return r, nil
}
