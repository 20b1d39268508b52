package planning_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"waymark/domain/allocation"
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/planning"
	"waymark/store/storetest"
)

// walker makes changes at random: most of them plausible, many of them refused.
type walker struct {
	*world
	*rand.Rand
	g       *programme.Graph
	made    int
	choices func() map[string]func() (planning.Outcome, error) // nil: steps
}

func (k *walker) chance(percent int) bool { return k.IntN(100) < percent }

func one[T any](k *walker, all []T) T { return all[k.IntN(len(all))] }

func (k *walker) day() calendar.Date { return day("2008-12-01").AddDays(k.IntN(950)) }

func (k *walker) later(from calendar.Date) *calendar.Date {
	if k.chance(50) {
		return nil
	}
	return new(from.AddDays(k.IntN(300) - 10))
}

func (k *walker) version(n programme.Node) int {
	if k.chance(3) {
		return n.Identity().Version + 1
	}
	return n.Identity().Version
}

func (k *walker) fraction() decimal.Decimal {
	return number(one(k, []string{"0.2", "0.25", "0.5", "0.6", "0.75", "1", "1", "1.2"}))
}

func (k *walker) code(stem string) string {
	k.made++
	return fmt.Sprintf("%s-%d", stem, k.made)
}

// stakes gives shares of one to three districts of a few.
func (k *walker) stakes(on calendar.Date) []*planning.DistrictShareInput {
	split := one(k, [][]string{{"1"}, {"0.5", "0.5"}, {"0.2", "0.3", "0.5"}, {"0.3", "0.6"}})
	made := make([]*planning.DistrictShareInput, len(split))
	for i, share := range split {
		made[i] = &planning.DistrictShareInput{District: one(k, k.g.Districts(on)).ID, Share: number(share)}
	}
	return made
}

// free makes room: eight people without a post, and six posts that are vacant for most of the time.
func (k *walker) free() {
	for i := range 8 {
		k.done(k.CoordinatorCreate(k.ctx, planning.CoordinatorCreateInput{Name: fmt.Sprintf("A. Walker %d", i)})) // come first
	}
	for _, p := range k.g.AllPosts()[:6] {
		h := p.AllHoldings()[0]
		k.done(k.PostVacate(k.ctx, p.ID, planning.PostVacateInput{ExpectedVersion: p.Version, Coordinator: &h.CoordinatorID,
			On: h.Valid.From.AddDays(1), Reason: programme.Resigned}))
	}
	k.g = k.graph()
}

// steps are the changes to choose from, by name.
func (k *walker) steps() map[string]func() (planning.Outcome, error) {
	p, who, on := one(k, k.g.AllPosts()), one(k, k.g.Coordinators()), k.day()
	if k.chance(50) { // stay with the first few, so that things meet
		p, who = k.g.AllPosts()[k.IntN(6)], k.g.Coordinators()[k.IntN(10)]
	}
	d, office := one(k, k.g.AllDistricts()), one(k, k.g.AllJobcentres())
	return map[string]func() (planning.Outcome, error){
		"postCreate": func() (planning.Outcome, error) {
			return k.PostCreate(k.ctx, planning.PostCreateInput{Grade: "BAND_D", Role: programme.DistrictCoordinator, Home: d.ID, FTE: k.fraction(),
				FundingStream: "Walk", FundedFrom: on, FundedTo: k.later(on)})
		},
		"postUpdate": func() (planning.Outcome, error) {
			in := planning.PostUpdateInput{ExpectedVersion: k.version(p)}
			if k.chance(50) {
				in.FundedTo = new(k.day().AddDays(300))
			}
			if k.chance(30) {
				in.FundedFrom = new(day("2008-12-01").AddDays(k.IntN(120)))
			}
			if k.chance(30) {
				in.FTE = new(k.fraction())
			}
			return k.PostUpdate(k.ctx, p.ID, in)
		},
		"postOffer": func() (planning.Outcome, error) {
			in := planning.PostOfferInput{ExpectedVersion: k.version(p), AcceptedOn: on, StartsOn: on.AddDays(k.IntN(40) - 2)}
			if k.chance(60) {
				in.Coordinator = &who.ID
			}
			return k.PostOffer(k.ctx, p.ID, in)
		},
		"postWithdrawOffer": func() (planning.Outcome, error) {
			for _, x := range k.g.AllPosts() {
				for _, o := range x.AllOffers() {
					if o.Valid.To == nil {
						p, on = x, o.Valid.From.AddDays(k.IntN(60))
					}
				}
			}
			return k.PostWithdrawOffer(k.ctx, p.ID, planning.PostWithdrawOfferInput{ExpectedVersion: k.version(p), On: on})
		},
		"postFill": func() (planning.Outcome, error) {
			in := planning.PostFillInput{ExpectedVersion: k.version(p), Coordinator: who.ID, From: on, To: k.later(on)}
			if k.chance(40) {
				in.FTE = new(k.fraction())
			}
			return k.PostFill(k.ctx, p.ID, in)
		},
		"postVacate": func() (planning.Outcome, error) {
			in := planning.PostVacateInput{ExpectedVersion: k.version(p), On: on, Reason: programme.Resigned}
			if held := p.Holdings(on); len(held) > 0 && k.chance(60) {
				in.Coordinator = &held[0].CoordinatorID
			}
			return k.PostVacate(k.ctx, p.ID, in)
		},
		"postCover": func() (planning.Outcome, error) {
			return k.PostCover(k.ctx, p.ID, planning.PostCoverInput{ExpectedVersion: k.version(p), Coordinator: who.ID, From: on, To: k.later(on)})
		},
		"postEndCover": func() (planning.Outcome, error) {
			return k.PostEndCover(k.ctx, p.ID, planning.PostEndCoverInput{ExpectedVersion: k.version(p), On: on})
		},
		"postClose": func() (planning.Outcome, error) {
			return k.PostClose(k.ctx, p.ID, planning.PostCloseInput{ExpectedVersion: k.version(p), On: on.AddDays(400), Reason: "Walk"})
		},
		"allocationCreate": func() (planning.Outcome, error) { return k.create() },
		"allocationCompute": func() (planning.Outcome, error) {
			a := k.one(allocation.Draft, allocation.Computed)
			return k.AllocationCompute(k.ctx, a.ID, planning.AllocationComputeInput{ExpectedVersion: k.version(a)})
		},
		"allocationSubmit": func() (planning.Outcome, error) {
			a := k.one(allocation.Computed)
			return k.AllocationSubmit(k.ctx, a.ID, planning.AllocationSubmitInput{ExpectedVersion: k.version(a)})
		},
		"allocationAdopt": func() (planning.Outcome, error) { return k.adopt() },
		"championAppoint": func() (planning.Outcome, error) {
			return k.ChampionAppoint(k.ctx, planning.ChampionAppointInput{Jobcentre: office.ID, ExpectedVersion: k.version(office), Lead: k.chance(50),
				From: on, To: k.later(on)})
		},
		"championRelease": func() (planning.Outcome, error) {
			for _, c := range office.AllChampions() {
				return k.ChampionRelease(k.ctx, c.ID, planning.ChampionReleaseInput{ExpectedVersion: k.version(c), On: on})
			}
			return k.ChampionRelease(k.ctx, "chm_0", planning.ChampionReleaseInput{On: on})
		},
		"jobcentreOpen": func() (planning.Outcome, error) {
			return k.JobcentreOpen(k.ctx, planning.JobcentreOpenInput{Code: k.code("J"), Name: "Office", District: d.ID, On: on})
		},
		"jobcentreClose": func() (planning.Outcome, error) {
			return k.JobcentreClose(k.ctx, office.ID, planning.JobcentreCloseInput{ExpectedVersion: k.version(office), On: on})
		},
		"partnershipCreate": func() (planning.Outcome, error) {
			return k.PartnershipCreate(k.ctx, planning.PartnershipCreateInput{Code: k.code("P"), Name: "Partnership", From: on, Districts: k.stakes(on)})
		},
		"partnershipLink": func() (planning.Outcome, error) {
			x := one(k, k.g.AllPartnerships())
			return k.PartnershipLink(k.ctx, x.ID, planning.PartnershipLinkInput{ExpectedVersion: k.version(x), From: on, Districts: k.stakes(on)})
		},
		"districtRename": func() (planning.Outcome, error) {
			return k.DistrictRename(k.ctx, d.ID, planning.DistrictRenameInput{ExpectedVersion: k.version(d), Name: k.code("Name"), From: on})
		},
		"districtMerge": func() (planning.Outcome, error) {
			other := one(k, d.Region.AllDistricts())
			in := planning.DistrictMergeInput{On: on, Districts: []*planning.DistrictVersionInput{{ID: d.ID, ExpectedVersion: k.version(d)}}}
			if with := (&planning.DistrictVersionInput{ID: other.ID, ExpectedVersion: k.version(other)}); k.chance(50) {
				in.Into = with
			} else {
				in.Districts = append(in.Districts, with)
				in.Successor = &planning.DistrictSuccessorInput{Code: k.code("merged"), Name: "Merged"}
			}
			return k.DistrictMerge(k.ctx, in)
		},
		"districtSplit": func() (planning.Outcome, error) {
			parts := []*planning.DistrictPartInput{{Code: k.code("part"), Name: "Part", Remainder: true}, {Code: k.code("part"), Name: "Part"}}
			for _, stay := range programme.Overlapping(d.Placements(), calendar.Open(on)) {
				if k.chance(50) {
					parts[1].Jobcentres = append(parts[1].Jobcentres, stay.JobcentreID)
				}
			}
			for _, link := range d.Links(on) {
				if k.chance(50) {
					parts[1].Partnerships = append(parts[1].Partnerships, &planning.PartnershipShareInput{Partnership: link.PartnershipID, Share: (link.Share + 1) / 2})
				}
			}
			return k.DistrictSplit(k.ctx, d.ID, planning.DistrictSplitInput{ExpectedVersion: k.version(d), On: on, Parts: parts})
		},
	}
}

// thinned is the demonstration with every tenth of its offices, which would else be most of what each step reads.
func thinned() (programme.Records, error) {
	r, err := demonstration()
	if err != nil {
		return r, err
	}
	gone := map[string]bool{}
	for i, j := range r.Jobcentres {
		gone[j.ID] = i%10 != 0
	}
	for _, n := range r.Names {
		gone[n.ID] = gone[n.Place.JobcentreID]
	}
	for _, p := range r.Placements {
		gone[p.ID] = gone[p.JobcentreID]
	}
	for _, c := range r.DrugChampions {
		gone[c.ID] = gone[c.JobcentreID]
	}
	for _, o := range r.Outreaches {
		gone[o.ID] = gone[o.JobcentreID]
	}
	for _, a := range r.TrainingAttendances {
		gone[a.ID] = gone[a.JobcentreID]
	}
	return r.Without(func(id string) bool { return gone[id] }), nil
}

// TestSweepOfWalks makes changes at random and asks after each whether all that must hold does, and whether what the programme
// says of the days before the change is what it said.
func TestSweepOfWalks(t *testing.T) {
	inWorld(t, &storetest.Template{Prepare: seed(thinned)}, func(w *world) {
		k := &walker{world: w, Rand: rand.New(rand.NewPCG(2009, 11)), g: w.graph()}
		k.free()
		k.walk(300, "post", func(name string) bool { return !strings.HasPrefix(name, "allocation") })
	})
}

// TestSweepOfScenarios does the same with scenarios that are adopted while posts come, go and are filled.
func TestSweepOfScenarios(t *testing.T) {
	inWorld(t, &storetest.Template{Prepare: seed(thinned)}, func(w *world) {
		k := &walker{world: w, Rand: rand.New(rand.NewPCG(2009, 14)), g: w.graph()}
		k.free()
		k.walk(100, "allocation", func(name string) bool {
			return strings.HasPrefix(name, "allocation") || slices.Contains([]string{"postCreate", "postClose", "postFill", "postVacate"}, name)
		})
	})
}

// walk makes so many steps of the kinds that are wanted, every second one about what is done often.
func (k *walker) walk(length int, often string, wanted func(name string) bool) {
	k.Helper()
	if k.choices == nil {
		k.choices = k.steps
	}
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(k.choices())), func(name string) bool { return !wanted(name) })
	theseOften := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !strings.HasPrefix(name, often) })
	done, was := map[string]int{}, []recorded{k.recorded()}
	for i := range length {
		name := one(k, names)
		if k.chance(50) {
			name = one(k, theseOften)
		}
		o, err := k.choices()[name]()
		if err != nil {
			refusals, ok := fault.All(err)
			for _, r := range refusals {
				ok = ok && (r.Code.Refusal() || r.Code == fault.NotFound) && r.Message != ""
			}
			if !ok {
				k.Fatalf("step %d, %s: %v", i, name, err)
			}
			continue
		}
		done[name]++
		was = append(was, k.recorded())
		before, after := k.g, k.graph() // which looks for violations
		k.g = after
		if name == "postUpdate" { // a correction, for all dates
			continue
		}
		for _, on := range []calendar.Date{o.On.AddDays(-1), o.On.AddDays(-k.IntN(400)), o.On.AddDays(-k.IntN(40) - 1)} {
			if was, is := facts(before, on), facts(after, on); on.Before(o.On) && was != is {
				k.Fatalf("step %d, %s on %s: of %s was said\n%s\nand now\n%s", i, name, o.On, on, was, is)
			}
		}
	}
	k.remembers(was)
	for _, name := range names {
		if done[name] == 0 {
			k.Errorf("no %s has been done: %v", name, done)
		}
	}
}
