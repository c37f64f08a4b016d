package rules

import "strings"

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// neverLast are abbreviations that no sentence ends with: a name, a number or a
// party follows.
var neverLast = set(`v vs no nos mr mrs ms dr messrs prof hon gov sen rep gen lt col capt atty dkt ecf doc docs dktentry ex exs exh
	p pp n nn fn ch cl para paras pt pts vol art arts amend sec secs subsec tit cf e.g i.e viz ibid accord see also at approx ca
	compl pls defs decl opp mot mem supp fed cir app br tr hr'g resp reply pet st`)

// abbreviations may end a sentence, though they seldom do.
var abbreviations = set(`id al inc corp co ltd llc bros ass'n dep't dept gov't govt nat'l int'l att'y comm'n comm'r soc'y const u.s
	f r civ crim evid bankr proc stat reg regs rev l q j jj pub rec cong sess res exec ord admin agric auth bd bldg bur cas comm cnty
	cmty cty dev dir dist div econ educ elec emp eng'g env't exch fin found gen grp hosp hous imp indem indus info ins inst intell inv
	lab labs lib liab litig mach mfg mfr mgmt mkt mun mut org pac pharm phil prod prot pub r.r ry sav sch sci serv servs sol subcomm sur
	hum sec'y ctr soc sys tech tel temp twp univ util vill wkly ct cl so ne nw se sw jan feb mar apr jun jul aug sept sep oct nov dec ala alaska ariz ark
	cal calif colo conn del fla ga haw ill ind kan ky la me md mass mich minn miss mo mont neb nev n.h n.j n.m n.y n.c n.d okla or ore pa
	r.i s.c s.d tenn tex va vt wash wis wyo d.c jr sr esq ph.d a.m p.m slip op a.d b.c internal def pl`)

// starters open sentences.
var starters = set(`The This That These Those There Their They Then Thus Therefore Through Though To Today Such Since So Second Several
	Similarly Simply Still Some Should It Its In Indeed Instead If Is I He Here Her His How However Hence A An And Accordingly
	Additionally After Again All Also Although Any As At Absent Another Are Because Before Both But By Can Congress Contrary Consequently
	Defendants Defendant Despite Does Each Even Every Finally First For From Further Furthermore Given Government Nor No Not Nothing Nobody
	Neither Nevertheless None Nonetheless Nowhere Now Of On Once One Only Or Other Otherwise Our Plaintiff Plaintiffs Perhaps Put Rather
	Ripeness Standing Third Under Unless Unlike Until Upon We Were What When Where Whether Which While Who Whatever Why With Without
	Would Yet You Your Counsel Likewise Meanwhile Moreover More Most Nowhere Where Petitioners Respondents Appellants Appellees Section
	Two Three Four`)
