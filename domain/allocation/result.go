package allocation

import (
	"context"
	"encoding/json"
	"fmt"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
)

// Result is what came of a scenario. Everything else that can be said of it follows from its inputs.
type Result struct {
	Shares    []Share    `json:"shares"` // by code of the district
	Undecided int64      `json:"undecided"`
	Unspent   *int64     `json:"unspent,omitempty"` // pence of the budget
	Stability *Stability `json:"stability,omitempty"`
}

// Share is the posts of a district.
type Share struct {
	District string `json:"district"`
	Posts    int64  `json:"posts"`
}

// Stability is what the simulation says: see apportion.Stability.
type Stability struct {
	Draws        int             `json:"draws"`
	Seed         int64           `json:"seed"`
	Districts    []Chances       `json:"districts"`
	Unchanged    Chance          `json:"unchanged"`
	Changed      decimal.Decimal `json:"changed"`
	ChangedError decimal.Decimal `json:"changedError"`
	Moved        decimal.Decimal `json:"moved"`
	Safe         int64           `json:"safe"`
	Unsafe       int64           `json:"unsafe"`
	Contested    []Contested     `json:"contested"`
	Independent  bool            `json:"independent"`
}

// Chance is how often something happened.
type Chance struct {
	Draws         int             `json:"draws"`
	Probability   decimal.Decimal `json:"probability"`
	StandardError decimal.Decimal `json:"standardError"`
}

// Chances are the numbers of posts that a district had, the smallest first.
type Chances struct {
	District string        `json:"district"`
	Posts    []PostsChance `json:"posts"`
	Change   Chance        `json:"change"`
	Likely   []int64       `json:"likely"`
}

// PostsChance is the chance of one number of posts.
type PostsChance struct {
	Posts  int64  `json:"posts"`
	Chance Chance `json:"chance"`
}

// Contested is a post that some draws give to a district and others do not.
type Contested struct {
	District string `json:"district"`
	Post     int64  `json:"post"`
	Given    bool   `json:"given"`
	Held     Chance `json:"held"`
}

// Run says how a scenario is computed, not what: neither has a say in the result.
type Run struct {
	Workers  int            // that draw at the same time
	Progress func(done int) // told how many draws are done; may be nil
}

// Compute gives the result of the inputs: the same bits on every machine, in every year. The error is that of Solve, or the
// context's.
func Compute(ctx context.Context, in Inputs, run Run) (*Result, error) {
	answer, table, err := in.Solve()
	if err != nil {
		return nil, err
	}
	r := &Result{Undecided: answer.Undecided}
	for _, s := range answer.Shares {
		r.Shares = append(r.Shares, Share{s.Key, s.Posts})
	}
	if b := in.Terms.Budget; b != nil {
		left := b.Pence - b.Committed - in.Terms.Posts*b.Cost
		r.Unspent = &left
	}
	if in.Terms.Uncertainty == nil {
		return r, nil
	}
	s, err := in.simulation(table, run).Run(ctx)
	if err != nil {
		return nil, err
	}
	r.Stability = stability(s)
	return r, nil
}

// simulation gives the simulation that the terms ask for.
func (in Inputs) simulation(table *apportion.NeedTable, run Run) apportion.Simulation {
	u := in.Terms.Uncertainty
	s := apportion.Simulation{Problem: in.problem(table), Model: in.Terms.Need.model(), Seed: uint64(u.Seed), Draws: u.Draws,
		Correlation: apportion.Correlation{National: u.National, Regional: u.Regional}, Workers: run.Workers, Progress: run.Progress}
	for _, d := range in.Districts {
		c := apportion.EstimatedClaimant{Key: d.Code, Estimates: map[string]apportion.Estimate{}}
		for _, f := range d.Figures {
			e := apportion.Estimate{Value: f.Value, Low: f.Value, High: f.Value, Distribution: apportion.Certain}
			if f.Lower != nil && f.Upper != nil {
				e.Low, e.High, e.Distribution = *f.Lower, *f.Upper, u.Counts
				if f.Measure == in.Terms.Need.ClaimingShare {
					e.Distribution = u.Share
				}
			}
			c.Estimates[f.Measure] = e
		}
		s.Claimants = append(s.Claimants, c)
	}
	return s
}

func stability(s *apportion.Stability) *Stability {
	r := &Stability{Draws: s.Draws, Seed: int64(s.Seed), Unchanged: chance(s.Unchanged), Changed: s.Changed,
		ChangedError: s.ChangedError, Moved: s.Moved, Safe: s.Safe, Unsafe: s.Unsafe, Independent: s.Independent}
	for i := range s.Outcomes {
		o := &s.Outcomes[i]
		c := Chances{District: o.Key, Change: chance(o.Change), Likely: o.Likely}
		for _, p := range o.Chance {
			c.Posts = append(c.Posts, PostsChance{p.Posts, chance(p.Chance)})
		}
		r.Districts = append(r.Districts, c)
	}
	for _, c := range s.Contested {
		r.Contested = append(r.Contested, Contested{c.Key, c.Post, c.Given, chance(c.Held)})
	}
	return r
}

func chance(c apportion.Chance) Chance { return Chance{c.Draws, c.Probability, c.StandardError} }

// Text gives the result as it is stored.
func (r *Result) Text() (string, error) {
	text, err := json.Marshal(r)
	if err != nil {
		return "", fmt.Errorf("write result: %w", err)
	}
	return string(text), nil
}

// ParseResult reads what Text writes.
func ParseResult(text string) (*Result, error) {
	r := &Result{}
	if err := json.Unmarshal([]byte(text), r); err != nil {
		return nil, fmt.Errorf("read result: %w", err)
	}
	return r, nil
}

// Posts gives the posts of each district by code.
func (r *Result) Posts() map[string]int64 {
	posts := make(map[string]int64, len(r.Shares))
	for _, s := range r.Shares {
		posts[s.District] = s.Posts
	}
	return posts
}

// Replay computes the inputs anew and tells whether the result is the same bits as before.
func Replay(ctx context.Context, canonical, result string, run Run) (same bool, err error) {
	in, err := ParseInputs(canonical)
	if err != nil {
		return false, err
	}
	again, err := Compute(ctx, in, run)
	if err != nil {
		return false, err
	}
	text, err := again.Text()
	return text == result, err
}
